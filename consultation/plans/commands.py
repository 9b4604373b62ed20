"""The command line for plans and the section sheet, and the work of reading a file in."""

import hashlib
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from consultation.accounts.models import Organisation
from consultation.accounts.queries import actor_named, all_organisations, organisation_by_slug
from consultation.categories.operations import find_or_make_category
from consultation.categories.queries import category_named
from consultation.database import db
from consultation.documents.child import read_in_child
from consultation.documents.refusal import DocumentRefused
from consultation.errors import DomainError, NotFound
from consultation.jobs import job
from consultation.logbook import SYSTEM, Actor, transaction
from consultation.plans import operations, queries
from consultation.plans.forms import NOTE, SHEET, sheet_rows, texts_of_row
from consultation.plans.models import Plan, PlanImport, PlanVersion
from consultation.sheets.reading import read_rows
from consultation.sheets.writing import write_rows
from consultation.web.command_line import clear_errors, print_json, progress
from consultation.web.sentences import sentence, sentence_for

plan_group = AppGroup("plan", help="Category plans: read in, check, freeze.")
sections_group = AppGroup("sections", help="The section sheet: summaries, room, questions.")

as_account = click.option("--as", "email", help="E-mail of the account that answers for this.")
as_json = click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")


@plan_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--category", required=True, help="Name of the purchasing category.")
@click.option("--title", required=True, help="Title of the plan.")
@click.option("--plan", "slug", help="A plan that is there, to read a new version in.")
@click.option("--organisation", "owner", help="Organisation that owns a new category.")
@as_account
@as_json
@clear_errors
def import_plan(
    file: Path,
    category: str,
    title: str,
    slug: str | None,
    owner: str | None,
    email: str | None,
    wants_json: bool,
) -> None:
    """Read FILE in as a draft version and print the import report."""
    data = file.read_bytes()
    with progress(100, "Inlezen") as bar:

        def show(percent: int, _step: str) -> None:
            bar.update(max(0, percent - bar.pos))

        document = read_in_child(data, file.name, progress=show)
    with transaction():
        by = actor_named(email)
        plan = _plan(slug, title, category, owner, by)
        version = operations.keep_document(
            plan, document, filename=file.name, sha256=hashlib.sha256(data).hexdigest(), by=by
        )
    _print_report(version, by, wants_json)


def _plan(slug: str | None, title: str, category: str, owner: str | None, by: Actor) -> Plan:
    if slug:
        return queries.plan_by_slug(slug, reader=by)
    known = category_named(category)
    if known is not None:
        return operations.start_plan(title, category=known, by=by)
    place = find_or_make_category(category, _organisation(owner), by=by)
    return operations.start_plan(title, category=place, by=by)


def _organisation(slug: str | None) -> Organisation:
    """The organisation named, or the only one there is."""
    if slug is not None:
        return organisation_by_slug(slug)
    known = all_organisations()
    if len(known) != 1:
        raise NotFound("organisation_needed")
    return known[0]


def _print_report(version: PlanVersion, by: Actor, wants_json: bool) -> None:
    report: dict[str, Any] = version.import_report
    lines = queries.outline(version, reader=by)
    warnings = [_doubt(doubt) for doubt in report["doubts"]]
    if wants_json:
        fields = ("number", "title", "level", "words")
        sections = [
            {"id": line.permanent_id, **{name: getattr(line, name) for name in fields}}
            for line in lines
        ]
        print_json(
            {
                "plan": version.plan.slug,
                "version": version.number,
                "found": report["found"],
                "kept": report["kept"],
                "sections": sections,
                "warnings": warnings,
            }
        )
        return
    click.echo(f"Plan {version.plan.slug}, versie {version.number}, {len(lines)} paragrafen.")
    for kind, count in report["found"].items():
        click.echo(f"  {kind}: {count} gevonden, {report['kept'].get(kind, 0)} bewaard")
    for warning in warnings:
        click.echo(f"  let op: {warning}")


def _doubt(doubt: dict[str, Any]) -> str:
    words = sentence(f"doubt_{doubt['code']}", doubt.get("params") or {})
    return f"{doubt['place']}: {words}"


