"""Many at once: numbers without gaps, one support each, and nobody waits for ever (I1, I12)."""

import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial

import pytest
from flask import Flask

from consultation.database import db
from consultation.errors import DomainError
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.moderation.operations import hide_contribution
from consultation.moderation.states import Reason
from consultation.question_hours import operations
from consultation.question_hours.models import HourEvent, LiveQuestion, QuestionHour, Support
from consultation.question_hours.operations import Wish
from tests.question_hours.factories import arrival, asked, make_hour, make_question


def together(app: Flask, acts: Sequence[Callable[[], object]]) -> list[BaseException]:
    """Do all of these at the same moment, each with a database session of its own."""
    gate = threading.Barrier(len(acts))
    failed: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            gate.wait()
            try:
                act()
            except BaseException as error:
                failed.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    db.session.rollback()
    return failed


def hour_again(number: int) -> QuestionHour:
    return db.session.get_one(QuestionHour, number)


def test_questions_asked_at_once_are_numbered_without_gaps(database: Flask) -> None:
    number = make_hour().id
    db.session.commit()

    def ask() -> None:
        with transaction():
            operations.ask_question(hour_again(number), asked(), arrival=arrival(), by=ANYONE)

    assert together(database, [ask] * 12) == []
    numbers = sorted(one.number or 0 for one in db.session.query(LiveQuestion))
    assert numbers == list(range(1, 13))
    told = db.session.query(HourEvent).filter_by(for_hosts=True).order_by("number")
    assert [one.number for one in told] == list(range(1, 13))


def test_the_same_question_sent_at_once_is_one(database: Flask) -> None:
    number, ask_one = make_hour().id, asked("Hoe lang duurt een reparatie?")
    db.session.commit()

    def ask() -> None:
        with transaction():
            operations.ask_question(hour_again(number), ask_one, arrival=arrival(), by=ANYONE)

    assert together(database, [ask] * 8) == []
    assert db.session.query(LiveQuestion).count() == 1


def test_a_person_supports_once_however_often_at_once(database: Flask) -> None:
    hour = make_hour()
    make_question(hour)
    number = hour.id
    db.session.commit()

    def support(person: str) -> Callable[[], None]:
        def act() -> None:
            with transaction():
                operations.support_questions(hour_again(number), [Wish(1, person)], by=ANYONE)

        return act

    assert together(database, [support(f"mens {n % 4}") for n in range(16)]) == []
    assert db.session.query(Support).count() == 4
    assert db.session.query(LiveQuestion).one().support_count == 4


def acts_on(question: int) -> list[Callable[[], None]]:
    """What control, host and desk do with a question, each in a transaction of its own."""

    def hide(one: LiveQuestion) -> None:
        hide_contribution(one, reason=Reason.ABUSE, by=COMMAND_LINE)

    def take(one: LiveQuestion) -> None:
        operations.take_question(one, by=COMMAND_LINE)

    def answer(one: LiveQuestion) -> None:
        operations.answer_question(one, "Ja.", by=COMMAND_LINE)

    def within(act: Callable[[LiveQuestion], None]) -> None:
        with transaction():
            act(db.session.get_one(LiveQuestion, question))

    return [partial(within, act) for act in (hide, take, answer)]


def test_control_host_and_desk_do_not_wait_for_each_other(database: Flask) -> None:
    hour = make_hour()
    acts = [act for _n in range(6) for act in acts_on(make_question(hour).id)]
    number = hour.id
    db.session.commit()

    def ask() -> None:
        with transaction():
            operations.ask_question(hour_again(number), asked(), arrival=arrival(), by=ANYONE)

    failed = together(database, [*acts, *[ask] * 4])
    assert all(isinstance(error, DomainError) for error in failed), failed
    for for_hosts in (True, False):
        told = db.session.query(HourEvent).filter_by(for_hosts=for_hosts).order_by("number").all()
        assert [one.number for one in told] == list(range(1, len(told) + 1))


@pytest.fixture(autouse=True)
def _as_several_processes(database: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL the writers are let loose, as if each were a process of its own."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        monkeypatch.setattr("consultation.database._write_lock", nullcontext())
