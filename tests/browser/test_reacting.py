"""Somebody reacts for the first time: by thumb, by keyboard, and without a script (J1, J2)."""

import pytest

from tests.browser.conftest import DESK, Comes
from tests.browser.journey import (
    RECEIPT,
    WORDS,
    code_from_mail,
    receipts,
    section_address,
    send,
    texts,
    write,
)
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.factories import make_round

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


def needed_fields(visitor: Visitor) -> int:
    return visitor.page.locator("[aria-required=true]").count()


@SCRIPT
def test_a_newcomer_on_a_phone_needs_four_actions_and_two_fields(
    site: Site, comes: Comes, javascript: bool
) -> None:
    visitor = comes(javascript=javascript)
    visitor.go(section_address(make_round()))
    visitor.press("Reageer", "link")
    visitor.page.locator("#tekst").wait_for()
    needed = needed_fields(visitor)
    visitor.page.locator("#tekst").fill(WORDS)
    visitor.press("Kijk mijn reactie na")
    needed += needed_fields(visitor)
    send(visitor)
    assert visitor.h1 == "Uw reactie is binnen. Dank u wel."
    assert RECEIPT.search(visitor.text)
    assert (visitor.actions, needed) == (4, 1), "U1 and U2: the text, and an address or none"
    assert texts() == [WORDS]


@SCRIPT
def test_without_an_address_it_takes_three(site: Site, comes: Comes, javascript: bool) -> None:
    visitor = comes(javascript=javascript)
    visitor.go(section_address(make_round()))
    write(visitor)
    visitor.press("Ik heb geen e-mailadres: verstuur zonder")
    assert receipts()[0] in visitor.text
    assert visitor.actions == 3


def test_who_comes_back_is_known_and_needs_three(site: Site, comes: Comes) -> None:
    visitor = comes()
    address = section_address(make_round())
    visitor.go(address)
    write(visitor)
    send(visitor)
    visitor.actions = 0
    visitor.go(address)
    write(visitor, "En de broek is te kort.")
    assert visitor.page.locator("#email").input_value() == "sanne@voorbeeld.nl"
    visitor.press("Verstuur")
    assert visitor.h1 == "Uw reactie is binnen. Dank u wel."
    assert visitor.actions == 3
    assert len(receipts()) == 2


def test_the_form_is_touched_with_a_thumb(site: Site, comes: Comes) -> None:
    visitor = comes()
    visitor.go(section_address(make_round()))
    visitor.can_be_touched()
    visitor.page.get_by_role("link", name="Reageer", exact=True).first.tap()
    visitor.page.locator("#tekst").wait_for()
    visitor.can_be_touched()


class Keys:
    """Somebody who has no mouse. `stops` counts how often Tab was pressed."""

    def __init__(self, visitor: Visitor) -> None:
        self.page = visitor.page
        self.stops = 0

    def tab_to(self, selector: str, most: int = 12) -> None:
        """Press Tab until this element has the focus."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            self.stops += 1
            if self.page.locator(f":is({selector}):focus").count():
                return
        pytest.fail(f"{selector} was not reached in {most} stops")

    def enter(self) -> None:
        """Press Enter on what has the focus, and wait for what comes."""
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state("load")


@SCRIPT
def test_eight_stops_of_the_keyboard_are_enough(site: Site, comes: Comes, javascript: bool) -> None:
    visitor = comes(javascript=javascript, **DESK)
    keys = Keys(visitor)
    visitor.go(section_address(make_round()))
    keys.tab_to(".question .button", most=60)
    keys.stops = 0
    keys.enter()
    visitor.page.locator("#tekst").wait_for()
    visitor.look()
    keys.tab_to("#tekst")
    visitor.page.keyboard.type(WORDS)
    keys.tab_to("#alinea")
    visitor.page.keyboard.press("ArrowDown")
    keys.tab_to("#formulier [type=submit], [data-keep] [type=submit]")
    keys.enter()
    visitor.page.wait_for_url("**/controle*")
    visitor.look()
    keys.tab_to("#email")
    visitor.page.keyboard.type("sanne@voorbeeld.nl")
    keys.tab_to("[value=verstuur]")
    assert keys.stops <= 8, "U6"
    keys.enter()
    visitor.page.wait_for_url("**/bevestigen*")
    visitor.look()
    keys.tab_to("#code", most=30)
    visitor.page.keyboard.type(code_from_mail())
    keys.enter()
    visitor.page.wait_for_url("**/ontvangst/*")
    visitor.look()
    assert visitor.h1 == "Uw reactie is binnen. Dank u wel."
    assert "alinea 1" in visitor.text


@SCRIPT
def test_an_error_is_summed_up_and_leads_to_its_field(
    site: Site, comes: Comes, javascript: bool
) -> None:
    visitor = comes(javascript=javascript)
    visitor.go(section_address(make_round()) + "/reageren")
    visitor.press("Kijk mijn reactie na")
    assert visitor.page.title().startswith("Fout: ")
    summary = visitor.page.locator(".form-summary")
    if javascript:
        assert visitor.page.locator(".form-summary:focus").count() == 1
    summary.get_by_role("link").first.click()
    assert visitor.page.locator("#tekst:focus").count() == 1


def test_reactions_can_be_switched_off(site: Site, comes: Comes) -> None:
    visitor = comes()
    visitor.go(section_address(make_round()) + "?reacties=uit")
    assert visitor.page.locator(".reaction").count() == 0
