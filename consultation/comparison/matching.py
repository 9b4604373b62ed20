"""Which section of a new text is which section of the text before, and the same for alineas.

Content weighs most, then the title, then number and place. The same two texts always give the
same answer, and what is not alike enough is new: no text is ever taken for another one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from consultation.comparison.alineas import Spot, match_alineas
from consultation.comparison.likeness import ALIKE, TextIndex, shared_words
from consultation.comparison.rivals import rivals_of, sureness
from consultation.comparison.tree import Section, parents
from consultation.comparison.typography import words_of

SAME_TITLE = 0.2
"""The same under the same title."""


@dataclass(frozen=True)
class Origin:
    """The section before that a section was, by its place, and how sure that is (0 to 1)."""

    place: int | None
    sureness: float


@dataclass(frozen=True)
class Matching:
    """What was found again: an origin for each section of now, a spot before for alineas.

    `sureness` is that of the alineas that were found, by their spot now.
    """

    sections: tuple[Origin, ...]
    alineas: dict[Spot, Spot]
    sureness: dict[Spot, float]


Pair = tuple[int, int]
Scored = dict[Pair, float]


def match(before: Sequence[Section], now: Sequence[Section]) -> Matching:
    """Find the sections and alineas of now in what was before; each is found at most once."""
    sections = _Sections(before, now).matched()
    found = {n: b for n, (b, _sureness) in sections.items()}
    origins = [Origin(*sections.get(place, (None, 1.0))) for place in range(len(now))]
    alineas = match_alineas(before, now, found)
    return Matching(tuple(origins), alineas.spots, alineas.sureness)


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
        if title == number == 1.0 and self.before[pair[0]].says == self.now[pair[1]].says:
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
        rivals = rivals_of(scores, chosen)
        for (b, n), score in chosen.items():
            likely = max(score, 0.9 * self.texts.likeness(b, n))
            self.found[n] = (b, sureness(likely, score - rivals.get((b, n), 0.0)))


def _unique_titles(sections: Sequence[Section]) -> set[str]:
    spread = Counter(section.plain_title for section in sections)
    return {title for title, count in spread.items() if count == 1}


def _children(sections: Sequence[Section]) -> dict[int, list[int]]:
    under: dict[int, list[int]] = defaultdict(list)
    for place, parent in enumerate(parents(sections)):
        if parent is not None:
            under[parent].append(place)
    return under
