"""Somebody reads: what is about them, a word they look for, aloud, and what is new since."""

import json
from datetime import timedelta
from typing import Any

import pytest

from consultation import clock
from consultation.contributions.states import ContributionState
from consultation.logbook import COMMAND_LINE, transaction
from consultation.rounds.models import Round
from consultation.rounds.operations import WrittenRoute, write_route
from consultation.rounds.states import RouteAnswer, RouteQuestion
from tests.browser.conftest import DESK, PHONE, Comes
from tests.browser.journey import section_address
from tests.browser.site import Site
from tests.browser.test_reacting import Keys
from tests.browser.visitor import Visitor
from tests.contributions.factories import make_contribution
from tests.factories import make_round

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])

QUESTIONS = (
    RouteQuestion(
        "Wie bent u?",
        (RouteAnswer("Ik draag een jas", (), ("2.1",)), RouteAnswer("Iemand anders")),
    ),
    RouteQuestion(
        "Wat is belangrijk?",
        (RouteAnswer("Dat kleding lang meegaat", (), ("3",)), RouteAnswer("Iets anders")),
    ),
)

VOICE = """(lang) => {
  window.spoken = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => lang ? [{ lang, name: 'stem' }] : [],
    addEventListener() {},
    speak(speech) { this.now = speech; window.spoken.push(speech.text); },
    cancel() { const was = this.now; this.now = undefined; was?.onend?.(); },
  } });
}"""
"""A voice that says each sentence at once and waits to be told that it is heard."""


def guided_round() -> Round:
    made = make_round()
    with transaction():
        write_route(made, WrittenRoute(QUESTIONS, ("1", "2")), by=COMMAND_LINE)
    return made


def with_voice(visitor: Visitor, lang: str) -> Visitor:
    visitor.page.add_init_script(f"({VOICE})({json.dumps(lang)})")
    return visitor


def spoken(visitor: Visitor) -> list[str]:
    found: list[str] = visitor.page.evaluate("() => window.spoken")
    return found


def hear(visitor: Visitor) -> None:
    """The voice has said its sentence."""
    visitor.page.evaluate("() => speechSynthesis.now.onend()")


def wait_for_voice(visitor: Visitor, count: int) -> None:
    visitor.page.wait_for_function(f"() => window.spoken.length >= {count}")


def status(visitor: Visitor) -> str:
    return visitor.page.locator("main > [role=status]").last.inner_text()


# --- what is about somebody ----------------------------------------------------------------


@SCRIPT
@pytest.mark.parametrize("screen", [PHONE, {**DESK, "color_scheme": "dark"}], ids=["phone", "dark"])
def test_two_answers_lead_to_what_is_about_somebody(
    site: Site, comes: Comes, javascript: bool, screen: dict[str, Any]
) -> None:
    visitor = comes(javascript=javascript, **screen)
    visitor.go(f"/rondes/{guided_round().slug}")
    visitor.press("Start met 2 vragen", "link")
    visitor.page.get_by_label("Ik draag een jas").check()
    visitor.page.get_by_label("Dat kleding lang meegaat").check()
    visitor.press("Toon wat bij mij past")
    assert "omdat u zei: Ik draag een jas" in visitor.text
    assert "vraag-1=ik-draag-een-jas" in visitor.path
    visitor.press("2.1 Jassen", "link")
    assert visitor.h1 == "Jassen"


def test_the_route_is_walked_by_keyboard_alone(site: Site, comes: Comes) -> None:
    visitor = comes(**DESK)
    keys = Keys(visitor)
    visitor.go(f"/rondes/{guided_round().slug}/voor-mij")
    keys.tab_to("input[name=vraag-1]", most=20)
    visitor.page.keyboard.press("Space")
    keys.tab_to("input[name=vraag-2]")
    visitor.page.keyboard.press("ArrowDown")
    keys.tab_to("main [type=submit]")
    keys.enter()
    visitor.page.wait_for_url("**vraag-1=ik-draag-een-jas**")
    visitor.look()
    assert "Deze 4 paragrafen passen bij u" in visitor.text


