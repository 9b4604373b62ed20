"""The life of a question hour, which follows from its dates, and of the questions in it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol


class HourKind(StrEnum):
    """What kind of session it is; all have a table, a timetable, questions and a report."""

    QUESTION_HOUR = "question-hour"
    DIALOGUE = "dialogue"
    FORUM = "forum"


class HourState(StrEnum):
    """Where an hour stands, as its page says it."""

    PLANNED = "planned"
    WAITING_ROOM = "waiting-room"
    LIVE = "live"
    ENDED = "ended"
    REPORTED = "reported"
    CANCELLED = "cancelled"


WAITING_ROOM_OPENS = timedelta(minutes=15)
"""How long before its beginning the waiting room of an hour opens."""

CHANGEABLE = frozenset({HourState.PLANNED, HourState.WAITING_ROOM})
"""States in which what was planned may still change."""

TAKES_QUESTIONS = CHANGEABLE | {HourState.LIVE}
"""An hour takes questions until it ends; what comes later is a reaction on the plan."""

STOPPABLE = TAKES_QUESTIONS
"""An hour can be called off until it ends."""

OVER = frozenset({HourState.ENDED, HourState.REPORTED})
"""An hour that was held, with or without its report."""


class HourDates(Protocol):
    """The moments that decide where an hour stands."""

    begins_at: datetime
    ends_at: datetime
    closed_at: datetime | None
    cancelled_at: datetime | None
    reported_at: datetime | None


def state_of(hour: HourDates, now: datetime) -> HourState:
    """Where an hour stands: by its dates and three decisions, never by a job (I4)."""
    if hour.cancelled_at is not None:
        return HourState.CANCELLED
    if hour.reported_at is not None:
        return HourState.REPORTED
    if hour.closed_at is not None or now >= hour.ends_at:
        return HourState.ENDED
    if now >= hour.begins_at:
        return HourState.LIVE
    if now >= hour.begins_at - WAITING_ROOM_OPENS:
        return HourState.WAITING_ROOM
    return HourState.PLANNED


class LiveState(StrEnum):
    """Where a question stands in its hour."""

    WAITING = "waiting"
    """In control; only its asker and the host see it."""
    PLACED = "placed"
    NEXT = "next"
    ON_SCREEN = "on-screen"
    ANSWERED = "answered"
    DEFERRED = "deferred"
    """To be answered later, by somebody with a name, before a date."""
    MERGED = "merged"
    DECLINED = "declined"


L = LiveState
LIVE_STEPS = {
    L.WAITING: frozenset({L.PLACED, L.ANSWERED, L.DECLINED}),
    L.PLACED: frozenset(
        {L.WAITING, L.NEXT, L.ON_SCREEN, L.ANSWERED, L.DEFERRED, L.MERGED, L.DECLINED}
    ),
    L.NEXT: frozenset(
        {L.WAITING, L.PLACED, L.ON_SCREEN, L.ANSWERED, L.DEFERRED, L.MERGED, L.DECLINED}
    ),
    L.ON_SCREEN: frozenset(
        {L.WAITING, L.PLACED, L.NEXT, L.ANSWERED, L.DEFERRED, L.MERGED, L.DECLINED}
    ),
    L.DEFERRED: frozenset({L.WAITING, L.PLACED, L.ON_SCREEN, L.ANSWERED, L.DECLINED}),
    L.MERGED: frozenset({L.WAITING, L.PLACED, L.ANSWERED, L.DECLINED}),
    L.DECLINED: frozenset({L.WAITING, L.PLACED, L.ANSWERED}),
    L.ANSWERED: frozenset({L.WAITING}),
}

IN_QUEUE = frozenset({L.PLACED, L.NEXT})
"""Questions that wait for their turn, in the order the host gives them."""

LEFT_OVER = frozenset({*IN_QUEUE, L.WAITING, L.ON_SCREEN})
"""Questions that are answered by whoever the hour names, once it is over without an answer."""

OPEN = frozenset({L.WAITING, L.PLACED, L.NEXT, L.ON_SCREEN, L.DEFERRED})
"""Questions that still need an answer; after the hour they have an owner and a date."""


class EventKind(StrEnum):
    """What an hour tells, in the order of its numbers (design.md 6)."""

    PLACED = "placed"
    NEXT = "next"
    ON_SCREEN = "on-screen"
    ANSWERED = "answered"
    DEFERRED = "deferred"
    MERGED = "merged"
    DECLINED = "declined"
    HIDDEN = "hidden"
    SUPPORTED = "supported"
    STATE = "state"
    ASKED = "asked"
    HOSTING = "hosting"


FOR_HOSTS = frozenset({EventKind.ASKED, EventKind.HOSTING})
"""Events of the second list, which only who hosts may read."""

EVENT_AFTER = {
    L.PLACED: EventKind.PLACED,
    L.NEXT: EventKind.NEXT,
    L.ON_SCREEN: EventKind.ON_SCREEN,
    L.ANSWERED: EventKind.ANSWERED,
    L.DEFERRED: EventKind.DEFERRED,
    L.MERGED: EventKind.MERGED,
    L.DECLINED: EventKind.DECLINED,
    L.WAITING: EventKind.HIDDEN,
}
"""What is told when a question comes to stand somewhere."""


class TableRole(StrEnum):
    """Who sits at the table of an hour (R29, R55)."""

    HOST = "host"
    BUYER = "buyer"
    POLICY = "policy"
    LEGAL = "legal"
    COMMUNICATION = "communication"
    GUEST = "guest"


NEEDED_ROLES = (TableRole.BUYER, TableRole.POLICY, TableRole.LEGAL)
"""The people who can answer together; one who is missing needs a written reason (R29)."""


def missing_roles(present: Iterable[TableRole]) -> tuple[TableRole, ...]:
    """The needed roles that nobody at the table has."""
    there = set(present)
    return tuple(role for role in NEEDED_ROLES if role not in there)


def first_overlap(timetable: Sequence[Mapping[str, Any]]) -> int | None:
    """Which part of a timetable is held where another is not over yet; None when all fit (R53)."""
    for at, one in enumerate(timetable):
        for other in timetable[:at]:
            is_there = _place(one) == _place(other)
            if is_there and one["from"] < other["to"] and other["from"] < one["to"]:
                return at
    return None


def _place(slot: Mapping[str, Any]) -> str:
    return " ".join(str(slot.get("place", "")).casefold().split())


LONGEST_QUESTION = 1000
"""Characters of a live question; covers 95.3 % of 955 real inputs (ux.md U4)."""

LONGEST_HOUR = timedelta(hours=8)

HOST_AWAY_AFTER = timedelta(seconds=15)
"""Silence of the host after which another may take over (F4)."""
