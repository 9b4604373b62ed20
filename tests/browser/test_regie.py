"""The board of a host in real browsers: by keys, by itself, and with two hosts (J5, F4, T11)."""

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consultation import clock
from consultation.accounts.models import Account
from consultation.database import db
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.states import LiveState
from tests.browser.conftest import DESK, PHONE
from tests.browser.site import Site, session_of
from tests.browser.test_hour import (
    Hall,
    hall,  # noqa: F401 - a fixture
    question_of,
    running_hall,  # noqa: F401 - a fixture
)
from tests.browser.visitor import Visitor
from tests.question_hours.factories import make_host, make_hour, make_question


def board(hour: QuestionHour) -> str:
    assert hour.round is not None
    return f"/werk/rondes/{hour.round.slug}/vragenuur/{hour.day}/regie"


def comes(hall: Hall, account: Account, **options: Any) -> Visitor:  # noqa: F811
    """A member of staff who is signed in."""
    visitor = hall.comes(**options)
    token = session_of(Site(hall.app, hall.server), account)  # type: ignore[arg-type]
    address = f"http://127.0.0.1:{hall.server.port}"
    visitor.page.context.add_cookies([{"name": "sessie", "value": token, "url": address}])
    return visitor


def hosts(hall: Hall, hour: QuestionHour, **options: Any) -> Page:  # noqa: F811
    """The board of somebody who takes the regie."""
    visitor = comes(hall, make_host(hour), **(options or DESK))
    visitor.go(board(hour))
    page = visitor.page
    expect(page.locator("[data-verbinding]")).to_have_text("Verbonden.")
    page.get_by_role("button", name="Neem de regie").click()
    expect(page.locator("#stand")).to_have_attribute("data-hosts", "ja")
    return page


def state_of(hour: QuestionHour, number: int) -> LiveState:
    return question_of(hour, number).live_state


def test_a_new_question_arrives_by_itself_and_what_is_typed_stays(hall: Hall) -> None:  # noqa: F811
    hour = make_hour()
    make_question(hour, "Eerste vraag?")
    page = hosts(hall, hour)
    page.get_by_role("button", name="Neem de eerste").click()
    box = page.get_by_label("Antwoord in sleutelzinnen")
    box.fill("Half een antwoord")
    make_question(hour, "Een nieuwe vraag?", is_placed=False)
    expect(page.locator("#nieuw")).to_contain_text("Een nieuwe vraag?", timeout=8000)
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.locator("#nieuw").get_by_role("button", name="Laat toe").click()
    expect(page.locator("#wachtrij")).to_contain_text("Een nieuwe vraag?")
    expect(box).to_have_value("Half een antwoord")
    page.locator("#wachtrij").get_by_role("button", name=re.compile("Neem ?: vraag 2")).click()
    expect(page.locator(".now__question")).to_have_text("Een nieuwe vraag?")
    page.locator("#wachtrij").get_by_role("button", name=re.compile("Neem ?: vraag 1")).click()
    expect(box).to_have_value("Half een antwoord")
    page.get_by_role("button", name="Klaar, volgende vraag").click()
    expect(page.locator(".now__question")).to_have_text("Een nieuwe vraag?")
    assert state_of(hour, 1) is LiveState.ANSWERED


def test_keys_are_off_until_switched_on_and_never_work_in_a_field(hall: Hall) -> None:  # noqa: F811
    hour = make_hour()
    for words in ("Past de jas?", "Is de broek brandveilig?"):
        make_question(hour, words, is_placed=False)
    page = hosts(hall, hour)
    page.locator("#nieuw li").first.get_by_role("button").first.focus()
    page.keyboard.press("a")
    assert state_of(hour, 1) is LiveState.WAITING
    page.get_by_role("button", name="Toetsen: uit").click()
    page.get_by_label("Wat wordt er gezegd?").press("a")
    assert state_of(hour, 1) is LiveState.WAITING
    page.locator("#nieuw li").first.get_by_role("button").first.focus()
    page.keyboard.press("a")
    expect(page.locator("[data-tells]")).to_have_text("Vraag 1 staat in de wachtrij.")
    page.keyboard.press("n")
    expect(page.get_by_role("form", name="Niet plaatsen, met een reden: vraag 2")).to_be_visible()
    page.get_by_label("Het is reclame.").check()
    page.keyboard.press("Enter")
    expect(page.locator("#geweest")).to_contain_text("Niet geplaatst (1)")
    page.keyboard.press("v")
    expect(page.locator(".now__question")).to_have_text("Past de jas?")


def test_a_refusal_is_told_and_keeps_what_was_typed(hall: Hall) -> None:  # noqa: F811
    hour = make_hour()
    make_question(hour, "Past de jas?")
    page = hosts(hall, hour)
    page.locator("#wachtrij summary").click()
    page.get_by_role("link", name=re.compile("Later ?: vraag 1")).click()
    page.get_by_label("Wie zoekt het uit?").fill("")
    page.get_by_label("Waarom niet nu?").fill("Dat moet ik opzoeken.")
    page.get_by_role("button", name="Antwoord later").click()
    expect(page.locator(".form-summary")).to_be_focused()
    expect(page.get_by_label("Waarom niet nu?")).to_have_value("Dat moet ik opzoeken.")
    page.get_by_label("Wie zoekt het uit?").fill("de jurist")
    page.get_by_role("button", name="Antwoord later").click()
    expect(page.locator(".form-summary")).to_have_count(0)
    assert state_of(hour, 1) is LiveState.DEFERRED


def test_the_screen_of_a_host_lives_and_a_second_one_takes_over_when_it_is_silent(
    hall: Hall,  # noqa: F811
) -> None:
    hour = make_hour()
    first = hosts(hall, hour)
    time.sleep(6)
    db.session.rollback()
    db.session.refresh(hour)
    assert hour.host_seen_at is not None
    visitor = comes(hall, make_host(hour), **DESK)
    visitor.go(board(hour))
    page = visitor.page
    page.get_by_role("button", name="Neem de regie over").click()
    expect(page.locator(".form-summary")).to_contain_text("heeft nu de regie")
    first.close()
    expect(page.locator("#wie")).to_contain_text("U kunt de regie overnemen.", timeout=25000)
    page.get_by_role("button", name="Neem de regie over").click()
    expect(page.locator("#stand")).to_have_attribute("data-hosts", "ja")


def test_the_board_works_without_script_on_a_phone(hall: Hall) -> None:  # noqa: F811
    hour = make_hour()
    make_question(hour, "Past de jas?", is_placed=False)
    visitor = comes(hall, make_host(hour), javascript=False, **PHONE)
    visitor.go(board(hour))
    page = visitor.page
    page.get_by_role("button", name=re.compile("Laat toe ?: vraag 1")).click()
    page.get_by_role("button", name="Neem de eerste").click()
    page.get_by_label("Antwoord in sleutelzinnen").fill("Ja.")
    page.get_by_role("button", name="Klaar", exact=True).click()
    assert state_of(hour, 1) is LiveState.ANSWERED
    db.session.refresh(hour)
    assert not hour.host_is_away(clock.now())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_busy_board_is_for_everybody(hall: Hall, scheme: Any) -> None:  # noqa: F811
    hour = make_hour()
    for number in range(6):
        make_question(hour, f"Hoe zit het met jas {number}?", is_placed=number % 2 == 0)
    visitor = comes(hall, make_host(hour), color_scheme=scheme, **PHONE)
    visitor.go(f"{board(hour)}?vraag=2&doe=voeg-samen")
    visitor.look()
    visitor.can_be_touched()
