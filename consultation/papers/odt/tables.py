"""Tables of a paper in an ODT: header rows that repeat, header cells, merged cells."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from lxml.html import HtmlElement
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableHeaderRows, TableRow

from consultation.papers.odt.styles import Styles


class Writer(Protocol):
    """What writes the inside of a cell."""

    styles: Styles

    def write_inside(self, box: HtmlElement, into: Any, style: str) -> None:
        """Add what an element holds."""

    def paragraph(self, element: HtmlElement, style: str) -> Any:
        """A paragraph with the text of an element."""


def table_of(element: HtmlElement, writer: Writer) -> Iterator[Any]:
    """The caption, when there is one, and the table."""
    caption = element.find("caption")
    if caption is not None:
        yield writer.paragraph(caption, "Caption")
    rows = list(element.iter("tr"))
    if rows:
        yield _table(rows, writer)


def _table(rows: Sequence[HtmlElement], writer: Writer) -> Any:
    made = Table(stylename=writer.styles.named("Table"))
    covered: dict[tuple[int, int], bool] = {}
    filled = [_row(at, row, covered, writer) for at, row in enumerate(rows)]
    width = max(count for _row, count in filled)
    made.addElement(TableColumn(numbercolumnsrepeated=str(width)))
    heads = _head_rows(rows)
    if heads:
        head = TableHeaderRows()
        for row, _count in filled[:heads]:
            head.addElement(row)
        made.addElement(head)
    for row, _count in filled[heads:]:
        made.addElement(row)
    return made


def _head_rows(rows: Sequence[HtmlElement]) -> int:
    """How many rows at the top are headers; a table of headers alone has none that repeat."""
    count = 0
    for row in rows:
        if row.getparent().tag != "thead" and not all(cell.tag == "th" for cell in row):
            break
        count += 1
    return count if count < len(rows) else 0


def _row(
    at: int, element: HtmlElement, covered: dict[tuple[int, int], bool], writer: Writer
) -> tuple[Any, int]:
    """A row with its cells, and how many columns it fills."""
    row, column = TableRow(), 0
    for source in element.iterchildren("th", "td"):
        column = _skip(row, at, column, covered)
        across, down = _span(source, "colspan"), _span(source, "rowspan")
        row.addElement(_cell(source, across, down, writer))
        for below in range(down):
            for beside in range(across):
                covered[at + below, column + beside] = True
        for _beside in range(across - 1):
            row.addElement(CoveredTableCell())
        column += across
    return row, _skip(row, at, column, covered)


def _skip(row: Any, at: int, column: int, covered: dict[tuple[int, int], bool]) -> int:
    """Pass by the places that a cell above fills."""
    while (at, column) in covered:
        row.addElement(CoveredTableCell())
        column += 1
    return column


def _cell(source: HtmlElement, across: int, down: int, writer: Writer) -> Any:
    spans = {}
    if across > 1 or down > 1:
        spans = {"numbercolumnsspanned": str(across), "numberrowsspanned": str(down)}
    look = writer.styles.named("Head" if source.tag == "th" else "Cell")
    cell = TableCell(valuetype="string", stylename=look, **spans)
    style = "Table Heading" if source.tag == "th" else "Table Contents"
    writer.write_inside(source, cell, style)
    if not cell.childNodes:
        cell.addElement(writer.paragraph(source, style))
    return cell


def _span(source: HtmlElement, name: str) -> int:
    said = source.get(name) or "1"
    return max(1, int(said)) if said.isdecimal() else 1
