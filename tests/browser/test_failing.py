"""What goes wrong on the way takes no word from anybody (F1, F8, F10 to F13, F16, F21; U3)."""

from datetime import timedelta
from typing import Any

import pytest

from consultation import clock
from consultation.contributions import operations
from consultation.contributions.states import LIMIT
from consultation.logbook import transaction
from consultation.rounds.models import Round
from tests.browser.conftest import Comes
from tests.browser.journey import (
    WORDS,
    receipts,
    section_address,
    send,
    texts,
    write,
)
from tests.browser.site import Site
from tests.factories import make_round

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


def closes_in(round: Round, minutes: int) -> None:
    """Let the clock stand so many minutes before (or after) the closing of a round."""
    assert round.closes_at is not None
    clock.set_offset(timedelta())
    clock.set_offset(round.closes_at - timedelta(minutes=minutes) - clock.now())


@SCRIPT
def test_closing_while_somebody_types(site: Site, comes: Comes, javascript: bool) -> None:
    round = make_round()
    visitor = comes(javascript=javascript)
    closes_in(round, 5)
    visitor.go(section_address(round) + "/reageren")
    assert "Deze ronde sluit op" in visitor.text
    visitor.page.locator("#tekst").fill(WORDS)
    closes_in(round, -10)
    visitor.press("Kijk mijn reactie na")
    assert "De ronde is net gesloten" in visitor.text
    visitor.press("Ik heb geen e-mailadres: verstuur zonder")
    assert receipts()[0] in visitor.text


def test_too_late_is_kept_and_told(site: Site, comes: Comes) -> None:
    round = make_round()
    visitor = comes()
    closes_in(round, 5)
    visitor.go(section_address(round))
    write(visitor)
    closes_in(round, -60)
    visitor.press("Ik heb geen e-mailadres: verstuur zonder")
    assert "kwam na de sluiting binnen" in visitor.text
    assert texts() == [WORDS]


def test_an_address_that_is_not_confirmed(site: Site, comes: Comes) -> None:
    visitor = comes()
    visitor.go(section_address(make_round()))
    write(visitor)
    visitor.page.locator("#email").fill("sanne@voorbeeld.nl")
    visitor.press("Verstuur")
    visitor.fill("De zes cijfers", "000000")
    visitor.press("Klaar")
    assert "Deze code klopt niet" in visitor.text
    visitor.press("Ga verder zonder e-mail")
    assert receipts()[0] in visitor.text
    assert texts() == [WORDS]


@SCRIPT
def test_too_long_a_text_is_cut_and_not_lost(site: Site, comes: Comes, javascript: bool) -> None:
    sentence = "De jas is te kort en te dun voor wie buiten werkt. "
    long = (sentence * 110).strip()
    assert len(long) > LIMIT
    visitor = comes(javascript=javascript)
    visitor.go(section_address(make_round()) + "/reageren")
    visitor.page.locator("#tekst").fill(long)
    if javascript:
        assert "tekens te veel. Niets is weg." in visitor.page.locator("main").inner_text()
    visitor.press("Kijk mijn reactie na")
    assert "te lang. Niets is weg." in visitor.text
    assert visitor.page.locator("#tekst").input_value() == long
    visitor.press("Knip in 2 reacties")
    assert visitor.h1 == "Klopt dit?"
    assert " ".join(texts()) == long


def test_the_longest_text_that_fits_is_taken(site: Site, comes: Comes) -> None:
    longest = ("woord " * LIMIT)[: LIMIT - 1] + "."
    visitor = comes()
    visitor.go(section_address(make_round()) + "/reageren")
    visitor.page.locator("#tekst").fill(longest)
    visitor.press("Kijk mijn reactie na")
    assert visitor.h1 == "Klopt dit?", "U4"
    assert texts() == [longest]


@SCRIPT
def test_a_session_that_is_over(site: Site, comes: Comes, javascript: bool) -> None:
    visitor = comes(javascript=javascript)
    visitor.go(section_address(make_round()) + "/reageren")
    visitor.page.locator("#tekst").fill(WORDS)
    visitor.page.context.clear_cookies()
    visitor.press("Kijk mijn reactie na")
    assert "U was te lang weg. Uw tekst staat er nog." in visitor.text
    assert visitor.page.locator("#tekst").input_value() == WORDS
    visitor.press("Kijk mijn reactie na")
    assert visitor.h1 == "Klopt dit?"
    assert texts() == [WORDS]


