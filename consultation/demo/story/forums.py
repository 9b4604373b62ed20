"""A forum that met twice, with minutes and actions, and meets again soon."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from consultation import clock
from consultation.accounts.queries import organisation_by_slug
from consultation.demo.material import words_of
from consultation.demo.scene import Scene
from consultation.demo.timeline import HOUR
from consultation.forums import operations
from consultation.forums.models import ForumAction, Meeting
from consultation.forums.operations import ForumPlan, Item, Member, Minutes
from consultation.forums.states import LAST_WEEK, Rhythm
from consultation.gatherings.states import Unit
from consultation.question_hours.forms.files import report_from
from consultation.question_hours.forms.words import ROLE_CODES
from consultation.question_hours.operations import Guest, HourPlan
from consultation.question_hours.states import HourKind
from consultation.slugs import slug_from

Given = Mapping[str, Any]

ROLES = {word: role for role, word in ROLE_CODES.items()}
APPROVED_BY = "de deelnemers van het forum"
ANNOUNCED = 21
"""Days before a meeting on which it is planned; less than a month, so that the rhythm gives it."""


def plan_forums(scene: Scene) -> None:
    """All forums of the content."""
    for given in words_of("forums.yaml"):
        _plan_forum(scene, given)


def _plan_forum(scene: Scene, given: Given) -> None:
    line = scene.timeline
    days = meeting_days(given, line.today)
    line.at(line.moment(given["begonnen"], 10), lambda: _start(scene, given))
    for day, meeting in zip(days, given["bijeenkomsten"], strict=True):
        _plan_meeting(scene, given, meeting, day)


def meeting_days(given: Given, today: date) -> list[date]:
    """The days of the meetings: the last one soon, the others as many turns of the rhythm ago."""
    rhythm = rhythm_of(given, today)
    coming = _coming(given, today)
    turns = range(len(given["bijeenkomsten"]) - 1, -1, -1)
    return [rhythm.day_of(coming, -turn * rhythm.interval) for turn in turns]


def rhythm_of(given: Given, today: date) -> Rhythm:
    """The rhythm by which the next meeting falls on its day."""
    coming = _coming(given, today)
    return Rhythm(
        interval=given["elke_maanden"],
        unit=Unit.MONTHS,
        weekday=coming.weekday(),
        begins=time.fromisoformat(given["begint"]),
        minutes=given["minuten"],
        week=min((coming.day - 1) // 7 + 1, LAST_WEEK),
    )


def _coming(given: Given, today: date) -> date:
    """The day of the next meeting, on a working day."""
    return clock.working_days_after(today + timedelta(days=given["volgende"] - 1), 1)


def _start(scene: Scene, given: Given) -> None:
    by = scene.staff("gespreksleider")
    plan = ForumPlan(
        title=given["titel"],
        purpose=given["doel"],
        category=scene.categories[given["categorie"]],
        rhythm=rhythm_of(given, scene.timeline.today),
        members=[_member(one) for one in given["deelnemers"]],
        place=given["plaats"],
    )
    owner = organisation_by_slug(slug_from(given["organisatie"]))
    forum = operations.start_forum(owner, plan, slug=given["sleutel"], is_example=True, by=by)
    operations.publish_forum(forum, by=by)
    scene.forums[given["sleutel"]] = forum


def _member(given: Given) -> Member:
    return Member(
        given.get("naam", ""),
        given.get("functie", ""),
        given["organisatie"],
        given.get("naam_tonen") == "ja",
    )


def _plan_meeting(scene: Scene, given: Given, written: Given, day: date) -> None:
    line, held = scene.timeline, {}
    begins_at = clock.local_moment(day, time.fromisoformat(given["begint"]))

    def announce() -> None:
        held["meeting"] = _announce(scene, given, written)

    line.at(begins_at - timedelta(days=ANNOUNCED), announce)
    for agreed in written.get("afgesproken", ()):
        _plan_action(scene, agreed, begins_at + HOUR, held)
    if "verslag_na" in written:
        reported = begins_at + timedelta(days=written["verslag_na"])
        line.at(reported, lambda: _report(scene, written, held["meeting"]))


def _announce(scene: Scene, given: Given, written: Given) -> Meeting:
    by = scene.staff("gespreksleider")
    meeting = operations.plan_next_meeting(scene.forums[given["sleutel"]], by=by)
    hour = meeting.hour
    plan = HourPlan(
        title=hour.title,
        purpose=hour.purpose,
        kind=HourKind.FORUM,
        begins_at=hour.begins_at,
        ends_at=hour.ends_at,
        place=hour.place,
        table=[_guest(one) for one in given["tafel"]],
    )
    items = [_item(one) for one in written["agenda"]]
    operations.edit_meeting(meeting, plan, items, by=by)
    return operations.announce_meeting(meeting, by=by)


def _guest(given: Given) -> Guest:
    shows_name = given["naam_tonen"] == "ja"
    return Guest(
        ROLES[given["rol"]], given["naam"], given["functie"], given["organisatie"], shows_name
    )


def _item(given: Given) -> Item:
    return Item(
        given["punt"], given.get("waarom", ""), given.get("wie", ""), given.get("minuten", 0)
    )


def _plan_action(scene: Scene, agreed: Given, at: Any, held: Mapping[str, Any]) -> None:
    """An action that is agreed in a meeting, and settled on a day or not at all."""
    line, made = scene.timeline, {}

    def add() -> None:
        made["action"] = _add(scene, agreed, held["meeting"])

    line.at(at, add)
    if "klaar" in agreed:
        line.at(line.moment(agreed["klaar"], 15), lambda: _finish(scene, made["action"]))
    if "vervalt" in agreed:
        told = agreed["reden"]
        line.at(line.moment(agreed["vervalt"], 15), lambda: _drop(scene, made["action"], told))


def _add(scene: Scene, agreed: Given, meeting: Meeting) -> ForumAction:
    return operations.add_action(
        meeting,
        agreed["wat"],
        owner=agreed["wie"],
        due=scene.timeline.day(agreed["voor"]),
        by=scene.staff("gespreksleider"),
    )


def _finish(scene: Scene, action: ForumAction) -> None:
    operations.finish_action(action, by=scene.staff("gespreksleider"))


def _drop(scene: Scene, action: ForumAction, reason: str) -> None:
    operations.drop_action(action, reason, by=scene.staff("gespreksleider"))


def _report(scene: Scene, written: Given, meeting: Meeting) -> None:
    by = scene.staff("gespreksleider")
    said = {number: one["gezegd"] for number, one in enumerate(written["agenda"], start=1)}
    minutes = Minutes(report_from(written), said, APPROVED_BY, clock.today())
    operations.write_minutes(meeting, minutes, by=by)
    operations.publish_minutes(meeting, by=by)
