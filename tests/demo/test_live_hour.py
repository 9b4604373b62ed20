"""An hour of the demo is live whenever one looks, and something happens in it."""

import itertools
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from flask import Flask

from consultation import clock
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.demo.live_hour import AGAIN, AT_ONCE, keep_hour_live, live_hour
from consultation.demo.script import acts_of, plan_at, question_of
from consultation.logbook import ANYONE, SYSTEM, Actor
from consultation.question_hours import operations
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import events_after, hours_of_round, next_hour
from consultation.question_hours.states import HourState, LiveState
from consultation.rounds.models import Round
from tests.demo.test_loading import accounts_of
from tests.factories import make_round
from tests.question_hours.factories import arrival, asked

MINUTE = timedelta(minutes=1)


def round_of(slug: str) -> Round:
    return db.session.scalars(db.select(Round).where(Round.slug == slug)).one()


def hours(slug: str = "bedrijfskleding-vervolg") -> list[QuestionHour]:
    return hours_of_round(round_of(slug), reader=SYSTEM)


def live(now: datetime) -> list[QuestionHour]:
    return [one for one in hours() if one.state(now) is HourState.LIVE]


def minutes(start: datetime, count: int, step: timedelta = MINUTE) -> Iterator[datetime]:
    """Moments after each other, each with the clock set to it."""
    for number in range(count):
        with clock.frozen(start + number * step):
            yield start + number * step


def tick(now: datetime) -> int:
    with clock.frozen(now):
        return keep_hour_live(now)


@pytest.fixture
def hour(demo: Flask) -> QuestionHour:
    """The hour as it was loaded."""
    (found,) = live(clock.now())
    return found


@pytest.fixture
def begun(hour: QuestionHour) -> datetime:
    """A moment at which what the demo loads has just happened."""
    return hour.begins_at + 23 * MINUTE


def test_it_is_in_full_swing_when_it_is_loaded(hour: QuestionHour) -> None:
    states = dict.fromkeys(LiveState, 0)
    for number in range(1, 13):
        question = question_of(hour, number)
        assert question is not None
        states[question.live_state] += 1
    assert states[LiveState.ON_SCREEN] == states[LiveState.NEXT] == 1
    assert states[LiveState.WAITING] == states[LiveState.PLACED] == 2
    assert states[LiveState.ANSWERED] == 4
    assert next_hour(reader=ANYONE) is hour
    assert hour.host_id is None, "a visitor can take the regie"


def test_something_happens_every_few_minutes(hour: QuestionHour, begun: datetime) -> None:
    told = [hour.public_number]
    for now in minutes(begun, 45):
        assert keep_hour_live(now) <= AT_ONCE
        told.append(hour.public_number)
    assert all(after > before for before, after in zip(told, told[4:], strict=False)), told
    assert hour.state(begun + 45 * MINUTE) is HourState.LIVE, "it lasts longer than an hour"
    numbers = [one.number for one in events_after(hour, 0, reader=ANYONE)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_one_hour_is_live_day_and_night(hour: QuestionHour, begun: datetime) -> None:
    for now in minutes(begun, 7 * 3, timedelta(hours=8)):
        for again in range(3):
            tick(now + again * MINUTE)
        assert len(live(now + 3 * MINUTE)) == 1, now
    days = [one.day for one in hours()]
    assert len(days) == len(set(days)) >= 7, "each day has its own, also the one of a planned hour"
    assert not [one for one in hours() if one.state(begun) is HourState.PLANNED and one.asked == 2]
    earlier = [one.state(now) for one in hours() if one.day < clock.amsterdam(now).date()]
    assert set(earlier) == {HourState.REPORTED}


def test_the_hour_of_a_new_day_begins_with_what_was_asked_before(
    hour: QuestionHour, begun: datetime
) -> None:
    tomorrow = begun + timedelta(hours=25)
    tick(tomorrow)
    (new,) = live(tomorrow)
    assert new is not hour
    assert new.asked == 3
    assert hour.state(tomorrow) is HourState.REPORTED


def host_of(hour: QuestionHour, now: datetime) -> Actor:
    """A visitor who looks as the host takes the regie, with a page that gives signs of life."""
    host = accounts_of()["gespreksleider"]
    with clock.frozen(now):
        operations.take_over_hour(hour, by=host)
        assert operations.keep_hosting(hour, by=host)
    return host


def test_a_visitor_who_hosts_decides(hour: QuestionHour, begun: datetime) -> None:
    host = host_of(hour, begun)
    for now in minutes(begun, 20):
        assert operations.keep_hosting(hour, by=host)
        keep_hour_live(now)
    question = question_of(hour, 5)
    assert question is not None
    assert question.live_state is LiveState.ON_SCREEN, "nobody answers in the visitor's place"
    assert question_of(hour, 13) is not None, "the audience goes on"


def test_the_regie_comes_back_when_a_visitor_left(hour: QuestionHour, begun: datetime) -> None:
    host = host_of(hour, begun)
    with clock.frozen(begun):
        operations.pause_hour(hour, by=host)
    for now in minutes(begun, 8):
        keep_hour_live(now)
    assert hour.host_id is None
    assert hour.paused_at is None


def test_a_closed_hour_goes_on_after_a_while(hour: QuestionHour, begun: datetime) -> None:
    host = host_of(hour, begun)
    with clock.frozen(begun):
        operations.close_hour(hour, by=host)
    tick(begun + AGAIN - MINUTE)
    assert live(begun + AGAIN) == []
    tick(begun + AGAIN)
    assert live(begun + AGAIN) == [hour]


def test_a_question_of_a_visitor_is_left_to_people(hour: QuestionHour, begun: datetime) -> None:
    with clock.frozen(begun):
        mine = operations.ask_question(hour, asked("Mijn vraag"), arrival=arrival(), by=ANYONE)
    for now in minutes(begun, 60):
        keep_hour_live(now)
    assert mine.state is ContributionState.RECEIVED
    answered = question_of(hour, 13)
    assert answered is not None
    assert answered.number == 14, "numbers follow who asked first"
    assert answered.live_state is LiveState.ANSWERED


def test_where_there_is_no_example_nothing_happens(database: Flask) -> None:
    make_round(slug="bedrijfskleding-vervolg", is_example=False)
    assert keep_hour_live(clock.now()) == 0
    assert hours() == []


@pytest.mark.parametrize("at", ["00:03", "03:00", "12:00", "23:20", "23:59"])
def test_it_can_begin_at_any_time(demo: Flask, at: str) -> None:
    begins_at = clock.local_moment(clock.today() + timedelta(days=1), time.fromisoformat(at))
    plan = plan_at(live_hour(), begins_at)
    assert (plan.begins_at, plan.ends_at - plan.begins_at) == (begins_at, timedelta(hours=1))
    assert all(slot["from"] < slot["to"] for slot in plan.timetable)


def test_the_script_has_its_pauses() -> None:
    moments = [act.minute for act in acts_of(live_hour()) if act.minute > 0]
    pauses = [after - before for before, after in itertools.pairwise(moments)]
    in_the_hour = [pause for moment, pause in zip(moments, pauses, strict=False) if moment < 60]
    assert max(in_the_hour) <= 3
    assert max(pauses) <= 15
