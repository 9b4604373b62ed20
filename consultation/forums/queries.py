"""Forums and their meetings, who may know of them, and the actions that are still to be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from consultation import clock
from consultation.database import db
from consultation.errors import NotFound
from consultation.forums.models import Forum, ForumAction, Meeting
from consultation.forums.states import ActionState
from consultation.logbook import ANYONE, Actor
from consultation.permissions import Permission, may
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hours_visible_to

PLACES = (joinedload(Forum.organisation), joinedload(Forum.category))


def forums_visible_to(reader: Actor) -> ColumnElement[bool]:
    """Published forums are public; the team of the organisation sees those in preparation."""
    public = Forum.published_at.is_not(None)
    if may(reader, Permission.READ_DRAFT_ROUND):
        return true()
    places = {place for _role, place in reader.roles if place is not None}
    mine = [one for one in places if may(reader, Permission.READ_DRAFT_ROUND, _At(one))]
    return or_(public, Forum.organisation_id.in_(mine)) if mine else public


@dataclass(frozen=True)
class _At:
    """Somewhere to ask a permission for."""

    organisation_id: int


def all_forums(*, reader: Actor) -> list[Forum]:
    """The forums that this reader may know of: those that still meet first, by name."""
    query = select(Forum).where(forums_visible_to(reader)).options(*PLACES)
    found = db.session.scalars(query.order_by(Forum.title, Forum.id))
    return sorted(found, key=lambda one: one.ended_at is not None)


def forums_of_staff(*, reader: Actor) -> list[Forum]:
    """The forums that this person works on, by name."""
    query = select(Forum).options(*PLACES).order_by(Forum.title, Forum.id)
    found = db.session.scalars(query)
    return [one for one in found if may(reader, Permission.READ_DRAFT_ROUND, one)]


def forum_by_slug(slug: str, *, reader: Actor) -> Forum:
    """A forum by its address; raises NotFound."""
    query = select(Forum).where(Forum.slug == slug, forums_visible_to(reader))
    found = db.session.scalars(query.options(*PLACES)).first()
    if found is None:
        raise NotFound("forum_unknown")
    return found


def _meetings(reader: Actor) -> Select[Meeting]:
    return (
        select(Meeting)
        .join(Meeting.hour)
        .join(Meeting.forum)
        .where(hours_visible_to(reader), forums_visible_to(reader))
        .options(
            contains_eager(Meeting.hour).joinedload(QuestionHour.organisation),
            contains_eager(Meeting.forum),
        )
    )


def meetings_of(forum: Forum, *, reader: Actor) -> list[Meeting]:
    """The meetings of a forum that this reader may know of, in the order of their dates."""
    query = _meetings(reader).where(Meeting.forum_id == forum.id)
    query = query.options(selectinload(Meeting.items)).order_by(QuestionHour.begins_at)
    return list(db.session.scalars(query))


def public_meetings(*, reader: Actor = ANYONE) -> list[Meeting]:
    """Every announced meeting of a public forum, in the order of their dates."""
    query = _meetings(reader).where(
        QuestionHour.announced_at.is_not(None), Forum.published_at.is_not(None)
    )
    return list(db.session.scalars(query.order_by(QuestionHour.begins_at)))


def meeting_on(forum: Forum, day: date, *, reader: Actor) -> Meeting:
    """The meeting of a forum on a day, with its agenda and its table; raises NotFound."""
    query = _meetings(reader).where(Meeting.forum_id == forum.id, QuestionHour.day == day)
    table = contains_eager(Meeting.hour).selectinload(QuestionHour.table)
    query = query.options(selectinload(Meeting.items), table)
    found = db.session.scalars(query).first()
    if found is None:
        raise NotFound("meeting_unknown")
    return found


def meeting_of_hour(hour: QuestionHour, *, reader: Actor) -> Meeting:
    """The meeting that is held in an hour, when this reader may see it; raises NotFound."""
    found = db.session.scalars(_meetings(reader).where(Meeting.hour_id == hour.id)).first()
    if found is None:
        raise NotFound("meeting_unknown")
    return found


def next_meetings(*, reader: Actor) -> dict[int, Meeting]:
    """For each forum the meeting that is held now or comes next, by the number of the forum."""
    query = _meetings(reader).where(
        QuestionHour.ends_at > clock.now(), QuestionHour.cancelled_at.is_(None)
    )
    found: dict[int, Meeting] = {}
    for meeting in db.session.scalars(query.order_by(QuestionHour.begins_at)):
        found.setdefault(meeting.forum_id, meeting)
    return found


def last_rhythm_day(forum: Forum, *, reader: Actor) -> date | None:  # noqa: ARG001 - a day alone
    """The latest day that the rhythm gave for a meeting of this forum."""
    query = select(Meeting.rhythm_day).where(Meeting.forum_id == forum.id)
    return db.session.scalar(query.order_by(Meeting.rhythm_day.desc()).limit(1))


def last_meeting(forum: Forum, *, reader: Actor) -> Meeting | None:  # noqa: ARG001 - for who plans
    """The meeting that is held last, from which the next takes its table and its place."""
    query = (
        select(Meeting)
        .join(Meeting.hour)
        .where(Meeting.forum_id == forum.id)
        .order_by(QuestionHour.begins_at.desc())
    )
    return db.session.scalars(query.limit(1)).first()


def action_by_id(forum: Forum, number: int, *, reader: Actor) -> ForumAction:
    """An action of a forum, for who works on it; raises NotFound."""
    query = _actions(forum, reader).where(ForumAction.id == number)
    found = db.session.scalars(query).first()
    if found is None:
        raise NotFound("action_unknown")
    return found


def _actions(forum: Forum, reader: Actor) -> Select[ForumAction]:
    """The actions of a forum: public with the minutes of their meeting, to the team at once."""
    query = (
        select(ForumAction)
        .join(ForumAction.meeting)
        .join(Meeting.hour)
        .where(ForumAction.forum_id == forum.id)
        .options(contains_eager(ForumAction.meeting).contains_eager(Meeting.hour))
        .order_by(ForumAction.due, ForumAction.id)
    )
    if may(reader, Permission.READ_DRAFT_ROUND, forum):
        return query
    return query.where(
        QuestionHour.announced_at.is_not(None), QuestionHour.reported_at.is_not(None)
    )


def open_actions(forum: Forum, *, reader: Actor) -> list[ForumAction]:
    """What is still to be done, the most urgent first; the late ones are among them."""
    query = _actions(forum, reader).where(ForumAction.state == ActionState.OPEN)
    return list(db.session.scalars(query))


def settled_actions(forum: Forum, *, reader: Actor) -> list[ForumAction]:
    """What was done, or was dropped with a reason, the latest first."""
    query = _actions(forum, reader).where(ForumAction.state != ActionState.OPEN)
    return sorted(db.session.scalars(query), key=_settled_at, reverse=True)


@dataclass(frozen=True)
class MeetingActions:
    """The actions that a meeting had before it, and those that were agreed in it."""

    carried: tuple[ForumAction, ...]
    agreed: tuple[ForumAction, ...]

    @property
    def all(self) -> tuple[ForumAction, ...]:
        """Both."""
        return self.carried + self.agreed


def actions_at(meeting: Meeting, *, reader: Actor) -> MeetingActions:
    """The actions of a meeting: those of earlier ones that were open still when it began (R28).

    So an open action carries over to the next meeting by itself, as often as it takes.
    """
    begins_at = meeting.hour.begins_at
    found = list(db.session.scalars(_actions(meeting.forum, reader)))
    earlier = (one for one in found if one.meeting.hour.begins_at < begins_at)
    carried = tuple(one for one in earlier if one.settled_at is None or one.settled_at > begins_at)
    return MeetingActions(carried, tuple(one for one in found if one.meeting_id == meeting.id))


def late_actions(actions: Iterable[ForumAction], *, today: date) -> list[ForumAction]:
    """Those of these actions whose day is over."""
    return [one for one in actions if one.is_late(today)]


def _settled_at(action: ForumAction) -> datetime:
    return action.settled_at or action.created_at
