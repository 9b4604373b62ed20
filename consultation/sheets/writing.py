"""Writes rows as a sheet that opens well in Excel, in LibreOffice or as a text file."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from consultation.sheets.columns import Column, Columns, SheetRefused, plain
from consultation.sheets.guard import guarded, told_apart
from consultation.sheets.ods_writing import ods_of_lines

NARROWEST, WIDEST = 10, 60
EXCEL_MOST = 32_767
"""Excel takes no more characters in a cell."""

Lines = Sequence[Sequence[str]]


def write_rows(
    columns: Columns, rows: Iterable[Mapping[str, str]], fmt: str, *, note: str = ""
) -> bytes:
    """A sheet as `csv`, `xlsx` or `ods`, which read_rows reads back as it was.

    Every value is text: nothing a person typed becomes a formula or another number. A note stands
    above the header. In xlsx a text beyond what Excel takes ends with an ellipsis.

    Raises SheetRefused with unknown_format.
    """
    above = [[plain(note)]] if note else []
    header = [column.name for column in columns]
    body = [[plain(row.get(column.name, "")) for column in columns] for row in rows]
    if fmt == "csv":
        return _csv([*above, header, *body])
    lines = [[told_apart(text) for text in line] for line in [*above, header, *body]]
    widths = [_width(column, place, body) for place, column in enumerate(columns)]
    if fmt == "xlsx":
        return _xlsx(lines, widths, header_at=len(above))
    if fmt == "ods":
        return ods_of_lines(lines, widths, header_at=len(above))
    raise SheetRefused("unknown_format")


def _csv(lines: Lines) -> bytes:
    """With a byte order mark and semicolons: Dutch Excel opens nothing else rightly.

    It takes a file without the mark for cp1252, and divides by the list separator of Windows,
    which is a semicolon where the decimal sign is a comma.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerows([guarded(text) for text in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _width(column: Column, place: int, body: Lines) -> int:
    longest = max((len(text) for line in body for text in line[place].split("\n")), default=0)
    return column.width or min(max(longest, len(column.name), NARROWEST) + 2, WIDEST)


def _xlsx(lines: Lines, widths: Sequence[int], *, header_at: int) -> bytes:
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
