"""Keeps a text from being taken for a formula by the program that opens the sheet."""

import re

RISKY = re.compile(r"['\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""How a formula may begin: = + - @, tab, line end, and their full-width twins."""


def guarded(text: str) -> str:
    """A text for a csv file, where only an apostrophe in front says that it is no formula."""
    return f"'{text}" if RISKY.match(text) else text


def told_apart(text: str) -> str:
    """A text for a cell that is marked as text; only one that looks guarded needs a mark more."""
    return f"'{text}" if _looks_guarded(text) else text


def unguarded(text: str) -> str:
    """The text as it was before it was guarded or told apart."""
    return text[1:] if _looks_guarded(text) else text


def _looks_guarded(text: str) -> bool:
    return text.startswith("'") and RISKY.match(text, 1) is not None
