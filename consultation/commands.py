"""The command line: the groups of all subjects, and the operations of the house itself."""

from pathlib import Path
from typing import Any

import click
from flask import Flask

from config import Settings
from consultation.accounts.commands import account_group, organisation_group
from consultation.accounts.queries import actor_named
from consultation.answers.commands import answers_group
from consultation.categories.commands import category_group
from consultation.demo.commands import demo_group
from consultation.forums.commands import forum_group
from consultation.glossary.commands import terms_group
from consultation.logbook import transaction
from consultation.open_data.commands import record_group
from consultation.plans.commands import (
    keep_file,
    plan_group,
    plan_to_fill,
    print_report,
    read_file,
    reading_options,
    sections_group,
)
from consultation.question_hours.commands import hour_group
from consultation.reactions.commands import inputs_group
from consultation.response_notes.commands import note_group
from consultation.rounds.commands import question_set_group, round_group
from consultation.rounds.operations import attach_version
from consultation.rounds.queries import round_by_slug
from consultation.tenders.commands import tender_group
from consultation.upkeep.commands import deliver_mail, housekeeping, serve_site, work_here
from consultation.web.command_line import clear_errors

GROUPS: tuple[click.Command, ...] = (
    account_group,
    organisation_group,
    category_group,
    plan_group,
    sections_group,
    terms_group,
    round_group,
    question_set_group,
    tender_group,
    hour_group,
    forum_group,
    inputs_group,
    answers_group,
    note_group,
    record_group,
    deliver_mail,
    housekeeping,
    serve_site,
    work_here,
)


@plan_group.command("import")
@reading_options
@click.option("--round", "round_slug", help="A round in preparation that will be about it.")
@clear_errors
def import_plan(
    file: Path, round_slug: str | None, email: str | None, wants_json: bool, **about: Any
) -> None:
    """Read FILE (docx, odt, pdf, html or md) in as a draft version; print the import report."""
    if round_slug:
        round_by_slug(round_slug, reader=actor_named(email))
    document = read_file(file)
    with transaction():
        by = actor_named(email)
        version = keep_file(plan_to_fill(**about, by=by), document, file, by=by)
        if round_slug:
            attach_version(round_by_slug(round_slug, reader=by), version, by=by)
    print_report(version, by=by, wants_json=wants_json)


def register_commands(app: Flask) -> None:
    """Give the application its commands; those of the demo in a profile that has its comforts."""
    for group in GROUPS:
        app.cli.add_command(group)
    settings: Settings = app.config["SETTINGS"]
    if settings.has_demo_comforts:
        app.cli.add_command(demo_group)
