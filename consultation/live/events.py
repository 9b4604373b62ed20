"""What sockets may ask: every event names its permission, as every route does."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask

from consultation.errors import DomainError
from consultation.permissions import Permission
from consultation.typed import readable

log = logging.getLogger(__name__)

Answer = dict[str, Any]
Handler = Callable[[dict[str, Any]], Answer]
Asked = TypeVar("Asked", bound=Handler)
Refusal = Callable[[DomainError], Answer]


@dataclass(frozen=True)
class SocketEvent:
    """An event that sockets may send, and what answers it."""

    name: str
    permission: Permission
    handler: Handler


_events: dict[str, SocketEvent] = {}


def on(name: str, permission: Permission) -> Callable[[Asked], Asked]:
    """Answer an event of a socket; the operation it reaches checks the permission on the thing.

    The handler gets what was sent, or an empty object when that was no object, in a request of
    the moment: whoever signed out since the connection was made is signed out.
    """

    def register(handler: Asked) -> Asked:
        _events[name] = SocketEvent(name, permission, handler)
        return handler

    return register


def socket_events() -> Sequence[SocketEvent]:
    """Everything that sockets may ask."""
    return tuple(_events.values())


def answering(app: Flask, event: SocketEvent, refusal: Refusal) -> Callable[..., Answer]:
    """The handler of an event with its own database session, and an answer to every error."""

    def answer(*sent: object) -> Answer:
        given = _readable(sent[0]) if len(sent) == 1 and isinstance(sent[0], dict) else {}
        with app.app_context():
            try:
                return event.handler(given)
            except DomainError as error:
                return refusal(error)
            except Exception:
                log.exception("the event %s failed", event.name)
                return {"ok": False}

    return answer


def _readable(given: dict[str, Any]) -> dict[str, Any]:
    """What was sent, without signs that cannot be kept: JSON can name any."""
    return {name: readable(one) if isinstance(one, str) else one for name, one in given.items()}
