"""Planning an hour: its moment, its table, its timetable; announcing and cancelling it."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import select

from consultation import clock
from consultation.database import db
from consultation.errors import Incomplete, Invalid, Lack, Outdated, Refused, WrongStep
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.public_record.receipts import ALPHABET
from consultation.question_hours.models import QuestionHour, TableGuest
from consultation.question_hours.states import (
    CHANGEABLE,
    LONGEST_HOUR,
    STOPPABLE,
    EventKind,
    HourKind,
    TableRole,
    first_overlap,
)
from consultation.rounds.models import Round
from consultation.short_codes.operations import give_code


@dataclass(frozen=True)
class Guest:
    """Somebody who sits at the table."""

    role: TableRole
    name: str = ""
    function: str = ""
    affiliation: str = ""
    shows_name: bool = False


@dataclass(frozen=True)
class HourPlan:
    """Everything an officer writes of an hour before it begins.

    `timetable` holds slots: begin and end (hours and minutes), what, who, place and language.
    """

    title: str
    begins_at: datetime
    ends_at: datetime
    purpose: str = ""
    kind: HourKind = HourKind.QUESTION_HOUR
    language: str = "nl"
    place: str = ""
    video_address: str = ""
    captions_address: str = ""
    table: Sequence[Guest] = ()
    timetable: Sequence[dict[str, Any]] = field(default_factory=tuple)
    missing_role_reason: str = ""
    later_owner: str = ""
    later_by: date | None = None


SAFE_ADDRESS = re.compile(r"https://[^\s/?#@]+\.[^\s@?#/]+([/?#]\S*)?", re.IGNORECASE)
"""What a link to a video or to captions must look like."""

TEXTS = (
    "title", "purpose", "kind", "language", "place", "video_address", "captions_address",
    "missing_role_reason", "later_owner", "later_by",
)  # fmt: skip


ROLE_LACKS = {
    TableRole.BUYER: Lack("hour_buyer"),
    TableRole.POLICY: Lack("hour_policy"),
    TableRole.LEGAL: Lack("hour_legal"),
}
"""What is missing when a needed role is not at the table."""


def plan_hour(round: Round, plan: HourPlan, *, by: Actor) -> QuestionHour:
    """Prepare an hour for a round; nobody outside sees it until it is announced.

    Raises Invalid for moments that cannot be and for a meeting of a forum, Refused when that day
    has an hour already.
    """
    require(by, Permission.PLAN_HOUR, round)
    if plan.kind is HourKind.FORUM:
        raise Invalid(kind="kind_of_forum")
    hour = _new_hour(round, plan)
    hour.round = round
    _check_day_is_free(hour)
    db.session.add(hour)
    enter(What.HOUR_PLANNED, hour, by=by, round_id=round.id)
    return hour


class Convener(Protocol):
    """Whatever calls people together outside a round, such as a forum."""

    @property
    def organisation_id(self) -> int: ...  # noqa: D102 - the organisation that keeps it

    @property
    def is_example(self) -> bool: ...  # noqa: D102 - whether it is part of the example


def plan_session(convener: Convener, plan: HourPlan, *, by: Actor) -> QuestionHour:
    """Prepare a session without a round: with a table and a report, and no live questions.

    Raises Invalid for moments that cannot be.
    """
    require(by, Permission.PLAN_HOUR, convener)
    hour = _new_hour(convener, plan)
    db.session.add(hour)
    enter(What.HOUR_PLANNED, hour, by=by)
    return hour


def _new_hour(convener: Convener, plan: HourPlan) -> QuestionHour:
    _check_moments(plan)
    hour = QuestionHour(
        public_id=new_public_id(),
        organisation_id=convener.organisation_id,
        is_example=convener.is_example,
        created_at=clock.now(),
    )
    _write(hour, plan)
    return hour


def edit_hour(hour: QuestionHour, plan: HourPlan, *, seen: str = "", by: Actor) -> QuestionHour:
    """Change an hour that did not begin; calendars are told by a higher edition.

    `seen` is the fingerprint of what was read before writing; raises Outdated when another
    person changed the hour since, and Incomplete when a public hour would lack something.
    """
    require(by, Permission.PLAN_HOUR, hour)
    hour.lock()
    if seen and seen != hour.fingerprint:
        raise Outdated("hour_outdated")
    state = hour.state(clock.now())
    if state not in CHANGEABLE:
        raise WrongStep("hour_began")
    _check_moments(plan)
    is_moved = (hour.begins_at, hour.ends_at) != (plan.begins_at, plan.ends_at)
    if is_moved:
        hour.renew_edition()
    _write(hour, plan)
    _check_day_is_free(hour)
    if hour.announced_at is not None:
        _check_gate(hour)
        hour.tell(EventKind.STATE)
    enter(What.HOUR_EDITED, hour, by=by, round_id=hour.round_id, is_moved=is_moved)
    return hour


def announce_hour(hour: QuestionHour, *, by: Actor) -> QuestionHour:
    """Make an hour public: from now on people can put it in their calendars and ask in advance.

    Raises Incomplete with everything that is missing, WrongStep when it is public already.
    """
    require(by, Permission.PLAN_HOUR, hour)
    hour.lock()
    if hour.announced_at is not None or hour.cancelled_at is not None:
        raise WrongStep("hour_is_public")
    _check_gate(hour)
    hour.announced_at = clock.now()
    hour.told = hour.told_now(clock.now())
    hour.tell(EventKind.STATE)
    enter(What.HOUR_ANNOUNCED, hour, by=by, round_id=hour.round_id)
    give_code(hour, by=by)
    return hour


def cancel_hour(hour: QuestionHour, reason: str, *, by: Actor) -> QuestionHour:
    """Call an hour off, with a reason that everybody reads; its questions stay inputs."""
    require(by, Permission.PLAN_HOUR, hour)
    hour.lock()
    if not reason.strip():
        raise Invalid(reason="reason_needed")
    if hour.state(clock.now()) not in STOPPABLE:
        raise WrongStep("session_over")
    hour.cancelled_at = clock.now()
    hour.cancelled_reason = reason.strip()
    hour.renew_edition()
    hour.told = hour.told_now(clock.now())
    hour.tell(EventKind.STATE)
    enter(What.HOUR_CANCELLED, hour, by=by, reason=reason, round_id=hour.round_id)
    return hour


def hour_lacks(hour: QuestionHour) -> list[Lack]:
    """Everything that is missing before an hour can be announced (R29).

    A session without a round takes no questions, so nobody need be there to answer them.
    """
    lacks = []
    if not hour.purpose.strip():
        lacks.append(Lack("hour_purpose"))
    if not any(guest.role is TableRole.HOST for guest in hour.table):
        lacks.append(Lack("hour_host"))
    if hour.round is not None:
        lacks += [*_answering_lacks(hour), *_round_lacks(hour, hour.round)]
    return lacks


def _answering_lacks(hour: QuestionHour) -> list[Lack]:
    """The people who can answer together, and who answers what is left."""
    lacks = []
    if hour.missing_roles and not hour.missing_role_reason.strip():
        lacks += [ROLE_LACKS[role] for role in hour.missing_roles]
    if not hour.later_owner.strip():
        lacks.append(Lack("hour_later_owner"))
    if hour.later_by is None:
        lacks.append(Lack("hour_later_by"))
    return lacks


def _round_lacks(hour: QuestionHour, round: Round) -> list[Lack]:
    """An hour is held while its round is open, so that each question is an input in time."""
    if round.published_at is None or round.opens_at is None or round.closes_at is None:
        return [Lack("hour_round_not_public")]
    if hour.begins_at < round.opens_at or hour.ends_at > round.closes_at:
        return [Lack("hour_outside_round")]
    return []


def _check_gate(hour: QuestionHour) -> None:
    lacks = hour_lacks(hour)
    if lacks:
        raise Incomplete("hour_incomplete", lacks)


def _check_moments(plan: HourPlan) -> None:
    if not plan.title.strip():
        raise Invalid(title="title_needed")
    if not plan.begins_at < plan.ends_at <= plan.begins_at + LONGEST_HOUR:
        raise Invalid(ends_at="hour_times")
    for slot in plan.timetable:
        if not str(slot.get("from", "")) < str(slot.get("to", "")):
            raise Invalid(timetable="timetable_times")
    if first_overlap(plan.timetable) is not None:
        raise Invalid(timetable="timetable_overlap")
    for name in ("video_address", "captions_address"):
        address = getattr(plan, name)
        if address and not SAFE_ADDRESS.fullmatch(address):
            raise Invalid(**{name: "address_unsafe"})


def _check_day_is_free(hour: QuestionHour) -> None:
    with db.session.no_autoflush:
        query = select(QuestionHour.id).where(
            QuestionHour.round_id == (hour.round_id or (hour.round and hour.round.id)),
            QuestionHour.day == hour.day,
            QuestionHour.id != (hour.id or 0),
        )
        if hour.round is not None and db.session.scalar(query) is not None:
            raise Refused("hour_on_that_day", day=clock.date_words(hour.day))


def _write(hour: QuestionHour, plan: HourPlan) -> None:
    for name in TEXTS:
        setattr(hour, name, getattr(plan, name))
    hour.begins_at, hour.ends_at = plan.begins_at, plan.ends_at
    hour.day = clock.amsterdam(plan.begins_at).date()
    hour.timetable = [dict(slot) for slot in plan.timetable]
    hour.table = [
        TableGuest(
            position=number,
            role=guest.role,
            name=guest.name,
            function=guest.function,
            affiliation=guest.affiliation,
            shows_name=guest.shows_name,
        )
        for number, guest in enumerate(plan.table, start=1)
    ]


def new_public_id() -> str:
    """A random id for an address, that says nothing of how many there are."""
    return "U" + "".join(secrets.choice(ALPHABET) for _ in range(7))
