"""Counting statements, and rounds in preparation that lack nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from consultation.database import db
from consultation.rounds.models import Round
from tests.factories import make_round


def make_prepared_round(**changes: Any) -> Round:
    """A round that could be announced now."""
    return make_round(published_at=None, **{"opens_in": 7, "closes_in": 42, **changes})


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL statements that are sent to the database inside."""
    sent: list[str] = []

    def on_statement(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", on_statement)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", on_statement)
