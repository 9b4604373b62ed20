"""The command line for what leaves the house: the public record, plans and notes as files."""

from pathlib import Path

import click

from consultation.accounts.queries import actor_named
from consultation.errors import NotFound, Refused
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.open_data.forms.papers import note_as_paper, plan_as_paper
from consultation.open_data.operations import sign_record
from consultation.open_data.queries import record_bundle
from consultation.papers.paper import Format
from consultation.papers.writing import written
from consultation.plans.commands import plan_group
from consultation.plans.queries import newest_version, plan_by_slug, version_of
from consultation.public_record import record, signing
from consultation.public_record.verify import Report, canonical, verify_bundle
from consultation.response_notes.commands import note_group
from consultation.response_notes.forms import note_as_csv
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.queries import note_of
from consultation.rounds.queries import owner_and_licence, round_by_slug, round_on_plan
from consultation.web.command_line import FILE, CommandGroup, clear_errors, print_json
from consultation.web.record_key import record_key, record_origin

record_group = CommandGroup("record", help="The public record: sign it, take it out, check it.")

as_account = click.option("--as", "email", help="E-mail of the account that answers for this.")
as_json = click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
FORMATS = click.Choice([one.value for one in Format])


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
    return file.read_text(encoding="utf-8", errors="replace") if file else ""


def _lines(report: Report) -> list[str]:
    lines = [f"gecontroleerd: {line}" for line in report.checked]
    lines += [f"FOUT: {line}" for line in report.faults]
    return [
        *lines,
        "Alles klopt." if report.is_good else f"Aantal fouten: {len(report.faults)}.",
    ]


@plan_group.command("export")
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--version", "number", type=int, help="Which version; by default the newest frozen.")
@click.option("--format", "format_name", type=FORMATS, help="Else the ending of FILE says it.")
@as_account
@clear_errors
def export_plan(
    slug: str, file: Path, number: int | None, format_name: str | None, email: str | None
) -> None:
    """Write a version of plan SLUG to FILE as PDF, ODT, HTML or Markdown."""
    by = actor_named(email)
    plan = plan_by_slug(slug, reader=by)
    version = version_of(plan, number, reader=by) if number else newest_version(plan, reader=by)
    if version is None:
        raise NotFound("version_missing")
    paper = plan_as_paper(version, round_on_plan(plan, reader=by), reader=by)
    file.write_bytes(written(paper, _format(format_name, file, "plan_format_unknown")))
    click.echo(f"Versie {version.number} van {slug} staat in {file}.")


def _format(name: str | None, file: Path, unknown: str) -> Format:
    """The format that was asked for, or that the name of the file says; raises Refused."""
    wanted = name or file.suffix.casefold().lstrip(".")
    try:
        return Format(wanted)
    except ValueError:
        raise Refused(unknown) from None


@note_group.command("export")
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@clear_errors
def export_note(slug: str, file: Path) -> None:
    """Write the published note of round SLUG to FILE: .pdf, .odt, .html, .md, .csv or .json."""
    note = note_of(round_by_slug(slug, reader=ANYONE), reader=ANYONE)
    if note.published_content is None:
        raise NotFound("note_unknown")
    file.write_bytes(_note_as_file(note, file))
    click.echo(f"De nota van {slug} staat in {file}.")


def _note_as_file(note: ResponseNote, file: Path) -> bytes:
    content, ending = note.published_content or {}, file.suffix.casefold()
    if ending == ".json":
        return canonical(content)
    if ending == ".csv":
        return note_as_csv(content, owner_and_licence(note.round))
    wanted = _format(None, file, "note_format_unknown")
    return written(note_as_paper(note, reader=ANYONE), wanted)
