"""Writes an ods file: text cells, a bold header that stays in sight, wrapped text."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from odf import teletype
from odf.config import (
    ConfigItem,
    ConfigItemMapEntry,
    ConfigItemMapIndexed,
    ConfigItemMapNamed,
    ConfigItemSet,
)
from odf.number import TextContent, TextStyle
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableCellProperties, TableColumnProperties, TextProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

SHEET = "Blad1"
CENTIMETRES_PER_SIGN = 0.2


def ods_of_lines(lines: Sequence[Sequence[str]], widths: Sequence[int], *, header_at: int) -> bytes:
    """The lines as a spreadsheet; widths are in characters, `header_at` counts from 0."""
    document = OpenDocumentSpreadsheet()
    styles = _Styles(document)
    table = Table(name=SHEET)
    for width in widths:
        table.addElement(TableColumn(stylename=styles.column(width)))
    for at, line in enumerate(lines):
        table.addElement(_row(line, styles.of_row(at - header_at)))
    document.spreadsheet.addElement(table)
    _freeze(document, header_at + 1)
    out = BytesIO()
    document.write(out)
    return out.getvalue()


class _Styles:
    """The styles of one document; each must stand in it before a cell can name it."""

    def __init__(self, document: Any) -> None:
        self.document = document
        # The format that shows what was typed, so that 3.10 is not made a number on editing.
        as_typed = TextStyle(name="astyped")
        as_typed.addElement(TextContent())
        document.automaticstyles.addElement(as_typed)
        self.note = self._cell("note", wrap="no-wrap", weight="normal")
        self.header = self._cell("header", wrap="wrap", weight="bold")
        self.body = self._cell("body", wrap="wrap", weight="normal")

    def of_row(self, below_header: int) -> Any:
        """Notes stand above the header, values below it."""
        if below_header < 0:
            return self.note
        return self.body if below_header else self.header

    def column(self, width: int) -> Any:
        """A column of about so many characters."""
        style = Style(
            name=f"column{len(self.document.automaticstyles.childNodes)}", family="table-column"
        )
        style.addElement(TableColumnProperties(columnwidth=f"{width * CENTIMETRES_PER_SIGN:.2f}cm"))
        self.document.automaticstyles.addElement(style)
        return style

    def _cell(self, name: str, *, wrap: str, weight: str) -> Any:
        style = Style(name=name, family="table-cell", datastylename="astyped")
        style.addElement(TableCellProperties(wrapoption=wrap, verticalalign="top"))
        style.addElement(TextProperties(fontweight=weight))
        self.document.automaticstyles.addElement(style)
        return style


def _row(line: Sequence[str], style: Any) -> Any:
    row = TableRow()
    for text in line:
        cell = TableCell(valuetype="string", stylename=style)
        for part in text.split("\n") if text else ():
            paragraph = P()
            teletype.addTextToElement(paragraph, part)
            cell.addElement(paragraph)
        row.addElement(cell)
    return row


def _freeze(document: Any, rows: int) -> None:
    """Keep so many rows in sight; the names are those of LibreOffice's view settings."""
    table = ConfigItemMapEntry(name=SHEET)
    for name, value in (
        ("VerticalSplitMode", 2),
        ("VerticalSplitPosition", rows),
        ("ActiveSplitRange", 2),
        ("PositionBottom", rows),
    ):
        item = ConfigItem(name=name, type="short" if name.endswith(("Mode", "Range")) else "int")
        item.addText(str(value))
        table.addElement(item)
    tables = ConfigItemMapNamed(name="Tables")
    tables.addElement(table)
    view = ConfigItemMapEntry()
    view.addElement(tables)
    views = ConfigItemMapIndexed(name="Views")
    views.addElement(view)
    settings = ConfigItemSet(name="ooo:view-settings")
    settings.addElement(views)
    document.settings.addElement(settings)
