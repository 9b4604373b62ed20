"""Which words of two texts are the same in the same order; quick for texts of any length."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

SMALL = 250_000
"""So many pairs of words are compared one with another; in more, rare words are found first."""

HUGE = 16_000_000
"""So many pairs without anything rare in common are taken to be other words altogether."""

RUNS = (1, 2, 4, 8)
"""Words in a row that are looked for when there are no rarer ones."""

Block = tuple[int, int, int]
"""The place in the one text, the place in the other, and how many words are the same there."""


def same_blocks(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """What two lists of words have in common, in order and without overlap."""
    joined: list[Block] = []
    for i, j, size in _found(one, other, 0, len(one), 0, len(other)):
        if joined and (joined[-1][0] + joined[-1][2], joined[-1][1] + joined[-1][2]) == (i, j):
            joined[-1] = (*joined[-1][:2], joined[-1][2] + size)
        elif size:
            joined.append((i, j, size))
    return joined


def ratio(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of words that two lists have in common in the same order."""
    total = len(one) + len(other)
    same = sum(size for _i, _j, size in same_blocks(one, other))
    return 2 * same / total if total else 1.0


def _found(
    one: Sequence[str], other: Sequence[str], i: int, k: int, j: int, m: int
) -> Iterator[Block]:
    """The blocks of one[i:k] and other[j:m]."""
    head = _common(one[i:k], other[j:m])
    yield i, j, head
    i, j = i + head, j + head
    tail = _common(one[i:k][::-1], other[j:m][::-1])
    k, m = k - tail, m - tail
    if i < k and j < m:
        yield from _between(one, other, i, k, j, m)
    yield k, m, tail


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two lists begin with both."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _between(
    one: Sequence[str], other: Sequence[str], i: int, k: int, j: int, m: int
) -> Iterator[Block]:
    pairs = (k - i) * (m - j)
    if pairs > SMALL:
        anchors = _anchors(one[i:k], other[j:m])
        if anchors:
            stops = [(i, j), *((i + a, j + b) for a, b in anchors), (k, m)]
            for (a, b), (c, d) in pairwise(stops):
                yield from _found(one, other, a, c, b, d)
            return
    if pairs <= HUGE:
        matcher = SequenceMatcher(None, one[i:k], other[j:m], autojunk=pairs > SMALL)
        yield from ((i + a, j + b, size) for a, b, size in matcher.get_matching_blocks())


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Where words stand that both texts have once: the most that are in the same order."""
    for length in RUNS:
        ones, others = (_once(words, length) for words in (one, other))
        places = [(place, others[run]) for run, place in ones.items() if run in others]
        if places:
            return longest_in_order(sorted(places))
    return []


def _once(words: Sequence[str], length: int) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[place : place + length]) for place in range(len(words) - length + 1)]
    spread = Counter(runs)
    return {run: place for place, run in enumerate(runs) if spread[run] == 1}


def longest_in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs in the order of their first part, the most whose second part is in order too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for place, (_one, other) in enumerate(pairs):
        at = bisect_left(ends, other)
        before.append(last[at - 1] if at else None)
        ends[at : at + 1] = [other]
        last[at : at + 1] = [place]
    kept = []
    here = last[-1] if last else None
    while here is not None:
        kept.append(pairs[here])
        here = before[here]
    return kept[::-1]
