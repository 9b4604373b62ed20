"""The command line for forums: plan the next meeting by the rhythm, and show what there is."""

from typing import Any

import click

from consultation import clock
from consultation.accounts.queries import actor_named
from consultation.forums import operations
from consultation.forums.forms.words import rhythm_words
from consultation.forums.models import Forum, Meeting
from consultation.forums.queries import forum_by_slug, meetings_of, open_actions
from consultation.logbook import Actor, transaction
from consultation.question_hours.forms.words import HOUR_CODES, HOUR_WORDS
from consultation.web.command_line import CommandGroup, clear_errors, print_json

forum_group = CommandGroup("forum", help="Stakeholder forums: plan the next meeting, show.")

as_account = click.option("--as", "email", help="E-mail of the account that answers for this.")


@forum_group.command("next")
@click.argument("slug", metavar="FORUM")
@as_account
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@clear_errors
def plan_next(slug: str, email: str | None, wants_json: bool) -> None:
    """Plan the next meeting of FORUM by its rhythm, with table and place of the last one."""
    with transaction():
        by = actor_named(email)
        meeting = operations.plan_next_meeting(forum_by_slug(slug, reader=by), by=by)
        told = _told(meeting)
    if wants_json:
        print_json({"forum": slug, **told})
    else:
        click.echo(f"Bijeenkomst op {told['dag']} is in voorbereiding.")


@forum_group.command("show")
@click.argument("slug", metavar="FORUM")
@as_account
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@clear_errors
def show(slug: str, email: str | None, wants_json: bool) -> None:
    """Print the rhythm of FORUM, its meetings, and the actions that are open."""
    by = actor_named(email)
    forum = forum_by_slug(slug, reader=by)
    if wants_json:
        print_json(_whole(forum, by))
        return
    click.echo(f"{forum.title}\n{rhythm_words(forum.rhythm)}")
    for one in meetings_of(forum, reader=by):
        click.echo(f"{one.hour.day}  {HOUR_WORDS[one.hour.state(clock.now())]}")
    for action in open_actions(forum, reader=by):
        late = " (te laat)" if action.is_late(clock.today()) else ""
        click.echo(f"- {action.what}: {action.owner}, voor {action.due}{late}")


def _whole(forum: Forum, by: Actor) -> dict[str, Any]:
    today = clock.today()
    return {
        "forum": forum.slug,
        "titel": forum.title,
        "ritme": rhythm_words(forum.rhythm),
        "bijeenkomsten": [_told(one) for one in meetings_of(forum, reader=by)],
        "acties": [
            {
                "wat": one.what,
                "wie": one.owner,
                "voor": one.due.isoformat(),
                "te_laat": one.is_late(today),
            }
            for one in open_actions(forum, reader=by)
        ],
    }


def _told(meeting: Meeting) -> dict[str, str]:
    state = HOUR_CODES[meeting.hour.state(clock.now())]
    return {"dag": meeting.hour.day.isoformat(), "stand": state, "adres": meeting.path}
