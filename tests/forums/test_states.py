"""The rhythm of a forum: weeks, weekdays of a month, and what lies between two meetings."""

from datetime import date, time

import pytest

from consultation.forums.states import Rhythm, next_day
from consultation.gatherings.states import Unit

AT = time(13, 30)


def weeks(interval: int, weekday: int) -> Rhythm:
    return Rhythm(interval, Unit.WEEKS, weekday, AT, 120)


def months(interval: int, weekday: int, week: int) -> Rhythm:
    return Rhythm(interval, Unit.MONTHS, weekday, AT, 120, week)


@pytest.mark.parametrize(
    ("rhythm", "last", "after", "day"),
    [
        (weeks(1, 1), date(2026, 3, 3), date(2026, 3, 3), date(2026, 3, 10)),
        (weeks(3, 1), date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 24)),
        (weeks(3, 1), date(2026, 3, 3), date(2026, 3, 24), date(2026, 4, 14)),
        (weeks(2, 4), date(2026, 12, 22), date(2026, 12, 25), date(2027, 1, 8)),
        (months(1, 1, 1), date(2026, 1, 6), date(2026, 1, 6), date(2026, 2, 3)),
        (months(3, 1, 2), date(2026, 11, 10), date(2026, 11, 10), date(2027, 2, 9)),
        (months(1, 3, 5), date(2027, 1, 28), date(2027, 1, 28), date(2027, 2, 25)),
        (months(1, 0, 5), date(2026, 10, 26), date(2026, 10, 26), date(2026, 11, 30)),
        (months(12, 6, 5), date(2028, 2, 27), date(2028, 2, 27), date(2029, 2, 25)),
    ],
    ids=[
        "every week", "every three weeks", "a turn that was missed", "into another week and year",
        "the first Tuesday", "a quarter later", "the last Thursday of a short month",
        "the last Monday is the fifth", "a leap year",
    ],
)  # fmt: skip
def test_the_next_day_follows_from_the_last(
    rhythm: Rhythm, last: date, after: date, day: date
) -> None:
    assert next_day(rhythm, last, after=after) == day


@pytest.mark.parametrize(
    ("rhythm", "after", "day"),
    [
        (weeks(6, 2), date(2026, 3, 3), date(2026, 3, 4)),
        (weeks(6, 2), date(2026, 3, 4), date(2026, 3, 11)),
        (months(6, 1, 1), date(2026, 3, 2), date(2026, 3, 3)),
        (months(6, 1, 1), date(2026, 3, 3), date(2026, 4, 7)),
    ],
    ids=["tomorrow", "not today", "this month", "not this month any more"],
)
def test_a_forum_that_never_met_begins_soon(rhythm: Rhythm, after: date, day: date) -> None:
    assert next_day(rhythm, None, after=after) == day
