"""The command line: the groups of all subjects, and the operations of the house itself."""

import click
from flask import Flask

from config import Settings
from consultation.accounts.commands import account_group, organisation_group
from consultation.demo.commands import demo_group
from consultation.open_data.commands import record_group
from consultation.plans.commands import plan_group, sections_group
from consultation.response_notes.commands import note_group
from consultation.rounds.commands import round_group
from consultation.upkeep.commands import deliver_mail, housekeeping

GROUPS: tuple[click.Command, ...] = (
    account_group,
    organisation_group,
    plan_group,
    sections_group,
    round_group,
    note_group,
    record_group,
    deliver_mail,
    housekeeping,
)


def register_commands(app: Flask) -> None:
    """Give the application its commands; those of the demo in a profile that has its comforts."""
    for group in GROUPS:
        app.cli.add_command(group)
    settings: Settings = app.config["SETTINGS"]
    if settings.has_demo_comforts:
        app.cli.add_command(demo_group)
