"""Reads the first sheet of an xlsx file: what its cells show, never what they would compute."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from consultation.sheets.columns import Limits, SheetRefused
from consultation.sheets.text_rows import TextRow

FIXED_DECIMALS = re.compile(r"0\.(0+)$")


def rows_of_xlsx(data: bytes, limits: Limits) -> Iterator[TextRow]:
    """The rows of the first sheet, formulas by the value they last had.

    The file was unpacked within the limits before. Raises SheetRefused with broken_file.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - most processes read no such sheet

    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet: Any = book.worksheets[0]
        # What a file says of its own size is not believed.
        sheet.reset_dimensions()
        before: object = None
        for number, cells in enumerate(sheet.iter_rows(max_col=limits.most_columns), 1):
            # A gap of a million rows is one made-up row, given by openpyxl again and again.
            if cells is not before:
                yield number, [_shown(cell) for cell in cells]
            before = cells
    except SheetRefused:
        raise
    except Exception as error:
        # A damaged file fails in openpyxl in whichever way its damage decides.
        raise SheetRefused("broken_file") from error


def _shown(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, datetime):
        return moment_text(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float, number_format: str) -> str:
    decimals = FIXED_DECIMALS.match(number_format)
    if decimals and round(value, len(decimals[1])) == value:
        return f"{value:.{len(decimals[1])}f}"
    return number_text(value)


def number_text(value: float) -> str:
    """A number as a sheet shows it: fifteen digits at most, no exponent, 3.0 as 3."""
    return str(value) if isinstance(value, int) else f"{Decimal(f'{value:.15g}'):f}"


def moment_text(moment: datetime) -> str:
    """A day as 2026-11-20, and with its time only when it has one."""
    return moment.isoformat() if moment.time() != time() else moment.date().isoformat()
