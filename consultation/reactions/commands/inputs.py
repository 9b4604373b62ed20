"""The command line for inputs that come in a sheet."""

from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup

from consultation.accounts.queries import actor_named
from consultation.contributions.forms import arrival
from consultation.contributions.states import Channel, Elsewhere
from consultation.logbook import transaction
from consultation.reactions.forms import CHANNEL_WORDS, rows_of_inputs
from consultation.reactions.operations import InputRow, import_inputs
from consultation.rounds.queries import round_by_slug
from consultation.web.command_line import clear_errors, print_json, progress
from consultation.web.sentences import sentence_for

inputs_group = AppGroup("inputs", help="Inputs that came in elsewhere: read a sheet in.")

CHANNELS = [channel.value for channel in CHANNEL_WORDS]


@inputs_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--round", "slug", required=True, help="The round they are for.")
@click.option("--channel", type=click.Choice(CHANNELS), default=CHANNELS[0], show_default=True)
@click.option("--as", "email", help="E-mail of the account that answers for this.")
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@clear_errors
def import_sheet(file: Path, slug: str, channel: str, email: str | None, wants_json: bool) -> None:
    """Make the rows of FILE (csv, xlsx, ods or json) inputs with a receipt each.

    A row that cannot be taken is reported by its number. The same file again gives the same
    receipts.
    """
    rows = rows_of_inputs(file.read_bytes(), file.name, slug)
    moment = arrival()
    with progress(len(rows), "Invoeren") as bar, transaction():

        def passing() -> Iterator[InputRow]:
            for row in rows:
                yield row
                bar.update(1)

        by = actor_named(email)
        done = import_inputs(
            round_by_slug(slug, reader=by),
            passing(),
            elsewhere=Elsewhere(Channel(channel)),
            arrival=moment,
            by=by,
        )
    refused = [{"row": row, "reason": sentence_for(error)} for row, error in done.refused]
    if wants_json:
        accepted = [{"row": row, "receipt": receipt} for row, receipt in done.accepted]
        print_json({"accepted": accepted, "refused": refused})
        return
    click.echo(f"{len(done.accepted)} rijen ingevoerd, {len(refused)} geweigerd.")
    for row, receipt in done.accepted:
        click.echo(f"  rij {row}: {receipt}")
    for line in refused:
        click.echo(f"  rij {line['row']}: {line['reason']}")
