"""Reads csv as programs in the Netherlands write it: semicolon, comma or tab; utf-8 or cp1252."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import islice

from consultation.sheets.columns import SheetRefused

TextRow = tuple[int, Sequence[str]]

DELIMITERS = ";,\t|"
LOOK_AT = 10
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")
"""Excel's own way to say how a csv is divided; it shows no such row."""


def rows_of_csv(data: bytes, known: Callable[[Sequence[str]], int]) -> Iterator[TextRow]:
    """The rows of a csv file, divided by whichever sign gives most columns that are `known`.

    Raises SheetRefused with broken_file.
    """
    text = decoded(data)
    line = SEPARATOR_LINE.match(text)
    if line:
        return _rows(text[line.end() :], line[1])
    return _rows(text, max(DELIMITERS, key=lambda sign: _fit(text, sign, known)))


def decoded(data: bytes) -> str:
    """The text of a file: by its byte order mark, else utf-8, else cp1252 as old Excel writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _fit(text: str, delimiter: str, known: Callable[[Sequence[str]], int]) -> tuple[int, int]:
    start = StringIO(text[:200_000], newline="")
    try:
        rows = list(islice(csv.reader(start, delimiter=delimiter), LOOK_AT))
    except csv.Error:
        return 0, 0
    return max((known(row) for row in rows), default=0), max(map(len, rows), default=0)


def _rows(text: str, delimiter: str) -> Iterator[TextRow]:
    try:
        yield from enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), 1)
    except csv.Error as error:
        raise SheetRefused("broken_file") from error
