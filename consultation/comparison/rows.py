"""Tables and lists compared row by row, and in a row cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from consultation.comparison.likeness import likeness, words_of
from consultation.comparison.words import Mark, Piece, marked_together

Row = tuple[str, ...]
Cell = tuple[Piece, ...]

ALIKE_ROW = 0.3
"""The share of words from which a row is the same row with other words."""

MOST_PAIRS = 10_000
"""Rows are compared with one another up to so many pairs; in more they are taken in order."""


@dataclass(frozen=True)
class RowChange:
    """A row with its cells, each in pieces; the mark of a row is of the row as a whole."""

    mark: Mark
    is_changed: bool
    cells: tuple[Cell, ...]


def compare_rows(before: Sequence[Row], now: Sequence[Row]) -> list[RowChange]:
    """The rows of now in order, with those that are gone where they stood."""
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    found: list[RowChange] = []
    for step, i, j, k, m in matcher.get_opcodes():
        if step == "equal":
            found += [_whole(row, Mark.SAME) for row in now[k:m]]
        else:
            found += _replaced(before[i:j], now[k:m])
    return found


def _replaced(before: Sequence[Row], now: Sequence[Row]) -> Iterator[RowChange]:
    pairs = _pairs(before, now)
    told = 0
    for place, row in enumerate(now):
        old = pairs.get(place)
        if old is None:
            yield _whole(row, Mark.NEW)
            continue
        for other in range(told, old):
            if other not in pairs.values():
                yield _whole(before[other], Mark.GONE)
        told = max(told, old + 1)
        yield RowChange(Mark.SAME, is_changed=True, cells=tuple(_cells(before[old], row)))
    for other in range(told, len(before)):
        if other not in pairs.values():
            yield _whole(before[other], Mark.GONE)


def _pairs(before: Sequence[Row], now: Sequence[Row]) -> dict[int, int]:
    """By the place of a row now: the place of the row before that it was."""
    if len(before) * len(now) > MOST_PAIRS:
        return {place: place for place in range(min(len(before), len(now)))}
    olds, news = ([words_of(" ".join(row)) for row in side] for side in (before, now))
    scores = {
        (b, n): likeness(old, new, least=ALIKE_ROW)
        for b, old in enumerate(olds)
        for n, new in enumerate(news)
    }
    pairs: dict[int, int] = {}
    for b, n in sorted(scores, key=lambda one: (-scores[one], abs(one[0] - one[1]), one)):
        if scores[b, n] and n not in pairs and b not in pairs.values():
            pairs[n] = b
    return pairs


def _cells(before: Row, now: Row) -> Iterator[Cell]:
    """The cells of a row that changed; where a column came or went, the others stay beside."""
    if len(before) == len(now):
        yield from (_cell(old, new) for old, new in zip(before, now, strict=True))
        return
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for _step, i, j, k, m in matcher.get_opcodes():
        for old, new in zip_longest(before[i:j], now[k:m], fillvalue=""):
            yield _cell(old, new)


def _cell(old: str, new: str) -> Cell:
    return tuple(marked_together(old, new))


def _whole(row: Row, mark: Mark) -> RowChange:
    cells = tuple((Piece(mark, cell),) if cell else () for cell in row)
    return RowChange(mark, is_changed=mark is not Mark.SAME, cells=cells)
