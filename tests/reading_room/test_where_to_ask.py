"""Where does my question belong: each choice ends at a right address, by links alone (R7)."""

import pytest

from consultation.categories.models import Category
from consultation.categories.operations import write_colophon
from consultation.categories.states import Colophon
from consultation.logbook import COMMAND_LINE, transaction
from consultation.rounds.models import Round
from tests.factories import make_category, make_plan, make_round
from tests.page import Page, Visit
from tests.rounds.factories import make_prepared_round
from tests.tenders.factories import ADDRESS, days_from_now, make_tender

pytestmark = pytest.mark.usefixtures("database")

PATH = "/waar-hoort-mijn-vraag"


@pytest.fixture
def round_() -> Round:
    return make_round()


@pytest.fixture
def category(round_: Round) -> Category:
    assert round_.category is not None
    told = Colophon("", "manager@voorbeeld.nl", "contract@voorbeeld.nl", "klacht@voorbeeld.nl")
    with transaction():
        write_colophon(round_.category, told, by=COMMAND_LINE)
    return round_.category


def at(visit: Visit, about: str, category: Category | None = None) -> Page:
    slug = category.slug if category else ""
    return visit.get(f"{PATH}?over={about}&categorie={slug}")


def test_the_first_page_offers_five_ways(visit: Visit, category: Category) -> None:
    page = visit.get(f"{PATH}?categorie={category.slug}")
    ways = [one for one in page.links().values() if "over=" in one]
    assert len(ways) == 5
    assert all(f"categorie={category.slug}" in one for one in ways)
    for way in ways:
        assert "Hier hoort uw vraag" in visit.get(way).text


def test_a_plan_leads_to_the_rounds_that_are_open(visit: Visit, round_: Round) -> None:
    elsewhere = make_round(plan=make_plan(category=make_category()))
    secret = make_prepared_round(title="Nog geheim")
    closed = make_round(opens_in=-30, closes_in=-2)
    found = at(visit, "plan").links()
    assert {round_.title, elsewhere.title} <= set(found)
    assert not {secret.title, closed.title} & set(found)
    assert elsewhere.title not in at(visit, "plan", round_.category).links()
    assert "geen ronde open" in at(visit, "plan", closed.category).text


def test_a_running_tender_leads_to_its_questions(visit: Visit, round_: Round) -> None:
    make_tender(round_, title="Kleding", questions_until=days_from_now(4))
    make_tender(round_, title="Nog niet", notice_on=days_from_now(4))
    page = at(visit, "aanbesteding", round_.category)
    assert page.links()["Kleding"] == ADDRESS
    assert "Nog niet" not in page.text
    other = at(visit, "aanbesteding", make_category())
    assert "Kleding" not in other.links()
    assert "https://www.tenderned.nl/" in other.links().values()


def test_a_contract_and_a_complaint_lead_to_their_contacts(
    visit: Visit, category: Category
) -> None:
    assert "contract@voorbeeld.nl" in at(visit, "contract", category).links()
    complaint = at(visit, "klacht", category).links()
    assert "klacht@voorbeeld.nl" in complaint
    assert "Commissie van Aanbestedingsexperts" in complaint
    other = at(visit, "anders", category).links()
    assert "manager@voorbeeld.nl" in other
    assert "Nationale ombudsman" in other
    assert "nog niet bekend" in at(visit, "contract", make_category()).text


@pytest.mark.parametrize("typed", ["?over=zand", "?over=plan&categorie=zand", "?over=&categorie="])
def test_a_strange_choice_is_no_dead_end(visit: Visit, typed: str) -> None:
    assert visit.get(PATH + typed).h1


def test_the_way_stands_where_people_look(visit: Visit, round_: Round) -> None:
    assert round_.category is not None
    pages = (
        f"/rondes/{round_.slug}",
        f"/rondes/{round_.slug}/reageren",
        f"/categorieen/{round_.category.slug}",
        "/hulp",
    )
    for path in pages:
        assert visit.get(path).links()["Waar hoort mijn vraag?"].startswith(PATH)
