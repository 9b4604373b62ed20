"""Writes rows as a sheet that opens well in Excel, in LibreOffice or as a text file.

What a format needs is loaded with the first sheet of that format: most processes write none.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from consultation.sheets.columns import Column, Columns, SheetRefused, plain
from consultation.sheets.guard import guarded, told_apart

NARROWEST, WIDEST = 10, 60
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
        from consultation.sheets.xlsx_writing import xlsx_of_lines  # noqa: PLC0415 - see above

        return xlsx_of_lines(lines, widths, header_at=len(above))
    if fmt == "ods":
        from consultation.sheets.ods_writing import ods_of_lines  # noqa: PLC0415

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
