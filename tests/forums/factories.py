"""Forums, meetings and actions for tests, made by the operations."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from consultation import clock
from consultation.accounts.models import Account
from consultation.forums import operations
from consultation.forums.models import Forum, ForumAction, Meeting
from consultation.forums.operations import ForumPlan, Item, Member, Minutes
from consultation.forums.states import Rhythm
from consultation.gatherings.states import Unit
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.operations import HourPlan, Report
from consultation.question_hours.states import HourKind
from tests.factories import make_account, make_organisation
from tests.question_hours.factories import TABLE

TUESDAYS = Rhythm(1, Unit.WEEKS, 1, time(13, 30), 120)

MEMBERS = (
    Member("Dirk Drager", "chauffeur", "Voorbeeldbond", shows_name=True),
    Member("Geheime Gast", "adviseur", "Voorbeeldclub"),
    Member(affiliation="Voorbeeldstichting"),
)

ITEMS = (
    Item("Reparatie", "Wij kiezen een norm.", "Dirk Drager", 30),
    Item("Rondvraag"),
)


def forum_plan(**changes: Any) -> ForumPlan:
    """A public forum that meets every Tuesday."""
    plan = ForumPlan(
        "Forum werkkleding",
        TUESDAYS,
        purpose="Dragers bespreken met ons de afspraken.",
        members=MEMBERS,
        place="Zaal 1",
    )
    return replace(plan, **changes)


def make_forum(*, is_published: bool = True, **changes: Any) -> Forum:
    """A forum that the public knows of, unless told otherwise."""
    organisation = changes.pop("organisation", None) or make_organisation()
    with transaction():
        forum = operations.start_forum(organisation, forum_plan(**changes), by=COMMAND_LINE)
        if is_published:
            operations.publish_forum(forum, by=COMMAND_LINE)
    return forum


def plan_of(hour: QuestionHour, **changes: Any) -> HourPlan:
    """What an officer writes of a meeting that was planned: as it was, with a table."""
    plan = HourPlan(
        title=hour.title,
        purpose=hour.purpose,
        kind=HourKind.FORUM,
        begins_at=hour.begins_at,
        ends_at=hour.ends_at,
        place=hour.place,
        table=TABLE,
    )
    return replace(plan, **changes)


def make_meeting(
    forum: Forum | None = None, *, is_announced: bool = True, **changes: Any
) -> Meeting:
    """The next meeting of a forum, with an agenda and a table."""
    forum = forum or make_forum()
    with transaction():
        meeting = operations.plan_next_meeting(forum, by=COMMAND_LINE)
        plan = plan_of(meeting.hour, **changes)
        operations.edit_meeting(meeting, plan, ITEMS, by=COMMAND_LINE)
        if is_announced:
            operations.announce_meeting(meeting, by=COMMAND_LINE)
    return meeting


def minutes(**changes: Any) -> Minutes:
    """Minutes in which nothing is missing."""
    report = Report(recap=["Wij kozen een norm."], present=["Voorbeeldbond"])
    whole = Minutes(
        changes.pop("report", report),
        said={1: "De norm is 80 procent.", 2: "Niemand had een vraag."},
        approved_by="de deelnemers",
        approved_on=clock.today(),
    )
    return replace(whole, **changes)


def after(meeting: Meeting) -> Any:
    """The clock, stopped an hour after a meeting."""
    return clock.frozen(meeting.hour.ends_at + timedelta(hours=1))


def publish(meeting: Meeting, **changes: Any) -> None:
    """Write the minutes of a meeting that is over, and make them public."""
    with transaction():
        operations.write_minutes(meeting, minutes(**changes), by=COMMAND_LINE)
        operations.publish_minutes(meeting, by=COMMAND_LINE)


def make_action(
    meeting: Meeting, what: str = "De norm opschrijven", *, due: date | None = None
) -> ForumAction:
    """An action that a meeting agreed on, to be done within two weeks."""
    with transaction():
        return operations.add_action(
            meeting,
            what,
            owner="inkoper kleding",
            due=due or meeting.hour.day + timedelta(days=14),
            by=COMMAND_LINE,
        )


def make_keeper(forum: Forum, role: Role = Role.OFFICER) -> Account:
    """Somebody who works on this forum."""
    return make_account(role, organisation=forum.organisation)
