"""What a sheet is made of: its columns, its rows, and how large it may be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from consultation.errors import Refused
from consultation.typed import readable

LINE_ENDS = re.compile(r"\r\n?")


class SheetRefused(Refused):
    """A sheet cannot be taken.

    Codes: unknown_format, too_large (limit), too_many_rows (limit), broken_file and
    missing_columns (columns: their names, with commas).
    """


@dataclass(frozen=True)
class Limits:
    """How large a sheet may be; what is packed is counted while it is unpacked."""

    most_bytes: int = 10_000_000
    most_unpacked_bytes: int = 40_000_000
    most_entries: int = 500
    most_rows: int = 5_000
    most_columns: int = 100


@dataclass(frozen=True)
class Column:
    """One column: its name in code and on the sheet, and what else people call it."""

    name: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    width: int = 0
    """In characters; 0 lets the content decide."""


Columns = Sequence[Column]


@dataclass(frozen=True)
class Row:
    """The values of one row by column name, and its number as a person sees it in the sheet."""

    number: int
    values: Mapping[str, str]
    columns: frozenset[str] = field(default=frozenset(), compare=False)
    """The columns that the sheet has; the values of the others are empty."""

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)


def plain(text: str) -> str:
    """The text as every format can hold it: line ends as LF, no signs that cannot be written."""
    return readable(LINE_ENDS.sub("\n", text))