@SCRIPT
def test_sending_twice_gives_one_receipt(site: Site, comes: Comes, javascript: bool) -> None:
    visitor = comes(javascript=javascript)
    visitor.go(section_address(make_round()))
    write(visitor)
    visitor.press("Ik heb geen e-mailadres: verstuur zonder")
    visitor.page.go_back()
    visitor.look()
    assert len(receipts()) == 1
    assert receipts()[0] in visitor.text


def test_two_presses_at_once_give_one_receipt(site: Site, comes: Comes) -> None:
    visitor = comes(javascript=False)
    visitor.go(section_address(make_round()))
    write(visitor)
    visitor.page.get_by_role("button", name="Ik heb geen e-mailadres").dblclick()
    visitor.page.wait_for_url("**/ontvangst/*")
    assert len(receipts()) == 1
    assert receipts()[0] in visitor.text


@SCRIPT
def test_a_telephone_number_can_be_taken_out(site: Site, comes: Comes, javascript: bool) -> None:
    visitor = comes(javascript=javascript)
    visitor.go(section_address(make_round()))
    write(visitor, "Bel Jan op 06-12345678. De jas lekt.")
    assert "U schreef misschien een telefoonnummer op (06-12345678)" in visitor.text
    visitor.press("Haal weg")
    assert "telefoonnummer" not in visitor.text
    assert texts() == ["Bel Jan op [weggehaald]. De jas lekt."]


def test_a_telephone_number_may_stay(site: Site, comes: Comes) -> None:
    visitor = comes()
    visitor.go(section_address(make_round()))
    write(visitor, "Bel Jan op 06-12345678. De jas lekt.")
    visitor.press("Laat staan", "link")
    visitor.press("Ik heb geen e-mailadres: verstuur zonder")
    assert texts() == ["Bel Jan op 06-12345678. De jas lekt."]


@SCRIPT
def test_a_fault_of_ours_gives_the_text_back(
    site: Site, comes: Comes, monkeypatch: pytest.MonkeyPatch, javascript: bool
) -> None:
    def fail(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("the disk is full")

    visitor = comes(javascript=javascript)
    visitor.go(section_address(make_round()) + "/reageren")
    visitor.page.locator("#tekst").fill(WORDS)
    with monkeypatch.context() as broken:
        broken.setattr(operations, "draft_submission", fail)
        visitor.press("Kijk mijn reactie na")
        assert "Er ging iets mis bij ons." in visitor.text
        assert visitor.page.locator("textarea").input_value() == WORDS
    visitor.press("Probeer het opnieuw")
    assert visitor.h1 == "Klopt dit?"
    assert texts() == [WORDS]


def test_a_lost_connection_leaves_the_text_where_it_is(site: Site, comes: Comes) -> None:
    address = section_address(make_round())
    visitor = comes()
    visitor.go(address)
    visitor.press("Reageer", "link")
    visitor.page.locator("#tekst").wait_for()
    visitor.page.locator("#tekst").fill(WORDS)
    visitor.page.context.set_offline(True)
    visitor.press("Kijk mijn reactie na")
    assert "Geen verbinding. Uw tekst staat nog op dit apparaat" in visitor.text
    assert visitor.page.locator("#tekst").input_value() == WORDS
    visitor.page.context.set_offline(False)
    visitor.go(address + "/reageren")
    assert visitor.page.locator("#tekst").input_value() == WORDS, "the tab remembers"
    visitor.press("Kijk mijn reactie na")
    visitor.go(address + "/reageren")
    assert visitor.page.locator("#tekst").input_value() == "", "the site has it now"
    assert texts() == [WORDS]


def test_a_number_that_got_lost_comes_by_mail(site: Site, comes: Comes) -> None:
    visitor = comes()
    visitor.go(section_address(make_round()))
    write(visitor)
    send(visitor)
    visitor.go("/ontvangst")
    visitor.page.locator("#email").fill("sanne@voorbeeld.nl")
    visitor.press("Stuur mij mijn nummers")
    assert "Kennen wij dit adres?" in visitor.text


def test_a_round_that_is_closed_says_so_with_the_text(site: Site, comes: Comes) -> None:
    round = make_round()
    visitor = comes()
    visitor.go(section_address(round) + "/reageren")
    visitor.page.locator("#tekst").fill(WORDS)
    visitor.page.locator("[name=geopend]").evaluate("(one) => { one.value = ''; }")
    with transaction():
        round.closes_at = clock.now() - timedelta(minutes=1)
    visitor.press("Kijk mijn reactie na")
    assert "gesloten" in visitor.text
    assert visitor.page.locator("textarea").first.input_value() == WORDS
