"""Tables of OpenDocument: spans with the cells they cover, rows and columns that are heads."""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy

from consultation.documents.assembly import Placed
from consultation.documents.building import Cell, Grid, contents_of, has_bold_head, mark_head
from consultation.documents.odt.names import Element, children, name, number, short_name, value
from consultation.documents.odt.parts import Journey
from consultation.documents.refusal import DocumentRefused

MOST_REPEATED = 100
"""Times that a row or cell may say it is there again."""

MOST_CELLS = 100_000
"""Of all tables of a file together, repeated ones reckoned."""

HEADS = ("table heading", "tabelkop", "tabelkoppen")

ReadCell = Callable[[Element], Iterable[Placed]]


def read_table(element: Element, journey: Journey, read_cell: ReadCell) -> Grid:
    """A table:table as a grid; `read_cell` gives the blocks of one cell."""
    grid = Grid()
    heads = 0
    head_columns = _head_columns(element)
    first: Element | None = None
    for row, is_head in _rows(element):
        first = row if first is None else first
        cells = list(_cells(row, read_cell, head_columns))
        heads += is_head and heads == len(grid.rows)
        repeated = number(row, "table:number-rows-repeated", 1, MOST_REPEATED)
        times = repeated if any(cell.text for cell in cells) else 1
        _reckon(len(cells) * times, journey)
        grid.rows.extend(deepcopy(cells) if times > 1 else cells for _ in range(times))
    looks_headed = has_bold_head(grid) or (
        first is not None and _is_dressed_as_head(first, journey)
    )
    if not heads and looks_headed and len(grid.rows) > 1:
        heads = 1
    mark_head(grid, heads)
    return grid


def _reckon(cells: int, journey: Journey) -> None:
    journey.tally["cells"] += cells
    if journey.tally["cells"] > MOST_CELLS:
        raise DocumentRefused("too_many_pages", count=journey.tally["cells"], most=MOST_CELLS)


def _rows(element: Element, *, in_head: bool = False) -> Iterator[tuple[Element, bool]]:
    for child in children(element):
        short = short_name(child.tag)
        if short == "table:table-row":
            yield child, in_head
        elif short in {"table:table-rows", "table:table-row-group"}:
            yield from _rows(child, in_head=in_head)
        elif short == "table:table-header-rows":
            yield from _rows(child, in_head=True)


def _head_columns(element: Element) -> int:
    columns = element.findall(f"{name('table:table-header-columns')}/{name('table:table-column')}")
    repeated = "table:number-columns-repeated"
    return sum(number(column, repeated, 1, MOST_REPEATED) for column in columns)


def _cells(row: Element, read_cell: ReadCell, head_columns: int) -> Iterator[Cell]:
    column = 0
    for found in children(row):
        short = short_name(found.tag)
        repeated = number(found, "table:number-columns-repeated", 1, MOST_REPEATED)
        if short == "table:table-cell":
            contents = contents_of(part.block for part in read_cell(found))
            for _ in range(repeated):
                cell = Cell(
                    list(contents),
                    colspan=max(1, number(found, "table:number-columns-spanned", 1)),
                    rowspan=max(1, number(found, "table:number-rows-spanned", 1)),
                )
                cell.scope = "row" if column < head_columns and cell.text else ""
                yield cell
                column += 1
        elif short == "table:covered-table-cell":
            column += repeated


def _is_dressed_as_head(row: Element, journey: Journey) -> bool:
    """Whether every paragraph of the row wears the style for heads of tables."""
    styles = [value(found, "text:style-name") for found in row.iter(name("text:p"))]
    return bool(styles) and all(journey.file.styles.is_named(style, *HEADS) for style in styles)
