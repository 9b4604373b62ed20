"""The command line for plans and the section sheet."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from consultation.accounts.queries import actor_named, organisation_named
from consultation.categories.operations import find_or_make_category
from consultation.categories.queries import category_named
from consultation.documents.child import read_in_child
from consultation.documents.tree import Document
from consultation.errors import Invalid, NotFound
from consultation.logbook import Actor, transaction
from consultation.plans import operations, queries
from consultation.plans.forms import (
    NOTE,
    REPORT_KINDS,
    SHEET,
    doubt_words,
    rows_of_sheet,
    sheet_rows,
)
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.queries import Line
from consultation.sheets.writing import write_rows
from consultation.web.command_line import FILE, CommandGroup, clear_errors, print_json, progress
from consultation.web.sentences import sentence_for

Command = TypeVar("Command", bound=Callable[..., Any])

plan_group = CommandGroup("plan", help="Category plans: read in, check, freeze.")
sections_group = CommandGroup("sections", help="The section sheet: summaries, room, questions.")

as_account = click.option("--as", "email", help="E-mail of the account that answers for this.")
as_json = click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")


def reading_options(command: Command) -> Command:
    """The argument and the options of reading a plan in, but for what a round adds."""
    for decorate in (
        as_json,
        as_account,
        click.option("--organisation", "owner", help="Organisation that owns a new category."),
        click.option("--plan", "slug", help="A plan that is there, to read a new file in for."),
        click.option("--title", help="Title of a new plan."),
        click.option("--category", help="Purchasing category of a new plan; made when it is new."),
        click.argument("file", type=FILE),
    ):
        command = decorate(command)
    return command


def read_file(file: Path) -> Document:
    """Read a file in a process of its own, with a progress bar on a terminal."""
    with progress(100, "Inlezen") as bar:

        def show(percent: int, _step: str) -> None:
            bar.update(max(0, percent - bar.pos))

        return read_in_child(file.read_bytes(), file.name, progress=show)


def plan_to_fill(
    *, slug: str | None, title: str | None, category: str | None, owner: str | None, by: Actor
) -> Plan:
    """The plan that is there, or a new one in its category; a category that is new is made."""
    if slug:
        return queries.plan_by_slug(slug, reader=by)
    if not category:
        raise Invalid(category="category_needed")
    place = category_named(category)
    if place is None:
        place = find_or_make_category(category, organisation_named(owner), by=by)
    return operations.start_plan(title or "", category=place, by=by)


def keep_file(plan: Plan, document: Document, file: Path, *, by: Actor) -> PlanVersion:
    """Keep what was read as the draft of the plan."""
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    return operations.keep_document(plan, document, filename=file.name, sha256=sha256, by=by)


def print_report(version: PlanVersion, *, by: Actor, wants_json: bool) -> None:
    """What the file held beside what was kept, and every doubt with its place."""
    lines = queries.outline(version, reader=by)
    report = version.import_report
    warnings = [
        ": ".join(filter(None, (doubt["place"], doubt_words(doubt)))) for doubt in report["doubts"]
    ]
    if wants_json:
        print_json(_for_machines(version, lines, warnings))
        return
    click.echo(f"Plan {version.plan.slug}, versie {version.number}, {len(lines)} paragrafen.")
    for kind, words in REPORT_KINDS.items():
        found, kept = report["found"].get(kind, 0), report["kept"].get(kind, 0)
        click.echo(f"  {words}: {found} gevonden, {kept} bewaard")
    for warning in warnings:
        click.echo(f"  let op: {warning}")


def _for_machines(
    version: PlanVersion, lines: Sequence[Line], warnings: Sequence[str]
) -> dict[str, Any]:
    fields = ("number", "title", "level", "words")
    return {
        "plan": version.plan.slug,
        "version": version.number,
        "found": version.import_report["found"],
        "kept": version.import_report["kept"],
        "sections": [
            {"id": line.permanent_id, **{name: getattr(line, name) for name in fields}}
            for line in lines
        ],
        "warnings": list(warnings),
    }


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
        if not wanted:
            raise NotFound("section_unknown", section=chapter)
        for section in wanted:
            operations.check_chapter(section, by=by)
    click.echo(f"{len(wanted)} hoofdstukken nagekeken.")


def _draft(slug: str, by: Actor) -> PlanVersion:
    version = queries.draft_version(queries.plan_by_slug(slug, reader=by), reader=by)
    if version is None:
        raise NotFound("no_draft_version")
    return version


@plan_group.command("draft")
@click.argument("slug")
@as_account
@clear_errors
def begin_version(slug: str, email: str | None) -> None:
    """Begin a new version of plan SLUG as a copy of the frozen one, to be edited."""
    with transaction():
        by = actor_named(email)
        version = operations.begin_version(queries.plan_by_slug(slug, reader=by), by=by)
        number = version.number
    click.echo(f"Versie {number} van {slug} is begonnen.")


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
@click.option("--unsigned-reason", default="", help="Why no language coach signed; all read it.")
@as_account
@clear_errors
def publish_plan(slug: str, unsigned_reason: str, email: str | None) -> None:
    """Freeze the draft version of plan SLUG."""
    with transaction():
        by = actor_named(email)
        version = operations.publish_version(
            _draft(slug, by), by=by, unsigned_reason=unsigned_reason
        )
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
@click.argument("file", type=FILE)
@as_account
@as_json
@clear_errors
def import_sections(slug: str, file: Path, email: str | None, wants_json: bool) -> None:
    """Take FILE back in; good rows are stored, bad ones reported by number."""
    rows = rows_of_sheet(file.read_bytes(), file.name)
    with transaction():
        by = actor_named(email)
        result = operations.take_in_section_sheet(_draft(slug, by), rows, by=by)
    refused = [{"row": row, "reason": sentence_for(error)} for row, error in result.refused]
    if wants_json:
        accepted = [
            {
                "row": row.number,
                "section": row.permanent_id,
                "changed": row.is_changed,
                "draft": row.is_draft,
            }
            for row in result.taken
        ]
        print_json({"accepted": accepted, "refused": refused})
        return
    click.echo(f"{len(result.taken)} rijen bewaard, {len(refused)} geweigerd.")
    drafts = sum(row.is_draft for row in result.taken)
    if drafts:
        click.echo(f"Bij {drafts} rijen is de samenvatting nog een concept.")
    for line in refused:
        click.echo(f"  rij {line['row']}: {line['reason']}")
