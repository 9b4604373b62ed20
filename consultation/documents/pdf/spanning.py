"""Tables that run on over the end of a page: one table again, its repeated head once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from consultation.documents.counting import words_in
from consultation.documents.pdf.chunks import Chunk
from consultation.documents.pdf.pages import CellLines, Part, Tabled

NEAR = 6
"""Points that the sides of columns may lie apart on two pages."""

MOST_HEAD = 3
"""Rows of a head that can come back."""


@dataclass
class Joined:
    """Parts with their tables made whole, where that was done, and words that came twice."""

    parts: list[Chunk | Part] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    words: int = 0


def join_tables(parts: Sequence[Chunk | Part]) -> Joined:
    """A table that ends a page and one with the same columns that begins the next are one."""
    made = Joined()
    ends = 0
    for part in parts:
        last = made.parts[-1] if made.parts else None
        goes_on = (
            isinstance(part, Tabled)
            and isinstance(last, Tabled)
            and part.page == ends + 1
            and _alike(last, part)
        )
        ends = part.page if isinstance(part, Tabled) else 0
        if goes_on and isinstance(part, Tabled) and isinstance(last, Tabled):
            _join(last, part, made)
        else:
            made.parts.append(part)
    return made


def _join(table: Tabled, after: Tabled, made: Joined) -> None:
    heads = _repeated(table, after)
    made.words += sum(words_in(" ".join(_words(row))) for row in after.cells[:heads])
    made.pages.append(after.page)
    table.cells += after.cells[heads:]


def _alike(table: Tabled, after: Tabled) -> bool:
    """Whether two tables have the same columns."""
    if table.edges and after.edges:
        pairs = zip(table.edges, after.edges, strict=False)
        same = all(abs(one - other) <= NEAR for one, other in pairs)
        return same and len(table.edges) == len(after.edges)
    return _columns(table) == _columns(after)


def _columns(table: Tabled) -> int:
    return max((sum(cell.colspan for cell in row) for row in table.cells), default=0)


def _repeated(table: Tabled, after: Tabled) -> int:
    """How many rows the next page begins with that are the head of the table again.

    None in a tagged file: there a head that only comes back is no part of the structure, and what
    is part of it is kept.
    """
    if after.key:
        return 0
    count = 0
    for row, again in zip(table.cells[:MOST_HEAD], after.cells, strict=False):
        if not _words(row) or _words(row) != _words(again):
            break
        count += 1
    return count if count < len(after.cells) else 0


def _words(row: Sequence[CellLines]) -> list[str]:
    return [" ".join(line.text for line in cell.lines) for cell in row]
