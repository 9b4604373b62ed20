"""Tables drawn with lines: found with pdfplumber, and only on pages that have such lines."""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
import pypdfium2

from consultation.documents.pdf.glyphs import Area, Glyph

FEWEST_RULES = 4
"""Fewer lines and boxes on a page make no table."""

MOST_RULES = 6000
"""More are a drawing or an attack, and would take minutes."""

THIN = 3.0
"""Points; a drawn box thinner than this is a line."""

CLOSE = 3.0
"""Points within which two edges are one."""


@dataclass(frozen=True)
class RuledCell:
    """A cell by its place on the page, and how many columns and rows it spans."""

    area: Area
    colspan: int
    rowspan: int


@dataclass(frozen=True)
class RuledTable:
    """A table by its place on the page; `edges` are those of its columns, rounded."""

    area: Area
    rows: tuple[tuple[RuledCell, ...], ...]
    edges: tuple[int, ...]


def ruled_tables(page: Any, number: int, glyphs: Sequence[Glyph]) -> list[RuledTable]:
    """The tables on a page that hold text in at least two rows and two columns."""
    if not glyphs or not FEWEST_RULES <= _rules(page) <= MOST_RULES:
        return []
    found = []
    with pdfplumber.open(io.BytesIO(_alone(page, number))) as plumbed:
        sheet = plumbed.pages[0]
        height = float(sheet.height)
        for table in sheet.find_tables():
            made = _table([tuple(map(float, cell)) for cell in table.cells], height)
            if made is not None and _holds_text(made, glyphs):
                found.append(made)
        sheet.close()
    return _outermost(found)


def _rules(page: Any) -> int:
    """How many straight lines and boxes a page has."""
    count = 0
    for drawn in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, low, right, high = drawn.get_bounds()
        thin = min(right - left, high - low) <= THIN
        segments = pypdfium2.raw.FPDFPath_CountSegments(drawn.raw)
        count += (thin and max(right - left, high - low) > 10) or 4 <= segments <= 6
        count += max(0, segments - 6) // 4
    return count


def _alone(page: Any, number: int) -> bytes:
    """The page as a document of its own, so that pdfplumber reads nothing else."""
    single = pypdfium2.PdfDocument.new()
    single.import_pages(page.pdf, [number - 1])
    out = io.BytesIO()
    single.save(out)
    single.close()
    return out.getvalue()


def _table(cells: list[tuple[float, ...]], height: float) -> RuledTable | None:
    """Cells of pdfplumber (from the top) as rows with spans, measured from the foot."""
    columns = _edges([side for cell in cells for side in (cell[0], cell[2])])
    levels = _edges([side for cell in cells for side in (cell[1], cell[3])])
    if len(columns) < 3 or len(levels) < 3:
        return None
    rows: dict[int, list[tuple[int, RuledCell]]] = {}
    for x0, top, x1, bottom in sorted(set(cells), key=lambda cell: (cell[1], cell[0])):
        left, right = _nearest(columns, x0), _nearest(columns, x1)
        first, last = _nearest(levels, top), _nearest(levels, bottom)
        area = Area(x0, height - bottom, x1, height - top)
        cell = RuledCell(area, max(1, right - left), max(1, last - first))
        rows.setdefault(first, []).append((left, cell))
    ordered = tuple(
        tuple(cell for _, cell in sorted(rows[level], key=lambda entry: entry[0]))
        for level in sorted(rows)
    )
    whole = Area(columns[0], height - levels[-1], columns[-1], height - levels[0])
    return RuledTable(whole, ordered, tuple(round(edge) for edge in columns))


def _edges(sides: list[float]) -> list[float]:
    edges: list[float] = []
    for side in sorted(sides):
        if not edges or side - edges[-1] > CLOSE:
            edges.append(side)
    return edges


def _nearest(edges: Sequence[float], side: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - side))


def _holds_text(table: RuledTable, glyphs: Sequence[Glyph]) -> bool:
    """A table has words in several cells; a box around a paragraph has not."""
    held = Counter(
        (row, column)
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells)
        if any(cell.area.holds((glyph.x0 + glyph.x1) / 2, glyph.y + 1) for glyph in glyphs)
    )
    rows = {row for row, _ in held}
    columns = {column for _, column in held}
    return len(rows) >= 2 and len(columns) >= 2


def _outermost(tables: list[RuledTable]) -> list[RuledTable]:
    """Of tables within each other, the outer one; its cells hold all words."""
    kept: list[RuledTable] = []
    for table in sorted(tables, key=lambda found: -_size(found.area)):
        area = table.area
        x, y = (area.x0 + area.x1) / 2, (area.y0 + area.y1) / 2
        if not any(other.area.holds(x, y) for other in kept):
            kept.append(table)
    return kept


def _size(area: Area) -> float:
    return (area.x1 - area.x0) * (area.y1 - area.y0)
