"""Tables of a Word document: merged cells become spans, header rows become header cells."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from consultation.documents.assembly import Placed
from consultation.documents.building import Cell, Grid, contents_of
from consultation.documents.word.parts import Journey
from consultation.documents.word.schema import Element, children, find, name, number, switch, value

FIRST_ROW, FIRST_COLUMN = 0x20, 0x80
"""Bits of w:tblLook."""

INSIDE = {name("w:sdt"), name("w:sdtContent"), name("w:customXml"), name("w:ins"),
          name("w:smartTag"), name("w:moveTo")}  # fmt: skip


@dataclass
class Placing:
    """A cell with the column it begins in."""

    column: int
    cell: Cell
    element: Element


def read_table(
    element: Element, journey: Journey, read_cell: Callable[[Element], Iterable[Placed]]
) -> Grid:
    """A w:tbl as a grid; `read_cell` gives the blocks of one cell."""
    rows = [row for row in _inside(element, name("w:tr")) if not _was_removed(row)]
    grid = Grid()
    above: dict[int, Cell] = {}
    heads = 0
    for row in rows:
        placed = list(_cells(row, above, read_cell))
        grid.rows.append([placing.cell for placing in placed])
        if heads == len(grid.rows) - 1 and _says_header(row):
            heads += 1
    grid.head = heads or (1 if _has_header_look(element, grid, journey) else 0)
    _mark_headers(grid, element, journey)
    return grid


def _inside(parent: Element, wanted: str) -> Iterator[Element]:
    for child in children(parent):
        if child.tag == wanted:
            yield child
        elif child.tag in INSIDE:
            yield from _inside(child, wanted)


def _was_removed(row: Element) -> bool:
    return find(row, "w:trPr", "w:del") is not None


def _is_left_out(said: Element | None) -> bool:
    """Removed by a tracked change, or the rest of a cell that was merged in the old way."""
    merged = find(said, "w:hMerge")
    goes_on = merged is not None and merged.get(name("w:val")) != "restart"
    return goes_on or find(said, "w:cellDel") is not None


def _says_header(row: Element) -> bool:
    return bool(switch(row, "w:trPr", "w:tblHeader"))


def _cells(
    row: Element, above: dict[int, Cell], read_cell: Callable[[Element], Iterable[Placed]]
) -> Iterator[Placing]:
    column = number(row, "w:trPr", "w:gridBefore") or 0
    if column:
        yield Placing(0, Cell(colspan=column), row)
    last: Cell | None = None
    for found in _inside(row, name("w:tc")):
        said = find(found, "w:tcPr")
        span = max(1, number(said, "w:gridSpan") or 1)
        if _is_left_out(said):
            if last is not None and find(said, "w:hMerge") is not None:
                last.colspan += span
                column += span
            continue
        merge = find(said, "w:vMerge")
        goes_on = merge is not None and merge.get(name("w:val")) != "restart"
        contents = contents_of(part.block for part in read_cell(found))
        if goes_on and column in above:
            last = above[column]
            last.rowspan += 1
            last.contents.extend(contents)
        else:
            last = Cell(contents, colspan=span)
            above.pop(column, None)
            if merge is not None:
                above[column] = last
            yield Placing(column, last, found)
        column += span
    after = number(row, "w:trPr", "w:gridAfter") or 0
    if after:
        yield Placing(column, Cell(colspan=after), row)


def _has_header_look(element: Element, grid: Grid, journey: Journey) -> bool:
    """The first row looks like a header: by its style, or because all of it is bold."""
    if len(grid.rows) < 2 or not grid.rows[0]:
        return False
    first = grid.rows[0]
    if not all(cell.text for cell in first) or len(first) < 2:
        return False
    if all(_is_bold(cell) for cell in first):
        return True
    style = value(element, "w:tblPr", "w:tblStyle")
    looks = _looks(element, FIRST_ROW, "w:firstRow")
    return looks and journey.file.styles.formats_part(style, "firstRow")


def _is_bold(cell: Cell) -> bool:
    html = "".join(content.html for content in cell.contents)
    bare = html.removeprefix("<p>").removesuffix("</p>")
    return bare.startswith("<strong>") and bare.endswith("</strong>")


def _looks(element: Element, bit: int, attribute: str) -> bool:
    look = find(element, "w:tblPr", "w:tblLook")
    if look is None:
        return False
    said = look.get(name(attribute))
    if said is not None:
        return said not in {"0", "false"}
    try:
        return bool(int(look.get(name("w:val")) or "0", 16) & bit)
    except ValueError:
        return False


def _mark_headers(grid: Grid, element: Element, journey: Journey) -> None:
    for row in grid.rows[: grid.head]:
        for cell in row:
            cell.scope = "col"
    style = value(element, "w:tblPr", "w:tblStyle")
    if not _looks(element, FIRST_COLUMN, "w:firstColumn"):
        return
    if journey.file.styles.formats_part(style, "firstCol"):
        for row in grid.rows[grid.head :]:
            if len(row) > 1 and row[0].text:
                row[0].scope = "row"
