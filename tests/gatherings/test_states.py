"""On which days a meeting is held, and which lines of a timetable are in each other's way."""

from datetime import UTC, date, time

import pytest

from consultation.errors import Refused
from consultation.gatherings.states import Slot, Span, Unit, happenings, overlap
from tests.gatherings.factories import some_details


def days(**changes: object) -> list[date]:
    return [one.first_day for one in happenings(some_details(**changes))]


@pytest.mark.parametrize(
    ("first", "interval", "unit", "count", "wanted"),
    [
        (date(2026, 10, 20), 1, Unit.WEEKS, 3, ["2026-10-20", "2026-10-27", "2026-11-03"]),
        (date(2026, 12, 28), 2, Unit.WEEKS, 2, ["2026-12-28", "2027-01-11"]),
        (date(2026, 11, 12), 3, Unit.MONTHS, 3, ["2026-11-12", "2027-02-12", "2027-05-12"]),
        (date(2027, 12, 31), 2, Unit.MONTHS, 3, ["2027-12-31", "2028-02-29", "2028-04-30"]),
    ],
    ids=["weeks", "over a year", "months", "the last of a shorter month"],
)
def test_a_series(first: date, interval: int, unit: Unit, count: int, wanted: list[str]) -> None:
    found = days(span=Span.SERIES, first_day=first, interval=interval, unit=unit, count=count)
    assert [str(day) for day in found] == wanted


def test_a_series_keeps_its_hour_when_the_clock_changes() -> None:
    series = some_details(span=Span.SERIES, first_day=date(2026, 10, 18), count=2)
    times = [one.starts_at for one in happenings(series)]
    assert [at.astimezone(UTC).hour for at in times if at] == [17, 18]


def test_an_hour_that_does_not_exist_is_refused() -> None:
    night = some_details(first_day=date(2027, 3, 28), begins=time(2, 30), ends=time(4))
    with pytest.raises(Refused, match="moment_does_not_exist"):
        happenings(night)


def test_several_days_are_one_time() -> None:
    (one,) = happenings(
        some_details(span=Span.DAYS, first_day=date(2026, 5, 1), last_day=date(2026, 5, 3))
    )
    assert (one.first_day, one.last_day) == (date(2026, 5, 1), date(2026, 5, 3))
    assert one.starts_at is None


def slot(begins: int, ends: int, room: str = "Zaal 1", **changes: object) -> Slot:
    values = {"begins": time(begins), "ends": time(ends), "what": f"{begins}", "room": room}
    return Slot(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("slots", "clashes"),
    [
        ([slot(10, 11), slot(11, 12)], False),
        ([slot(10, 12), slot(11, 13)], True),
        ([slot(10, 12), slot(11, 13, "Zaal 2")], False),
        ([slot(10, 12), slot(11, 13, "ZAAL 1")], True),
        ([slot(10, 12, ""), slot(11, 13, "")], True),
        ([slot(9, 17), slot(10, 11, "Zaal 2"), slot(16, 18)], True),
        ([slot(10, 12, day=date(2026, 5, 1)), slot(10, 12, day=date(2026, 5, 2))], False),
    ],
    ids=["one after another", "at once", "another room", "the same room in capitals", "no room",
         "not next to each other", "another day"],
)  # fmt: skip
def test_a_room_holds_one_thing_at_a_time(slots: list[Slot], clashes: bool) -> None:
    assert (overlap(slots) is not None) is clashes
