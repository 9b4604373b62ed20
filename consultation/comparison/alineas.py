"""Which alinea of a new text is which alinea of the text before.

What did not change is found first, also in another section; then what has other words.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from consultation.comparison.likeness import ALIKE, TextIndex, likeness
from consultation.comparison.rivals import rivals_of, sureness
from consultation.comparison.tree import Alinea, Section

FAR = 0.75
"""The likeness from which an alinea in another section is the same with other words."""

FAR_WORDS = 6
"""Fewer words are not looked for in other sections: they may stand anywhere."""

FAR_SAME_WORDS = 4
"""Fewer words not even when they are the same and stand there once."""

MOST_PAIRS = 2_500
"""So many pairs in one section are all looked at; of more only those that share telling words."""

Spot = tuple[int, int]
"""The place of a section and of an alinea in it."""


class FoundAlineas(NamedTuple):
    """By the spot of an alinea now: its spot before, and how sure that is (0 to 1)."""

    spots: dict[Spot, Spot]
    sureness: dict[Spot, float]


def match_alineas(
    before: Sequence[Section], now: Sequence[Section], sections: Mapping[int, int]
) -> FoundAlineas:
    """Where each alinea of now stood before, each found at most once.

    `sections` says by the place of a section now where it was before.
    """
    left = _Left(before, now)
    for n, b in sections.items():
        left.take(_same(left.olds_in(b), left.news_in(n)))
    left.take(_same_anywhere(left.olds(), left.news()))
    for n, b in sections.items():
        left.take_best(_alike_here(left.olds_in(b), left.news_in(n)))
    left.take_best(_alike_anywhere(left.olds(), left.news()))
    return FoundAlineas(left.found, left.sureness)


OneSpot = tuple[Spot, Alinea]
Known = list[OneSpot]
Alikes = dict[tuple[Spot, Spot], float]


class _Left:
    """The alineas that have not been found yet."""

    def __init__(self, before: Sequence[Section], now: Sequence[Section]) -> None:
        self.found: dict[Spot, Spot] = {}
        self.sureness: dict[Spot, float] = {}
        self._before, self._now = before, now
        self._gone: set[Spot] = set()

    def olds_in(self, section: int) -> Known:
        """Those of a section before."""
        return [one for one in _spots(section, self._before[section]) if one[0] not in self._gone]

    def news_in(self, section: int) -> Known:
        """Those of a section now."""
        return [one for one in _spots(section, self._now[section]) if one[0] not in self.found]

    def olds(self) -> Known:
        """Those of all sections before."""
        return [one for section in range(len(self._before)) for one in self.olds_in(section)]

    def news(self) -> Known:
        """Those of all sections now."""
        return [one for section in range(len(self._now)) for one in self.news_in(section)]

    def take(self, pairs: Iterable[tuple[Spot, Spot]], sure: float = 1.0) -> None:
        """Keep pairs of before and now."""
        for old, new in pairs:
            self.found[new] = old
            self.sureness[new] = sure
            self._gone.add(old)

    def take_best(self, scores: Alikes) -> None:
        """Keep the likeliest pairs, each alinea once; ties by the order of the text."""
        chosen: Alikes = {}
        taken: set[tuple[str, Spot]] = set()
        for old, new in sorted(scores, key=lambda p: (-scores[p], abs(p[0][1] - p[1][1]), p)):
            if ("old", old) not in taken and ("new", new) not in taken:
                taken |= {("old", old), ("new", new)}
                chosen[old, new] = scores[old, new]
        rivals = rivals_of(scores, chosen)
        for pair, score in chosen.items():
            self.take([pair], sureness(score, score - rivals.get(pair, 0.0)))


def _spots(place: int, section: Section) -> Known:
    return [((place, number), alinea) for number, alinea in enumerate(section.alineas)]


def _same(olds: Known, news: Known) -> list[tuple[Spot, Spot]]:
    """The same words and pictures, in order, each once."""
    known: dict[object, list[Spot]] = defaultdict(list)
    for spot, alinea in olds:
        known[alinea.says].append(spot)
    return [(known[alinea.says].pop(0), spot) for spot, alinea in news if known.get(alinea.says)]


def _same_anywhere(olds: Known, news: Known) -> list[tuple[Spot, Spot]]:
    """The same words in another section, when they say enough and stand there once."""
    old, new = (_by_words(side) for side in (olds, news))
    return [
        (old[says][0], spots[0])
        for says, spots in new.items()
        if len(spots) == 1 and len(old.get(says, ())) == 1
    ]


def _by_words(known: Known) -> dict[object, list[Spot]]:
    spots: dict[object, list[Spot]] = defaultdict(list)
    for spot, alinea in known:
        if len(alinea.words) >= FAR_SAME_WORDS:
            spots[alinea.says].append(spot)
    return spots


def _alike_here(olds: Known, news: Known) -> Alikes:
    """Likely pairs within a section."""
    if len(olds) * len(news) <= MOST_PAIRS:
        return _alike(product(olds, news), least=ALIKE)
    return _alike(_likely(olds, news), least=ALIKE)


def _alike_anywhere(olds: Known, news: Known) -> Alikes:
    """Likely pairs over all sections; only what shares telling words is looked at closely."""
    olds, news = ([one for one in side if len(one[1].words) >= FAR_WORDS] for side in (olds, news))
    return _alike(_likely(olds, news), least=FAR)


def _likely(olds: Known, news: Known) -> list[tuple[OneSpot, OneSpot]]:
    index = TextIndex(
        [Section("", alineas=(alinea,)) for _spot, alinea in olds],
        [Section("", alineas=(alinea,)) for _spot, alinea in news],
    )
    return [(olds[b], news[n]) for (b, n), found in index.found.items() if found >= ALIKE]


def _alike(pairs: Iterable[tuple[OneSpot, OneSpot]], *, least: float) -> Alikes:
    scores = {}
    for (old, one), (new, other) in pairs:
        if one.words and other.words:
            found = likeness(one.words, other.words, least=least)
            if found:
                scores[old, new] = found
    return scores
