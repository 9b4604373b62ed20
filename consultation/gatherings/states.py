"""The life of a meeting that somebody sent in, its kinds, and the days on which it is held."""

import calendar
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from consultation import clock


class GatheringState(StrEnum):
    """Where the newest text of a meeting stands."""

    WAITING = "waiting"
    PLACED = "placed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


S = GatheringState
GATHERING_STEPS = {
    S.WAITING: frozenset({S.WAITING, S.PLACED, S.REFUSED, S.CANCELLED}),
    S.PLACED: frozenset({S.WAITING, S.CANCELLED}),
    S.REFUSED: frozenset({S.WAITING, S.CANCELLED}),
    S.CANCELLED: frozenset({S.WAITING, S.PLACED, S.REFUSED}),
}
"""Back from cancelled only when a moderator takes that back."""


class GatheringKind(StrEnum):
    """What kind of meeting it is."""

    MEETING = "meeting"
    WEBINAR = "webinar"
    CONFERENCE = "conference"
    FESTIVAL = "festival"
    FAIR = "fair"
    FORUM = "forum"
    LAUNCH = "launch"
    WALK_IN = "walk-in"
    COURSE = "course"
    OTHER = "other"


class Span(StrEnum):
    """How a meeting lies in time."""

    MOMENT = "moment"
    DAY = "day"
    DAYS = "days"
    SERIES = "series"


class Unit(StrEnum):
    """In what a series is counted."""

    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True)
class Slot:
    """One line of a timetable: from when to when, in which room, what, by whom."""

    begins: time
    ends: time
    what: str
    room: str = ""
    speakers: tuple[str, ...] = ()
    language: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Details:
    """What is told of a meeting."""

    title: str
    text: str
    kind: GatheringKind
    span: Span
    first_day: date
    organiser: str
    last_day: date | None = None
    begins: time | None = None
    ends: time | None = None
    interval: int = 1
    unit: Unit = Unit.WEEKS
    count: int = 1
    place: str = ""
    link: str = ""
    language: str = "nl"
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class Happening:
    """One time that a meeting is held, counted from 1."""

    number: int
    first_day: date
    last_day: date
    starts_at: datetime | None
    ends_at: datetime | None


def happenings(details: Details) -> list[Happening]:
    """Every time that a meeting is held.

    A series in months keeps its day of the month, or the last day of a shorter month. Raises
    Refused for an hour that does not exist, in the night in which the clock is changed.
    """
    has_hours = details.span in {Span.MOMENT, Span.SERIES}
    return [
        Happening(
            number,
            first,
            last,
            clock.local_moment(first, details.begins) if has_hours and details.begins else None,
            clock.local_moment(first, details.ends) if has_hours and details.ends else None,
        )
        for number, (first, last) in enumerate(_days(details), start=1)
    ]


def _days(details: Details) -> list[tuple[date, date]]:
    if details.span is Span.DAYS:
        return [(details.first_day, details.last_day or details.first_day)]
    times = details.count if details.span is Span.SERIES else 1
    days = [_later(details.first_day, n * details.interval, details.unit) for n in range(times)]
    return [(day, day) for day in days]


def _later(day: date, steps: int, unit: Unit) -> date:
    if unit is Unit.WEEKS:
        return day + timedelta(weeks=steps)
    months = day.year * 12 + day.month - 1 + steps
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def overlap(slots: Sequence[Slot]) -> tuple[Slot, Slot] | None:
    """Two lines of a timetable that are in one room at one time, if there are any."""
    ordered = sorted(slots, key=_place_and_time)
    for one, other in itertools.pairwise(ordered):
        if _place(one) == _place(other) and other.begins < one.ends:
            return one, other
    return None


def _place(slot: Slot) -> tuple[date, str]:
    """Where and on which day a line is; lines that name no room are all in the one there is."""
    return slot.day or date.min, slot.room.casefold()


def _place_and_time(slot: Slot) -> tuple[tuple[date, str], time, time]:
    return _place(slot), slot.begins, slot.ends
