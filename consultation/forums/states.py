"""The rhythm in which a forum meets, and the life of an action."""

import calendar
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from consultation.gatherings.states import Unit

LAST_WEEK = 5
"""The week of a month that stands for its last."""

WEEKS = range(1, LAST_WEEK + 1)
MOST_INTERVAL = 12


@dataclass(frozen=True)
class Rhythm:
    """When a forum meets: each so many weeks or months, on a weekday (0: Monday), at an hour.

    In months `week` says which of those weekdays: the first to the fourth, or the last (5).
    """

    interval: int
    unit: Unit
    weekday: int
    begins: time
    minutes: int
    week: int = 1

    def day_of(self, start: date, steps: int) -> date:
        """The day of the rhythm in the week or month that lies so many after this one."""
        if self.unit is Unit.WEEKS:
            monday = start - timedelta(days=start.weekday())
            return monday + timedelta(weeks=steps, days=self.weekday)
        year, month = divmod(start.year * 12 + start.month - 1 + steps, 12)
        return _weekday_of_month(year, month + 1, self.weekday, self.week)


def next_day(rhythm: Rhythm, last: date | None, *, after: date) -> date:
    """The first day later than `after` that the rhythm gives, counted on from the last meeting.

    `last` is the day that the rhythm gave for that meeting, also when it was held on another.
    """
    days = _days(rhythm, last) if last is not None else _days_from_scratch(rhythm, after)
    return next(day for day in days if day > after)


def _days(rhythm: Rhythm, last: date) -> Iterator[date]:
    return (rhythm.day_of(last, step * rhythm.interval) for step in itertools.count(1))


def _days_from_scratch(rhythm: Rhythm, after: date) -> Iterator[date]:
    return (rhythm.day_of(after, step) for step in itertools.count())


def _weekday_of_month(year: int, month: int, weekday: int, week: int) -> date:
    last = calendar.monthrange(year, month)[1]
    days = [date(year, month, number) for number in range(1, last + 1)]
    fitting = [day for day in days if day.weekday() == weekday]
    return fitting[min(week, len(fitting)) - 1]


class ActionState(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    """It is not done any more, for a reason that everybody reads."""


ACTION_STEPS = {
    ActionState.OPEN: frozenset({ActionState.DONE, ActionState.DROPPED}),
    ActionState.DONE: frozenset({ActionState.OPEN}),
    ActionState.DROPPED: frozenset({ActionState.OPEN}),
}
