"""Acts happen in the order of time, under the clock of their own moment, never in the future."""

from datetime import UTC, datetime, timedelta

from consultation import clock
from consultation.demo.timeline import MINUTE, Timeline, spread

NOW = datetime(2026, 3, 30, 8, 0, tzinfo=UTC)
"""A Monday, just after the night in which the clock went forward."""


def timeline() -> Timeline:
    return Timeline(clock.amsterdam(NOW).date(), NOW)


def test_acts_happen_in_order_and_at_their_moment() -> None:
    line, seen = timeline(), []
    for offset in (-1, -30, -7):
        line.at(line.moment(offset, 10), lambda: seen.append(clock.now()))
    paused: list[datetime] = []
    percents: list[int] = []
    done = line.play(
        lambda: paused.append(clock.now()), lambda percent, _: percents.append(percent)
    )
    assert done == 3
    assert seen == sorted(seen) == paused
    assert clock.amsterdam(seen[0]).hour == clock.amsterdam(seen[-1]).hour == 10
    assert percents[-1] == 100


def test_letters_wait_for_a_pause_of_an_hour() -> None:
    line, paused = timeline(), []
    for minutes in (0, 30, 300):
        line.at(NOW - timedelta(days=2) + minutes * MINUTE, lambda: None)
    line.play(lambda: paused.append(1), lambda *_: None)
    assert len(paused) == 2


def test_nothing_happens_in_the_future() -> None:
    line = timeline()
    assert line.moment(0, 23) < NOW
    assert line.waking(5, "x") < NOW
    line.at(NOW + timedelta(days=3), lambda: None)
    assert line.acts[-1][0] == NOW


def test_office_hours_are_on_working_days() -> None:
    line = timeline()
    friday = line.moment(-3, 17)
    decided = clock.amsterdam(line.office(friday, "a", days=1))
    assert decided.weekday() == 0
    assert line.office(NOW - MINUTE, "a") == NOW, "when there is no time left it is now"


def test_people_write_when_they_are_awake() -> None:
    hours = {clock.amsterdam(timeline().waking(-20, f"r{n}")).hour for n in range(60)}
    assert min(hours) >= 7
    assert max(hours) <= 22
    assert len(hours) > 8
    assert spread("r1", 100) == spread("r1", 100) != spread("r2", 100)
