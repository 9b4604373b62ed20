"""From a category to the right place for a question, by keyboard alone and without a script."""

import pytest

from consultation.categories.operations import set_link, write_colophon
from consultation.categories.states import Colophon, Link, Stage
from consultation.logbook import COMMAND_LINE, transaction
from tests.browser.conftest import Comes
from tests.browser.site import Site
from tests.factories import make_round
from tests.tenders.factories import ADDRESS, days_from_now, make_tender


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_question_finds_its_place_from_the_page_of_a_category(
    site: Site, comes: Comes, javascript: bool
) -> None:
    round_ = make_round()
    category = round_.category
    assert category is not None
    link = Link("https://kalender.voorbeeld.example/", days_from_now(9), "Wij", "Kalender")
    with transaction():
        write_colophon(category, Colophon(contract_contact="c@voorbeeld.nl"), by=COMMAND_LINE)
        set_link(category, Stage.CALENDAR, link, by=COMMAND_LINE)
    make_tender(round_, "2", title="Schoenen 2027")
    visitor = comes(javascript=javascript)
    visitor.go(f"/categorieen/{category.slug}")
    steps = visitor.page.locator("ol.chain > li")
    assert steps.count() == 6
    assert "Kalender" in steps.nth(2).inner_text()
    assert "Nog niet bekend." in steps.nth(5).inner_text()
    visitor.press("Waar hoort mijn vraag?", "link")
    visitor.press("Mijn vraag gaat over een aanbesteding die nu loopt", "link")
    assert visitor.page.get_by_role("link", name="Schoenen 2027").get_attribute("href") == ADDRESS
    visitor.press("Klopt dit niet? Kies opnieuw", "link")
    visitor.press("Mijn vraag gaat over een contract of over geld", "link")
    assert "c@voorbeeld.nl" in visitor.text
    visitor.press("Klopt dit niet? Kies opnieuw", "link")
    visitor.press("Mijn vraag gaat over een plan", "link")
    visitor.press(round_.title, "link")
    assert "Hierover loopt een aanbesteding: Schoenen 2027." in visitor.text
