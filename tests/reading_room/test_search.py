"""The pages that look for words: kind to every search, marked finds, and the same for everybody."""

import pytest

from consultation.contributions.states import ContributionState
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_round
from tests.page import Visit

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def round() -> Round:
    return make_round()


def in_plan(round: Round, query: str = "") -> str:
    return f"/rondes/{round.slug}/plan/zoeken{query}"


def test_finds_are_marked_and_lead_to_their_alinea(visit: Visit, round: Round) -> None:
    assert round.version is not None
    section = round.version.sections[2]
    make_contribution(
        round,
        "Mijn jas is te kort.",
        state=ContributionState.PLACED,
        section_permanent_id=section.permanent_id,
        version_id=round.version_id,
    )
    page = visit.get(in_plan(round, "?q=jassen"))
    assert page.title.startswith("Zoeken in het plan: jassen")
    assert {mark.get_text() for mark in page.soup.select("main mark")} == {
        "Jassen",
        "jassen",
        "jas",
    }
    assert "5 plekken in het plan en 1 reactie" in page.text
    address = page.links()["Alinea 1 Jassen"]
    assert address.endswith(f"-jassen#{section.permanent_id}-1")
    assert visit.get(address.partition("#")[0]).soup.find(id=f"{section.permanent_id}-1")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "U zoekt in de titels"),
        ("?q=", "U zoekt in de titels"),
        ("?q=%20", "U zoekt in de titels"),
        ("?q=x", "minstens twee letters"),
        ("?q=de", "staat bijna overal"),
        ("?q=qwertyuiop", "Wij vonden niets voor “qwertyuiop”"),
        ("?q=jassen&pagina=abc", "5 keer gevonden"),
        ("?q=jassen&pagina=999", "5 keer gevonden"),
        ("?q=%00%ff<script>alert(1)</script>", "Wij vonden niets"),
    ],
)
def test_every_search_gets_a_kind_answer(
    visit: Visit, round: Round, query: str, words: str
) -> None:
    assert words in visit.get(in_plan(round, query)).text
    visit.get(f"/zoeken{query}")


def test_what_was_typed_stays_in_the_field(visit: Visit, round: Round) -> None:
    typed = 'een "dicht vak" & <b>'
    for address in (in_plan(round), "/zoeken"):
        page = visit.get(f"{address}?q=een+%22dicht+vak%22+%26+%3Cb%3E")
        assert page.soup.find("input", attrs={"name": "q"})["value"] == typed
        assert not page.soup.select("main b")


def test_a_typing_mistake_is_one_press_from_the_right_word(visit: Visit, round: Round) -> None:
    page = visit.get(in_plan(round, "?q=brandveilg"))
    assert "Bedoelde u:" in page.text
    assert "1 keer gevonden" in visit.get(page.links()["brandveilig"]).text


def test_a_search_may_be_cached_and_sets_no_cookie(visit: Visit, round: Round) -> None:
    for address in (in_plan(round, "?q=jassen"), "/zoeken?q=jassen"):
        answer = visit.client.get(address)
        assert "public" in answer.headers["Cache-Control"]
        assert "Set-Cookie" not in answer.headers


def test_the_pages_of_a_plan_have_a_field_to_search(visit: Visit, round: Round) -> None:
    assert round.version is not None
    section = round.version.sections[2].permanent_id
    for address in ("", "/plan", f"/plan/{section}"):
        page = visit.get(f"/rondes/{round.slug}{address}")
        form = page.soup.find("form", attrs={"role": "search"})
        assert form["action"] == in_plan(round)
    assert visit.get("/").soup.find("a", href="/zoeken")


def test_kinds_can_be_looked_at_alone(visit: Visit, round: Round) -> None:
    make_contribution(round, "Mijn jassen knellen.", state=ContributionState.PLACED)
    assert "Reacties (1)" in visit.get("/zoeken?q=jassen").text
    page = visit.get("/zoeken?q=jassen&soort=reactie")
    assert "1 keer gevonden, alleen: reacties" in page.text
    assert visit.get("/zoeken?q=jassen&soort=onzin").status == 200


def test_a_round_without_a_plan_has_nothing_to_search(visit: Visit) -> None:
    made = make_round(plan_id=None, version_id=None)
    visit.get(in_plan(made, "?q=jassen"), status=404)
    visit.get("/rondes/bestaat-niet/plan/zoeken?q=jassen", status=404)
