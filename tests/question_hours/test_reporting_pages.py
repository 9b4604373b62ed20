"""The page on which staff write the report of an hour, and what the public reads of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from consultation import clock
from consultation.accounts.models import Account
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.question_hours import operations
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.states import HourState
from tests.factories import make_account
from tests.page import Visit
from tests.question_hours.factories import make_host, make_hour, make_question

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]


@pytest.fixture
def hour() -> QuestionHour:
    """An hour that is over, with a question that was answered and one that was not."""
    hour = make_hour()
    answered, _left = make_question(hour, "Past de jas?"), make_question(hour, "Wat komt er nog?")
    with transaction():
        operations.answer_question(answered, "Ja.", by=COMMAND_LINE)
        operations.close_hour(hour, later_owner="Joke Jurist", by=COMMAND_LINE)
    return hour


@pytest.fixture
def officer(signed_in_as: SignIn, hour: QuestionHour) -> Visit:
    return signed_in_as(make_account(Role.OFFICER, organisation=hour.organisation))


def verslag(hour: QuestionHour) -> str:
    assert hour.round is not None
    return f"/werk/rondes/{hour.round.slug}/vragenuur/{hour.day}/verslag"


WHOLE = {
    "recap": "Er komen aparte maten.\n\nDe jas wordt getest.",
    "opening_round": "Waarom nu pas?",
    "central_question": "Wat moet er anders?",
    "ideas": "Laat dragers passen.",
    "links": "Dia's https://www.voorbeeld.nl/dia",
    "quotes-0-text": "Ik draag deze jas elke dag.",
    "quotes-0-speaker": "Dirk Drager",
    "next_steps-0-what": "De jas wordt getest.",
    "next_steps-0-owner": "de inkoper",
    "next_steps-0-day": "01-12-2026",
}


def test_the_report_is_written_and_made_public(
    officer: Visit, hour: QuestionHour, visit: Visit
) -> None:
    page = officer.get(verslag(hour))
    assert "Schrijf in een paar punten op wat er is gezegd." in page.text
    assert "Joke Jurist" in page.text
    page = officer.send(verslag(hour), "/verslag", **WHOLE)
    assert "Er ontbreekt niets." in page.text
    assert page.form("/verslag")["recap"] == "Er komen aparte maten.\nDe jas wordt getest."
    assert page.form("/verslag")["next_steps-0-day"] == "2026-12-01"
    page = officer.send(verslag(hour), "/openbaar")
    assert "Dit verslag is openbaar sinds" in page.text
    db.session.expire_all()
    assert hour.state(clock.now()) is HourState.REPORTED
    assert hour.ideas == ["Laat dragers passen."]
    text = visit.get(hour.path).text
    assert "De jas wordt getest." in text
    assert "1 december 2026" in text
    assert "Ik draag deze jas" not in text, "a quote that was not approved"
    officer.send(verslag(hour), "/verslag", **{"quotes-0-is_approved": "y"})
    assert "Ik draag deze jas elke dag. Dirk Drager" in visit.get(hour.path).text


def test_a_name_is_taken_off_on_request(officer: Visit, hour: QuestionHour, visit: Visit) -> None:
    assert "Ingrid Inkoper" in visit.get(hour.path).text
    page = officer.get(verslag(hour))
    ticked = [one["value"] for one in page.soup.select("input[name=names][checked]")]
    assert ticked == ["1", "2"]
    officer.send_from(page, verslag(hour), "/verslag", names="1")
    text = visit.get(hour.path).text
    assert "Ingrid Inkoper" not in text
    assert "Gerda Gespreksleider" in text


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"recap": "a" * 501}, "langer dan 500 tekens"),
        ({"links": "geen adres"}, "http"),
        ({"quotes-0-text": ""}, "Schrijf op wat er is gezegd, of maak deze rij leeg."),
        ({"next_steps-0-what": ""}, "Schrijf op wat er gaat gebeuren, of maak de rij leeg."),
        ({"next_steps-0-day": "straks"}, "Schrijf een datum zoals 20-11-2026."),
    ],
)
def test_what_cannot_be_is_given_back(
    officer: Visit, hour: QuestionHour, changes: dict[str, str], line: str
) -> None:
    sent = {**WHOLE, **changes}
    page = officer.send(verslag(hour), "/verslag", status=422, **sent)
    (error,) = page.errors()
    assert line in error
    assert page.form("/verslag")["opening_round"] == WHOLE["opening_round"]
    db.session.expire_all()
    assert hour.recap == []


def test_a_row_is_added_while_saving(officer: Visit, hour: QuestionHour) -> None:
    page = officer.send(verslag(hour), "/verslag", **{**WHOLE, "meer": "uitspraken"})
    assert page.soup.find(id="quotes-1-text")
    assert page.soup.find(id="next_steps-1-what")


def test_the_gate_holds_until_nothing_is_missing(officer: Visit, hour: QuestionHour) -> None:
    page = officer.get(verslag(hour))
    address = page.soup.select_one(".checklist a")["href"]
    assert officer.get(address.partition("#")[0]).soup.find(id="recap")
    token = page.form("/verslag")["csrf_token"]
    page = officer.post(f"{verslag(hour)}/openbaar", {"csrf_token": token}, status=409)
    assert "Schrijf in een paar punten op wat er is gezegd." in page.errors()
    db.session.expire_all()
    assert hour.reported_at is None


def test_there_is_no_report_before_the_end(signed_in_as: SignIn) -> None:
    hour = make_hour(begins_at=clock.now() + timedelta(hours=2))
    officer = signed_in_as(make_account(Role.OFFICER, organisation=hour.organisation))
    page = officer.get(verslag(hour))
    assert "Een verslag komt na het vragenuur." in page.text
    assert not page.soup.find(id="recap")


def test_a_moderator_writes_and_an_officer_publishes(
    signed_in_as: SignIn, hour: QuestionHour
) -> None:
    moderator = signed_in_as(make_account(Role.MODERATOR, organisation=hour.organisation))
    page = moderator.send(verslag(hour), "/verslag", **WHOLE)
    assert "Maak het verslag openbaar" not in page.text
    token = page.form("/verslag")["csrf_token"]
    moderator.post(f"{verslag(hour)}/openbaar", {"csrf_token": token}, status=403)
    outsider = signed_in_as(make_host(make_hour()))
    outsider.get(verslag(hour), status=403)
    panel = signed_in_as(make_account(Role.PANEL_MEMBER, organisation=hour.organisation))
    panel.get(verslag(hour), status=403)
