"""Hard words are explained where they stand, without a mouse and without a script (R12)."""

import pytest

from tests.browser.conftest import Comes
from tests.browser.site import Site
from tests.factories import make_plan, make_round
from tests.glossary.factories import make_term

TEXTS = ("Elk perceel krijgt een raamovereenkomst.", "Daarna volgt per perceel een zwamvlok.")
SECTIONS = (("1", "Percelen", 1, TEXTS),)

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


@SCRIPT
def test_a_word_leads_to_its_meaning_and_back(site: Site, comes: Comes, javascript: bool) -> None:
    plan = make_plan(sections=SECTIONS)
    make_term(plan, "zwamvlok", meaning="De draden van een paddenstoel.")
    visitor = comes(javascript=javascript)
    round = make_round(plan=plan)
    visitor.go(f"/rondes/{round.slug}/plan/{plan.versions[0].sections[0].permanent_id}")
    page = visitor.page
    page.locator("details:has(.alinea) > summary").click()
    links = page.locator("a.term")
    assert links.all_inner_texts() == ["Percelen", "raamovereenkomst", "zwamvlok"]
    links.nth(2).focus()
    page.keyboard.press("Enter")
    meaning = page.locator("dt:target + dd")
    assert "De draden van een paddenstoel." in meaning.inner_text()
    assert meaning.is_visible()
    visitor.look()
    meaning.get_by_role("link", name="Terug naar de tekst").click()
    assert page.locator("a.term:target").inner_text() == "zwamvlok"
    page.emulate_media(media="print")
    assert page.locator("dl.word-list dd").first.is_visible()
    page.emulate_media(media="screen")
    visitor.press("Zet de uitleg van woorden uit", "link")
    assert links.count() == 0
    assert "De draden van een paddenstoel." not in visitor.text


@SCRIPT
def test_the_list_goes_both_ways(site: Site, comes: Comes, javascript: bool) -> None:
    visitor = comes(javascript=javascript)
    visitor.go("/woorden")
    visitor.fill("Zoek een woord, moeilijk of gewoon", "langlopende afspraak")
    visitor.press("Zoek")
    assert visitor.page.locator("dl.word-list dt").all_inner_texts() == ["raamovereenkomst"]
    visitor.press("Van gewoon naar moeilijk", "link")
    assert visitor.page.locator("dl.word-list dt").all_inner_texts() == ["langlopende afspraak"]
    assert "raamovereenkomst" in visitor.text


def test_explanations_that_are_off_stay_off_in_the_next_section(site: Site, comes: Comes) -> None:
    plan = make_plan(sections=(*SECTIONS, ("2", "Meer percelen", 1, TEXTS)))
    round = make_round(plan=plan)
    here, there = (
        f"/rondes/{round.slug}/plan/{section.permanent_id}" for section in plan.versions[0].sections
    )
    visitor = comes()
    visitor.go(here)
    visitor.press("Zet de uitleg van woorden uit", "link")
    visitor.go(there)
    assert visitor.page.locator("a.term").count() == 0
    assert "Moeilijke woorden in deze paragraaf" not in visitor.text
    assert not visitor.page.context.cookies()
    visitor.press("Leg moeilijke woorden uit", "link")
    assert visitor.page.locator("a.term").count() > 0
    visitor.go(here)
    assert visitor.page.locator("a.term").count() > 0
