"""Which hours there are, and who may know of them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from consultation import clock
from consultation.accounts.models import Account, RoleGrant
from consultation.accounts.states import AccountState
from consultation.contributions.models import Submission
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import ANYONE, Actor, ActorKind
from consultation.permissions import Permission, may, require
from consultation.plans.models import Section
from consultation.plans.queries import section_by_number, section_by_permanent_id
from consultation.question_hours.models import LiveQuestion, QuestionHour
from consultation.question_hours.states import TAKES_QUESTIONS
from consultation.rounds.models import Round


def hours_visible_to(reader: Actor) -> ColumnElement[bool]:
    """Announced hours are public; the team of the organisation sees those in preparation."""
    public = QuestionHour.announced_at.is_not(None)
    if may(reader, Permission.READ_DRAFT_ROUND):
        return true()
    places = {place for _role, place in reader.roles if place is not None}
    mine = [place for place in places if may(reader, Permission.READ_DRAFT_ROUND, _At(place))]
    return or_(public, QuestionHour.organisation_id.in_(mine)) if mine else public


@dataclass(frozen=True)
class _At:
    """Somewhere to ask a permission for."""

    organisation_id: int


def hour_on(round: Round, day: date, *, reader: Actor) -> QuestionHour:
    """The hour of a round on a day, holding on to that round; raises NotFound."""
    query = select(QuestionHour).where(
        QuestionHour.round_id == round.id, QuestionHour.day == day, hours_visible_to(reader)
    )
    hour = _found(db.session.scalar(query))
    set_committed_value(hour, "round", round)
    return hour


def hour_mark(slug: str, day: str, *, reader: Actor) -> str:
    """What an hour told last, in short; empty when there is none. Its page changes with it."""
    query = (
        select(QuestionHour)
        .join(QuestionHour.round)
        .where(Round.slug == slug, QuestionHour.day == day_named(day), hours_visible_to(reader))
    )
    hour = db.session.scalar(query)
    return f"{hour.public_number} {hour.told_now(clock.now())}" if hour is not None else ""


def day_named(typed: str) -> date | None:
    """The day that an address names; None when it is none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def hour_by_public_id(public_id: str, *, reader: Actor) -> QuestionHour:
    """The hour with this id in an address; raises NotFound."""
    query = select(QuestionHour).where(
        QuestionHour.public_id == public_id, hours_visible_to(reader)
    )
    return _found(db.session.scalar(query))


def hour_by_id(number: int, *, reader: Actor) -> QuestionHour:
    """The hour with this number in the database; raises NotFound."""
    query = select(QuestionHour).where(QuestionHour.id == number, hours_visible_to(reader))
    return _found(db.session.scalar(query))


def hours_of_round_id(round_id: int, *, reader: Actor) -> list[int]:
    """The numbers of the hours of a round that may have watchers."""
    query = select(QuestionHour.id).where(
        QuestionHour.round_id == round_id, hours_visible_to(reader)
    )
    return list(db.session.scalars(query))


def section_named(hour: QuestionHour, name: str, *, reader: Actor) -> Section | None:
    """The section of the consulted plan that a question is about, by its id or its number.

    Raises NotFound when it is not there.
    """
    version = hour.round.version if hour.round is not None else None
    if not name or version is None:
        return None
    numbered = section_by_number(version, name, reader=reader)
    return numbered or section_by_permanent_id(version, name, reader=reader)


def hours_of_round(round: Round, *, reader: Actor) -> list[QuestionHour]:
    """The hours of a round, in the order of their dates."""
    query = (
        select(QuestionHour)
        .where(QuestionHour.round_id == round.id, hours_visible_to(reader))
        .options(selectinload(QuestionHour.table))
        .order_by(QuestionHour.begins_at)
    )
    return list(db.session.scalars(query))


def public_hours(
    *,
    reader: Actor = ANYONE,  # noqa: ARG001 - public to everybody
    since: datetime | None = None,
) -> list[QuestionHour]:
    """Every announced hour of a public round, in the order of their dates."""
    query = (
        select(QuestionHour)
        .join(QuestionHour.round)
        .where(QuestionHour.announced_at.is_not(None), Round.published_at.is_not(None))
        .options(contains_eager(QuestionHour.round), joinedload(QuestionHour.organisation))
        .order_by(QuestionHour.begins_at)
    )
    if since is not None:
        query = query.where(QuestionHour.ends_at >= since)
    return list(db.session.scalars(query))


def next_hour(*, reader: Actor = ANYONE) -> QuestionHour | None:
    """The hour that is live, or else the next one to come."""
    now = clock.now()
    coming = (one for one in public_hours(reader=reader, since=now))
    return next((one for one in coming if one.state(now) in TAKES_QUESTIONS), None)


def hours_to_host(*, reader: Actor) -> list[QuestionHour]:
    """The hours that this person may host and that are not reported, the next one first."""
    query = (
        select(QuestionHour)
        .where(
            QuestionHour.round_id.is_not(None),
            QuestionHour.reported_at.is_(None),
            QuestionHour.cancelled_at.is_(None),
        )
        .options(joinedload(QuestionHour.round))
        .order_by(QuestionHour.begins_at)
    )
    return [one for one in db.session.scalars(query) if may(reader, Permission.HOST_HOUR, one)]


def possible_hosts(hour: QuestionHour, *, reader: Actor) -> list[Account]:
    """Who may host this hour, by name, for who may do so too."""
    require(reader, Permission.HOST_HOUR, hour)
    query = (
        select(Account)
        .join(Account.grants)
        .where(
            RoleGrant.organisation_id == hour.organisation_id,
            Account.state == AccountState.ACTIVE,
        )
        .distinct()
    )
    found = db.session.scalars(query).all()
    may_host = [one for one in found if may(one.as_actor(), Permission.HOST_HOUR, hour)]
    return sorted(may_host, key=lambda one: one.name.casefold())


def askers_of(hour: QuestionHour, *, reader: Actor) -> list[Submission]:
    """One submission for each confirmed address from which was asked, for letters to all."""
    if reader.kind is not ActorKind.SYSTEM:
        return []
    newest = (
        select(func.max(Submission.id))
        .join(LiveQuestion, LiveQuestion.submission_id == Submission.id)
        .where(
            LiveQuestion.hour_id == hour.id,
            Submission.email != "",
            Submission.email_confirmed_at.is_not(None),
        )
        .group_by(Submission.email)
    )
    query = select(Submission).where(Submission.id.in_(newest)).order_by(Submission.id)
    return list(db.session.scalars(query))


def _found(hour: QuestionHour | None) -> QuestionHour:
    if hour is None:
        raise NotFound("hour_unknown")
    return hour
