"""Reads a json list of objects, every value as the text it was written with."""

import json
from typing import Any, NoReturn

from consultation.sheets.columns import SheetRefused
from consultation.sheets.text_rows import decoded

WORDS = {None: "", True: "ja", False: "nee"}


def objects_of_json(data: bytes) -> list[dict[str, str]]:
    """The objects of a list, also when the list is the only member of an outer object.

    Raises SheetRefused with broken_file for anything else, and for a value that is no text,
    number, yes or no.
    """
    try:
        # Numbers stay as they are written: 3.10 is a section and not 3.1.
        read = json.loads(
            decoded(data), parse_float=str, parse_int=str, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError) as error:
        raise SheetRefused("broken_file") from error
    if isinstance(read, dict) and len(read) == 1:
        read = next(iter(read.values()))
    if not isinstance(read, list):
        raise SheetRefused("broken_file")
    return [_texts(one) for one in read]


def _texts(one: Any) -> dict[str, str]:
    if not isinstance(one, dict):
        raise SheetRefused("broken_file")
    return {name: _text(value) for name, value in one.items()}


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return WORDS[value]
    raise SheetRefused("broken_file")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
