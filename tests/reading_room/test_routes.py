"""The public pages: each one whole, and what is not public is nowhere."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.contributions.states import ContributionState
from consultation.logbook import transaction
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_plan, make_round
from tests.page import Visit
from tests.response_notes.test_operations import answer, published

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def round() -> Round:
    return make_round()


def answered_round() -> Round:
    made = make_round()
    one = make_contribution(made, text="De jas is te kort.", state=ContributionState.PLACED)
    two = make_contribution(made, text="Geheime woorden.", state=ContributionState.NOT_PLACED)
    with transaction():
        made.closes_at = clock.now() - timedelta(days=1)
    answer(one, two)
    published(made)
    return made


def test_the_home_page_of_an_empty_site(visit: Visit) -> None:
    assert "Er loopt nu geen ronde" in visit.get("/").text


def test_the_home_page_shows_open_rounds_and_notes(visit: Visit, round: Round) -> None:
    done = answered_round()
    page = visit.get("/")
    assert round.title in page.text
    assert done.title in page.text


@pytest.mark.parametrize(
    "address", ["", "/plan", "/plan/hoofdstuk-1", "/plan/hoofdstuk-2", "/plan/alles", "/reacties",
                "/versies", "/versies/1/plan", "/antwoordnota"]
)  # fmt: skip
def test_every_page_of_a_round_is_whole(visit: Visit, round: Round, address: str) -> None:
    make_contribution(round, state=ContributionState.PLACED)
    visit.get(f"/rondes/{round.slug}{address}")


@pytest.mark.parametrize(
    "address",
    ["/rondes", "/antwoordnotas", "/hulp", "/spelregels", "/privacy", "/toegankelijkheid",
     "/datagebruik", "/waar-hoort-mijn-vraag", "/hoe-werkt-een-categorieplan", "/woorden",
     "/logboek", "/open-data"],
)  # fmt: skip
def test_every_fixed_page_is_whole(visit: Visit, address: str) -> None:
    visit.get(address)


def test_a_section_answers_at_its_permanent_id_whatever_the_tail(
    visit: Visit, round: Round
) -> None:
    assert round.version is not None
    section = round.version.sections[2]
    base = f"/rondes/{round.slug}/plan/"
    page = visit.get(f"{base}{section.permanent_id}")
    assert page.h1 == "Jassen"
    assert page.answer.request.path == f"{base}{section.permanent_id}-jassen"
    moved = visit.client.get(f"{base}{section.permanent_id}-oude-titel")
    assert moved.status_code == 301
    assert visit.get(f"{base}2.1").h1 == "Jassen"
    assert visit.get(f"{base}zzzz", status=404).h1 == "Deze pagina bestaat niet"


def test_reactions_on_a_section_can_be_hidden(visit: Visit, round: Round) -> None:
    assert round.version is not None
    section = round.version.sections[2].permanent_id
    make_contribution(
        round, text="Te kort.", state=ContributionState.PLACED, section_permanent_id=section
    )
    address = f"/rondes/{round.slug}/plan/{section}"
    assert "Te kort." in visit.get(address).text
    assert "Te kort." not in visit.get(f"{address}?reacties=uit").text


def test_a_frozen_section_may_be_kept_for_ever(visit: Visit, round: Round) -> None:
    assert round.version is not None
    section = round.version.sections[2]
    page = visit.get(f"/rondes/{round.slug}/versies/1/plan/{section.permanent_id}")
    assert "immutable" in page.answer.headers["Cache-Control"]


def test_a_note_shows_every_input_and_finds_a_number(visit: Visit) -> None:
    made = answered_round()
    address = f"/rondes/{made.slug}/antwoordnota"
    page = visit.get(address)
    assert "De jas is te kort." in page.text
    assert "Geheime woorden" not in page.text
    assert "staat niet op de website" in page.text
    reference = page.soup.select_one("a.receipt-number").get_text()
    assert "Uw nummer" in visit.get(f"{address}?nummer={reference}").text
    assert "staat niet in deze nota" in visit.get(f"{address}?nummer=MD-2222-22").text


def test_an_official_answer_has_a_public_address(visit: Visit) -> None:
    made = answered_round()
    links = visit.get(f"/rondes/{made.slug}/antwoordnota").soup.select('a[href^="/antwoorden/"]')
    assert "Wij passen het plan aan." in visit.get(links[0]["href"]).text


def test_what_is_not_public_is_nowhere(visit: Visit) -> None:
    made = make_round()
    for state in ContributionState:
        if state not in {ContributionState.PLACED, ContributionState.REDACTED}:
            make_contribution(made, text="Kanarie in de kolenmijn.", state=state)
    hidden = make_round(published_at=None, title="Geheime ronde")
    for address in ("", "/plan", "/plan/alles", "/reacties", "/antwoordnota"):
        body = visit.get(f"/rondes/{made.slug}{address}").answer.get_data(as_text=True)
        assert "Kanarie" not in body
    visit.get(f"/rondes/{hidden.slug}", status=404)
    assert "Geheime ronde" not in visit.get("/rondes").text
    assert "Geheime ronde" not in visit.client.get("/api/v1/rondes").get_data(as_text=True)
    body = visit.client.get(f"/api/v1/rondes/{made.slug}/reacties").get_data(as_text=True)
    assert "Kanarie" not in body


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"open", "done"}),
        ("?fase=open", {"open"}),
        ("?fase=beantwoord", {"done"}),
        ("?fase=ingetrokken", set()),
        ("?fase=wat-dan-ook&categorie=bestaat-niet", {"open", "done"}),
        ("?categorie={open}", {"open"}),
        ("?fase=beantwoord&categorie={open}", set()),
    ],
)
def test_rounds_are_found_by_phase_and_category(
    visit: Visit, round: Round, query: str, shown: set[str]
) -> None:
    assert round.category is not None
    made = {"open": round, "done": answered_round()}
    text = visit.get("/rondes" + query.format(open=round.category.slug)).text
    assert {name for name, one in made.items() if one.title in text} == shown
    assert ("Er is nu geen ronde die hierbij past" in text) is (not shown)


def test_an_anonymous_page_is_not_sent_twice(visit: Visit, round: Round) -> None:
    first = visit.client.get(f"/rondes/{round.slug}/plan")
    again = visit.client.get(
        f"/rondes/{round.slug}/plan", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304
    assert "Set-Cookie" not in first.headers


def test_a_round_without_a_plan_has_a_page(visit: Visit) -> None:
    made = make_round(plan=make_plan(), plan_id=None, version_id=None)
    assert "Er is nog geen plan" in visit.get(f"/rondes/{made.slug}").text
    visit.get(f"/rondes/{made.slug}/plan", status=404)
