"""Somebody reacts for the first time: by thumb, by keyboard, and without a script (J1, J2)."""

import re

from consultation.database import db
from consultation.mail import Letter
from consultation.rounds.models import Round
from tests.browser.conftest import Comes
from tests.browser.site import Site
from tests.factories import make_round

WORDS = "De jas houdt geen water tegen als je hem vaak wast."
RECEIPT = re.compile(r"MD-[2-9A-Z]{4}-[2-9A-Z]{2}")


def section_address(round: Round) -> str:
    assert round.version is not None
    return f"/rondes/{round.slug}/plan/{round.version.sections[2].permanent_id}"


def code_from_mail() -> str:
    """The six figures from the newest letter."""
    db.session.rollback()
    letter = db.session.scalars(db.select(Letter).order_by(Letter.id.desc())).first()
    assert letter is not None
    found = re.search(r"\b\d{6}\b", letter.text)
    assert found
    return found.group()


def test_a_newcomer_on_a_phone_needs_four_actions_and_two_fields(site: Site, comes: Comes) -> None:
    visitor = comes()
    visitor.go(section_address(make_round()))
    visitor.press("Reageer", "link")
    needed = visitor.page.locator("[aria-required=true]").count()
    visitor.page.locator("#tekst").fill(WORDS)
    visitor.press("Kijk mijn reactie na")
    needed += visitor.page.locator("[aria-required=true]").count()
    visitor.page.locator("#email").fill("sanne@voorbeeld.nl")
    visitor.press("Verstuur")
    visitor.page.locator("#code").fill(code_from_mail())
    visitor.press("Klaar")
    assert visitor.h1 == "Uw reactie is binnen. Dank u wel."
    assert RECEIPT.search(visitor.text)
    assert visitor.actions == 4
    assert needed <= 2
