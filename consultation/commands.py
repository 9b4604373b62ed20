"""The command line: the groups of all subjects, and the operations of the house itself."""

import click
from flask import Flask

from consultation.accounts.commands import account_group, organisation_group
from consultation.plans.commands import plan_group, sections_group
from consultation.response_notes.commands import note_group
from consultation.rounds.commands import round_group

GROUPS: tuple[click.Command, ...] = (
    account_group,
    organisation_group,
    plan_group,
    sections_group,
    round_group,
    note_group,
)


def register_commands(app: Flask) -> None:
    """Give the application its commands."""
    for group in GROUPS:
        app.cli.add_command(group)