@plan_group.command("check")
@click.argument("slug")
@click.option("--chapter", help="Number of one chapter; without it all chapters.")
@as_account
@clear_errors
def check_plan(slug: str, chapter: str | None, email: str | None) -> None:
    """Mark the chapters of plan SLUG as checked against the file ("nagekeken")."""
    with transaction():
        by = actor_named(email)
        version = _draft(slug, by)
        wanted = [
            section
            for section in version.sections
            if section.is_chapter and chapter in {None, section.number}
        ]
        for section in wanted:
            operations.check_chapter(section, by=by)
    click.echo(f"{len(wanted)} hoofdstukken nagekeken.")


def _draft(slug: str, by: Actor) -> PlanVersion:
    version = queries.draft_version(queries.plan_by_slug(slug, reader=by), reader=by)
    if version is None:
        raise NotFound("no_draft_version")
    return version


@plan_group.command("summarise")
@click.argument("slug")
@click.argument("text")
@as_account
@clear_errors
def summarise_plan(slug: str, text: str, email: str | None) -> None:
    """Write TEXT as the summary of plan SLUG."""
    with transaction():
        by = actor_named(email)
        operations.write_plan_summary(_draft(slug, by), text, by=by)
    click.echo("De samenvatting is bewaard.")


@plan_group.command("publish")
@click.argument("slug")
@as_account
@clear_errors
def publish_plan(slug: str, email: str | None) -> None:
    """Freeze the draft version of plan SLUG."""
    with transaction():
        by = actor_named(email)
        version = operations.publish_version(_draft(slug, by), by=by)
        number = version.number
    click.echo(f"Versie {number} van {slug} is vastgezet.")


@sections_group.command("export")
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_account
@clear_errors
def export_sections(slug: str, file: Path, email: str | None) -> None:
    """Write the section sheet of plan SLUG to FILE (.ods, .xlsx or .csv)."""
    by = actor_named(email)
    version = _draft(slug, by)
    rows = list(sheet_rows(queries.all_sections(version, reader=by)))
    fmt = file.suffix.lower().lstrip(".")
    file.write_bytes(write_rows(SHEET, rows, fmt, note=str(NOTE)))
    click.echo(f"{len(rows)} paragrafen in {file.name}.")


@sections_group.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_account
@as_json
@clear_errors
def import_sections(slug: str, file: Path, email: str | None, wants_json: bool) -> None:
    """Take FILE back in; good rows are stored, bad ones reported by number."""
    with transaction():
        by = actor_named(email)
        version = _draft(slug, by)
        result = take_in_sheet(version, file.read_bytes(), file.name, by=by)
    if wants_json:
        print_json(result)
        return
    click.echo(f"{len(result['accepted'])} rijen bewaard, {len(result['refused'])} geweigerd.")
    for refused in result["refused"]:
        click.echo(f"  rij {refused['row']}: {refused['reason']}")


def take_in_sheet(
    version: PlanVersion, data: bytes, filename: str, *, by: Actor
) -> dict[str, list[dict[str, Any]]]:
    """Write the rows of a section sheet; each row stands on its own."""
    result: dict[str, list[dict[str, Any]]] = {"accepted": [], "refused": []}
    for row in read_rows(data, filename, columns=SHEET):
        try:
            with db.session.begin_nested():
                section = queries.section_by_permanent_id(version, row["id"].strip(), reader=by)
                operations.write_section(section, texts_of_row(row.values), by=by)
            result["accepted"].append({"row": row.number, "section": section.permanent_id})
        except DomainError as error:
            fields = getattr(error, "fields", {})
            words = [sentence(code) for code in fields.values()] or [sentence_for(error)]
            result["refused"].append({"row": row.number, "reason": " ".join(words)})
    return result


@job("plan-import")
def do_import(number: int) -> None:
    """Read a file in that somebody put in the queue on a screen."""
    with transaction():
        asked = operations.begin_import(db.session.get_one(PlanImport, number), by=SYSTEM)
        data, filename, plan_id = asked.data or b"", asked.filename, asked.plan_id

    def show(percent: int, step: str) -> None:
        with transaction():
            running = db.session.get_one(PlanImport, number)
            running.percent, running.step = percent, step

    try:
        document = read_in_child(data, filename, progress=show)
    except DocumentRefused as error:
        with transaction():
            failed = db.session.get_one(PlanImport, number)
            operations.fail_import(failed, error.code, dict(error.params), by=SYSTEM)
        return
    with transaction():
        version = operations.keep_document(
            db.session.get_one(Plan, plan_id),
            document,
            filename=filename,
            sha256=hashlib.sha256(data).hexdigest(),
            by=SYSTEM,
        )
        operations.finish_import(db.session.get_one(PlanImport, number), version, by=SYSTEM)
