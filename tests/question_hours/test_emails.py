"""Letters to who asked a question in an hour that is moved or called off."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.announcements import write_letters
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.mail import Letter
from consultation.question_hours import operations
from consultation.question_hours.models import QuestionHour
from tests.question_hours.factories import hour_plan, make_hour, make_question

pytestmark = pytest.mark.usefixtures("database")


def letters() -> list[Letter]:
    with transaction():
        write_letters(hold=timedelta())
    about = Letter.subject.like("Andere tijd%") | Letter.subject.like("Gaat niet door%")
    return list(db.session.scalars(db.select(Letter).where(about).order_by(Letter.id)))


@pytest.fixture
def hour() -> QuestionHour:
    """An hour of tomorrow with three questions: two of one address, and one of another."""
    hour = make_hour(begins_at=clock.now() + timedelta(days=1))
    questions = [make_question(hour) for _n in range(3)]
    with transaction():
        for one in questions[:2]:
            one.submission.email, one.submission.email_confirmed_at = "a@b.nl", clock.now()
        questions[2].submission.email = "niet@bevestigd.nl"
    return hour


def edit(hour: QuestionHour, days: int) -> None:
    begins_at = hour.begins_at + timedelta(days=days)
    with transaction():
        plan = hour_plan(begins_at=begins_at, purpose="Iets anders.")
        operations.edit_hour(hour, plan, by=COMMAND_LINE)


def test_another_moment_is_told_once_to_each_confirmed_address(hour: QuestionHour) -> None:
    edit(hour, days=2)
    (letter,) = letters()
    assert letter.recipient == "a@b.nl"
    assert clock.weekday_words(hour.day) in letter.text
    assert hour.path in letter.text


def test_other_words_give_no_letter(hour: QuestionHour) -> None:
    edit(hour, days=0)
    assert letters() == []


def test_calling_off_is_told_with_its_reason(hour: QuestionHour) -> None:
    with transaction():
        operations.cancel_hour(hour, "De inkoper is ziek.", by=COMMAND_LINE)
    (letter,) = letters()
    assert "De reden: De inkoper is ziek." in letter.text
    assert "U krijgt gewoon antwoord." in letter.text
