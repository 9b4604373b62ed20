"""Asking without a script: look it over, send it, get a number; and no word is ever lost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from consultation import clock
from consultation.accounts.models import BrowserSession
from consultation.contributions.models import Submission
from consultation.contributions.queries import addresses_of
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.errors import Refused
from consultation.logbook import COMMAND_LINE, SYSTEM, transaction
from consultation.mail import Letter
from consultation.question_hours import operations
from consultation.question_hours.models import LiveQuestion, QuestionHour, Support
from tests.page import Page, Visit
from tests.question_hours.factories import make_hour, make_question
from tests.question_hours.test_pages import address_of, close

WORDS = "Waar lever ik mijn oude jas in?"


def looked_over(visit: Visit, hour: QuestionHour, words: str = WORDS, **more: Any) -> Page:
    """The page on which a question is looked over."""
    return visit.send(address_of(hour), "nakijken", tekst=words, **more)


def asked() -> LiveQuestion:
    return db.session.query(LiveQuestion).one()


def test_a_question_gets_a_number_and_a_receipt(visit: Visit) -> None:
    hour = make_hour()
    page = looked_over(visit, hour)
    assert page.h1 == "Klopt uw vraag?"
    assert db.session.query(LiveQuestion).count() == 0, "looking over keeps nothing"
    page = visit.send_from(page, "", "sturen")
    assert page.h1 == "Uw vraag is nummer 1"
    question = asked()
    assert question.submission.receipt
    assert question.submission.receipt in page.text
    assert question.state is ContributionState.RECEIVED
    assert "U kunt deze pagina rustig sluiten." in page.text
    own = visit.get(address_of(hour)).soup.select_one("[data-lijst=mijn]")
    assert WORDS in own.get_text()  # type: ignore[union-attr]
    receipt = visit.get(f"/ontvangst/{question.submission.receipt}")
    assert WORDS in receipt.text, "the browser holds its secret key"


def test_others_do_not_see_it_before_it_is_placed(database: Flask, visit: Visit) -> None:
    hour = make_hour()
    visit.send_from(looked_over(visit, hour), "", "sturen")
    stranger = Visit(database)
    assert WORDS not in stranger.get(address_of(hour)).text
    stranger.get(f"{address_of(hour)}/vraag/1", status=404)


def test_two_presses_give_one_question(visit: Visit) -> None:
    hour = make_hour()
    page = looked_over(visit, hour)
    first, again = (visit.send_from(page, "", "sturen") for _n in range(2))
    assert first.h1 == again.h1 == "Uw vraag is nummer 1"
    asked()


def test_a_changed_question_under_an_old_key_is_not_lost(visit: Visit) -> None:
    hour = make_hour()
    page = looked_over(visit, hour)
    visit.send_from(page, "", "sturen")
    page = visit.send_from(page, "", "sturen", tekst="Iets anders?", status=422)
    assert page.form("sturen")["tekst"] == "Iets anders?"
    assert visit.send_from(page, "", "sturen").h1 == "Uw vraag is nummer 2"


def test_a_question_can_be_about_a_section(visit: Visit) -> None:
    hour = make_hour()
    assert hour.round is not None
    assert hour.round.version is not None
    section = hour.round.version.sections[2]
    page = looked_over(visit, hour, paragraaf=section.permanent_id)
    visit.send_from(page, "", "sturen")
    assert asked().section_permanent_id == section.permanent_id


@pytest.mark.parametrize("words", ["", "   ", "a" * 1001])
def test_an_impossible_question_is_given_back(visit: Visit, words: str) -> None:
    hour = make_hour()
    page = looked_over(visit, hour, words, status=422)
    assert page.errors()
    assert page.form("sturen")["tekst"] == words.strip()
    page = visit.send_from(page, "", "sturen", tekst=words, status=422)
    assert page.errors()
    assert page.form("sturen")["tekst"] == words.strip()
    assert db.session.query(LiveQuestion).count() == 0


def test_the_longest_question_that_fits_is_taken(visit: Visit) -> None:
    hour = make_hour()
    visit.send_from(looked_over(visit, hour, "a" * 1000), "", "sturen")
    asked()


def test_a_token_that_is_over_gives_the_text_back(visit: Visit) -> None:
    hour = make_hour()
    page = looked_over(visit, hour)
    visit.client.delete_cookie("sessie")
    page = visit.send_from(page, "", "sturen", status=422)
    assert "U was te lang weg. Uw tekst staat er nog." in page.errors()[0]
    assert page.form("sturen")["tekst"] == WORDS
    assert visit.send_from(page, "", "sturen").h1 == "Uw vraag is nummer 1"


def test_after_the_hour_the_text_can_go_as_a_reaction(visit: Visit) -> None:
    hour = make_hour()
    page = looked_over(visit, hour)
    close(hour)
    with clock.frozen(clock.now() + timedelta(minutes=6)):
        page = visit.send_from(page, "", "sturen", status=409)
        assert "Dit vragenuur is voorbij." in page.errors()[0]
        assert page.form("reageren")["tekst"] == WORDS
        page = visit.send_from(page, "", "reageren")
    assert page.h1 == "Klopt dit?"
    assert WORDS in page.text


def test_what_may_be_personal_is_hinted_at(visit: Visit) -> None:
    page = looked_over(visit, make_hour(), "Bel Jan op 06-12345678.")
    assert "U schreef misschien een telefoonnummer op (06-12345678)" in page.text


def test_machines_are_not_heard(visit: Visit) -> None:
    page = looked_over(visit, make_hour())
    visit.send_from(page, "", "sturen", website="https://koop.nl", status=422)
    assert db.session.query(LiveQuestion).count() == 0


def test_a_crowd_may_ask_but_one_browser_not_without_end(visit: Visit) -> None:
    hour = make_hour()
    for number in range(10):
        visit.send_from(looked_over(visit, hour, f"Vraag {number}?"), "", "sturen")
    page = looked_over(visit, hour, "Nog een vraag?")
    page = visit.send_from(page, "", "sturen", status=422)
    assert page.form("sturen")["tekst"] == "Nog een vraag?"


# --- an address for the answer ---------------------------------------------------------------


def code_in_mail() -> str:
    letter = db.session.query(Letter).order_by(Letter.id.desc()).first()
    assert letter is not None
    return re.search(r"\d{6}", letter.subject)[0]  # type: ignore[index]


def test_an_address_is_confirmed_while_the_question_is_in(visit: Visit) -> None:
    hour = make_hour()
    page = visit.send_from(looked_over(visit, hour), "", "sturen", email="sanne@voorbeeld.nl")
    assert page.h1 == "Vul de code in"
    assert "Uw vraag is nummer 1." in page.soup.get_text()
    question = asked()
    assert question.state is ContributionState.RECEIVED, "a question never waits for a code"
    assert question.submission.email_confirmed_at is None
    visit.send_from(page, "", "bevestigen", code=code_in_mail())
    db.session.rollback()
    assert asked().submission.email_confirmed_at is not None


def test_an_address_can_be_given_later_by_its_asker_alone(database: Flask, visit: Visit) -> None:
    hour = make_hour()
    page = visit.send_from(looked_over(visit, hour), "", "sturen")
    address = page.links()["Stuur mij het antwoord per e-mail"]
    assert visit.send(address, "antwoord-per-mail", email="geen adres", status=422).errors()
    page = visit.send(address, "antwoord-per-mail", email="sanne@voorbeeld.nl")
    assert page.h1 == "Vul de code in"
    with transaction():
        operations.place_question(asked(), by=COMMAND_LINE)
    Visit(database).get(address, status=403)


def test_an_unconfirmed_address_hears_of_nothing_else(visit: Visit) -> None:
    hour = make_hour()
    visit.send_from(looked_over(visit, hour), "", "sturen", email="sanne@voorbeeld.nl")
    assert hour.round_id is not None
    assert addresses_of(hour.round_id, reader=SYSTEM) == []
    with transaction():
        db.session.query(Submission).one().confirm(clock.now())
    assert len(addresses_of(hour.round_id, reader=SYSTEM)) == 1


# --- wanting to know too ---------------------------------------------------------------------


def test_what_could_not_be_kept_is_nobodys_own(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number in the database that came free is given to the next who asks."""

    def fails(*_given: object, **_named: object) -> str:
        raise Refused("confirmed_already")

    hour = make_hour()
    monkeypatch.setattr("consultation.contributions.operations.ask_address", fails)
    page = looked_over(visit, hour)
    visit.send_from(page, "", "sturen", email="sanne@voorbeeld.nl", status=422)
    assert db.session.query(Submission).count() == 0
    kept = db.session.scalars(db.select(BrowserSession.content)).all()
    assert not any(one.get("keys") for one in kept)


