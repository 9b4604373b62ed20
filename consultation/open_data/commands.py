"""The command line for the public record: sign it, take it out, check it."""

from pathlib import Path

import click
from flask.cli import AppGroup

from consultation.accounts.queries import actor_named
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.open_data.operations import sign_record
from consultation.open_data.queries import record_bundle
from consultation.public_record import record, signing
from consultation.public_record.verify import Report, verify_bundle
from consultation.rounds.queries import round_by_slug
from consultation.web.command_line import clear_errors, print_json
from consultation.web.record_key import record_key, record_origin

record_group = AppGroup("record", help="The public record: sign it, take it out, check it.")

as_json = click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@record_group.command("checkpoint")
@click.option("--as", "email", help="E-mail of the account that answers for this.")
@as_json
@clear_errors
def checkpoint(email: str | None, wants_json: bool) -> None:
    """Sign the record as it stands and print the checkpoint, to keep somewhere else."""
    with transaction():
        signed = sign_record(origin=record_origin(), key=record_key(), by=actor_named(email))
        size, note = signed.size, signed.note
    if wants_json:
        key = signing.verifier_key(record_origin(), record_key())
        print_json({"size": size, "checkpoint": note, "key": key})
    else:
        click.echo(note, nl=False)


@record_group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--round", "slug", help="Only the texts and the note of this round.")
@as_json
@clear_errors
def export(file: Path, slug: str | None, wants_json: bool) -> None:
    """Sign the record and write it to FILE, a zip that anyone can check offline."""
    data = _signed_bundle(slug)
    file.write_bytes(data)
    size = record.signed_size()
    if wants_json:
        print_json({"file": str(file), "bytes": len(data), "leaves": size})
    else:
        click.echo(f"{file}: {size} regels, {len(data)} bytes.")


@record_group.command("verify")
@click.argument("file", type=FILE, required=False)
@click.option("--since", type=FILE, help="A checkpoint that was kept.")
@click.option("--receipt", type=FILE, help="A signed receipt that was kept.")
@click.option("--key", type=FILE, help="The public key that was kept.")
@as_json
@click.pass_context
@clear_errors
def verify(
    context: click.Context,
    file: Path | None,
    since: Path | None,
    receipt: Path | None,
    key: Path | None,
    wants_json: bool,
) -> None:
    """Check FILE, or the record as it stands, against what was kept; exit code 1 for faults."""
    data = file.read_bytes() if file else _signed_bundle(None)
    report = verify_bundle(data, since=_text(since), receipt=_text(receipt), key=_text(key))
    if wants_json:
        print_json({"good": report.is_good, "checked": report.checked, "faults": report.faults})
    else:
        click.echo("\n".join(_lines(report)))
    if not report.is_good:
        context.exit(1)


def _signed_bundle(slug: str | None) -> bytes:
    with transaction():
        sign_record(origin=record_origin(), key=record_key(), by=COMMAND_LINE)
    round = round_by_slug(slug, reader=ANYONE) if slug else None
    return record_bundle(round, origin=record_origin(), key=record_key(), reader=ANYONE)


def _text(file: Path | None) -> str:
    return file.read_text(encoding="utf-8") if file else ""


def _lines(report: Report) -> list[str]:
    lines = [f"gecontroleerd: {line}" for line in report.checked]
    lines += [f"FOUT: {line}" for line in report.faults]
    return [
        *lines,
        "Alles klopt." if report.is_good else f"Aantal fouten: {len(report.faults)}.",
    ]
