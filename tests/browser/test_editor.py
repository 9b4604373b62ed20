"""The editor of a plan in a browser: by keyboard, without a network, with two people (W16)."""

import re

import pytest
from playwright.sync_api import expect

from consultation.database import db
from consultation.plans.models import Plan, WorkingCopy
from tests.browser.conftest import DESK, PHONE, Comes
from tests.browser.editing import at, let_in, officer_of, section_of, signed_in, tab_to
from tests.browser.site import Site
from tests.plans.factories import make_draft

MINE, THEIRS = "Wij kopen jassen die lang meegaan.", "Wij kopen jassen van gerecycled textiel."
STATUS = "#werkkopie [role=status]"


@pytest.fixture
def plan(site: Site) -> Plan:
    return make_draft()


def kept() -> list[str]:
    """The summaries in working copies."""
    db.session.rollback()
    return [one.typed["summary"] for one in db.session.scalars(db.select(WorkingCopy))]


def test_two_sections_by_keyboard_alone(site: Site, comes: Comes, plan: Plan) -> None:
    visitor = signed_in(comes, site, officer_of(plan))
    visitor.go(at(plan))
    keyboard = visitor.page.keyboard
    tab_to(visitor, "#summary")
    keyboard.press("Control+a")
    keyboard.type(MINE)
    tab_to(visitor, "[name=room]")
    keyboard.press("ArrowDown")
    tab_to(visitor, "#room_reason")
    keyboard.type(" Er is tijd.")
    keyboard.press("Control+Enter")
    visitor.page.wait_for_url(re.compile(at(plan, 1) + "$"))
    visitor.look()
    tab_to(visitor, "#summary")
    keyboard.press("Control+a")
    keyboard.type("Jassen, broeken en schoenen.")
    keyboard.press("Control+s")
    expect(visitor.page.locator(".notice [role=status]")).to_contain_text("is bewaard")
    visitor.look()
    assert visitor.path == at(plan, 1)
    keyboard.press("Alt+PageUp")
    visitor.page.wait_for_url(re.compile(at(plan) + "$"))
    assert section_of(plan).summary == MINE
    assert section_of(plan, 1).summary == "Jassen, broeken en schoenen."


def test_the_keys_can_be_turned_off(site: Site, comes: Comes, plan: Plan) -> None:
    visitor = signed_in(comes, site, officer_of(plan))
    visitor.go(at(plan))
    visitor.press("Sneltoetsen: aan")
    visitor.page.locator("#summary").fill(MINE)
    visitor.page.keyboard.press("Control+Enter")
    visitor.page.keyboard.press("Alt+PageDown")
    assert visitor.path == at(plan)
    assert section_of(plan).summary != MINE
    visitor.page.reload()
    expect(visitor.page.get_by_role("button", name="Sneltoetsen: uit")).to_be_visible()


def test_what_is_typed_is_kept_while_typing(site: Site, comes: Comes, plan: Plan) -> None:
    account = officer_of(plan)
    visitor = signed_in(comes, site, account)
    visitor.go(at(plan))
    visitor.page.locator("#summary").fill("Dit is een zin van heel veel woorden die maar door en "
                                          "door en door en door blijft gaan.")  # fmt: skip
    expect(visitor.page.locator(STATUS)).to_contain_text("bewaard als werkkopie")
    expect(visitor.page.locator("#meter")).to_contain_text("Lange zin")
    visitor.look()
    other = signed_in(comes, site, account, **PHONE)
    other.go(at(plan))
    assert other.page.locator("#summary").input_value().startswith("Dit is een zin")
    assert "U heeft het nog niet bewaard." in other.text


def test_leaving_keeps_the_last_word(site: Site, comes: Comes, plan: Plan) -> None:
    visitor = signed_in(comes, site, officer_of(plan))
    visitor.go(at(plan))
    visitor.page.locator("#summary").fill(MINE)
    visitor.press("Naar het plan", "link")
    visitor.go(at(plan))
    assert visitor.page.locator("#summary").input_value() == MINE
    expect(visitor.page.locator(STATUS)).not_to_have_text("nooit")
    visitor.page.wait_for_timeout(300)
    assert kept() == [MINE]


