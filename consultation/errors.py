"""What can go wrong in the field: codes with parameters, of which the doors make sentences."""

from collections.abc import Sequence
from dataclasses import dataclass


class DomainError(Exception):
    """Something a person asked for cannot be done, and they can be told why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class NotAllowed(DomainError):
    """This person may not do this."""


class NotFound(DomainError):
    """There is no such thing, or this person may not know of it."""


class WrongStep(DomainError):
    """The thing is not in a state from which this can follow."""


class Closed(DomainError):
    """The round does not take this at this moment."""


class AskedElsewhere(Closed):
    """The subject is talked about in another place; `address` says where."""


class Outdated(DomainError):
    """Somebody else changed it in the meantime; nothing was overwritten."""


class Refused(DomainError):
    """What was sent cannot be taken: an unreadable file, an impossible value."""


@dataclass(frozen=True)
class Lack:
    """One thing that is missing before a step may be taken, with where to mend it."""

    code: str
    params: tuple[tuple[str, object], ...] = ()
    address: str = ""


class Incomplete(DomainError):
    """A gate refuses, and lists everything that is missing at once."""

    def __init__(self, code: str, lacks: Sequence[Lack]) -> None:
        super().__init__(code, count=len(lacks))
        self.lacks = tuple(lacks)


class Invalid(DomainError):
    """Fields of a form hold something that cannot be taken; one code per field."""

    def __init__(self, **fields: str) -> None:
        super().__init__("invalid", fields=fields)
        self.fields = fields
