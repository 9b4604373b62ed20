"""The command line for the response note: coverage, texts, the four eyes, publication, files."""

from collections.abc import Callable
from pathlib import Path

import click

from consultation.accounts.queries import actor_named
from consultation.answers.queries import coverage
from consultation.errors import NotAllowed
from consultation.logbook import Actor, transaction
from consultation.response_notes import operations, queries
from consultation.response_notes.forms import STATE_WORDS, note_texts_from
from consultation.response_notes.models import ResponseNote
from consultation.rounds.queries import round_by_slug
from consultation.web.command_line import FILE, CommandGroup, clear_errors, print_json, read_texts
from consultation.web.pages import settings
from consultation.web.sentences import lack_sentence

note_group = CommandGroup("note", help="The response note: coverage, approval, publication, files.")

as_account = click.option("--as", "email", help="E-mail of the account that answers for this.")
as_person = click.option("--as", "email", required=True, help="E-mail of who answers for this.")


@note_group.command("status")
@click.argument("slug")
@as_account
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@clear_errors
def status(slug: str, email: str | None, wants_json: bool) -> None:
    """Print how many inputs of round SLUG have an outcome, and what its note still lacks."""
    by = actor_named(email)
    round = round_by_slug(slug, reader=by)
    found = coverage(round, reader=by)
    note = queries.note_in_work(round, reader=by)
    lacks = [] if note.published_at else queries.note_lacks(note, reader=by)
    sentences = [lack_sentence(lack) for lack in lacks]
    if wants_json:
        print_json(
            {
                "round": slug,
                "state": note.state.value,
                "inputs": found.inputs,
                "with_disposition": found.with_disposition,
                "missing": list(found.missing),
                "lacks": sentences,
            }
        )
        return
    click.echo(f"{STATE_WORDS[note.state.value]}. {found.with_disposition} van {found.inputs}")
    click.echo("\n".join(f"- {line}" for line in sentences) or "Er ontbreekt niets.")


@note_group.command("write")
@click.argument("slug")
@click.argument("file", type=FILE)
@as_account
@clear_errors
def write(slug: str, file: Path, email: str | None) -> None:
    """Write the note of round SLUG from a YAML or JSON FILE."""
    texts = note_texts_from(read_texts(file, "note_file_unreadable"))
    with transaction():
        by = actor_named(email)
        operations.write_note(round_by_slug(slug, reader=by), texts, by=by)
    click.echo(f"De nota van {slug} is geschreven.")


@note_group.command("submit")
@click.argument("slug")
@as_person
@clear_errors
def submit(slug: str, email: str) -> None:
    """Put the note of round SLUG before a second person."""
    _step(slug, email, lambda note, by: operations.submit_note(note, by=by))
    click.echo(f"De nota van {slug} ligt ter goedkeuring.")


@note_group.command("approve")
@click.argument("slug")
@as_person
@clear_errors
def approve(slug: str, email: str) -> None:
    """Approve the note of round SLUG as a second person (only in the demo and test profiles)."""
    if not settings().has_demo_comforts:
        raise NotAllowed("approval_on_the_page")
    _step(slug, email, lambda note, by: operations.approve_note(note, by=by))
    click.echo(f"De nota van {slug} is goedgekeurd.")


@note_group.command("publish")
@click.argument("slug")
@as_account
@clear_errors
def publish(slug: str, email: str | None) -> None:
    """Publish the approved note of round SLUG for good."""
    _step(slug, email, lambda note, by: operations.publish_note(note, by=by))
    click.echo(f"De nota van {slug} is openbaar.")


def _step(
    slug: str, email: str | None, step: Callable[[ResponseNote, Actor], ResponseNote]
) -> None:
    with transaction():
        by = actor_named(email)
        step(queries.note_of(round_by_slug(slug, reader=by), reader=by), by)