# --- a word that somebody looks for --------------------------------------------------------


@SCRIPT
def test_a_word_is_found_in_another_form_and_read_where_it_stands(
    site: Site, comes: Comes, javascript: bool
) -> None:
    visitor = comes(javascript=javascript)
    round = make_round()
    make_contribution(round, "Mijn jassen zijn nat.", state=ContributionState.PLACED)
    visitor.go(section_address(round))
    visitor.page.get_by_label("Zoek in het plan").fill("jas")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/plan/zoeken?q=jas")
    visitor.look()
    marks = set(visitor.page.locator("main mark").all_inner_texts())
    assert marks == {"jas", "jassen", "Jassen"}
    visitor.page.get_by_role("link", name="Alinea 2 Jassen").click()
    visitor.look()
    assert visitor.path.endswith("-2")
    assert visitor.page.locator("li:target").is_visible()


@SCRIPT
def test_a_typing_mistake_is_mended_with_one_press(
    site: Site, comes: Comes, javascript: bool
) -> None:
    visitor = comes(javascript=javascript)
    make_round()
    visitor.go("/")
    visitor.press("Zoek", "link")
    visitor.page.get_by_label("Welk woord zoekt u?").fill("brandveilg")
    visitor.page.locator("main form[role=search] button").click()
    visitor.look()
    visitor.press("brandveilig", "link")
    assert "1 keer gevonden" in visitor.text


# --- reading aloud -------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "said"), [("", False), ("en-US", True)])
def test_without_a_dutch_voice_there_is_no_button(
    site: Site, comes: Comes, lang: str, said: bool
) -> None:
    visitor = with_voice(comes(), lang)
    visitor.go(section_address(make_round()))
    assert not visitor.page.get_by_role("button", name="Luister").count()
    told = visitor.page.get_by_text("Uw browser heeft geen Nederlandse stem")
    assert told.is_visible() is said


def test_a_summary_is_read_sentence_by_sentence_with_the_keyboard(site: Site, comes: Comes) -> None:
    round = make_round()
    with transaction():
        assert round.version is not None
        round.version.sections[2].summary = "Eerst dit. Dan dat.\n\nTot slot dit."
    visitor = with_voice(comes(**DESK), "nl_NL")
    visitor.go(section_address(round))
    assert spoken(visitor) == [], "it does not start by itself (T30)"
    keys = Keys(visitor)
    keys.tab_to("[data-read-aloud=samenvatting]", most=60)
    visitor.page.keyboard.press("Enter")
    wait_for_voice(visitor, 1)
    button = visitor.page.locator("[data-read-aloud=samenvatting]")
    assert button.inner_text() == "Pauze"
    assert status(visitor) == "Het voorlezen begint."
    marked = "() => [...CSS.highlights.get('read-aloud')].map(String).join('')"
    assert visitor.page.evaluate(marked).strip() == "Eerst dit."
    visitor.look()
    hear(visitor)
    visitor.page.keyboard.press("Enter")
    assert button.inner_text() == "Ga verder"
    assert status(visitor) == "Het voorlezen wacht."
    visitor.page.keyboard.press("Enter")
    wait_for_voice(visitor, 3)
    assert spoken(visitor) == ["Eerst dit.", "Dan dat.", "Dan dat."], "goes on where it waited"
    hear(visitor)
    hear(visitor)
    assert spoken(visitor)[3:] == ["Tot slot dit."]
    assert button.inner_text() == "Luister"
    assert status(visitor) == "Alles is voorgelezen."
    assert not visitor.page.evaluate("() => CSS.highlights.has('read-aloud')")


