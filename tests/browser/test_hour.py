"""A question hour in real browsers on the real server: calm, complete, for everybody (J5, F3)."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from consultation import clock
from consultation.app import create_app
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.moderation.operations import hide_contribution
from consultation.moderation.states import Reason
from consultation.question_hours import operations
from consultation.question_hours.models import LiveQuestion, QuestionHour
from tests.browser.conftest import DESK, PHONE, made_context
from tests.browser.measures import measure
from tests.browser.visitor import Visitor
from tests.browser.wire import Wire, wire_to
from tests.factories import make_round
from tests.live.server import Server, live_server
from tests.question_hours.factories import make_hour, make_question

WORDS = "Moet de jas brandveilig zijn?"

HEARD = """() => {
  globalThis.heard = [];
  for (const region of document.querySelectorAll('[role=status]'))
    new MutationObserver(() => {
      const isVoice = region.hasAttribute('data-voorlezen');
      if (region.textContent) heard.push([isVoice, region.textContent]);
    }).observe(region, { childList: true, characterData: true, subtree: true });
}"""

TOPS = """() => Object.fromEntries([...document.querySelectorAll('[data-lijst] > [data-vraag]')]
  .map((one) => [one.dataset.vraag, Math.round(one.getBoundingClientRect().top)]))"""


class Hall:
    """The server, its database as seen from here, and who came with a browser."""

    def __init__(self, app: Flask, server: Server, chromium: Browser, opened: ExitStack) -> None:
        self.app = app
        self.server = server
        self.chromium = chromium
        self.opened = opened

    def comes(self, port: int = 0, *, javascript: bool = True, **options: Any) -> Visitor:
        """Somebody comes, if need be by a wire of their own."""
        made = made_context(self.chromium, javascript=javascript, **options)
        page, mirror = self.opened.enter_context(made)
        return Visitor(page, f"http://127.0.0.1:{port or self.server.port}", mirror)

    def wire(self) -> Wire:
        """A wire that can be cut."""
        return self.opened.enter_context(wire_to(self.server.port))


@pytest.fixture(scope="module")
def running_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, Server]]:
    folder = tmp_path_factory.mktemp("hour")
    with live_server(folder, name="wsgi:app") as server:
        app = create_app({"CONSULTATION_PROFILE": "demo", "INSTANCE": str(folder)})
        with app.app_context():
            yield app, server
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def hall(running_hall: tuple[Flask, Server], chromium: Browser) -> Iterator[Hall]:
    app, server = running_hall
    with ExitStack() as opened:
        yield Hall(app, server, chromium, opened)
    db.session.rollback()


def address_of(hour: QuestionHour) -> str:
    assert hour.round is not None
    return f"/rondes/{hour.round.slug}/vragenuur/{hour.day}"


def enters(visitor: Visitor, hour: QuestionHour) -> Page:
    """Open the page of an hour and wait for its connection."""
    visitor.go(address_of(hour))
    expect(visitor.page.locator("[data-verbinding]")).to_have_text("Verbonden")
    return visitor.page


def asks(page: Page, words: str) -> None:
    page.locator("#tekst").fill(words)
    page.get_by_role("button", name="Stuur mijn vraag").click()


def listed(page: Page, name: str = "rij") -> list[str]:
    return page.locator(f"[data-lijst={name}] > li").evaluate_all(
        "(all) => all.map((one) => one.dataset.vraag)"
    )


def question_of(hour: QuestionHour, number: int) -> LiveQuestion:
    db.session.rollback()
    return db.session.query(LiveQuestion).filter_by(hour_id=hour.id, number=number).one()


def does(act: Callable[..., Any], *given: Any, **named: Any) -> None:
    with transaction():
        act(*given, by=COMMAND_LINE, **named)


def tab_to(page: Page, words: str) -> None:
    """Go on with the Tab key until something with these words has the focus."""
    for _stop in range(80):
        page.keyboard.press("Tab")
        held = page.evaluate(
            "() => (document.activeElement.labels?.[0] ?? document.activeElement).textContent"
        )
        if words in held:
            return
    raise AssertionError(f"the keyboard does not reach {words}")


def test_an_hour_by_keyboard_alone(hall: Hall) -> None:
    hour = make_hour(make_round())
    make_question(hour, "Hoeveel maten komen er?")
    visitor = hall.comes(**PHONE)
    page = enters(visitor, hour)
    tab_to(page, "Ik wil dit ook weten")
    page.keyboard.press("Enter")
    expect(page.locator("[data-vraag='1'] [data-veld=steun]")).to_have_text(
        "1 mens wil dit ook weten"
    )
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    tab_to(page, "Uw vraag")
    page.keyboard.type(WORDS)
    tab_to(page, "Stuur mijn vraag")
    page.keyboard.press("Enter")
    expect(page.locator("[data-eigen='2'] [data-veld=kop]")).to_have_text("Uw vraag is nummer 2.")
    assert page.evaluate("document.activeElement.id") == "mijn-kop"
    assert page.locator("#tekst").input_value() == ""
    visitor.look()
    visitor.can_be_touched()
    does(operations.place_question, question_of(hour, 2))
    expect(page.locator("[data-eigen='2'] [data-veld=stand]")).to_have_text("Wacht op antwoord.")
    expect(page.locator("[data-eigen='2'] [data-veld=voor]")).to_have_text("Er is 1 vraag voor u.")
    tab_to(page, "Toon 1 nieuwe vraag")
    page.keyboard.press("Enter")
    assert listed(page) == ["1", "2"]
    assert page.evaluate("document.activeElement.id") == "wacht"
    visitor.look()


def test_what_happens_is_shown_and_nothing_moves_by_itself(hall: Hall) -> None:
    hour = make_hour(make_round())
    for number in range(8):
        make_question(hour, f"Hoe zit het met jas nummer {number}?")
    visitor = hall.comes(**PHONE)
    page = enters(visitor, hour)
    held = page.locator("[data-vraag='5'] button")
    held.focus()
    held.hover()
    before = page.evaluate(TOPS)
    does(operations.take_question, question_of(hour, 1))
    expect(page.locator(".now__question")).to_have_text("Hoe zit het met jas nummer 0?")
    does(
        operations.answer_question, question_of(hour, 1), "Goed.\nHeel goed.", by_shown="de inkoper"
    )
    expect(page.locator("[data-beurt] .answer__body")).to_have_text("Goed.\nHeel goed.")
    make_question(hour, "Een nieuwe vraag?")
    button = page.get_by_role("button", name="Toon 1 nieuwe vraag en 1 nieuw antwoord")
    expect(button).to_be_visible()
    assert listed(page) == [str(n) for n in range(1, 9)]
    after = page.evaluate(TOPS)
    assert after["5"] == before["5"], "what is under the pointer stays where it is (T22)"
    assert held.evaluate("(one) => document.activeElement === one")
    expect(page.locator("[data-aantal=rij]")).to_have_text("8")
    button.click()
    assert listed(page) == [str(n) for n in range(2, 10)]
    assert listed(page, "klaar") == ["1"]
    visitor.look()


def test_what_is_hidden_is_gone_at_once_also_when_all_stands_still(hall: Hall) -> None:
    hour = make_hour(make_round())
    questions = [make_question(hour, f"Bel Jan op 06-1234567{n}.") for n in range(3)]
    page = enters(hall.comes(**DESK), hour)
    page.get_by_role("button", name="Zet stil").click()
    expect(page.locator("[data-verbinding]")).to_have_text("Stilgezet. De pagina verandert niet.")
    make_question(hour, "Nog een vraag?")
    does(hide_contribution, questions[0], reason=Reason.PERSONAL_DATA)
    expect(page.locator("[data-vraag='1']")).to_have_count(0)
    assert "06-12345670" not in page.content()
    assert page.locator("[data-toon]").is_hidden()
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("button", name="Toon 1 nieuwe vraag")).to_be_visible()


def test_who_chose_so_sees_new_questions_at_once(hall: Hall) -> None:
    hour = make_hour(make_round())
    make_question(hour)
    page = enters(hall.comes(**DESK), hour)
    page.get_by_label("Nieuwe vragen direct tonen").check()
    make_question(hour)
    expect(page.locator("[data-lijst=rij] > [data-vraag='2']")).to_be_visible()
    assert page.locator("[data-toon]").is_hidden()
    page.reload()
    assert page.get_by_label("Nieuwe vragen direct tonen").is_checked(), "it is remembered"


def test_wanting_to_know_too_is_the_same_in_every_window(hall: Hall) -> None:
    hour = make_hour(make_round())
    make_question(hour)
    one, other = (enters(hall.comes(**DESK), hour) for _n in range(2))
    for page, count in ((one, "1 mens wil"), (other, "2 mensen willen")):
        page.locator("[data-vraag='1'] button").click()
        for each in (one, other):
            words = each.locator("[data-vraag='1'] [data-veld=steun]")
            expect(words).to_have_text(f"{count} dit ook weten")
    one.locator("[data-vraag='1'] button").click()
    expect(other.locator("[data-vraag='1'] [data-veld=steun]")).to_have_text(
        "1 mens wil dit ook weten"
    )


def test_a_question_that_may_hold_personal_data_is_looked_over_first(hall: Hall) -> None:
    hour = make_hour(make_round())
    visitor = hall.comes(**PHONE)
    page = enters(visitor, hour)
    asks(page, "Bel Jan op 06-12345678.")
    expect(page.locator("h1")).to_have_text("Klopt uw vraag?")
    assert "U schreef misschien een telefoonnummer op" in visitor.text


def test_the_hour_begins_pauses_and_ends_on_the_page(hall: Hall) -> None:
    hour = make_hour(make_round(), begins_at=clock.now() + timedelta(seconds=10))
    visitor = hall.comes(**PHONE)
    page = enters(visitor, hour)
    assert page.locator("[data-beurt]").is_hidden()
    expect(page.locator("[data-uurstand]")).to_have_text("Nu bezig", timeout=15000)
    expect(page.locator("[data-beurt]")).to_be_visible()
    does(operations.pause_hour, hour)
    expect(page.locator("[data-melding]")).to_contain_text("heeft het vragenuur stilgezet")
    visitor.look()
    does(operations.resume_hour, hour)
    expect(page.locator("[data-melding]")).to_be_hidden()
    does(operations.close_hour, hour)
    expect(page.locator("[data-melding]")).to_contain_text("Het vragenuur is voorbij.")
    assert page.url.endswith(address_of(hour)), "nobody is sent anywhere (T23)"
    visitor.look()
    page.get_by_role("link", name="Lees het verslag").click()
    assert visitor.h1.startswith("Verslag:")


# --- a connection that is lost (F3, U21) -------------------------------------------------------


def test_after_ten_seconds_without_a_network_nothing_is_lost_or_doubled(hall: Hall) -> None:
    hour = make_hour(make_round())
    make_question(hour)
    wire = hall.wire()
    lost = enters(hall.comes(wire.port, **PHONE), hour)
    near = enters(hall.comes(**DESK), hour)
    wire.cut()
    cut_at = time.monotonic()
    expect(lost.locator("#uur")).to_have_attribute("data-lijn", "zoekt")
    asks(lost, WORDS)
    expect(lost.locator("[data-uit]")).to_contain_text(
        "Nog niet verstuurd. Wij proberen het opnieuw."
    )
    assert lost.locator("#tekst").input_value() == WORDS, "the text stays in the box"
    expect(lost.locator("[data-verbinding]")).to_contain_text("Uw vraag staat nog op dit apparaat")
    lost.get_by_role("button", name="Stuur mijn vraag").click()
    assert lost.locator("[data-uit]").count() == 1, "a second press is not a second question"
    for _n in range(3):
        make_question(hour)
    does(operations.take_question, question_of(hour, 2))
    time.sleep(max(0.0, 10 - (time.monotonic() - cut_at)))
    wire.mend()
    expect(lost.locator("[data-verbinding]")).to_have_text("Er is weer verbinding.", timeout=30000)
    own = lost.locator("[data-eigen] [data-veld=kop]")
    expect(own).to_have_text("Uw vraag is nummer 5.")
    assert lost.locator("[data-uit]").count() == 0
    assert lost.locator("#tekst").input_value() == ""
    does(operations.place_question, question_of(hour, 5))
    for page in (lost, near):
        expect(page.locator("[data-aantal=rij]")).to_have_text("4")
        page.locator("[data-toon]").click()
        assert listed(page) == ["1", "3", "4", "5"]
        expect(page.locator(".now__question")).to_have_count(1)
    db.session.rollback()
    assert db.session.query(LiveQuestion).filter_by(hour_id=hour.id).count() == 5


def test_a_page_that_is_closed_keeps_the_question_and_sends_it_once(hall: Hall) -> None:
    hour = make_hour(make_round())
    wire = hall.wire()
    visitor = hall.comes(wire.port, **PHONE)
    page = enters(visitor, hour)
    wire.cut()
    expect(page.locator("#uur")).to_have_attribute("data-lijn", "zoekt")
    asks(page, WORDS)
    expect(page.locator("[data-uit]")).to_have_count(1)
    page.goto("about:blank")
    wire.mend()
    page = visitor.page
    page.goto(visitor.address + address_of(hour))
    expect(page.locator("[data-eigen] [data-veld=kop]")).to_have_text("Uw vraag is nummer 1.")
    page.reload()
    expect(page.locator("[data-verbinding]")).to_have_text("Verbonden")
    db.session.rollback()
    assert db.session.query(LiveQuestion).filter_by(hour_id=hour.id).count() == 1


def test_where_websockets_are_blocked_the_page_asks_now_and_then(hall: Hall) -> None:
    hour = make_hour(make_round())
    page = hall.comes(**PHONE).page
    page.add_init_script(
        "WebSocket = class { constructor() { setTimeout(() => this.onclose()); } close() {} };"
    )
    page.clock.install()
    page.goto(f"http://127.0.0.1:{hall.server.port}{address_of(hour)}")
    expect(page.locator("#uur")).to_have_attribute("data-lijn", "zoekt")
    page.clock.fast_forward(21000)
    expect(page.locator("[data-verbinding]")).to_contain_text("Wij kijken elke 10 seconden")
    expect(page.get_by_role("link", name="Ververs")).to_be_visible()
    make_question(hour)
    page.clock.fast_forward(15000)
    expect(page.get_by_role("button", name="Toon 1 nieuwe vraag")).to_be_visible()
    asks(page, WORDS)
    expect(page.locator("h1")).to_have_text("Klopt uw vraag?")


def test_an_hour_that_ended_meanwhile_gives_the_text_back(hall: Hall) -> None:
    hour = make_hour(make_round())
    page = enters(hall.comes(**PHONE), hour)
    with transaction():
        hour.ends_at = clock.now() - timedelta(minutes=6)
    asks(page, WORDS)
    expect(page.locator(".form__warning")).to_contain_text("Dit vragenuur is voorbij.")
    assert page.locator("#tekst").input_value() == WORDS


# --- a flood (T20, T21, U22) -------------------------------------------------------------------


def has_heard_of(page: Page, number: int) -> None:
    """Let the page, whose clock stands still, hear of so many questions."""
    for _turn in range(100):
        page.clock.run_for(5)
        if f"Toon {number} nieuwe" in (page.locator("[data-toon]").text_content() or ""):
            return
        time.sleep(0.1)
    raise AssertionError(f"the page did not hear of question {number}")


def test_a_flood_is_told_as_calmly_as_the_reader_chose(hall: Hall) -> None:
    hour = make_hour(make_round())
    most = {"uit": 0, "eigen": 2, "kort": 2, "alles": 12}
    pages: dict[str, Page] = {}
    for choice in most:
        page = hall.comes(**PHONE).page
        page.clock.install()
        page.goto(f"http://127.0.0.1:{hall.server.port}{address_of(hour)}")
        expect(page.locator("[data-verbinding]")).to_have_text("Verbonden")
        assert page.locator("[role=status]").count() == 2, "T20"
        assert page.locator("[aria-live], [role=log], [role=alert]").count() == 0
        page.get_by_label("Voorlezen").select_option(choice)
        page.evaluate("document.activeElement.blur()")
        page.evaluate(HEARD)
        page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
        pages[choice] = page
    for number in range(60):
        make_question(hour, f"Hoe zit het met jas nummer {number} in de regen?")
        for page in pages.values():
            page.clock.run_for(950)
            if number % 10 == 9:
                has_heard_of(page, number + 1)
    for choice, page in pages.items():
        expect(page.get_by_role("button", name="Toon 60 nieuwe vragen")).to_be_visible()
        heard = page.evaluate("heard")
        told = [text for is_voice, text in heard if is_voice]
        assert len(told) <= most[choice], (choice, told)
        assert all(len(text) <= 120 for text in told)
        assert (len(told) > 0) == (choice in {"kort", "alles"}), (choice, told)
        assert [text for is_voice, text in heard if not is_voice] == []
        assert listed(page) == []


def test_nothing_is_read_out_while_somebody_types(hall: Hall) -> None:
    hour = make_hour(make_round())
    page = hall.comes(**PHONE).page
    page.clock.install()
    page.goto(f"http://127.0.0.1:{hall.server.port}{address_of(hour)}")
    expect(page.locator("[data-verbinding]")).to_have_text("Verbonden")
    page.get_by_label("Voorlezen").select_option("alles")
    page.evaluate(HEARD)
    page.locator("#tekst").focus()
    make_question(hour)
    expect(page.locator("[data-toon]")).to_be_visible()
    page.clock.run_for(20_000)
    assert page.evaluate("heard") == []
    page.keyboard.press("Tab")
    page.clock.run_for(1_000)
    assert page.evaluate("heard") == [[True, "1 nieuwe vraag"]]


# --- without a script, the big screen, and what it weighs --------------------------------------


def test_an_hour_without_a_script(hall: Hall) -> None:
    hour = make_hour(make_round())
    make_question(hour, "Hoeveel maten komen er?")
    visitor = hall.comes(javascript=False, **PHONE)
    visitor.go(address_of(hour))
    assert "Bijgewerkt om" in visitor.text
    visitor.press("Ik wil dit ook weten : vraag 1", "link")
    visitor.press("Ik wil dit ook weten")
    assert "1 mens wil dit ook weten" in visitor.text
    visitor.press("Naar het vragenuur", "link")
    visitor.page.locator("#tekst").fill(WORDS)
    visitor.press("Stuur mijn vraag")
    assert visitor.h1 == "Klopt uw vraag?"
    visitor.press("Stuur mijn vraag")
    assert visitor.h1 == "Uw vraag is nummer 2"
    visitor.press("Naar het vragenuur", "link")
    does(operations.answer_question, question_of(hour, 2), "Ja, op de werkplaats.")
    visitor.press("Ververs", "link")
    assert "Beantwoord." in visitor.text
    assert "Ja, op de werkplaats." in visitor.page.content()


def test_the_big_screen_follows_and_keeps_its_last_state(hall: Hall) -> None:
    hour = make_hour(make_round())
    for words in ("Hoeveel maten komen er?", WORDS):
        make_question(hour, words)
    wire = hall.wire()
    visitor = hall.comes(wire.port, viewport={"width": 1920, "height": 1080})
    visitor.go(address_of(hour) + "/scherm")
    page = visitor.page
    does(operations.take_question, question_of(hour, 1))
    expect(page.locator("h1")).to_have_text("Nu aan de beurt: vraag 1")
    expect(page.locator(".screen__question")).to_have_text("Hoeveel maten komen er?")
    assert "1 vraag wacht" in visitor.text
    smallest = page.evaluate(
        "() => Math.min(...[...document.querySelectorAll('main *')]"
        ".filter((one) => !one.children.length && one.textContent.trim())"
        ".map((one) => parseFloat(getComputedStyle(one).fontSize)))"
    )
    assert smallest >= 48
    visitor.look()
    wire.cut()
    expect(page.locator("[data-verbinding]")).to_have_text("verbinding zoeken", timeout=10000)
    expect(page.locator(".screen__question")).to_have_text("Hoeveel maten komen er?")
    wire.mend()
    does(operations.answer_question, question_of(hour, 1), "Zes.")
    expect(page.locator(".screen__question")).to_have_text(
        "De volgende vraag komt zo.", timeout=30000
    )
    expect(page.locator("[data-verbinding]")).to_have_text("")


def test_the_longest_question_fits_on_the_big_screen(hall: Hall) -> None:
    hour = make_hour(make_round())
    question = make_question(hour, ("Hoe zit het met de lange jas? " * 34)[:1000])
    for _n in range(3):
        make_question(hour)
    does(operations.take_question, question)
    visitor = hall.comes(viewport={"width": 1920, "height": 1080})
    visitor.go(address_of(hour) + "/scherm")
    assert visitor.page.evaluate("document.documentElement.scrollHeight") <= 1080


def test_the_short_address_leads_to_the_hour(hall: Hall) -> None:
    hour = make_hour(make_round())
    visitor = hall.comes(**PHONE)
    visitor.go(f"/r/{hour.public_id.lower()}")
    assert visitor.path == address_of(hour)


def test_a_live_page_is_light(hall: Hall) -> None:
    hour = make_hour(make_round())
    for number in range(30):
        question = make_question(hour, f"Hoe zit het met jas nummer {number} in de regen?")
        if number % 2:
            does(operations.answer_question, question, "Die houdt het water lang tegen." * 5)
    address = f"http://127.0.0.1:{hall.server.port}"
    found = measure(hall.chromium, address, address_of(hour))
    assert found.bytes <= 60_000, f"U10: {found.bytes:,} bytes"
    assert found.others == 0