def test_a_lost_connection_loses_no_letter(site: Site, comes: Comes, plan: Plan) -> None:
    visitor = signed_in(comes, site, officer_of(plan))
    visitor.go(at(plan))
    visitor.page.context.set_offline(True)
    visitor.page.locator("#summary").fill(MINE)
    expect(visitor.page.locator(STATUS)).to_contain_text("Geen verbinding", timeout=8000)
    visitor.page.locator("#summary").press("Control+s")
    assert visitor.page.locator("#summary").input_value() == MINE
    assert kept() == []
    visitor.page.context.set_offline(False)
    expect(visitor.page.locator(STATUS)).to_contain_text("bewaard als werkkopie", timeout=8000)
    assert kept() == [MINE]


def test_a_tab_that_lost_its_connection_puts_the_text_back(
    site: Site, comes: Comes, plan: Plan
) -> None:
    visitor = signed_in(comes, site, officer_of(plan))
    visitor.go(at(plan))
    visitor.page.route("**/werkkopie", lambda route: route.abort())
    visitor.page.locator("#summary").fill(MINE)
    expect(visitor.page.locator(STATUS)).to_contain_text("Geen verbinding", timeout=8000)
    visitor.page.on("dialog", lambda dialog: dialog.accept())
    visitor.page.unroute_all()
    visitor.page.reload()
    expect(visitor.page.locator("#summary")).to_have_value(MINE)
    expect(visitor.page.locator(STATUS)).to_contain_text("bewaard als werkkopie", timeout=8000)
    assert kept() == [MINE]


def test_a_session_that_ended_keeps_the_text_in_the_page(
    site: Site, comes: Comes, plan: Plan
) -> None:
    account = officer_of(plan)
    visitor = signed_in(comes, site, account)
    visitor.go(at(plan))
    visitor.page.context.clear_cookies()
    visitor.page.locator("#summary").fill(MINE)
    expect(visitor.page.locator(STATUS)).to_contain_text("U bent uitgelogd.", timeout=8000)
    visitor.page.locator("#summary").press("Control+s")
    assert visitor.page.locator("#summary").input_value() == MINE
    let_in(visitor, site, account)
    expect(visitor.page.locator(STATUS)).to_contain_text("bewaard als werkkopie", timeout=15000)
    visitor.page.locator("#summary").press("Control+s")
    expect(visitor.page.locator(".notice [role=status]")).to_contain_text("is bewaard")
    assert section_of(plan).summary == MINE


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_two_people_in_conflict(site: Site, comes: Comes, plan: Plan, javascript: bool) -> None:
    ina = signed_in(comes, site, officer_of(plan), javascript=javascript, **DESK)
    bo = signed_in(comes, site, officer_of(plan, "Bo Tekst"), javascript=javascript, **PHONE)
    ina.go(at(plan))
    bo.go(at(plan))
    bo.page.locator("#summary").fill(THEIRS)
    if javascript:
        expect(bo.page.locator(STATUS)).to_contain_text("bewaard als werkkopie")
        ina.page.locator("#summary").type("x")
        expect(ina.page.locator("#collega")).to_contain_text("Bo Tekst werkt sinds")
    bo.press("Bewaar")
    ina.page.locator("#summary").fill(MINE)
    if javascript:
        expect(ina.page.locator(STATUS)).to_contain_text("Een collega heeft deze paragraaf")
    ina.press("Bewaar")
    assert ina.h1 == "Twee teksten naast elkaar"
    assert "gerecycled textiel" in ina.text
    assert ina.page.locator("#summary").input_value() == MINE
    assert section_of(plan).summary == THEIRS
    ina.page.locator("#summary").fill(f"{MINE} {THEIRS}")
    ina.press("Bewaar")
    assert section_of(plan).summary == f"{MINE} {THEIRS}"
