"""The command line for question hours: plan, announce, cancel, close, report, show."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from consultation import clock
from consultation.accounts.queries import actor_named
from consultation.logbook import Actor, transaction
from consultation.question_hours import operations
from consultation.question_hours.forms.files import plan_from, report_from
from consultation.question_hours.forms.words import (
    HOUR_WORDS,
    LIVE_WORDS,
    hour_json,
    hour_when,
    question_json,
)
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hour_on, questions_of
from consultation.rounds.queries import round_by_slug
from consultation.web.command_line import (
    DAY,
    FILE,
    CommandGroup,
    clear_errors,
    print_json,
    read_texts,
)

hour_group = CommandGroup(
    "hour", help="Question hours: plan, announce, cancel, close, report, show."
)

as_account = click.option("--as", "email", help="E-mail of the account that answers for this.")


@hour_group.command("plan")
@click.argument("round_slug", metavar="ROUND")
@click.option("--from", "file", type=FILE, required=True, help="YAML or JSON with the hour.")
@as_account
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@clear_errors
def plan(round_slug: str, file: Path, email: str | None, wants_json: bool) -> None:
    """Prepare an hour for ROUND from a file; nobody outside sees it until it is announced."""
    planned = plan_from(read_texts(file, "hour_file_unreadable"))
    with transaction():
        by = actor_named(email)
        hour = operations.plan_hour(round_by_slug(round_slug, reader=by), planned, by=by)
        told = {"hour": hour.public_id, "round": round_slug, "day": hour.day.isoformat()}
    if wants_json:
        print_json(told)
    else:
        click.echo(f"Vragenuur op {told['day']} is in voorbereiding.")


@hour_group.command("announce")
@click.argument("round_slug", metavar="ROUND")
@click.argument("day", type=DAY)
@as_account
@clear_errors
def announce(round_slug: str, day: Any, email: str | None) -> None:
    """Make the hour of ROUND on DAY public; lists everything that is missing."""
    _act(round_slug, day, email, lambda hour, by: operations.announce_hour(hour, by=by))
    click.echo(f"Vragenuur op {day.date()} is aangekondigd.")


@hour_group.command("cancel")
@click.argument("round_slug", metavar="ROUND")
@click.argument("day", type=DAY)
@click.option("--reason", required=True, help="Why; everybody reads it.")
@as_account
@clear_errors
def cancel(round_slug: str, day: Any, reason: str, email: str | None) -> None:
    """Call the hour of ROUND on DAY off; its questions stay inputs of the round."""
    _act(round_slug, day, email, lambda hour, by: operations.cancel_hour(hour, reason, by=by))
    click.echo(f"Vragenuur op {day.date()} is afgelast.")


@hour_group.command("close")
@click.argument("round_slug", metavar="ROUND")
@click.argument("day", type=DAY)
@click.option("--later-owner", default="", help="Who answers what is left.")
@click.option("--later-by", type=DAY, help="Before which day.")
@as_account
@clear_errors
def close(round_slug: str, day: Any, later_owner: str, later_by: Any, email: str | None) -> None:
    """End the hour of ROUND on DAY."""
    before = later_by.date() if later_by else None
    _act(
        round_slug,
        day,
        email,
        lambda hour, by: operations.close_hour(
            hour, later_owner=later_owner, later_by=before, by=by
        ),
    )
    click.echo(f"Vragenuur op {day.date()} is afgesloten.")


@hour_group.command("report")
@click.argument("round_slug", metavar="ROUND")
@click.argument("day", type=DAY)
@click.option("--from", "file", type=FILE, help="YAML or JSON with the report.")
@click.option("--publish", is_flag=True, help="Make it public.")
@as_account
@clear_errors
def report(round_slug: str, day: Any, file: Path | None, publish: bool, email: str | None) -> None:
    """Write the report of the hour of ROUND on DAY, or make it public, or both."""
    if file is None and not publish:
        raise click.UsageError("Give --from FILE, --publish, or both.")
    written = report_from(read_texts(file, "hour_file_unreadable")) if file else None

    def act(hour: QuestionHour, by: Actor) -> None:
        if written is not None:
            operations.write_report(hour, written, by=by)
        if publish:
            operations.publish_report(hour, by=by)

    _act(round_slug, day, email, act)
    click.echo(f"Het verslag van {day.date()} is {'openbaar' if publish else 'bewaard'}.")


def _act(
    round_slug: str, day: Any, email: str | None, act: Callable[[QuestionHour, Actor], object]
) -> None:
    with transaction():
        by = actor_named(email)
        act(_hour(round_slug, day, by), by)


def _hour(round_slug: str, day: Any, by: Actor) -> QuestionHour:
    return hour_on(round_by_slug(round_slug, reader=by), day.date(), reader=by)


@hour_group.command("show")
@click.argument("round_slug", metavar="ROUND")
@click.argument("day", type=DAY)
@as_account
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@clear_errors
def show(round_slug: str, day: Any, email: str | None, wants_json: bool) -> None:
    """Print where the hour of ROUND on DAY stands, with its questions."""
    by, now = actor_named(email), clock.now()
    hour = _hour(round_slug, day, by)
    questions = questions_of(hour, reader=by).all
    if wants_json:
        told = {"id": hour.public_id, "titel": hour.title, **hour_json(hour, now)}
        print_json({**told, "vragen": [question_json(one) for one in questions]})
        return
    click.echo(f"{hour.title}\n{HOUR_WORDS[hour.state(now)]}: {hour_when(hour)}")
    for one in questions:
        click.echo(f"{one.number:>4}  {LIVE_WORDS[one.state]}: {one.text or '-'}")
