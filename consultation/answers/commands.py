"""The command line for answers that were written in a sheet."""

from pathlib import Path

import click

from consultation.accounts.queries import actor_named
from consultation.answers.forms import rows_of_answers
from consultation.answers.operations import import_answers
from consultation.logbook import transaction
from consultation.rounds.queries import round_by_slug
from consultation.web.command_line import FILE, CommandGroup, clear_errors, print_json
from consultation.web.sentences import sentence_for

answers_group = CommandGroup("answers", help="Outcomes and answers: read a sheet in.")


@answers_group.command("import")
@click.argument("file", type=FILE)
@click.option("--round", "slug", required=True, help="The round that is answered.")
@click.option("--as", "email", help="E-mail of the account that answers.")
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@clear_errors
def import_sheet(file: Path, slug: str, email: str | None, wants_json: bool) -> None:
    """Give the inputs in FILE (csv, xlsx, ods or json) their outcome, reason and answer.

    Rows with the same outcome, reason and answer share one answer. A row without any of them is
    passed over; a bad one is reported by its number.
    """
    rows = rows_of_answers(file.read_bytes(), file.name)
    with transaction():
        by = actor_named(email)
        done = import_answers(round_by_slug(slug, reader=by), rows, by=by)
    refused = [{"row": row, "reason": sentence_for(error)} for row, error in done.refused]
    if wants_json:
        accepted = [{"row": row, "number": number} for row, number in done.accepted]
        print_json({"accepted": accepted, "refused": refused, "empty": done.empty})
        return
    click.echo(f"{len(done.accepted)} antwoorden bewaard, {len(refused)} rijen geweigerd.")
    if done.empty:
        click.echo(f"{len(done.empty)} rijen zijn nog leeg.")
    for line in refused:
        click.echo(f"  rij {line['row']}: {line['reason']}")
