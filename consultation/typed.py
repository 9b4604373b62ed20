"""What people send as text: signs that can be kept, and whole numbers that can be looked up."""

import re

UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that nobody types: XML cannot hold them, and PostgreSQL refuses some of them."""

LARGEST = 2**31 - 1
"""The largest number of a row, a page or an edition that both databases can hold."""


def readable(text: str) -> str:
    """The text without the signs that no file and no database can hold."""
    return UNREADABLE.sub("", text)


def whole_number(typed: str | None) -> int | None:
    """A number from 0 as somebody typed or chose it; None for anything else."""
    text = (typed or "").strip()
    if not text.isdecimal() or len(text) > len(str(LARGEST)):
        return None
    number = int(text)
    return number if number <= LARGEST else None


def number_asked(typed: str) -> int:
    """A number in an address; raises ValueError for anything else, so that the usual one counts."""
    number = whole_number(typed)
    if number is None:
        raise ValueError(typed)
    return number
