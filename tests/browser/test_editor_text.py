"""The official text, its order, its origin and its language coach, by keyboard on a phone (W16)."""

import pytest
from playwright.sync_api import expect

from consultation.accounts.models import Account
from consultation.logbook import transaction
from consultation.permissions import Role
from consultation.plans.models import Plan
from consultation.plans.operations import SectionTexts, write_section
from tests.browser.conftest import PHONE, Comes
from tests.browser.editing import (
    at,
    officer_of,
    press_by_keyboard,
    section_of,
    sections_of,
    signed_in,
    tab_to,
)
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.factories import make_account
from tests.plans.factories import make_draft
from tests.plans.versions import FIRST, JACKET, PAY, RETURN, TROUSERS, first_version, next_version

NOTICE = ".notice [role=status]"
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])

LONGER = "De jas houdt water tegen, ook na vijftig keer wassen."
SIZES = "| Maat | Aantal |\n| --- | --- |\n| 48 | 10 |"


def comes_to_edit(comes: Comes, site: Site, plan: Plan, *, javascript: bool = True) -> Visitor:
    return signed_in(comes, site, officer_of(plan), javascript=javascript, **PHONE)


@SCRIPT
def test_a_new_text_becomes_a_new_version(site: Site, comes: Comes, javascript: bool) -> None:
    plan = first_version()
    visitor = comes_to_edit(comes, site, plan, javascript=javascript)
    visitor.go(f"/werk/plannen/{plan.slug}")
    visitor.press("Begin een nieuwe versie")
    visitor.go(at(plan))
    press_by_keyboard(visitor, "a[href$='/tekst']")
    text = visitor.page.locator("#text")
    tab_to(visitor, "#text")
    assert text.input_value() == f"{JACKET}\n\n{TROUSERS}"
    text.fill(f"{LONGER}\n\n{TROUSERS}\n\n{SIZES}")
    press_by_keyboard(visitor, "[value=bekijk]")
    expect(visitor.page.locator(".sheet th")).to_have_text(["Maat", "Aantal"])
    assert [one.text for one in section_of(plan).alineas] == [JACKET, TROUSERS]
    assert LONGER in text.input_value()
    press_by_keyboard(visitor, "[value=bewaar]")
    expect(visitor.page.locator(NOTICE)).to_contain_text("De tekst van 1 Kleding is bewaard.")
    assert "De tekst is gewijzigd sinds dit is geschreven." in visitor.text
    kinds = [(one.text, one.kind) for one in section_of(plan).alineas]
    assert [text for text, _kind in kinds[:2]] == [LONGER, TROUSERS]
    assert kinds[2][1] == "table"
    assert [one.text for one in sections_of(plan, 0)[0].alineas] == [JACKET, TROUSERS]


@SCRIPT
def test_a_text_that_would_lose_a_footnote_says_so(
    site: Site, comes: Comes, javascript: bool
) -> None:
    plan = make_draft()
    visitor = comes_to_edit(comes, site, plan, javascript=javascript)
    visitor.go(f"{at(plan)}/tekst")
    visitor.page.locator("#text").fill("De wet[^1] geldt.")
    visitor.press("Bewaar de tekst")
    assert "De tekst verwijst naar een voetnoot die er niet staat." in visitor.text
    assert visitor.page.locator("#text").input_value() == "De wet[^1] geldt."
    if javascript:
        expect(visitor.page.locator(".form-summary")).to_be_focused()


def test_the_keys_that_are_named_do_what_they_say(site: Site, comes: Comes) -> None:
    plan = make_draft()
    visitor = comes_to_edit(comes, site, plan)
    visitor.go(f"{at(plan)}/tekst")
    assert "naar de volgende" not in visitor.page.locator("[data-editor-keys]").inner_text()
    tab_to(visitor, "#text")
    visitor.page.keyboard.type(f"{LONGER}\n\n")
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Control+s")
    visitor.look()
    assert section_of(plan).alineas[0].text == LONGER


