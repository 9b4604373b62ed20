"""The command line as a door: the same sentences, an exit code, JSON where a machine reads."""

import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
import yaml
from flask.cli import AppGroup
from sqlalchemy import inspect

from consultation.database import db
from consultation.errors import DomainError, Incomplete, Invalid, Refused
from consultation.typed import readable
from consultation.web.sentences import lack_sentences, sentence, sentence_for

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
"""A file that is there."""

DAY = click.DateTime(formats=["%Y-%m-%d"])


class CommandGroup(AppGroup):
    """The commands about one subject; what was typed wrongly is told in Dutch too."""

    def invoke(self, ctx: click.Context) -> Any:
        """Do the command; raises UsageError with our sentence."""
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise click.UsageError(usage_sentence(error), error.ctx) from error


def usage_sentence(error: click.UsageError) -> str:
    """What is wrong with how a command was typed."""
    match error:
        case click.MissingParameter():
            return sentence("typed_nothing", {"name": _name_of(error)})
        case click.BadParameter():
            return f"{_name_of(error)}: {_wanted(error.param)}"
        case click.NoSuchOption(possibilities=[*known]):
            near = {"name": error.option_name, "known": ", ".join(known)}
            return sentence("typed_near_option", near)
        case click.NoSuchOption():
            return sentence("typed_unknown_option", {"name": error.option_name})
        case click.exceptions.NoSuchCommand():
            return sentence("typed_unknown_command", {"name": error.command_name})
        case click.BadOptionUsage():
            return sentence("typed_option_wrongly", {"name": error.option_name})
    return sentence("typed_too_much")


def _name_of(error: click.BadParameter) -> str:
    """How the argument or option is called where it is typed."""
    if isinstance(error.param, click.Argument):
        return error.param.make_metavar(error.ctx or click.get_current_context())
    return " / ".join(error.param.opts) if error.param else str(error.param_hint or "")


def _wanted(param: click.Parameter | None) -> str:
    """What may be filled in for an argument or option."""
    match param.type if param is not None else None:
        case click.Path(exists=True):
            return sentence("typed_no_file")
        case click.Path():
            return sentence("typed_no_place_for_file")
        case click.DateTime():
            return sentence("typed_no_date")
        case click.Choice() as choice:
            return sentence("typed_no_choice", {"choices": ", ".join(map(str, choice.choices))})
        case click.types.IntParamType():
            return sentence("typed_no_number")
    return sentence("typed_wrongly")


def clear_errors(command: Command) -> Command:
    """Leave out signs that nobody types; turn an error into its sentence and exit code 1."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            _set_up_when_new()
            return command(*args, **{name: _cleaned(value) for name, value in kwargs.items()})
        except Incomplete as error:
            lines = "\n".join(f"- {line}" for line in lack_sentences(error))
            raise click.ClickException(f"{sentence_for(error)}\n{lines}") from error
        except Invalid as error:
            lines = "\n".join(sentence(code) for code in error.fields.values())
            raise click.ClickException(lines) from error
        except DomainError as error:
            raise click.ClickException(sentence_for(error)) from error

    return wrapped  # type: ignore[return-value]  # wraps keeps the signature


def _cleaned(value: Any) -> Any:
    """What was typed, without the signs that no database can hold."""
    if isinstance(value, str):
        return readable(value)
    return tuple(map(_cleaned, value)) if isinstance(value, tuple) else value


def read_texts(file: Path, otherwise: str) -> Any:
    """What a JSON or YAML file holds; raises Refused with the code `otherwise` when it is none."""
    try:
        text = file.read_text(encoding="utf-8")
        return json.loads(text) if file.suffix == ".json" else yaml.safe_load(text)
    except (ValueError, RecursionError, yaml.YAMLError):
        raise Refused(otherwise) from None


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