def test_reading_stops_by_a_button_by_escape_and_by_leaving(site: Site, comes: Comes) -> None:
    visitor = with_voice(comes(), "nl-NL")
    round = make_round()
    visitor.go(section_address(round))
    button = visitor.page.locator("[data-read-aloud=samenvatting]")
    for stop in ("button", "Escape"):
        button.click()
        visitor.page.wait_for_function("() => speechSynthesis.now")
        if stop == "button":
            visitor.page.get_by_role("button", name="Stop").click()
        else:
            visitor.page.keyboard.press(stop)
        assert visitor.page.evaluate("() => speechSynthesis.now === undefined")
        assert status(visitor) == "Het voorlezen is gestopt."
        assert visitor.page.get_by_role("button", name="Stop").count() == 0
    button.click()
    visitor.page.wait_for_function("() => speechSynthesis.now")
    visitor.page.evaluate("() => { dispatchEvent(new Event('pagehide')); }")
    assert visitor.page.evaluate("() => speechSynthesis.now === undefined")


def test_the_official_text_is_read_without_its_buttons(site: Site, comes: Comes) -> None:
    visitor = with_voice(comes(**DESK), "nl-NL")
    visitor.go(section_address(make_round()))
    visitor.page.get_by_role("button", name="Luister naar deze tekst").click()
    wait_for_voice(visitor, 1)
    hear(visitor)
    hear(visitor)
    assert spoken(visitor) == ["De jas houdt water tegen.", "De jas is brandveilig."]


# --- what is new, and a citation -----------------------------------------------------------


def test_the_browser_remembers_when_somebody_was_here(site: Site, comes: Comes) -> None:
    round = make_round()
    make_contribution(round, "Net geplaatst.", state=ContributionState.PLACED)
    visitor = comes()
    visitor.go(f"/rondes/{round.slug}")
    link = visitor.page.locator("a[data-news]")
    assert link.inner_text() == "Wat is nieuw?"
    was = (clock.today() - timedelta(days=5)).isoformat()
    name = f"bezoek:{round.slug}"
    visitor.page.evaluate(
        "([name, last]) => localStorage.setItem(name, JSON.stringify({ last }))", [name, was]
    )
    for _ in range(2):
        visitor.go(f"/rondes/{round.slug}")
        assert (link.get_attribute("href") or "").endswith(f"/nieuw?sinds={was}")
    assert link.inner_text().startswith("Wat is nieuw sinds ")
    link.click()
    visitor.look()
    assert "Net geplaatst." in visitor.text
    visitor.press("Vergeet mijn bezoeken")
    assert visitor.page.evaluate("() => Object.keys(localStorage).length") == 0


def test_without_script_a_day_is_chosen(site: Site, comes: Comes) -> None:
    round = make_round()
    make_contribution(round, "Net geplaatst.", state=ContributionState.PLACED)
    visitor = comes(javascript=False)
    visitor.go(f"/rondes/{round.slug}")
    visitor.press("Wat is nieuw?", "link")
    visitor.page.get_by_label("Sinds welke dag?").fill(clock.today().isoformat())
    visitor.press("Toon")
    assert "Net geplaatst." in visitor.text


@SCRIPT
def test_a_citation_of_an_alinea_is_copied_or_selected(
    site: Site, comes: Comes, javascript: bool
) -> None:
    visitor = comes(javascript=javascript, permissions=["clipboard-read", "clipboard-write"])
    visitor.go(section_address(make_round()))
    visitor.page.locator("#verwijzing summary").click()
    visitor.page.locator("#verwijzing a[href^='?alinea=2']").click()
    visitor.look()
    told = visitor.page.locator(".citation").inner_text()
    assert "paragraaf 2.1 Jassen, alinea 2, versie 1" in told
    button = visitor.page.get_by_role("button", name="Kopieer verwijzing")
    assert button.is_visible() is javascript
    if javascript:
        button.click()
        assert visitor.page.evaluate("() => navigator.clipboard.readText()") == told
