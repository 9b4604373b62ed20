"""The one clock of the house: instants in UTC, days and words as in the Netherlands."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from consultation.errors import Refused

HERE = ZoneInfo("Europe/Amsterdam")

SECOND = timedelta(seconds=1)

THIS_CENTURY = range(2000, 2100)
"""The years of days that people write; any other year is a typing mistake."""

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


class _Hands:
    """Where the clock stands: shifted in the demo, stopped in a test, else as it is."""

    offset = timedelta()
    stopped_at: datetime | None = None


def now() -> datetime:
    """This moment, in UTC."""
    return shifted(datetime.now(UTC))


def shifted(moment: datetime) -> datetime:
    """A moment of another clock (the database's), as this clock would show it."""
    if _Hands.stopped_at is not None:
        return _Hands.stopped_at
    return moment + _Hands.offset


def set_offset(offset: timedelta) -> None:
    """Shift the clock; for the demo and test profiles only, which their doors guard."""
    _Hands.offset = offset


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Stop the clock at a moment, for a test."""
    before = _Hands.stopped_at
    _Hands.stopped_at = moment.astimezone(UTC)
    try:
        yield
    finally:
        _Hands.stopped_at = before


def amsterdam(moment: datetime) -> datetime:
    """A moment as people in the Netherlands read it."""
    return moment.astimezone(HERE)


def local_moment(day: date, at: time) -> datetime:
    """The instant of a day and time in the Netherlands.

    Raises Refused with `moment_does_not_exist` or `moment_is_twice` in the two nights in which
    the clock is changed.
    """
    moment = datetime.combine(day, at, HERE)
    if moment.astimezone(UTC).astimezone(HERE).replace(fold=0) != moment:
        raise Refused("moment_does_not_exist")
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise Refused("moment_is_twice")
    return moment.astimezone(UTC)


def start_of_day(day: date) -> datetime:
    """The first instant of a day in the Netherlands."""
    return local_moment(day, time())


def end_of_day(day: date) -> datetime:
    """The first instant after a day: a round closing on it accepts at 23:59:59, then no more."""
    return start_of_day(day + timedelta(days=1))


def today() -> date:
    """The day it is in the Netherlands."""
    return amsterdam(now()).date()


def working_days_after(day: date, count: int) -> date:
    """The day that lies this many working days (Monday to Friday) later."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def date_words(day: date | datetime) -> str:
    """A date in words: 20 november 2026."""
    day = amsterdam(day).date() if isinstance(day, datetime) else day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_words(day: date | datetime) -> str:
    """A date in words without its year: 20 november."""
    return date_words(day).rsplit(" ", 1)[0]


def weekday_words(day: date) -> str:
    """A day with its name, without its year: vrijdag 20 november."""
    return f"{WEEKDAYS[day.weekday()]} {day_words(day)}"


def period_words(first: date, last: date, *, with_year: bool = False) -> str:
    """A day, or the first and the last of some: vrijdag 20 november tot en met zondag 22 november.

    Years are told when they differ, or when they are asked for.
    """
    has_years = with_year or first.year != last.year
    begin, end = (
        f"{weekday_words(day)} {day.year}" if has_years else weekday_words(day)
        for day in (first, last)
    )
    return begin if first == last else f"{begin} tot en met {end}"


def hours_words(begin: datetime, end: datetime | None = None) -> str:
    """From when to when on a day: 19.00 tot 20.00 uur."""
    words = [f"{at.hour}.{at.minute:02d}" for at in map(amsterdam, filter(None, (begin, end)))]
    return " tot ".join(words) + " uur"


def moment_words(moment: datetime) -> str:
    """A moment in words: 3 november 2026, 14.05 uur."""
    here = amsterdam(moment)
    return f"{date_words(here)}, {here.hour}.{here.minute:02d} uur"