def test_wanting_to_know_too_is_a_switch(visit: Visit) -> None:
    hour = make_hour()
    make_question(hour)
    address = visit.get(address_of(hour)).links()["Ik wil dit ook weten : vraag 1"]
    for _turn in range(2):
        page = visit.send(address, "ook-weten")
        assert "1 mens wil dit ook weten" in page.text
        page = visit.send(address, "ook-weten")
        assert "wil dit ook weten" not in page.text.split("Ik wil dit ook weten")[0]
    assert db.session.query(Support).count() == 0


def test_one_browser_counts_once(database: Flask, visit: Visit) -> None:
    hour = make_hour()
    make_question(hour)
    form = visit.get(f"{address_of(hour)}/vraag/1/ook-weten")
    for _press in range(2):
        visit.send_from(form, "", "ook-weten")
    assert db.session.query(Support).count() == 1
    Visit(database).send(f"{address_of(hour)}/vraag/1/ook-weten", "ook-weten")
    assert db.session.query(Support).count() == 2


def test_a_question_that_is_not_there_is_not_wanted(visit: Visit) -> None:
    hour = make_hour()
    make_question(hour, is_placed=False)
    visit.get(f"{address_of(hour)}/vraag/1/ook-weten", status=404)
    visit.get(f"{address_of(hour)}/vraag/7/ook-weten", status=404)


def test_a_shared_computer_forgets_what_was_asked(visit: Visit) -> None:
    hour = make_hour()
    page = visit.send_from(looked_over(visit, hour), "", "sturen")
    receipt = visit.get(page.links()["Bekijk uw ontvangstbewijs"])
    visit.send_from(receipt, "", "vergeet")
    assert WORDS not in visit.get(address_of(hour)).text
    assert visit.client.get(f"{address_of(hour)}/mijn").get_json()["vragen"] == []
