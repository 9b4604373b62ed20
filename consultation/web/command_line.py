"""The command line as a door: the same sentences, an exit code, JSON where a machine reads."""

import functools
import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click
from sqlalchemy import inspect

from consultation.database import db
from consultation.errors import DomainError, Incomplete, Invalid, Refused
from consultation.web.sentences import lack_sentences, sentence, sentence_for

Command = TypeVar("Command", bound=Callable[..., Any])


def clear_errors(command: Command) -> Command:
    """Turn an error of the domain into its sentence and exit code 1."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            _set_up_when_new()
            return command(*args, **kwargs)
        except Incomplete as error:
            lines = "\n".join(f"- {line}" for line in lack_sentences(error))
            raise click.ClickException(f"{sentence_for(error)}\n{lines}") from error
        except Invalid as error:
            lines = "\n".join(sentence(code) for code in error.fields.values())
            raise click.ClickException(lines) from error
        except DomainError as error:
            raise click.ClickException(sentence_for(error)) from error

    return wrapped  # type: ignore[return-value]  # wraps keeps the signature


def _set_up_when_new() -> None:
    """Make the tables of an SQLite file that has none, so that a command works in an empty folder.

    A PostgreSQL database is the operator's. Raises Refused with `database_is_empty` there.
    """
    if inspect(db.engine).get_table_names():
        return
    if db.engine.dialect.name != "sqlite":
        raise Refused("database_is_empty")
    from flask_migrate import upgrade  # noqa: PLC0415 - few commands make tables

    upgrade()


def print_json(value: Any) -> None:
    """Print a value for a machine."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def progress(length: int, label: str) -> Any:
    """A progress bar on the error stream, shown only on a terminal."""
    return click.progressbar(length=length, label=label, file=sys.stderr)
