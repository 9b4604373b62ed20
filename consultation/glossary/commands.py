"""The command line for words: a list out and in."""

from pathlib import Path

import click

from consultation.accounts.queries import actor_named, organisation_by_slug
from consultation.glossary import operations, queries
from consultation.glossary.forms import NOTE, SHEET, rows_of_terms, sheet_of
from consultation.glossary.states import Scope
from consultation.logbook import Actor, transaction
from consultation.sheets.writing import write_rows
from consultation.web.command_line import FILE, CommandGroup, clear_errors, print_json
from consultation.web.sentences import sentence_for

terms_group = CommandGroup("terms", help="Hard words with their explanation: a list out and in.")

as_account = click.option("--as", "email", help="E-mail of the account that answers for this.")
as_json = click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")


@terms_group.command("export")
@click.argument("organisation")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--all", "wants_all", is_flag=True, help="Also the words of the house.")
@as_account
@clear_errors
def export_terms(organisation: str, file: Path, wants_all: bool, email: str | None) -> None:
    """Write the words of ORGANISATION to FILE (.ods, .xlsx or .csv)."""
    by = actor_named(email)
    scope = _scope(organisation, by)
    words = [term.as_word for term in queries.terms_of(scope, reader=by)]
    if wants_all:
        words = sorted(queries.words_of(scope, reader=by).values(), key=lambda one: one.order)
    rows = list(sheet_of(words))
    kind = file.suffix.lower().lstrip(".")
    file.write_bytes(write_rows(SHEET, rows, kind, note=str(NOTE)))
    click.echo(f"{len(rows)} woorden in {file.name}.")


@terms_group.command("import")
@click.argument("organisation")
@click.argument("file", type=FILE)
@as_account
@as_json
@clear_errors
def import_terms(organisation: str, file: Path, email: str | None, wants_json: bool) -> None:
    """Take the words of FILE in for ORGANISATION; bad rows are reported by number."""
    rows = rows_of_terms(file.read_bytes(), file.name)
    with transaction():
        by = actor_named(email)
        result = operations.take_in_terms(_scope(organisation, by), rows, by=by)
    refused = [{"row": row, "reason": sentence_for(error)} for row, error in result.refused]
    if wants_json:
        accepted = [
            {"row": one.number, "word": one.word, "new": one.is_new, "changed": one.is_changed}
            for one in result.taken
        ]
        print_json({"accepted": accepted, "refused": refused})
        return
    click.echo(f"{len(result.taken)} woorden bewaard, {len(refused)} rijen geweigerd.")
    for line in refused:
        click.echo(f"  rij {line['row']}: {line['reason']}")


def _scope(organisation: str, by: Actor) -> Scope:
    return Scope(organisation_by_slug(organisation, reader=by).id)
