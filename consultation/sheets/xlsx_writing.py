"""Writes lines of text as an XLSX sheet."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

EXCEL_MOST = 32_767
"""Excel takes no more characters in a cell."""


def xlsx_of_lines(
    lines: Sequence[Sequence[str]], widths: Sequence[int], *, header_at: int
) -> bytes:
    """An XLSX file with one sheet, every cell a text, the header bold and fixed."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Blad1")
    sheet.freeze_panes = f"A{header_at + 2}"
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for at, line in enumerate(lines):
        sheet.append(
            [_cell(sheet, text, bold=at == header_at, wrap=at >= header_at) for text in line]
        )
    out = BytesIO()
    book.save(out)
    return out.getvalue()


_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def _cell(sheet: Any, text: str, *, bold: bool, wrap: bool) -> Any:
    fits = text if len(text) <= EXCEL_MOST else f"{text[: EXCEL_MOST - 1]}…"
    cell = WriteOnlyCell(sheet, value=fits)
    # Said afterwards, because openpyxl takes a text that begins with = for a formula.
    cell.data_type = "s"
    cell.number_format = "@"
    if wrap:
        cell.alignment = _WRAPPED
    if bold:
        cell.font = _BOLD
    return cell
