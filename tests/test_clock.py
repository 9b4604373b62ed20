from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation import clock
from consultation.errors import DomainError

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
SPRING_NIGHT = date(2026, 3, 29)
AUTUMN_NIGHT = date(2026, 10, 25)


@pytest.fixture(autouse=True)
def clock_as_it_was():
    yield
    clock.set_offset(timedelta())


def test_now_is_utc_and_can_be_stopped():
    moment = datetime(2026, 11, 3, 13, 5, tzinfo=UTC)
    with clock.frozen(moment):
        assert clock.now() == moment
        assert clock.now().tzinfo is UTC
    assert clock.now() != moment


def test_the_demo_can_walk_ahead():
    before = datetime.now(UTC)
    clock.set_offset(timedelta(days=40))
    ahead = clock.now() - before
    assert timedelta(days=40) <= ahead < timedelta(days=40, minutes=1)


def test_a_stopped_clock_stays_stopped_inside_another():
    outer, inner = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
    with clock.frozen(outer):
        with clock.frozen(inner):
            assert clock.now() == inner
        assert clock.now() == outer


def test_a_round_closing_on_31_october_takes_the_last_second_of_that_day():
    closes = clock.end_of_day(date(2026, 10, 31))
    last = clock.local_moment(date(2026, 10, 31), time(23, 59, 59))
    assert closes == datetime(2026, 10, 31, 23, 0, tzinfo=UTC)
    assert last < closes
    assert clock.local_moment(date(2026, 11, 1), time(0, 0)) >= closes


@pytest.mark.parametrize(
    ("day", "hours"),
    [(SPRING_NIGHT, 23), (AUTUMN_NIGHT, 25), (date(2026, 6, 1), 24)],
)
def test_a_day_on_which_the_clock_changes_is_shorter_or_longer(day, hours):
    assert clock.end_of_day(day) - clock.start_of_day(day) == timedelta(hours=hours)


@given(st.integers(0, 59))
def test_the_hour_that_is_skipped_does_not_exist(minute):
    with pytest.raises(DomainError) as refused:
        clock.local_moment(SPRING_NIGHT, time(2, minute))
    assert refused.value.code == "moment_does_not_exist"


@given(st.integers(0, 59))
def test_the_hour_that_comes_back_is_there_twice(minute):
    with pytest.raises(DomainError) as refused:
        clock.local_moment(AUTUMN_NIGHT, time(2, minute))
    assert refused.value.code == "moment_is_twice"


@pytest.mark.parametrize("day", [SPRING_NIGHT, AUTUMN_NIGHT])
@pytest.mark.parametrize("at", [time(1, 59, 59), time(3, 0), time(0, 0), time(23, 59)])
def test_the_hours_around_the_change_are_plain(day, at):
    assert clock.amsterdam(clock.local_moment(day, at)).replace(tzinfo=None) == datetime.combine(
        day, at
    )


@given(DAYS, st.times())
def test_every_other_moment_comes_back_as_it_was_given(day, at):
    last_sunday = day.weekday() == 6 and day.day >= 25
    if last_sunday and day.month in {3, 10} and at.hour == 2:
        with pytest.raises(DomainError):
            clock.local_moment(day, at)
        return
    moment = clock.local_moment(day, at)
    assert moment.tzinfo is UTC
    assert clock.amsterdam(moment).replace(tzinfo=None) == datetime.combine(day, at)


@given(DAYS)
def test_days_follow_each_other_without_a_gap(day):
    assert clock.end_of_day(day) == clock.start_of_day(day + timedelta(days=1))


def test_today_is_the_day_in_the_netherlands():
    with clock.frozen(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2027, 1, 1)


def test_dates_and_moments_in_words():
    assert clock.date_words(date(2026, 11, 20)) == "20 november 2026"
    assert clock.day_words(date(2026, 11, 20)) == "20 november"
    assert clock.moment_words(datetime(2026, 11, 3, 13, 5, tzinfo=UTC)) == (
        "3 november 2026, 14.05 uur"
    )
    # Late in the evening in London it is tomorrow here.
    assert clock.date_words(datetime(2026, 7, 31, 22, 30, tzinfo=UTC)) == "1 augustus 2026"


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # a Friday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # a Saturday
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_working_days_leave_out_the_weekend(day, count, later):
    assert clock.working_days_after(day, count) == later
