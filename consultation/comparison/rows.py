"""Tables and lists compared row by row, and in a row cell by cell."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from consultation.comparison.alignment import longest_in_order, same_blocks
from consultation.comparison.likeness import likeness
from consultation.comparison.tree import Alinea, Row
from consultation.comparison.typography import says, words_of
from consultation.comparison.words import Mark, Piece, marked_together

Cell = tuple[Piece, ...]

ALIKE_ROW = 0.3
"""The share of words from which a row is the same row with other words."""

SAME_ENTRY = 0.25
"""What the same first cell adds to that share: people look a row up by it."""

MOST_PAIRS = 10_000
"""Rows are compared with one another up to so many pairs; in more they are taken in order."""


@dataclass(frozen=True)
class RowChange:
    """A row with its cells, each in pieces; the mark of a row is of the row as a whole."""

    mark: Mark
    is_changed: bool
    cells: tuple[Cell, ...]
    is_moved: bool = False
    depth: int = 0
    is_head: bool = False


def compare_rows(before: Sequence[Row], now: Sequence[Row]) -> list[RowChange]:
    """The rows of now in order, with those that are gone where they stood.

    A column that came or went is an empty cell on the other side, in every row.
    """
    columns = _columns(before, now)
    if columns is not None:
        before = [_spread(row, [old for old, _new in columns]) for row in before]
        now = [_spread(row, [new for _old, new in columns]) for row in now]
    return list(_told(before, now, _pairs(before, now)))


def rows_between(before: Alinea | None, now: Alinea | None) -> list[RowChange]:
    """The rows of a table or a list before and now; empty when it is one on one side alone."""
    if any(one is not None and not one.rows for one in (before, now)):
        return []
    return compare_rows(before.rows if before else (), now.rows if now else ())


def are_items(rows: Sequence[RowChange]) -> bool:
    """Whether rows are the items of a list."""
    return all(len(row.cells) == 1 for row in rows)


# --- columns ------------------------------------------------------------------------------

Columns = list[tuple[int | None, int | None]]


def _columns(before: Sequence[Row], now: Sequence[Row]) -> Columns | None:
    """Which column was which, by its head; None when both have as many, or no heads."""
    old, new = (next((row for row in rows if len(row.cells) > 1), None) for rows in (before, now))
    if old is None or new is None or len(old.cells) == len(new.cells):
        return None
    heads = [[says(cell) for cell in row.cells] for row in (old, new)]
    columns: Columns = []
    i = j = 0
    for a, b, size in (*_blocks(*heads), (len(old.cells), len(new.cells), 0)):
        columns += _replaced(range(i, a), range(j, b))
        columns += zip(range(a, a + size), range(b, b + size), strict=True)
        i, j = a + size, b + size
    return columns


def _replaced(olds: range, news: range) -> Columns:
    """Columns with other heads: as many on both sides are the same with another name."""
    if len(olds) == len(news):
        return list(zip(olds, news, strict=True))
    return [*((old, None) for old in olds), *((None, new) for new in news)]


def _blocks(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    return same_blocks([str(each) for each in one], [str(each) for each in other])


def _spread(row: Row, places: Sequence[int | None]) -> Row:
    """A row with a cell for every column; a row of another width stays as it is."""
    if len(row.cells) != sum(place is not None for place in places):
        return row
    return replace(row, cells=tuple("" if p is None else row.cells[p] for p in places))


# --- rows ---------------------------------------------------------------------------------


def _pairs(before: Sequence[Row], now: Sequence[Row]) -> dict[int, int]:
    """By the place of a row now: the place of the row before that it was."""
    olds, news = ([_says(row) for row in rows] for rows in (before, now))
    pairs: dict[int, int] = {}
    for a, b, size in _blocks(olds, news):
        pairs.update(zip(range(b, b + size), range(a, a + size), strict=True))
    _pair_once(pairs, olds, news)
    _pair_alike(pairs, before, now)
    return pairs


Said = tuple[tuple[str, ...], ...]
"""What each cell of a row says."""


def _says(row: Row) -> Said:
    return tuple(says(cell) for cell in row.cells)


def _pair_once(pairs: dict[int, int], olds: Sequence[Said], news: Sequence[Said]) -> None:
    """The same row in another place, when both have it once."""
    spread, spread_now = Counter(olds), Counter(news)
    places = {row: place for place, row in enumerate(olds) if spread[row] == 1}
    for place, row in enumerate(news):
        if place not in pairs and row in places and spread_now[row] == 1 and any(row):
            pairs[place] = places[row]


def _pair_alike(pairs: dict[int, int], before: Sequence[Row], now: Sequence[Row]) -> None:
    """What is left by the words that rows share, the likeliest first."""
    taken = set(pairs.values())
    olds = [place for place in range(len(before)) if place not in taken]
    news = [place for place in range(len(now)) if place not in pairs]
    if len(olds) * len(news) > MOST_PAIRS:
        pairs.update(zip(news, olds, strict=False))
        return
    scores = {(b, n): _alike(before[b], now[n]) for b in olds for n in news}
    for b, n in sorted(scores, key=lambda one: (-scores[one], abs(one[0] - one[1]), one)):
        if scores[b, n] >= ALIKE_ROW and n not in pairs and b not in taken:
            taken.add(b)
            pairs[n] = b


def _alike(one: Row, other: Row) -> float:
    words, others = (words_of(" ".join(row.cells)) for row in (one, other))
    is_table = len(one.cells) > 1 and len(other.cells) > 1
    is_same_entry = is_table and bool(one.cells[0]) and says(one.cells[0]) == says(other.cells[0])
    return likeness(words, others, least=0.0) + SAME_ENTRY * is_same_entry


def _told(before: Sequence[Row], now: Sequence[Row], pairs: dict[int, int]) -> Iterator[RowChange]:
    kept = {new for new, _old in longest_in_order(sorted(pairs.items()))}
    stayed = set(pairs.values())
    told = 0
    for place, row in enumerate(now):
        old = pairs.get(place)
        if old is None:
            yield _whole(row, Mark.NEW)
            continue
        if place in kept:
            yield from (_whole(before[n], Mark.GONE) for n in range(told, old) if n not in stayed)
            told = old + 1
        yield _both(before[old], row, is_moved=place not in kept)
    yield from (_whole(before[n], Mark.GONE) for n in range(told, len(before)) if n not in stayed)


def _both(before: Row, now: Row, *, is_moved: bool) -> RowChange:
    cells = tuple(_cells(before.cells, now.cells))
    is_changed = any(piece.mark is not Mark.SAME for cell in cells for piece in cell)
    return RowChange(Mark.SAME, is_changed, cells, is_moved, now.depth, now.is_head)


def _cells(before: Sequence[str], now: Sequence[str]) -> Iterator[Cell]:
    """The cells of a row; in one of another width the same cells stay beside one another."""
    if len(before) == len(now):
        yield from (_cell(old, new) for old, new in zip(before, now, strict=True))
        return
    i = j = 0
    for a, b, size in (*same_blocks(before, now), (len(before), len(now), 0)):
        for old, new in zip_longest(before[i:a], now[j:b], fillvalue=""):
            yield _cell(old, new)
        yield from (_cell(cell, cell) for cell in now[b : b + size])
        i, j = a + size, b + size


def _cell(old: str, new: str) -> Cell:
    return tuple(marked_together(old, new))


def _whole(row: Row, mark: Mark) -> RowChange:
    cells = tuple((Piece(mark, cell),) if cell else () for cell in row.cells)
    return RowChange(mark, True, cells, False, row.depth, row.is_head)
