"""The tables' common ground: the engine settings that make a receipt durable, and column types."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, event
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base; constraint names are the same on both databases."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:

    class Model(Base):
        """Base of every table, as the type checker sees it."""

        __abstract__ = True

        def __init__(self, **columns: Any) -> None: ...
else:
    Model = db.Model


class UtcMoment(TypeDecorator[datetime]):
    """An instant, kept in UTC and always aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment; store the rest in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base class passes it
        """Give every moment its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def word_column(words: type[StrEnum]) -> Enum:
    """Column type for a StrEnum: the word itself, checked by us and not by the database."""
    return Enum(
        words,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda kind: [word.value for word in kind],
    )


# --- writing -------------------------------------------------------------------------------

_write_lock = threading.RLock()
_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def write_begins() -> Iterator[None]:
    """Hold the process's write lock; a transaction begun inside locks the database at once."""
    with _write_lock:
        token = _writing.set(True)
        try:
            yield
        finally:
            _writing.reset(token)


def is_writing() -> bool:
    """Whether the code runs inside a write transaction of this process."""
    return _writing.get()


SQLITE_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
)


def harden_sqlite(engine: Engine) -> None:
    """Set what a receipt rests on (reliability.md 2) on every connection of this engine."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for setting in SQLITE_SETTINGS:
            connection.execute(setting)
        if connection.execute("PRAGMA synchronous").fetchone()[0] != 2:
            raise RuntimeError("SQLite does not run with synchronous=FULL")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing() else "BEGIN")


def check_postgresql(engine: Engine) -> None:
    """Refuse a PostgreSQL that may lose what it acknowledged.

    Raises RuntimeError naming the setting.
    """
    with engine.connect() as connection:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            value = connection.exec_driver_sql(f"SHOW {name}").scalar()
            if value not in {"on", "remote_write", "remote_apply"}:
                raise RuntimeError(f"PostgreSQL runs with {name}={value}; a receipt needs it on")


def database_moment() -> datetime:
    """The database's clock: the moment an input counts as received (I4)."""
    if db.engine.dialect.name == "sqlite":
        text = db.session.execute(
            db.text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
        ).scalar_one()
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    moment: datetime = db.session.execute(db.text("SELECT clock_timestamp()")).scalar_one()
    return moment.astimezone(UTC)
