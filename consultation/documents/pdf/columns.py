"""Columns that a file writes line by line across the page: read one after the other."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from consultation.documents.pdf.glyphs import Glyph

FEWEST = 6
"""So many lines with text on both sides make columns."""

WIDEST_GAP = 1.0
"""Blanks within a line are narrower than this part of the letter size."""

NEAR = 3.0

PROSE = 0.28
"""Both columns fill at least this part of the width of the text; cells of a table do not."""


@dataclass
class Row:
    """The signs on one baseline, from left to right."""

    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def seen(self) -> list[Glyph]:
        """The signs that are no blanks."""
        return [glyph for glyph in self.glyphs if not glyph.text.isspace()]

    @property
    def size(self) -> float:
        """The largest letter."""
        return max(glyph.letter.size for glyph in self.glyphs)

    def gaps(self) -> Iterator[tuple[float, float]]:
        """Where text stops and begins again after more than a blank."""
        end = 0.0
        for before, glyph in pairwise(self.seen):
            end = max(end, before.x1)
            if glyph.x0 - end > WIDEST_GAP * max(glyph.letter.size, 6):
                yield end, glyph.x0

    def sides(self, middle: float) -> tuple[list[Glyph], list[Glyph]]:
        """What stands before and after the space between the columns."""
        left = [glyph for glyph in self.glyphs if glyph.x0 < middle]
        return left, [glyph for glyph in self.glyphs if glyph.x0 >= middle]

    def crosses(self, middle: float) -> bool:
        """Whether its text runs on over the space between the columns."""
        left, right = (
            [one for one in side if not one.text.isspace()] for side in self.sides(middle)
        )
        if not left or not right:
            return any(one.x1 > middle + NEAR for one in left)
        gap = min(one.x0 for one in right) - max(one.x1 for one in left)
        return gap <= WIDEST_GAP * self.size


def in_columns(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Signs in reading order, where the file writes both columns of a line after each other."""
    rows = _rows(glyphs)
    middle = _middle(rows)
    if middle is None or not _is_mixed(glyphs, middle):
        return list(glyphs)
    return [glyph for row in _in_order(rows, middle) for glyph in row]


def _rows(glyphs: Sequence[Glyph]) -> list[Row]:
    rows: dict[int, Row] = defaultdict(Row)
    for glyph in glyphs:
        rows[round(glyph.y)].glyphs.append(glyph)
    for row in rows.values():
        row.glyphs.sort(key=lambda glyph: (glyph.x0, glyph.text.isspace()))
    return [rows[y] for y in sorted(rows, reverse=True) if rows[y].seen]


def _middle(rows: Sequence[Row]) -> float | None:
    """Where the right column begins; None when the page has no two columns of prose."""
    starts = Counter(round(start) for row in rows for _, start in row.gaps())
    if not starts:
        return None
    start, _ = starts.most_common(1)[0]
    split = [(row, gap) for row in rows for gap in row.gaps() if abs(gap[1] - start) <= NEAR]
    if len(split) < FEWEST:
        return None
    first = min(row.seen[0].x0 for row in rows)
    width = max(row.seen[-1].x1 for row in rows) - first
    left = median(gap[0] - row.seen[0].x0 for row, gap in split)
    right = median(row.seen[-1].x1 - gap[1] for row, gap in split)
    is_prose = min(left, right) > PROSE * width
    return (
        start - NEAR
        if is_prose and sum(len([*row.gaps()]) for row, _ in split) < 1.3 * len(split)
        else None
    )


def _is_mixed(glyphs: Sequence[Glyph], middle: float) -> bool:
    """Whether the file goes from left to right on the same line, time after time."""
    steps = sum(
        before.x0 < middle <= glyph.x0 and abs(before.y - glyph.y) < 1
        for before, glyph in pairwise(glyphs)
    )
    return steps >= FEWEST


def _in_order(rows: Sequence[Row], middle: float) -> Iterator[list[Glyph]]:
    """Down the left, then down the right, up to each line over the whole width."""
    left: list[list[Glyph]] = []
    right: list[list[Glyph]] = []
    usual = median(row.size for row in rows)
    for row in rows:
        before, after = row.sides(middle)
        is_heading = row.size > 1.15 * usual and not any(not one.text.isspace() for one in after)
        if row.crosses(middle) or (is_heading and right):
            yield from (*left, *right, row.glyphs)
            left, right = [], []
            continue
        left.append(before)
        right.append(after)
    yield from (*left, *right)
