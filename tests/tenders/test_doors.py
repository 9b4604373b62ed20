"""The gate at the pages, the socket's form, paper and the API; and the doors of officers."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from consultation.accounts.models import Account
from consultation.contributions.models import Submission
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.permissions import Role
from consultation.rounds.models import Round
from consultation.tenders.models import Tender
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_round
from tests.page import Page, Visit
from tests.question_hours.factories import make_hour
from tests.tenders.factories import ADDRESS, days_from_now, make_tender, section_of

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]
WORDS = "Maak de jas warmer en langer."


@pytest.fixture
def round_() -> Round:
    return make_round()


@pytest.fixture
def officer(signed_in_as: SignIn, round_: Round) -> Visit:
    return signed_in_as(make_account(Role.OFFICER, organisation=round_.organisation))


@pytest.fixture
def run(database: Flask) -> Any:
    def command(*words: str) -> Result:
        return database.test_cli_runner().invoke(args=["tender", *words])

    return command


def form_of(round_: Round, number: str) -> str:
    return f"/rondes/{round_.slug}/plan/{section_of(round_, number)}/reageren"


# --- who reads and reacts -------------------------------------------------------------------


def test_the_pages_tell_before_and_after(visit: Visit, round_: Round) -> None:
    coming = make_tender(round_, "2", notice_on=days_from_now(3))
    here = f"/rondes/{round_.slug}"
    pages = (here, f"{here}/plan", f"{here}/plan/{section_of(round_, '2.1')}", form_of(round_, "2"))
    for path in pages:
        page = visit.get(path)
        assert "Er komt een aanbesteding" in page.text
        assert ADDRESS in page.links().values()
    section = visit.get(pages[2])
    assert any(one.endswith("/reageren#reactie") for one in section.links().values())
    db.session.delete(coming.decisions[0])
    db.session.delete(coming)
    db.session.commit()
    make_tender(round_, "2")
    for path in pages[:3]:
        page = visit.get(path)
        assert "Hierover loopt een aanbesteding: Bedrijfskleding 2027." in page.text
        assert page.links()["Stel uw vraag op TenderNed"] == ADDRESS
    section = visit.get(pages[2])
    assert not [one for one in section.links().values() if "reageren" in one]
    assert "aanbesteding" not in visit.get(f"{here}/plan/{section_of(round_, '3')}").text
    assert "De opdracht is klaar." in visit.get(here).text


def test_what_was_said_stays_public(visit: Visit, round_: Round) -> None:
    make_contribution(round_, WORDS, state=ContributionState.PLACED)
    make_tender(round_)
    assert WORDS in visit.get(f"/rondes/{round_.slug}/reacties").text


def test_the_form_of_a_closed_subject_shows_the_way(visit: Visit, round_: Round) -> None:
    make_tender(round_, "2")
    page = visit.get(form_of(round_, "2.1"), status=409)
    assert ADDRESS in page.links().values()
    assert visit.get(form_of(round_, "3")).h1 == "Uw reactie"


def test_a_text_that_comes_too_late_is_given_back(visit: Visit, round_: Round) -> None:
    path = form_of(round_, "2.1")
    page = visit.get(path)
    make_tender(round_, "2")
    sent = {**page.form("reageren"), "tekst": WORDS, "geopend": ""}
    refused = visit.post(path, sent, status=409)
    assert refused.form("reageren")["tekst"] == WORDS
    assert refused.links()["Stel uw vraag op TenderNed"] == ADDRESS
    assert any("via TenderNed" in line for line in refused.errors())
    assert db.session.query(Submission).count() == 0


def test_a_draft_is_given_back_on_the_check_page(visit: Visit, round_: Round) -> None:
    page = visit.send(form_of(round_, "2.1"), "reageren", tekst=WORDS)
    check = page.answer.request.path
    make_tender(round_, "2")
    refused = visit.send(check, "controle", status=409, actie="zonder")
    assert WORDS in refused.text
    assert ADDRESS in refused.links().values()
    assert db.session.query(Submission).one().receipt is None


def test_an_hour_gives_a_question_back(visit: Visit, round_: Round) -> None:
    hour = make_hour(round_)
    make_tender(round_, "2")
    assert "Hierover loopt een aanbesteding" in visit.get(hour.path).text
    page = visit.post(
        f"{hour.path}/vraag/nakijken",
        {"tekst": "Hoe warm is de jas?", "paragraaf": section_of(round_, "2")},
    )
    refused = visit.send_from(page, hour.path, "sturen", status=409)
    assert refused.form("sturen")["tekst"] == "Hoe warm is de jas?"
    assert ADDRESS in refused.links().values()
    asked = visit.send_from(refused, hour.path, "sturen", paragraaf=section_of(round_, "3"))
    assert "Hoe warm is de jas?" in asked.text


def test_paper_about_a_closed_subject_is_refused_to_staff(officer: Visit, round_: Round) -> None:
    make_tender(round_, "2")
    page = officer.send("/werk/invoer", "invoer", status=422, tekst=WORDS, paragraaf="2.1")
    assert page.form("invoer")["tekst"] == WORDS
    assert any(ADDRESS in line for line in page.errors())
    day = days_from_now(-3).isoformat()
    page = officer.send("/werk/invoer", "invoer", tekst=WORDS, paragraaf="2.1", dag=day)
    assert "Ingevoerd." in page.text


def test_the_api_tells_which_tender_closes_what(database: Flask, round_: Round) -> None:
    make_tender(round_, "2", questions_until=days_from_now(9))
    found = database.test_client().get(f"/api/v1/rondes/{round_.slug}").get_json()
    (tender,) = found["aanbestedingen"]
    assert tender == {
        "titel": "Bedrijfskleding 2027",
        "nummer": "000123",
        "adres": ADDRESS,
        "aankondiging_op": days_from_now(-1).isoformat(),
        "vragen_tot_en_met": days_from_now(9).isoformat(),
        "paragrafen": [section_of(round_, "2")],
        "loopt": True,
    }
    assert round_.category is not None
    chain = database.test_client().get(f"/api/v1/categorieen/{round_.category.slug}").get_json()
    assert next(one for one in chain["keten"] if one["stap"] == "aanbesteding")["bekend"]


# --- officers -------------------------------------------------------------------------------


def fill(visitor: Visit, path: str, *, status: int = 200, **fields: Any) -> Page:
    """Fetch the form of a tender, fill it in and send it."""
    form = visitor.get(path).form(path)
    return visitor.post(path, {**form, **fields}, status=status)


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Bedrijfskleding 2027",
        "number": "000123",
        "address": ADDRESS,
        "notice_on": days_from_now(2).isoformat(),
        "reason": "De opdracht is klaar.",
        **changes,
    }


def test_an_officer_links_changes_and_unlinks(officer: Visit, round_: Round) -> None:
    path = f"/werk/rondes/{round_.slug}/aanbestedingen"
    assert path in officer.get(f"/werk/rondes/{round_.slug}").links().values()
    page = fill(officer, path, **filled(sections=[section_of(round_, "2")]))
    assert "Wie een adres achterliet, krijgt bericht." in page.soup.get_text()
    tender = db.session.query(Tender).one()
    assert tender.sections == [section_of(round_, "2")]
    changed = fill(
        officer, f"{path}/{tender.id}", notice_on=days_from_now(9).isoformat(), reason="Later."
    )
    assert "Reden: Later." in changed.text
    assert db.session.query(Tender).one().sections == [section_of(round_, "2")]
    page = officer.send(f"{path}/{tender.id}/los", "los", reason="Wij stoppen.")
    assert "Losgemaakt" in page.text
    again = officer.send(f"{path}/{tender.id}/los", "los", status=422, reason="Nog eens.")
    assert "al losgemaakt" in " ".join(again.errors())


def test_a_wrong_form_is_given_back(officer: Visit, round_: Round) -> None:
    path = f"/werk/rondes/{round_.slug}/aanbestedingen"
    page = fill(officer, path, status=422, **filled(reason=""))
    assert page.form(path)["title"] == "Bedrijfskleding 2027"
    page = fill(officer, path, status=422, **filled(address="https://elders.example/", number="x"))
    assert len(page.errors()) == 2
    page = fill(officer, path, status=422, **filled(sections=["zomaar"]))
    assert page.errors()
    assert db.session.query(Tender).count() == 0


def test_others_have_no_such_screen(signed_in_as: SignIn, visit: Visit, round_: Round) -> None:
    tender = make_tender(round_)
    moderator = signed_in_as(make_account(Role.MODERATOR, organisation=round_.organisation))
    path = f"/werk/rondes/{round_.slug}/aanbestedingen"
    for one in (path, f"{path}/{tender.id}", f"{path}/{tender.id}/los"):
        moderator.get(one, status=403)
    elsewhere = make_round()
    other = signed_in_as(make_account(Role.OFFICER, organisation=elsewhere.organisation))
    other.get(path, status=403)
    other.get(f"/werk/rondes/{elsewhere.slug}/aanbestedingen/{tender.id}", status=404)


def test_the_command_line_links_too(run: Any, round_: Round) -> None:
    given = ("--title", "Kleding", "--number", "12", "--address", ADDRESS)
    day = days_from_now(-1).isoformat()
    why = ("--reason", "De opdracht is klaar.")
    assert "geen aanbesteding" in run("list", round_.slug).output
    made = run("link", round_.slug, *given, "--notice", day, "--section", "2", *why, "--json")
    told = json.loads(made.output)
    assert (told["running"], told["sections"]) == (True, [section_of(round_, "2")])
    number = str(told["id"])
    assert "(loopt)" in run("list", round_.slug).output
    later = ("--notice", days_from_now(4).isoformat(), "--reason", "Later.")
    assert run("change", round_.slug, number, *later).exit_code == 0
    assert json.loads(run("list", round_.slug, "--json").output)[0]["running"] is False
    assert run("unlink", round_.slug, number, "--reason", "Klaar.").exit_code == 0
    assert json.loads(run("list", round_.slug, "--json").output) == []


def test_the_command_line_refuses_in_the_same_words(run: Any, round_: Round) -> None:
    given = ("--title", "Kleding", "--number", "12", "--notice", days_from_now(1).isoformat())
    why = ("--reason", "Klaar.")
    wrong = run("link", round_.slug, *given, "--address", "https://elders.example/", *why)
    assert (wrong.exit_code, "op TenderNed" in wrong.output) == (1, True)
    right = (*given, "--address", ADDRESS)
    assert "Kies paragrafen" in run("link", round_.slug, *right, "--section", "99", *why).output
    moderator = make_account(Role.MODERATOR, organisation=round_.organisation)
    assert run("link", round_.slug, *right, *why, "--as", moderator.email).exit_code == 1
    assert "hoort niet bij deze ronde" in run("unlink", round_.slug, "7", *why).output
