"""Reads rows from a file that somebody sent: finds the header, and gives every value as text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from consultation.sheets.archives import unpacked
from consultation.sheets.columns import Column, Columns, Limits, Row, SheetRefused, plain
from consultation.sheets.guard import unguarded
from consultation.sheets.json_rows import objects_of_json
from consultation.sheets.ods import ODS_TYPE, rows_of_ods
from consultation.sheets.text_rows import TextRow, rows_of_csv
from consultation.sheets.xlsx import rows_of_xlsx

HEADER_WITHIN = 10
"""Above the header there may be a title or a note, but not a page of them."""

TEXT_FORMATS = (".csv", ".tsv", ".txt")
LIMITS = Limits()


def read_rows(
    data: bytes, filename: str, *, columns: Columns, limits: Limits = LIMITS
) -> list[Row]:
    """The rows below the header, blank ones left out, each with its number in the sheet.

    A header is recognised by name or alias, whatever its capitals, spaces and marks; columns we
    do not know are left alone and an absent column that is not required is empty. Numbers stay
    as they were shown (3.10 stays 3.10) and moments become ISO 8601. The kind of file follows
    from its content, only csv and json from its name.

    Raises SheetRefused: unknown_format, too_large, too_many_rows, broken_file, missing_columns.
    """
    if len(data) > limits.most_bytes:
        raise SheetRefused("too_large", limit=limits.most_bytes)
    if filename.lower().endswith(".json") and not data.startswith(b"PK"):
        return _rows_of_objects(data, columns, limits)
    return _rows_below_header(_text_rows(data, filename, columns, limits), columns, limits)


def _text_rows(data: bytes, filename: str, columns: Columns, limits: Limits) -> Iterator[TextRow]:
    if not data.startswith(b"PK\x03\x04"):
        if not filename.lower().endswith(TEXT_FORMATS):
            raise SheetRefused("unknown_format")
        return rows_of_csv(data, lambda row: _known(row, columns))
    parts = unpacked(data, limits)
    if parts.get("mimetype", b"").strip() == ODS_TYPE:
        return rows_of_ods(parts, limits)
    if "xl/workbook.xml" in parts:
        return rows_of_xlsx(data, limits)
    raise SheetRefused("unknown_format")


def _rows_below_header(found: Iterator[TextRow], columns: Columns, limits: Limits) -> list[Row]:
    top = list(islice(found, HEADER_WITHIN))
    at = max(range(len(top)), key=lambda place: _known(top[place][1], columns), default=0)
    header = _places(top[at][1], columns) if top else {}
    _require_columns(header, columns)
    rows: list[Row] = []
    for number, cells in _chain(top[at + 1 :], found):
        values = {column.name: _value(cells, header.get(column.name)) for column in columns}
        _append(rows, Row(number, values, frozenset(header)), limits)
    return rows


def _chain(first: Iterable[TextRow], then: Iterable[TextRow]) -> Iterator[TextRow]:
    yield from first
    yield from then


def _rows_of_objects(data: bytes, columns: Columns, limits: Limits) -> list[Row]:
    """A json file has no header: its first object is number 1."""
    objects = objects_of_json(data)
    names = list(dict.fromkeys(name for one in objects for name in one))
    header = _places(names, columns)
    _require_columns(header, columns)
    keys = {column: names[place] for column, place in header.items()}
    rows: list[Row] = []
    for number, one in enumerate(objects, 1):
        values = {column.name: plain(one.get(keys.get(column.name, ""), "")) for column in columns}
        _append(rows, Row(number, values, frozenset(header)), limits)
    return rows


def _append(rows: list[Row], row: Row, limits: Limits) -> None:
    if not any(value.strip() for value in row.values.values()):
        return
    if len(rows) == limits.most_rows:
        raise SheetRefused("too_many_rows", limit=limits.most_rows)
    rows.append(row)


def _value(cells: Sequence[str], place: int | None) -> str:
    if place is None or place >= len(cells):
        return ""
    return unguarded(plain(cells[place]))


def _places(cells: Sequence[str], columns: Columns) -> dict[str, int]:
    keys = [_key(cell) for cell in cells]
    places = {column.name: _place(keys, column) for column in columns}
    return {name: place for name, place in places.items() if place is not None}


def _place(keys: Sequence[str], column: Column) -> int | None:
    wanted = (_key(name) for name in (column.name, *column.aliases))
    return next((keys.index(key) for key in wanted if key in keys), None)


def _known(cells: Sequence[str], columns: Columns) -> int:
    return len(_places(cells, columns))


def _key(cell: str) -> str:
    """Ontvangen op, ontvangen_op and ONTVANGEN OP: are one column."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", cell).casefold())


def _require_columns(header: dict[str, int], columns: Columns) -> None:
    missing = [column.name for column in columns if column.required and column.name not in header]
    if missing or not header:
        names = missing or [column.name for column in columns]
        raise SheetRefused("missing_columns", columns=", ".join(names))
