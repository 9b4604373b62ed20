"""The public pages of the purchasing categories."""

import pytest

from tests.factories import make_category, make_plan, make_round
from tests.page import Visit
from tests.reading_room.test_routes import answered_round
from tests.rounds.factories import make_prepared_round, statements

pytestmark = pytest.mark.usefixtures("database")


def test_a_category_shows_its_owner_its_rounds_and_its_notes(visit: Visit) -> None:
    done = answered_round()
    running = make_round(plan=make_plan(category=done.category))
    secret = make_prepared_round(plan=make_plan(category=done.category), title="Nog geheim")
    elsewhere = make_round()
    page = visit.get(f"/categorieen/{done.category.slug}")
    assert done.organisation.name in page.text
    assert done.title in page.text
    assert running.title in page.text
    assert f"/rondes/{done.slug}/antwoordnota" in page.links().values()
    assert secret.title not in page.text
    assert elsewhere.title not in page.text


def test_an_empty_category_and_an_unknown_one(visit: Visit) -> None:
    category = make_category(description="Eten en drinken.")
    page = visit.get(f"/categorieen/{category.slug}")
    assert "Eten en drinken." in page.text
    assert "nog geen ronde aangekondigd" in page.text
    visit.get("/categorieen/zand", status=404)


def test_all_categories_with_how_many_rounds_each_has(visit: Visit) -> None:
    assert "nog geen categorie" in visit.get("/categorieen").text
    make_round(plan=make_plan(category=make_category(name="Kleding")))
    make_prepared_round(plan=make_plan(category=make_category(name="Catering")))
    page = visit.get("/categorieen")
    assert page.text.index("Catering") < page.text.index("Kleding")
    assert "0 rondes" in page.text
    assert "1 ronde" in page.text


def test_the_list_costs_the_same_for_many_categories(visit: Visit) -> None:
    def count() -> int:
        with statements() as sent:
            visit.get("/categorieen")
        return len(sent)

    make_category()
    few = count()
    for _ in range(4):
        make_category()
    assert count() == few
