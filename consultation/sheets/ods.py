"""Reads the first sheet of an ods file, whose cells and rows may say how often they repeat."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from io import BytesIO

from lxml.etree import _Element as Element
from lxml.etree import iterparse

from consultation.sheets.columns import Limits, SheetRefused
from consultation.sheets.text_rows import TextRow
from consultation.sheets.xlsx import moment_text, number_text

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
NUMBERS = {"float", "percentage", "currency"}


def rows_of_ods(parts: Mapping[str, bytes], limits: Limits) -> Iterator[TextRow]:
    """The rows of the first table, formulas by the value they last had.

    A blank row that repeats a million times only moves the number of the next row. Raises
    SheetRefused with broken_file or too_many_rows.
    """
    try:
        yield from _rows(parts["content.xml"], limits)
    except SheetRefused:
        raise
    except Exception as error:
        # Damage shows as an error of the parser, of a number or of a missing part.
        raise SheetRefused("broken_file") from error


def _rows(content: bytes, limits: Limits) -> Iterator[TextRow]:
    number = 1
    for _, element in iterparse(
        BytesIO(content),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    ):
        if element.tag == f"{TABLE}table":
            return
        if element.tag != f"{TABLE}table-row":
            continue
        cells = _cells(element, limits)
        repeated = max(1, int(element.get(f"{TABLE}number-rows-repeated", "1")))
        if any(cells):
            if repeated > limits.most_rows:
                raise SheetRefused("too_many_rows", limit=limits.most_rows)
            yield from ((number + more, cells) for more in range(repeated))
        number += repeated
        element.clear()


def _cells(row: Element, limits: Limits) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag in CELLS:
            repeated = max(1, int(cell.get(f"{TABLE}number-columns-repeated", "1")))
            room = limits.most_columns - len(cells)
            cells += [_shown(cell)] * min(repeated, room)
    return cells


def _shown(cell: Element) -> str:
    kind = cell.get(f"{OFFICE}value-type", "")
    text = "\n".join(_line(part) for part in cell if part.tag == f"{TEXT}p")
    if kind in NUMBERS:
        return _number(cell.get(f"{OFFICE}value", ""), text)
    if kind == "boolean":
        return "ja" if cell.get(f"{OFFICE}boolean-value") == "true" else "nee"
    if kind == "date":
        return _moment(cell.get(f"{OFFICE}date-value", text))
    return text


def _number(value: str, text: str) -> str:
    """As shown when that is the same number (3,10 for 3.1), else the value itself."""
    shown = text.replace(",", ".")
    with suppress(ValueError):
        if float(shown) == float(value):
            return shown
    return number_text(float(value))


def _moment(value: str) -> str:
    try:
        return moment_text(datetime.fromisoformat(value))
    except ValueError:
        return value


def _line(paragraph: Element) -> str:
    """The text of a paragraph; spaces, tabs and line ends are elements of their own in ods."""
    pieces = [paragraph.text or ""]
    for part in paragraph:
        if part.tag == f"{TEXT}s":
            pieces.append(" " * min(int(part.get(f"{TEXT}c", "1")), 1000))
        elif part.tag == f"{TEXT}tab":
            pieces.append("\t")
        elif part.tag == f"{TEXT}line-break":
            pieces.append("\n")
        elif not part.tag.startswith(OFFICE):
            pieces.append(_line(part))
        pieces.append(part.tail or "")
    return "".join(pieces)
