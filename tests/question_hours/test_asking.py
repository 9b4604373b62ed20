"""Asking a question: its receipt, its number, its place among the inputs of the round."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.answers.queries import coverage
from consultation.contributions.states import ContributionState, Kind
from consultation.database import db
from consultation.errors import Closed, Invalid, NotFound, Refused
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.public_record import record
from consultation.question_hours import operations
from consultation.question_hours.models import LiveQuestion, Support
from consultation.question_hours.operations import Asked, Wish
from consultation.question_hours.queries import events_after, questions_of
from consultation.question_hours.states import EventKind
from tests.factories import make_round
from tests.question_hours.factories import arrival, asked, make_hour, make_question

pytestmark = pytest.mark.usefixtures("database")


def test_a_question_is_an_input_of_its_round_with_receipt_and_leaf() -> None:
    hour = make_hour()
    question = make_question(hour, "Waar lever ik mijn jas in?", is_placed=False)
    assert question.number == 1
    assert question.kind is Kind.QUESTION
    assert question.state is ContributionState.RECEIVED
    assert record.lines_about(question.reference)
    assert hour.round is not None
    assert coverage(hour.round, reader=COMMAND_LINE).missing == (question.reference,)


def test_only_the_host_is_told_of_a_question_in_control() -> None:
    hour = make_hour()
    make_question(hour, "Waar lever ik mijn jas in?", is_placed=False)
    assert not events_after(hour, 1, reader=ANYONE)
    told = events_after(hour, 0, reader=COMMAND_LINE, for_hosts=True)
    assert [one.kind for one in told] == [EventKind.ASKED]
    assert told[0].question is not None
    assert told[0].question.text == "Waar lever ik mijn jas in?"
    assert not questions_of(hour, reader=ANYONE).shown


def test_the_same_key_gives_the_same_question() -> None:
    hour, ask = make_hour(), asked("Hoe lang duurt een reparatie?")
    for _attempt in range(3):
        with transaction():
            operations.ask_question(hour, ask, arrival=arrival(), by=ANYONE)
    assert db.session.query(LiveQuestion).count() == hour.asked == 1


def test_a_key_does_not_cover_another_text() -> None:
    hour, ask = make_hour(), asked("Hoe lang duurt een reparatie?")
    with transaction():
        operations.ask_question(hour, ask, arrival=arrival(), by=ANYONE)
    other = Asked("Een heel andere vraag", ask.key)
    with pytest.raises(Refused, match="key_used"), transaction():
        operations.ask_question(hour, other, arrival=arrival(), by=ANYONE)


def test_a_question_may_be_asked_in_advance_and_on_its_way_at_the_end() -> None:
    begins_at = clock.now() + timedelta(days=2)
    hour = make_hour(begins_at=begins_at, later_by=clock.today() + timedelta(days=9))
    early = make_question(hour)
    with transaction():
        late = operations.ask_question(
            hour, asked(), arrival=arrival(hour.ends_at + timedelta(minutes=4)), by=ANYONE
        )
    assert (early.number, late.number) == (1, 2)


def test_after_the_end_a_question_is_given_back() -> None:
    hour = make_hour()
    moment = arrival(hour.ends_at + timedelta(minutes=6))
    with pytest.raises(Closed, match="hour_over"), transaction():
        operations.ask_question(hour, asked(), arrival=moment, by=ANYONE)
    assert hour.asked == 0


@pytest.mark.parametrize(
    ("text", "code"), [("   ", "question_needed"), ("a" * 1001, "question_too_long")]
)
def test_an_impossible_question_says_what_is_wrong(text: str, code: str) -> None:
    hour = make_hour()
    with pytest.raises(Invalid) as refused, transaction():
        operations.ask_question(hour, Asked(text, "sleutel"), arrival=arrival(), by=ANYONE)
    assert refused.value.fields == {"text": code}


def test_an_hour_that_is_not_announced_takes_no_questions() -> None:
    hour = make_hour()
    hour.announced_at = None
    db.session.commit()
    with pytest.raises(Closed, match="hour_takes_no_questions"), transaction():
        operations.ask_question(hour, asked(), arrival=arrival(), by=ANYONE)


def test_a_question_waits_until_its_round_is_open() -> None:
    round = make_round(opens_in=3)
    begins_at = clock.now() + timedelta(days=5)
    hour = make_hour(round, begins_at=begins_at, later_by=clock.today() + timedelta(days=9))
    with pytest.raises(Closed, match="round_not_open"), transaction():
        operations.ask_question(hour, asked(), arrival=arrival(), by=ANYONE)


def test_somebody_wants_to_know_a_question_once() -> None:
    hour = make_hour()
    question = make_question(hour)
    for _again in range(2):
        with transaction():
            counts = operations.support_questions(
                hour, [Wish(1, "jan"), Wish(1, "jan"), Wish(1, "piet")], by=ANYONE
            )
    assert counts == [2, 2, 2]
    assert question.support_count == db.session.query(Support).count() == 2


def test_many_wishes_are_told_in_one_event() -> None:
    hour = make_hour()
    make_question(hour)
    make_question(hour)
    before = hour.public_number
    with transaction():
        operations.support_questions(
            hour, [Wish(1 + n % 2, f"mens {n}") for n in range(50)], by=ANYONE
        )
    told = events_after(hour, before, reader=ANYONE)
    assert [(one.kind, one.supports) for one in told] == [(EventKind.SUPPORTED, ((1, 25), (2, 25)))]


def test_a_wish_can_be_taken_back() -> None:
    hour = make_hour()
    question = make_question(hour)
    for is_wanted in (True, False):
        with transaction():
            operations.support_questions(hour, [Wish(1, "jan", is_wanted)], by=ANYONE)
    assert question.support_count == db.session.query(Support).count() == 0


def test_a_question_that_is_not_public_gets_no_wishes() -> None:
    hour = make_hour()
    make_question(hour, is_placed=False)
    with transaction():
        (outcome,) = operations.support_questions(hour, [Wish(1, "jan")], by=ANYONE)
    assert isinstance(outcome, NotFound)
    assert db.session.query(Support).count() == 0
