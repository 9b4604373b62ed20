"""The whole chain on the demo plan: the gate, the last answer, a second person, the note."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from consultation.answers.queries import coverage
from consultation.contributions.models import Submission
from consultation.database import db
from consultation.demo.loading import load_demo
from consultation.logbook import COMMAND_LINE
from consultation.rounds.models import Round
from consultation.rounds.queries import round_by_slug
from tests.browser.conftest import DESK, PHONE, made_context
from tests.browser.journey import RECEIPT
from tests.browser.site import Site, running_site
from tests.browser.visitor import Visitor

SLUG = "catering-2026"
ANSWER = "Dank u wel. Wij nemen dit mee in het plan."


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as it is loaded, to copy for each test."""
    folder = tmp_path_factory.mktemp("loaded")
    with running_site(folder, profile="demo") as site, site.app.app_context():
        load_demo(lambda _percent, _step: None)
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def demo(loaded: Path, tmp_path: Path) -> Iterator[Site]:
    folder = tmp_path / "demo"
    shutil.copytree(loaded, folder)
    with running_site(folder, profile="demo") as site, site.app.app_context():
        yield site
        db.session.remove()


def look_as(visitor: Visitor, stop: str) -> None:
    """Take a stop of the ten-minute route: one press, as somebody else."""
    visitor.page.goto(visitor.address + "/demo")
    visitor.press(stop)


def round_of_demo() -> Round:
    db.session.rollback()
    return round_by_slug(SLUG, reader=COMMAND_LINE)


def key_of(receipt: str) -> str:
    found = db.session.scalars(db.select(Submission).where(Submission.receipt == receipt)).one()
    return f"/ontvangst/{receipt}?sleutel={found.secret_key}"


@pytest.mark.parametrize(
    ("javascript", "screen"), [(True, PHONE), (False, DESK)], ids=["phone", "no script"]
)
def test_the_gate_refuses_then_a_second_person_publishes(
    chromium: Browser, demo: Site, javascript: bool, screen: dict[str, object]
) -> None:
    with made_context(chromium, javascript=javascript, **screen) as (page, mirror):
        visitor = Visitor(page, demo.address, mirror)
        last = refused_at_one_below_all(visitor)
        answer_the_last(visitor)
        assert coverage(round_of_demo(), reader=COMMAND_LINE).percent == 100
        look_as(visitor, "Terug naar de antwoordnota")
        visitor.press("Leg voor aan een tweede persoon")
        visitor.press("Keur de nota goed")
        assert "Wie de nota voorlegt, keurt haar niet zelf goed." in visitor.text
        publish_as_another(visitor)
        read_the_note(visitor, last)


def refused_at_one_below_all(visitor: Visitor) -> str:
    """Try to submit; the number of the input that lacks an outcome is named."""
    look_as(visitor, "Naar de antwoordnota, als inkoper")
    visitor.press("Leg voor aan een tweede persoon")
    assert round_of_demo().answered_at is None
    found = RECEIPT.search(visitor.text)
    assert found, visitor.text
    return found.group()


def answer_the_last(visitor: Visitor) -> None:
    """Open the one input that waits, choose an outcome, give a reason and an answer."""
    look_as(visitor, "Naar de antwoorden, als inkoper")
    visitor.page.locator("ol.item-list a.receipt-number").first.click()
    visitor.look()
    visitor.page.locator("#antwoord input[name=outcome]").first.check()
    visitor.page.locator("#reason").fill("Dit past bij het doel van het plan.")
    visitor.page.locator("#text").fill(ANSWER)
    visitor.page.locator("#antwoord").get_by_role("button", name="Bewaar en volgende").click()
    visitor.look()


def publish_as_another(visitor: Visitor) -> None:
    look_as(visitor, "Naar de antwoordnota, als tweede rondemanager")
    visitor.press("Keur de nota goed")
    visitor.page.get_by_role("link", name=re.compile("^Publiceer en stuur")).first.click()
    visitor.look()
    visitor.page.get_by_role("button", name=re.compile("^Publiceer en stuur")).first.click()
    visitor.look()
    assert round_of_demo().answered_at is not None


def read_the_note(visitor: Visitor, receipt: str) -> None:
    """A citizen finds the outcome by its number, and its author on the status page."""
    visitor.page.context.clear_cookies()
    visitor.go(f"/rondes/{SLUG}/antwoordnota")
    assert visitor.h1 == "Wat deden wij met de reacties?"
    visitor.page.locator("#nummer").fill(receipt)
    visitor.press("Zoek")
    assert ANSWER in visitor.page.locator("#gevonden").locator("..").inner_text()
    visitor.go(key_of(receipt))
    assert ANSWER in visitor.text


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_story_on_the_home_page_is_one_press_away(
    chromium: Browser, demo: Site, javascript: bool
) -> None:
    with made_context(chromium, javascript=javascript, **PHONE) as (page, mirror):
        visitor = Visitor(page, demo.address, mirror)
        for words in ("Dit schreef iemand", "Dit antwoordden wij", "Deze zin veranderde"):
            visitor.go("/")
            visitor.press(words, "link")
            assert visitor.path != "/"
