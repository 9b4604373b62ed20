"""Chunks, tables and figures of a PDF as headings and blocks in reading order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from consultation.documents.assembly import Heading, Placed
from consultation.documents.building import (
    Cell,
    Grid,
    Item,
    Listing,
    contents_of,
    figure,
    listing,
    paragraph,
    table,
)
from consultation.documents.inline import Piece, text_of, tidied
from consultation.documents.pdf.chunks import Chunk, Measures, chunks_of
from consultation.documents.pdf.figures import Figures
from consultation.documents.pdf.joining import Vocabulary, joined
from consultation.documents.pdf.lines import Line
from consultation.documents.pdf.marks import BULLET, NUMBER
from consultation.documents.pdf.notes import Notes
from consultation.documents.pdf.pages import CellLines, PageRead, Part, Pictured, Tabled
from consultation.documents.tree import Block, BlockKind, Doubt

NOTE_LABEL = re.compile(r"\s*(\d{1,3}|[*\u2020\u2021]{1,3})\s*")


class Blocks:
    """Makes blocks; what it doubts is in `doubts`."""

    def __init__(
        self, words: Vocabulary, notes: Notes, figures: Figures, measures: Measures
    ) -> None:
        self.words = words
        self.notes = notes
        self.figures = figures
        self.measures = measures
        self.doubts: list[Doubt] = []

    def parts(self, chunks: Sequence[Chunk | Part]) -> Iterator[Heading | Placed]:
        """Headings and blocks in reading order."""
        waiting: list[Chunk] = []
        for chunk in chunks:
            if isinstance(chunk, Chunk) and chunk.role == "item" and not chunk.is_heading:
                waiting.append(chunk)
                continue
            yield from self._list(waiting)
            waiting = []
            yield from self._part(chunk)
        yield from self._list(waiting)

    def _part(self, part: Chunk | Part) -> Iterator[Heading | Placed]:
        if isinstance(part, Tabled):
            yield from self._table(part)
        elif isinstance(part, Pictured):
            yield from self._figure(part)
        elif isinstance(part, Chunk) and part.is_heading:
            pieces = self._pieces(part.lines)
            notes = tuple(piece.note for piece in pieces if piece.note)
            text = text_of(piece for piece in pieces if not piece.note)
            yield Heading(part.font_level or 1, text, page=part.first.page, notes=notes)
        elif isinstance(part, Chunk):
            pieces = self._pieces(part.lines)
            kind = BlockKind.QUOTE if part.role == "quote" else BlockKind.PARAGRAPH
            if text_of(pieces):
                yield Placed(paragraph(pieces, kind), part.first.page)

    def _pieces(self, lines: Sequence[Line]) -> tuple[Piece, ...]:
        """Joined lines, with raised labels that belong to a note of the page as references."""
        made = []
        pieces = joined(lines, self.words)
        pages = sorted({line.page for line in lines})
        for number, piece in enumerate(pieces):
            label = NOTE_LABEL.fullmatch(piece.text) if piece.raised == "sup" else None
            key = next(
                (key for page in pages if label and (key := self.notes.key(page, label[1]))), ""
            )
            if key and label and number:
                made.append(Piece(label[1], note=key))
                blank = " " if piece.text.endswith(" ") else ""
                made.append(replace(piece, text=blank, raised=""))
            else:
                made.append(piece)
        return tidied(made)

    def _list(self, items: Sequence[Chunk]) -> Iterator[Placed]:
        """Items after each other as lists; a marker of another kind at the same depth splits."""
        group: list[Chunk] = []
        for item in items:
            if group and _begins_anew(group, item):
                yield Placed(self._listing(group), group[0].first.page)
                group = []
            group.append(item)
        if group:
            yield Placed(self._listing(group), group[0].first.page)

    def _listing(self, items: Sequence[Chunk]) -> Block:
        outer: list[tuple[float, Listing]] = []
        shift = 0.0
        for before, item in zip([None, *items], items, strict=False):
            if before is not None and _is_in_next_column(before, item):
                shift = outer[-1][0] - _depth(item)
            depth = _depth(item) + shift
            while len(outer) > 1 and outer[-1][0] > depth + _slack(item):
                outer.pop()
            if not outer or depth > outer[-1][0] + _slack(item):
                made = _new_listing(item)
                if outer:
                    outer[-1][1].items[-1].lists.append(made)
                outer.append((depth, made))
            outer[-1][1].items.append(Item([self._item(item)]))
        return listing(outer[0][1])

    def _item(self, item: Chunk) -> tuple[Piece, ...]:
        pieces = self._pieces(item.lines)
        found = BULLET.match(text_of(pieces)) or NUMBER.match(text_of(pieces))
        if found is None or not item.marker:
            return pieces
        return tidied(beheaded(pieces, found.end()))

    def _table(self, found: Tabled) -> Iterator[Placed]:
        rows = [[self._cell(cell) for cell in row] for row in found.cells]
        grid = Grid([row for row in rows if row])
        _mark_header(grid, found)
        if not any(cell.text for row in grid.rows for cell in row):
            return
        if not grid.head:
            self._doubt("table_without_header", found.page)
        yield Placed(table(grid), found.page)

    def _cell(self, cell: CellLines) -> Cell:
        page = PageRead(0, 0, 0, list(cell.lines), "", 0, 0, 0)
        for line in cell.lines:
            line.tag = None
        blocks = [
            part.block
            for part in self.parts(chunks_of([page], self.measures))
            if isinstance(part, Placed)
        ]
        return Cell(contents_of(blocks), cell.header, cell.colspan, cell.rowspan)

    def _figure(self, found: Pictured) -> Iterator[Placed]:
        inside = self._pieces(found.inside)
        image = self.figures.keep(found)
        if image is None:
            if text_of(inside):
                yield Placed(paragraph(inside), found.page)
            return
        if not image.alt.strip():
            self._doubt("image_without_alt", found.page)
        yield Placed(figure(image.sha256, image.alt, inside), found.page)

    def _doubt(self, code: str, page: int) -> None:
        self.doubts.append(Doubt(code, f"p. {page}"))


def beheaded(pieces: Sequence[Piece], length: int) -> list[Piece]:
    """The pieces without their first signs."""
    kept = []
    for piece in pieces:
        cut = min(length, len(piece.text))
        length -= cut
        if piece.text[cut:]:
            kept.append(replace(piece, text=piece.text[cut:]))
    return kept


def _slack(item: Chunk) -> float:
    return 0.0 if item.level else 4.0


def _depth(item: Chunk) -> float:
    """How deep an item is: as tagged, else by where it begins on the line."""
    return float(item.level) if item.level else item.first.x0


def _is_in_next_column(before: Chunk, item: Chunk) -> bool:
    """Whether a list goes on at the top of another column: how far that stands says no depth."""
    same_page = before.last.page == item.first.page and not item.level
    return same_page and item.first.y > before.last.y + item.first.size


def _new_listing(item: Chunk) -> Listing:
    found = NUMBER.match(item.marker + " x") if item.marker else None
    if found is None or BULLET.match(item.marker):
        return Listing()
    if found["count"]:
        return Listing(ordered=True, start=int(found["count"]))
    letter = found["letter"]
    if letter and letter != "i":
        return Listing(ordered=True, start=ord(letter) - ord("a") + 1, type="a")
    return Listing(ordered=True, type="i")


def _begins_anew(group: Sequence[Chunk], item: Chunk) -> bool:
    first = group[0]
    if _depth(item) > _depth(first) + _slack(item) or not item.marker:
        return False
    old, new = _new_listing(first), _new_listing(item)
    restarts = new.ordered and new.start == 1 and len(group) > 0 and new.type == old.type
    return old.ordered != new.ordered or restarts


def _mark_header(grid: Grid, found: Tabled) -> None:
    """Header cells as tagged; else a first row that is all bold."""
    _mark_tagged(grid)
    if grid.head or len(grid.rows) < 2:
        return
    first = found.cells[0]
    lines = [line for cell in first for line in cell.lines]
    if len(first) > 1 and lines and all(line.bold for line in lines):
        grid.head = 1
        for cell in grid.rows[0]:
            cell.scope = "col"


def _mark_tagged(grid: Grid) -> None:
    for number, row in enumerate(grid.rows):
        if row and all(cell.scope for cell in row) and grid.head == number:
            grid.head = number + 1
    for row in grid.rows[grid.head :]:
        for cell in row:
            cell.scope = "row" if cell.scope and cell is row[0] else ""
    for row in grid.rows[: grid.head]:
        for cell in row:
            cell.scope = "col"
