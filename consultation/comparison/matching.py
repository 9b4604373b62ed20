"""Which section of a new text is which section of the text before, and the same for alineas.

Content weighs most, then the title, then number and place. The same two texts always give the
same answer, and what is not alike enough is new: no text is ever taken for another one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from consultation.comparison.likeness import TextIndex, likeness, shared_words, words_of
from consultation.comparison.tree import Alinea, Section, parents

ALIKE = 0.5
"""The likeness from which a text is the same text with other words."""

SAME_TITLE = 0.2
"""The same under the same title."""

FAR = 0.75
"""The same for an alinea that is found in another section."""

FAR_WORDS = 6
"""Fewer words are not looked for in other sections: they may stand anywhere."""

DOUBTFUL = 0.6
"""Below this a person must look at what was found."""

RIVAL = 0.1
"""Another section that is almost as like makes what was found doubtful."""


@dataclass(frozen=True)
class Origin:
    """The section before that a section was, by its place, and how sure that is (0 to 1)."""

    place: int | None
    sureness: float


Spot = tuple[int, int]
"""The place of a section and of an alinea in it."""


@dataclass(frozen=True)
class Matching:
    """What was found again: an origin for each section of now, a spot before for alineas."""

    sections: tuple[Origin, ...]
    alineas: dict[Spot, Spot]


Pair = tuple[int, int]
Scored = dict[Pair, float]


def match(before: Sequence[Section], now: Sequence[Section]) -> Matching:
    """Find the sections and alineas of now in what was before; each is found at most once."""
    sections = _Sections(before, now).matched()
    found = {n: b for n, (b, _sureness) in sections.items()}
    origins = [Origin(*sections.get(place, (None, 1.0))) for place in range(len(now))]
    return Matching(tuple(origins), match_alineas(before, now, found))


class _Sections:
    def __init__(self, before: Sequence[Section], now: Sequence[Section]) -> None:
        self.before, self.now = before, now
        self.texts = TextIndex(before, now)
        self.found: dict[int, tuple[int, float]] = {}
        self.titles = [[words_of(section.title) for section in side] for side in (before, now)]
        self.unique = _unique_titles(before) & _unique_titles(now)
        self.children = (_children(before), _children(now))

    def matched(self) -> dict[int, tuple[int, float]]:
        """By the place of a section now: its place before and how sure that is."""
        self._take(self._by_text(), self._is_alike)
        levels = {section.level for side in (self.before, self.now) for section in side}
        for level in sorted(levels, reverse=True):
            self._take(self._by_heading(level), lambda _pair: True)
        return self.found

    def _by_text(self) -> Scored:
        """Pairs of sections that both have words of their own."""
        titled = defaultdict(list)
        for b, section in enumerate(self.before):
            if self.texts.words_before[b]:
                titled[section.plain_title].append(b)
        pairs = {pair for pair, found in self.texts.found.items() if found >= SAME_TITLE}
        for n, section in enumerate(self.now):
            if self.texts.words_now[n]:
                pairs.update((b, n) for b in titled.get(section.plain_title, ()))
        return {pair: self._score(pair) for pair in pairs}

    def _score(self, pair: Pair) -> float:
        text, (title, number, place) = self.texts.likeness(*pair), self._heading(pair)
        if title == number == 1.0 and self.before[pair[0]].said == self.now[pair[1]].said:
            text = 1.0
        return 0.55 * text + 0.35 * title + 0.07 * number + 0.03 * place

    def _is_alike(self, pair: Pair) -> bool:
        text, (title, number, _place) = self.texts.likeness(*pair), self._heading(pair)
        if text >= ALIKE:
            return True
        is_only = self.before[pair[0]].plain_title in self.unique
        return title == 1.0 and (text >= SAME_TITLE or number == 1.0 or is_only)

    def _heading(self, pair: Pair) -> tuple[float, float, float]:
        """How alike titles, numbers and places are."""
        one, other = self.before[pair[0]], self.now[pair[1]]
        title = 1.0
        if one.plain_title != other.plain_title:
            title = 0.9 * shared_words(self.titles[0][pair[0]], self.titles[1][pair[1]])
        is_numbered = bool(one.plain_number) and one.plain_number == other.plain_number
        apart = abs((pair[0] + 1) / len(self.before) - (pair[1] + 1) / len(self.now))
        return title, float(is_numbered), 1 - apart

    def _by_heading(self, level: int) -> Scored:
        """Pairs of which one has no words of its own: by heading and what is under it."""
        taken = {b for b, _sureness in self.found.values()}
        scores = {}
        for n, section in enumerate(self.now):
            if n in self.found or section.level != level:
                continue
            for b in range(len(self.before)):
                is_text = self.texts.words_before[b] and self.texts.words_now[n]
                if b not in taken and not is_text:
                    score = self._heading_score((b, n))
                    if score is not None:
                        scores[b, n] = score
        return scores

    def _heading_score(self, pair: Pair) -> float | None:
        """None when neither the heading nor what stands under it is enough."""
        title, number, place = self._heading(pair)
        votes = self._votes(pair)
        is_known = title == 1.0 or (number == 1.0 and title >= ALIKE)
        if votes > ALIKE or (is_known and votes < 0):
            under = votes if votes >= 0 else title
            return 0.5 * under + 0.3 * title + 0.15 * number + 0.05 * place
        return 0.4 * title + 0.2 * number + 0.05 * place if is_known else None

    def _votes(self, pair: Pair) -> float:
        """The share of the sections under one that were found under the other; -1 for none."""
        here = self.children[1].get(pair[1], [])
        there = set(self.children[0].get(pair[0], []))
        if not here or not there:
            return -1.0
        found = [self.found[n][0] for n in here if n in self.found]
        return sum(b in there for b in found) / max(len(here), len(there))

    def _take(self, scores: Scored, is_good: Callable[[Pair], bool]) -> None:
        """Give each section the best that is left, the surest first; ties by order."""
        taken = {b: n for n, (b, _sureness) in self.found.items()}
        chosen: Scored = {}
        order = sorted(scores, key=lambda pair: (-scores[pair], abs(pair[0] - pair[1]), pair))
        for b, n in order:
            if n not in self.found and b not in taken and is_good((b, n)):
                taken[b] = n
                self.found[n] = (b, 1.0)
                chosen[b, n] = scores[b, n]
        rivals = _rivals(scores, chosen)
        for (b, n), score in chosen.items():
            is_close = score < rivals.get((b, n), 0.0) + RIVAL
            sureness = max(score, 0.9 * self.texts.likeness(b, n)) * (DOUBTFUL if is_close else 1)
            self.found[n] = (b, round(min(1.0, sureness), 3))


def _unique_titles(sections: Sequence[Section]) -> set[str]:
    spread = Counter(section.plain_title for section in sections)
    return {title for title, count in spread.items() if count == 1}


def _rivals(scores: Scored, chosen: Scored) -> Scored:
    """For each chosen pair the best other one of its sections that got nothing better."""
    got: dict[tuple[str, int], tuple[Pair, float]] = {}
    for pair, score in chosen.items():
        got["b", pair[0]] = got["n", pair[1]] = (pair, score)
    best: Scored = {}
    for (b, n), score in scores.items():
        for end, other in ((("b", b), ("n", n)), (("n", n), ("b", b))):
            pair = got.get(end, ((b, n), 0.0))[0]
            if end in got and pair != (b, n) and got.get(other, (pair, 0.0))[1] <= score:
                best[pair] = max(best.get(pair, 0.0), score)
    return best


def _children(sections: Sequence[Section]) -> dict[int, list[int]]:
    under: dict[int, list[int]] = defaultdict(list)
    for place, parent in enumerate(parents(sections)):
        if parent is not None:
            under[parent].append(place)
    return under


def match_alineas(
    before: Sequence[Section], now: Sequence[Section], sections: dict[int, int]
) -> dict[Spot, Spot]:
    """Find alineas again: the same words in the same section, then anywhere, then likely ones.

    `sections` says by the place of a section now where it was before.
    """
    left = _Left(before, now)
    for n, b in sections.items():
        left.take(_same(left.olds_in(b), left.news_in(n)))
    left.take(_same_anywhere(left.olds(), left.news()))
    for n, b in sections.items():
        left.take(_best(_alike(product(left.olds_in(b), left.news_in(n)), least=ALIKE)))
    left.take(_best(_alike_anywhere(left.olds(), left.news())))
    return left.found


OneSpot = tuple[Spot, Alinea]
Known = list[OneSpot]
Alikes = dict[tuple[Spot, Spot], float]


class _Left:
    """The alineas that have not been found yet."""

    def __init__(self, before: Sequence[Section], now: Sequence[Section]) -> None:
        self.found: dict[Spot, Spot] = {}
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

    def take(self, pairs: Iterable[tuple[Spot, Spot]]) -> None:
        """Keep pairs of before and now."""
        for old, new in pairs:
            self.found[new] = old
            self._gone.add(old)


def _spots(place: int, section: Section) -> Known:
    return [((place, number), alinea) for number, alinea in enumerate(section.alineas)]


def _same(olds: Known, news: Known) -> list[tuple[Spot, Spot]]:
    """The same words and pictures, in order, each once."""
    known: dict[object, list[Spot]] = defaultdict(list)
    for spot, alinea in olds:
        known[alinea.said].append(spot)
    return [(known[alinea.said].pop(0), spot) for spot, alinea in news if known.get(alinea.said)]


def _same_anywhere(olds: Known, news: Known) -> list[tuple[Spot, Spot]]:
    """The same words in another section, when they say enough and stand there once."""
    old, new = (_by_words(side) for side in (olds, news))
    return [
        (old[said][0], spots[0])
        for said, spots in new.items()
        if len(spots) == 1 and len(old.get(said, ())) == 1
    ]


def _by_words(known: Known) -> dict[object, list[Spot]]:
    spots: dict[object, list[Spot]] = defaultdict(list)
    for spot, alinea in known:
        if len(words_of(alinea.text)) >= FAR_WORDS:
            spots[alinea.said].append(spot)
    return spots


def _alike(pairs: Iterable[tuple[OneSpot, OneSpot]], *, least: float) -> Alikes:
    scores = {}
    for (old, one), (new, other) in pairs:
        words, others = words_of(one.text), words_of(other.text)
        found = likeness(words, others, least=least) if words and others else 0.0
        if found:
            scores[old, new] = found
    return scores


def _alike_anywhere(olds: Known, news: Known) -> Alikes:
    """Likely pairs over all sections; only what shares telling words is looked at closely."""
    olds, news = ([one for one in side if _says_enough(one[1])] for side in (olds, news))
    index = TextIndex(
        [Section("", alineas=(alinea,)) for _spot, alinea in olds],
        [Section("", alineas=(alinea,)) for _spot, alinea in news],
    )
    wanted = [(olds[b], news[n]) for (b, n), found in index.found.items() if found >= ALIKE]
    return _alike(wanted, least=FAR)


def _says_enough(alinea: Alinea) -> bool:
    return len(words_of(alinea.text)) >= FAR_WORDS


def _best(scores: Alikes) -> list[tuple[Spot, Spot]]:
    """The likeliest pairs first, each alinea once; ties by the order of the text."""
    taken: set[tuple[str, Spot]] = set()
    chosen = []
    order = sorted(scores, key=lambda p: (-scores[p], abs(p[0][1] - p[1][1]), p))
    for old, new in order:
        if ("old", old) not in taken and ("new", new) not in taken:
            taken |= {("old", old), ("new", new)}
            chosen.append((old, new))
    return chosen