def test_sections_change_places(site: Site, comes: Comes) -> None:
    plan = first_version()
    next_version(plan, *FIRST, publish=False)
    visitor = comes_to_edit(comes, site, plan)
    visitor.go(at(plan, 2))
    press_by_keyboard(visitor, "a[href$='/indeling']")
    tab_to(visitor, "#after")
    visitor.page.keyboard.press("Home")
    press_by_keyboard(visitor, "[value=verplaats]")
    expect(visitor.page.locator(NOTICE)).to_contain_text("verplaatst")
    assert titles(plan) == ["Betalen", "Kleding", "Onderhoud"]
    press_by_keyboard(visitor, "a[href$='/indeling']")
    tab_to(visitor, "#title")
    press_by_keyboard(visitor, "[value=voeg-toe]")
    assert titles(plan) == ["Betalen", "Kleding", "Onderhoud"]
    assert "Fout:" in visitor.page.title()
    visitor.page.locator("#title").fill("Boetes")
    press_by_keyboard(visitor, "[value=voeg-toe]")
    assert visitor.h1 == "Wijzig de tekst"
    assert titles(plan) == ["Betalen", "Boetes", "Kleding", "Onderhoud"]
    visitor.page.goto(f"{site.address}{at(plan, 1)}/indeling")
    visitor.press("Voeg samen met de paragraaf ervoor")
    visitor.press("Ja, voeg samen")
    visitor.page.goto(f"{site.address}{at(plan, 2)}/indeling")
    visitor.press("Verwijder deze paragraaf")
    assert titles(plan) == ["Betalen", "Kleding", "Onderhoud"]
    visitor.press("Ja, verwijder")
    assert titles(plan) == ["Betalen", "Kleding"]


def titles(plan: Plan) -> list[str]:
    return [section.title for section in sections_of(plan)]


def test_a_second_person_says_that_a_summary_is_clear(site: Site, comes: Comes) -> None:
    plan = make_draft()
    writer = officer_of(plan)
    with transaction():
        write_section(section_of(plan), SectionTexts("Wij kopen jassen."), by=writer.as_actor())
    visitor = signed_in(comes, site, writer, **PHONE)
    visitor.go(f"{at(plan)}/taalcoach")
    assert "Vraag een collega om mee te lezen." in visitor.text
    coach = signed_in(comes, site, coach_of(plan), **PHONE)
    coach.go(f"{at(plan)}/taalcoach")
    lines = coach.page.locator("[name=checks]").count()
    for number in range(lines - 1):
        tab_to(coach, f"[name=checks][value='{number}']")
        coach.page.keyboard.press("Space")
    press_by_keyboard(coach, "form.card [type=submit]")
    assert "Vink elk punt aan." in coach.text
    assert coach.page.locator("[name=checks]:checked").count() == lines - 1
    assert section_of(plan).signed_at is None
    tab_to(coach, f"[name=checks][value='{lines - 1}']")
    coach.page.keyboard.press("Space")
    press_by_keyboard(coach, "form.card [type=submit]")
    expect(coach.page.locator(NOTICE)).to_contain_text("Akkoord van de taalcoach is bewaard")
    assert section_of(plan).signed_by == "Cor Coach"
    visitor.go(at(plan))
    assert "Taalcoach: akkoord van Cor Coach" in visitor.text


def coach_of(plan: Plan) -> Account:
    return make_account(Role.PANEL_MEMBER, organisation=plan.organisation, name="Cor Coach")


@SCRIPT
def test_an_alinea_is_told_what_it_was(site: Site, comes: Comes, javascript: bool) -> None:
    plan = first_version()
    rewritten = ("1", "Kleding", 1, ("Iedere dienst kiest zelf welk uniform gedragen wordt.",))
    next_version(plan, rewritten, FIRST[1], ("3", "Nieuw", 1, (PAY, RETURN)), publish=False)
    jacket = sections_of(plan, 0)[0].alineas[0].permanent_id
    visitor = comes_to_edit(comes, site, plan, javascript=javascript)
    visitor.go(f"/werk/plannen/{plan.slug}/herkomst")
    visitor.go(f"{at(plan)}/herkomst")
    expect(visitor.page.locator("ins").first).to_contain_text("Iedere dienst")
    press_by_keyboard(visitor, "a[href$='/herkomst/1']")
    tab_to(visitor, "#origin")
    visitor.page.locator("#origin").select_option(jacket)
    press_by_keyboard(visitor, "form.form [type=submit]")
    expect(visitor.page.locator(NOTICE)).to_contain_text("Bewaard: alinea 1.")
    assert "Was alinea 1" in visitor.text
    expect(visitor.page.locator("del").first).to_contain_text("De jas houdt water tegen")
    assert section_of(plan).alineas[0].permanent_id == jacket
    assert not section_of(plan).alineas[0].is_doubtful
