"""Planning the meetings of a forum by its rhythm; their agenda; announcing and cancelling them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from consultation import clock
from consultation.database import db
from consultation.errors import Incomplete, Invalid, Lack, Outdated, Refused, WrongStep
from consultation.forums.models import Forum, Meeting, MeetingItem
from consultation.forums.queries import last_meeting, last_rhythm_day, meetings_of
from consultation.forums.states import next_day
from consultation.logbook import SYSTEM, Actor, What, enter
from consultation.permissions import Permission, require
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.operations import (
    Guest,
    HourPlan,
    announce_hour,
    cancel_hour,
    edit_hour,
    hour_lacks,
    plan_session,
)
from consultation.question_hours.states import HourKind
from consultation.safe_html import clean_line, clean_typed

LONGEST_LINE = 200
MOST_MINUTES = 480


@dataclass(frozen=True)
class Item:
    """A point of the agenda."""

    title: str
    why: str = ""
    who: str = ""
    minutes: int = 0


def next_meeting_day(forum: Forum) -> date:
    """The day after today that the rhythm gives for a meeting that is not planned yet."""
    return next_day(forum.rhythm, last_rhythm_day(forum, reader=SYSTEM), after=clock.today())


def plan_next_meeting(forum: Forum, *, day: date | None = None, by: Actor) -> Meeting:
    """Prepare the next meeting by the rhythm, with table and place of the one before it.

    `day` is the day that was read before asking; raises Outdated when another person planned that
    one since, WrongStep when the forum has ended, Refused in the night the clock is changed.
    """
    require(by, Permission.PLAN_HOUR, forum)
    forum.lock()
    if forum.ended_at is not None:
        raise WrongStep("forum_has_ended")
    rhythm_day = next_meeting_day(forum)
    if day is not None and day != rhythm_day:
        raise Outdated("meeting_was_planned", day=clock.date_words(day))
    hour = plan_session(forum, _plan(forum, rhythm_day), by=by)
    meeting = Meeting(forum=forum, hour=hour, rhythm_day=rhythm_day)
    _check_day_is_free(meeting)
    db.session.add(meeting)
    enter(What.MEETING_PLANNED, meeting, by=by)
    return meeting


def _plan(forum: Forum, day: date) -> HourPlan:
    """The meeting on this day, as the forum and its last meeting have it."""
    begins_at = clock.local_moment(day, forum.begins)
    before = last_meeting(forum, reader=SYSTEM)
    hour = before.hour if before is not None else None
    return HourPlan(
        title=forum.title,
        purpose=forum.purpose,
        kind=HourKind.FORUM,
        begins_at=begins_at,
        ends_at=begins_at + timedelta(minutes=forum.minutes),
        language=forum.language,
        place=hour.place if hour else forum.place,
        video_address=hour.video_address if hour else "",
        captions_address=hour.captions_address if hour else "",
        table=_guests(hour) if hour else (),
    )


def _guests(hour: QuestionHour) -> list[Guest]:
    return [
        Guest(one.role, one.name, one.function, one.affiliation, one.shows_name)
        for one in hour.table
    ]


def edit_meeting(
    meeting: Meeting, plan: HourPlan, items: Sequence[Item], *, seen: str = "", by: Actor
) -> Meeting:
    """Change a meeting that did not begin, with its agenda; calendars are told when it moves.

    `seen` is the fingerprint of what was read before writing; raises Outdated when another person
    changed it since, Incomplete when an announced meeting would lack something.
    """
    require(by, Permission.PLAN_HOUR, meeting)
    meeting.lock()
    if seen and seen != meeting.fingerprint:
        raise Outdated("meeting_outdated")
    _write_items(meeting, items)
    edit_hour(meeting.hour, plan, by=by)
    _check_day_is_free(meeting)
    if meeting.hour.announced_at is not None:
        _check_gate(meeting)
    enter(What.MEETING_EDITED, meeting, by=by)
    return meeting


def announce_meeting(meeting: Meeting, *, by: Actor) -> Meeting:
    """Make a meeting public: it stands in the agenda and on the page of the forum.

    Raises Incomplete with everything that is missing, WrongStep when it is public already.
    """
    require(by, Permission.PLAN_HOUR, meeting)
    meeting.lock()
    _check_gate(meeting)
    announce_hour(meeting.hour, by=by)
    return meeting


def cancel_meeting(meeting: Meeting, reason: str, *, by: Actor) -> Meeting:
    """Call a meeting off, with a reason that everybody reads; the rhythm goes on."""
    require(by, Permission.PLAN_HOUR, meeting)
    cancel_hour(meeting.hour, reason, by=by)
    return meeting


def meeting_lacks(meeting: Meeting) -> list[Lack]:
    """Everything that is missing before a meeting can be announced."""
    lacks = hour_lacks(meeting.hour)
    if not meeting.items:
        lacks.append(Lack("meeting_agenda"))
    if meeting.forum.published_at is None:
        lacks.append(Lack("meeting_forum_not_published"))
    if not meeting.forum.is_public:
        lacks.append(Lack("meeting_forum_not_public"))
    return lacks


def _check_gate(meeting: Meeting) -> None:
    lacks = meeting_lacks(meeting)
    if lacks:
        raise Incomplete("meeting_incomplete", lacks)


def _check_day_is_free(meeting: Meeting) -> None:
    """A day has one meeting of a forum, for the day is its address."""
    with db.session.no_autoflush:
        others = [one for one in meetings_of(meeting.forum, reader=SYSTEM) if one is not meeting]
    if any(one.hour.day == meeting.hour.day for one in others):
        raise Refused("meeting_on_that_day", day=clock.date_words(meeting.hour.day))


def _write_items(meeting: Meeting, items: Sequence[Item]) -> None:
    for item in items:
        if not clean_line(item.title):
            raise Invalid(items="item_title_needed")
        if max(len(item.title), len(item.who)) > LONGEST_LINE:
            raise Invalid(items="line_too_long")
        if not 0 <= item.minutes <= MOST_MINUTES:
            raise Invalid(items="item_minutes")
    meeting.items = [
        MeetingItem(
            position=number,
            title=clean_line(item.title),
            why=clean_typed(item.why).strip(),
            who=clean_line(item.who),
            minutes=item.minutes,
        )
        for number, item in enumerate(items, start=1)
    ]
