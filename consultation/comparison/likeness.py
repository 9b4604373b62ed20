"""How alike two texts are, and two sections: a number between 0 and 1."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from consultation.comparison.alignment import ratio
from consultation.comparison.tree import Section

ALIKE = 0.5
"""The likeness from which a text is the same text with other words."""

ENOUGH = 4.0
"""So many telling words two texts must share before their likeness counts in full."""

MOST_PAIRS = 2_500
"""A word that stands in more pairs of sections than this tells nothing and costs much."""


def likeness(one: Sequence[str], other: Sequence[str], *, least: float) -> float:
    """The share of words that two texts have in common in the same order.

    What cannot reach `least` is not looked at closely and gives 0.
    """
    if one == other:
        return 1.0
    if shared_words(one, other) < least:
        return 0.0
    found = ratio(one, other)
    return found if found >= least else 0.0


def shared_words(one: Iterable[str], other: Iterable[str]) -> float:
    """The share of words that two texts have in common, in any order."""
    ones, others = Counter(one), Counter(other)
    total = ones.total() + others.total()
    return 2 * (ones & others).total() / total if total else 1.0


class TextIndex:
    """The own words of many sections before and now; a word counts less the more have it.

    `found` holds the likeness of each pair that shares a telling word. Texts that share little,
    or set phrases alone, are never very like.
    """

    def __init__(self, before: Sequence[Section], now: Sequence[Section]) -> None:
        befores = [_bag(section) for section in before]
        nows = [_bag(section) for section in now]
        self.words_before = [bool(bag) for bag in befores]
        self.words_now = [bool(bag) for bag in nows]
        weights = _weights(befores, nows)
        totals_before = [_total(bag, weights) for bag in befores]
        totals_now = [_total(bag, weights) for bag in nows]
        self.found = {
            (b, n): 2 * both / (totals_before[b] + totals_now[n]) * min(1.0, both / ENOUGH)
            for (b, n), both in _shared(befores, nows, weights).items()
        }

    def likeness(self, before: int, now: int) -> float:
        """How alike the texts of two sections are."""
        return self.found.get((before, now), 0.0)


def _bag(section: Section) -> Counter[str]:
    bag: Counter[str] = Counter()
    for alinea in section.alineas:
        bag.update(alinea.words)
    return bag


def _weights(befores: Sequence[Counter[str]], nows: Sequence[Counter[str]]) -> dict[str, float]:
    """What each word tells: 1 when one section has it before and one now, less when more do."""
    spread_before = Counter(word for bag in befores for word in bag)
    spread_now = Counter(word for bag in nows for word in bag)
    size = len(befores) + len(nows)
    weights = {}
    for word, count in (spread_before + spread_now).items():
        is_common = spread_before[word] * spread_now[word] > MOST_PAIRS
        told = math.log(1 + size / max(2, count)) / math.log(1 + size / 2)
        weights[word] = 0.0 if is_common else told
    return weights


def _total(bag: Counter[str], weights: dict[str, float]) -> float:
    return sum(count * weights[word] for word, count in bag.items()) or 1.0


def _shared(
    befores: Sequence[Counter[str]], nows: Sequence[Counter[str]], weights: dict[str, float]
) -> dict[tuple[int, int], float]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(befores):
        for word in bag:
            if weights[word]:
                places[word].append(place)
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for n, bag in enumerate(nows):
        for word, count in bag.items():
            for b in places.get(word, ()):
                shared[b, n] += min(count, befores[b][word]) * weights[word]
    return shared
