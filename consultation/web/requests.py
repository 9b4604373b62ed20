"""What comes in with a request, before a view sees it: signs and numbers that can be kept.

A sign that nobody types, such as a NUL, and a number of thirty figures are refused by PostgreSQL
or by SQLite in the middle of a query. In a field such a sign is left out; an address
that has one leads nowhere.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.routing import IntegerConverter, PathConverter, UnicodeConverter, ValidationError

from consultation.typed import UNREADABLE, readable, whole_number

Given = Mapping[str, Any] | Iterable[tuple[str, Any]] | None


class ReadableFields(ImmutableMultiDict[str, Any]):
    """The fields of an address or a form, without signs that cannot be kept."""

    def __init__(self, given: Given = None) -> None:
        pairs = MultiDict(given or ()).items(multi=True)
        super().__init__([(name, _readable(value)) for name, value in pairs])


def _readable(value: Any) -> Any:
    return readable(value) if isinstance(value, str) else value


class ReadableRequest(Request):
    """A request of which every field can be kept."""

    parameter_storage_class = ReadableFields


class ReadablePart(UnicodeConverter):
    """A part of an address with signs that can be looked up."""

    def to_python(self, value: str) -> str:
        """The part; raises ValidationError when nothing can have that name."""
        return _looked_up(value)


class ReadablePath(PathConverter):
    """Several parts of an address with signs that can be looked up."""

    def to_python(self, value: str) -> str:
        """The parts; raises ValidationError when nothing can have that name."""
        return _looked_up(value)


class RowNumber(IntegerConverter):
    """A number in an address that both databases can hold."""

    def to_python(self, value: str) -> int:
        """The number; raises ValidationError when nothing can have it."""
        number = whole_number(value)
        if number is None:
            raise ValidationError
        return number


def _looked_up(value: str) -> str:
    if UNREADABLE.search(value):
        raise ValidationError
    return value


def read_requests(app: Flask) -> None:
    """Let the application read requests so; before any address is registered."""
    app.request_class = ReadableRequest
    app.url_map.converters.update(
        default=ReadablePart, string=ReadablePart, path=ReadablePath, int=RowNumber
    )
