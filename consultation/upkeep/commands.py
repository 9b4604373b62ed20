"""The command line for what runs by itself, for who prefers timers to the job process."""

import logging
from dataclasses import replace

import click
from flask import current_app

from consultation.logbook import transaction
from consultation.mail import try_again
from consultation.upkeep.chores import keep_house
from consultation.upkeep.delivery import Delivered, deliver
from consultation.upkeep.serving import CannotStart, serve
from consultation.upkeep.working import work_until_stopped
from consultation.web.command_line import clear_errors, print_json
from consultation.web.pages import settings

as_json = click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")


@click.command("deliver-mail")
@click.option("--again", is_flag=True, help="Also letters that were given up after many tries.")
@click.option("--now", "at_once", is_flag=True, help="Do not hold letters back to allow undoing.")
@as_json
@click.pass_context
@clear_errors
def deliver_mail(context: click.Context, again: bool, at_once: bool, wants_json: bool) -> None:
    """Turn what happened into letters and send what may leave; exit code 1 when mail is stuck."""
    if again:
        with transaction():
            try_again()
    chosen = settings()
    told = deliver(replace(chosen, mail_hold_seconds=0) if at_once else chosen)
    if wants_json:
        print_json(told.as_json())
    else:
        click.echo(_sentence(told))
    if told.problem or told.stuck:
        click.echo(told.problem or _STUCK % told.stuck, err=True)
        context.exit(1)


_STUCK = "Van %d regels uit het logboek kon geen brief worden gemaakt; zie het foutenlog."


def _sentence(told: Delivered) -> str:
    return (
        f"{told.sent} verstuurd, {told.refused} geweigerd, {told.waiting} wachten, "
        f"{told.given_up} opgegeven."
    )


@click.command("housekeeping")
@as_json
@clear_errors
def housekeeping(wants_json: bool) -> None:
    """Remind, close rounds, forget what expired, sign the public record."""
    done = keep_house()
    if wants_json:
        print_json(done)
    else:
        click.echo(", ".join(f"{name} {count}" for name, count in done.items()))


@click.command("serve")
@click.option("--demo", is_flag=True, help="Fill an empty database with the example content.")
def serve_site(demo: bool) -> None:
    """Run the whole site here: database, pages, jobs and mail, until Ctrl-C."""
    try:
        serve(settings(), demo=demo)
    except CannotStart as error:
        raise click.ClickException(str(error)) from error


@click.command("work")
def work_here() -> None:
    """Do jobs, deliver mail and keep house, until stopped; `serve` starts this by itself."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s job %(levelname)s %(message)s")
    work_until_stopped(current_app._get_current_object())  # type: ignore[attr-defined]
