"""Steps that journeys share, and what is asked of the database on the way."""

import re

from consultation.contributions.models import Contribution, Submission
from consultation.database import db
from consultation.mail import Letter
from consultation.rounds.models import Round
from tests.browser.visitor import Visitor

WORDS = "De jas houdt geen water tegen als je hem vaak wast."
RECEIPT = re.compile(r"MD-[2-9A-Z]{4}-[2-9A-Z]{2}")


def section_address(round: Round) -> str:
    """The address of a section that asks for reactions."""
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


def receipts() -> list[str]:
    """The numbers that were given out."""
    db.session.rollback()
    given = db.session.scalars(db.select(Submission.receipt).where(Submission.receipt.is_not(None)))
    return [number or "" for number in given]


def texts() -> list[str]:
    """The public words of everything that was said, in the order in which it came."""
    db.session.rollback()
    said = db.session.scalars(db.select(Contribution).order_by(Contribution.id))
    return [one.text.public_part for one in said]


def write(visitor: Visitor, words: str = WORDS) -> None:
    """From a section to the check page."""
    visitor.press("Reageer", "link")
    visitor.page.locator("#tekst").wait_for()
    visitor.page.locator("#tekst").fill(words)
    visitor.press("Kijk mijn reactie na")


def send(visitor: Visitor, email: str = "sanne@voorbeeld.nl") -> None:
    """From the check page to the receipt, with a code from the mail."""
    visitor.page.locator("#email").fill(email)
    visitor.press("Verstuur")
    visitor.page.locator("#code").fill(code_from_mail())
    visitor.press("Klaar")
