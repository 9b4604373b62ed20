"""Tables of a page: heads, spans and caption; a table that only arranges the page is none."""

from collections.abc import Callable, Iterable, Iterator

from lxml.html import HtmlElement

from consultation.documents.assembly import Placed
from consultation.documents.building import Cell, Grid, contents_of, has_bold_head, mark_head
from consultation.documents.webpage.parsing import tag_of

SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})

MOST_SPAN = 1000

ReadCell = Callable[[HtmlElement], Iterable[Placed]]


def read_table(element: HtmlElement, read_cell: ReadCell) -> Grid:
    """A table as a grid; `read_cell` gives the blocks of one cell."""
    grid = Grid()
    heads = 0
    for row, in_head in _rows(element):
        is_head = in_head or all(tag_of(found) == "th" for found in row)
        heads += is_head and heads == len(grid.rows)
        grid.rows.append([_cell(found, read_cell) for found in row])
    if heads == len(grid.rows) > 1:
        heads = 1  # a table of heads alone has one row of them
    if not heads and not any(cell.scope for row in grid.rows for cell in row):
        heads = int(has_bold_head(grid))
    given = [[cell.scope for cell in row] for row in grid.rows[:heads]]
    mark_head(grid, heads)
    for row, scopes in zip(grid.rows, given, strict=False):
        for cell, scope in zip(row, scopes, strict=True):
            cell.scope = scope if scope in {"colgroup", "rowgroup"} else "col"
    return grid


def is_frame(element: HtmlElement) -> bool:
    """Whether a table only arranges the page: it says so, or it holds headings and no heads."""
    if element.get("role") in {"presentation", "none"}:
        return True
    has_headings = element.find(".//td//h1") is not None or any(
        element.find(f".//td//{tag}") is not None for tag in ("h2", "h3", "h4", "h5", "h6")
    )
    return has_headings and element.find(".//th") is None


def cells_of(element: HtmlElement) -> Iterator[HtmlElement]:
    """The cells of a table in reading order, those of tables inside it left to them."""
    for row, _ in _rows(element):
        yield from row


def caption_of(element: HtmlElement) -> HtmlElement | None:
    """The caption in a table."""
    found = element.find("caption")
    return found if isinstance(found, HtmlElement) else None


def _rows(element: HtmlElement) -> Iterator[tuple[list[HtmlElement], bool]]:
    """The cells of each row, with whether they stand in the head; the foot comes last."""
    feet: list[HtmlElement] = []
    for child in element:
        tag = tag_of(child)
        if tag in {"thead", "tbody"}:
            yield from ((row, tag == "thead") for row in _rows_in(child))
        elif tag == "tfoot":
            feet.append(child)
    yield from ((row, False) for row in _rows_in(element))
    yield from ((row, False) for foot in feet for row in _rows_in(foot))


def _rows_in(part: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The rows right in a part of a table; cells that stand in no row make one."""
    loose: list[HtmlElement] = []
    for child in part:
        tag = tag_of(child)
        if tag in {"th", "td"}:
            loose.append(child)
        elif tag == "tr":
            if loose:
                yield loose
            loose = []
            cells = [found for found in child if tag_of(found) in {"th", "td"}]
            if cells:
                yield cells
    if loose:
        yield loose


def _cell(found: HtmlElement, read_cell: ReadCell) -> Cell:
    given = (found.get("scope") or "").casefold()
    usual = given if given in SCOPES else "row"
    return Cell(
        contents_of(part.block for part in read_cell(found)),
        scope=usual if tag_of(found) == "th" else "",
        colspan=_span(found.get("colspan")),
        rowspan=_span(found.get("rowspan")),
    )


def _span(given: str | None) -> int:
    said = (given or "").strip()
    return min(max(1, int(said)), MOST_SPAN) if said.isascii() and said.isdecimal() else 1
