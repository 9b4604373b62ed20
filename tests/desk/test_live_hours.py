"""Question hours on the desk: to host, to report on, and what is still to be answered."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from consultation import clock
from consultation.accounts.models import Account
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.programme.queries import board
from consultation.programme.states import Concern
from consultation.question_hours import operations
from consultation.question_hours.models import LiveQuestion, QuestionHour
from consultation.question_hours.queries import deferred_questions
from consultation.rounds.models import Round
from tests.factories import make_account, make_round
from tests.page import Visit
from tests.question_hours.factories import hour_plan, make_host, make_hour, make_question
from tests.rounds.factories import statements

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]


@pytest.fixture
def hour() -> QuestionHour:
    """An hour that is over, with two questions to answer later."""
    hour = make_hour()
    first, _second = make_question(hour, "Hoe duur is dit?"), make_question(hour, "Past de jas?")
    with transaction():
        soon = clock.today() + timedelta(days=2)
        operations.defer_question(first, owner="de jurist", due=soon, by=COMMAND_LINE)
        operations.close_hour(hour, later_owner="de inkoper", by=COMMAND_LINE)
    return hour


@pytest.fixture
def officer(signed_in_as: SignIn, hour: QuestionHour) -> Visit:
    return signed_in_as(make_host(hour))


def overdue() -> None:
    """The first question was promised for yesterday."""
    with transaction():
        first = db.session.scalars(db.select(LiveQuestion).order_by(LiveQuestion.id)).first()
        assert first is not None
        first.due = clock.today() - timedelta(days=1)


def test_the_desk_says_how_many_wait_and_for_when(officer: Visit, hour: QuestionHour) -> None:
    day = clock.weekday_words(clock.today() + timedelta(days=2))
    page = officer.get("/werk")
    assert f"2 vragen uit het vragenuur, de eerste voor {day}" in page.links()
    assert "Verslag van het vragenuur schrijven" in page.links()
    overdue()
    assert "1 te laat" in officer.get("/werk").text


def test_the_list_has_owner_and_day_and_the_first_first(officer: Visit, hour: QuestionHour) -> None:
    page = officer.get("/werk/antwoorden")
    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("table tr")]
    mine = [row for row in rows if "de jurist" in row or "de inkoper" in row]
    assert "Hoe duur is dit?" in mine[0]
    assert "Past de jas?" in mine[1]
    overdue()
    assert "Te laat sinds" in officer.get("/werk/antwoorden").text


def test_an_answer_at_the_desk_is_on_the_page_of_the_hour(
    officer: Visit, hour: QuestionHour, visit: Visit
) -> None:
    page = officer.get("/werk/antwoorden")
    address = next(to for words, to in page.links().items() if "Hoe duur is dit?" in words)
    page = officer.get(address)
    assert f"{hour.title}, {clock.date_words(hour.day)} , vraag 1." in page.text
    assert "Beloofd: de jurist, voor" in page.text
    sent = {"outcome": "answered", "reason": "Dat zochten wij uit.", "text": "Dat weten wij niet."}
    officer.send(address, **sent)
    assert "Dat weten wij niet." in visit.get(hour.path).text
    assert "1 vraag uit het vragenuur, voor" in officer.get("/werk").text


def test_a_live_hour_leads_to_the_regie_and_a_coming_one_to_its_plan(
    signed_in_as: SignIn,
) -> None:
    live = make_hour()
    officer = signed_in_as(make_host(live))
    with transaction():
        for days in (3, 30):
            plan = hour_plan(begins_at=clock.now() + timedelta(days=days))
            assert live.round is not None
            operations.plan_hour(live.round, plan, by=COMMAND_LINE)
    links = officer.get("/werk").links()
    assert links["Naar de regie van het vragenuur"].endswith(f"{live.day}/regie")
    assert links["Vragenuur in voorbereiding"].endswith(
        (clock.amsterdam(clock.now() + timedelta(days=3))).date().isoformat()
    )
    assert "vragenuur" not in signed_in_as(make_account(Role.PROGRAMME)).get("/werk").text


def test_what_is_owed_costs_the_same_for_many_hours(hour: QuestionHour) -> None:
    number = hour.round_id

    def count() -> int:
        db.session.rollback()
        db.session.expunge_all()
        rounds = [db.session.get_one(Round, number)]
        with statements() as sent:
            deferred_questions(rounds, reader=COMMAND_LINE)
        return len(sent)

    few = count()
    round = db.session.get_one(Round, number)
    for days in (1, 2, 3):
        another = make_hour(round, begins_at=clock.now() + timedelta(days=days))
        question = make_question(another)
        with transaction():
            operations.defer_question(
                question, owner="de jurist", due=clock.today(), by=COMMAND_LINE
            )
    assert len(deferred_questions([round], reader=COMMAND_LINE)) == 5
    assert count() == few


def test_the_board_of_the_programme_tells_of_late_answers(hour: QuestionHour) -> None:
    bzk = make_account(Role.PROGRAMME).as_actor()
    make_round()
    assert all(Concern.QUESTIONS_LATE not in row.concerns for row in board(reader=bzk))
    overdue()
    worst, *_others = board(reader=bzk)
    assert worst.concerns == (Concern.QUESTIONS_LATE,)
    assert worst.standing.late_questions == 1


def test_who_answers_elsewhere_sees_nothing_of_it(signed_in_as: SignIn, hour: QuestionHour) -> None:
    stranger = signed_in_as(make_host(make_hour()))
    assert "Hoe duur is dit?" not in stranger.get("/werk/antwoorden").text
