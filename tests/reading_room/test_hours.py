"""Question hours on the pages of the site, its rounds and its categories."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.logbook import SYSTEM, transaction
from consultation.question_hours.operations import cancel_hour, close_hour, plan_hour
from tests.factories import make_category, make_plan, make_round
from tests.page import Visit
from tests.question_hours.factories import hour_plan, make_hour
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("database")


def test_the_start_tells_the_next_hour_and_where_it_stands(visit: Visit) -> None:
    assert "vragenuur" not in visit.get("/").text
    make_hour(begins_at=clock.now() + timedelta(days=3), title="Over drie dagen")
    page = visit.get("/")
    assert "Volgend vragenuur" in page.text
    assert "Over drie dagen" in page.text
    live = make_hour(title="Nu over jassen")
    page = visit.get("/")
    assert page.links()["Kijk mee"] == live.path
    assert "Over drie dagen" not in page.text
    with transaction():
        close_hour(live, by=SYSTEM)
    assert "Over drie dagen" in visit.get("/").text


def test_a_round_lists_its_hours_with_their_state(visit: Visit) -> None:
    round = make_round()
    make_hour(round, title="Nu")
    off = make_hour(round, begins_at=clock.now() + timedelta(days=4), title="Later")
    with transaction():
        cancel_hour(off, "De zaal is dicht.", by=SYSTEM)
        plan_hour(round, hour_plan(begins_at=clock.now() + timedelta(days=6), title="?"), by=SYSTEM)
    page = visit.get(f"/rondes/{round.slug}")
    assert {"Nu", "Later"} <= page.links().keys()
    assert "Nu bezig" in page.text
    assert "De zaal is dicht." in page.text
    assert "?" not in page.links()


def test_a_category_tells_the_hours_to_come(visit: Visit) -> None:
    mine, other = make_category(), make_category()
    make_hour(make_round(plan=make_plan(category=mine)), title="Van deze categorie")
    make_hour(make_round(plan=make_plan(category=other)), title="Van een andere")
    page = visit.get(f"/categorieen/{mine.slug}")
    assert "Van deze categorie" in page.text
    assert "Van een andere" not in page.text


def test_hours_cost_the_same_however_many_there_are(visit: Visit) -> None:
    def cost(address: str) -> int:
        """Statements of a page that was asked for before."""
        visit.client.get(address)
        with counted() as sent:
            visit.client.get(address)
        return len(sent)

    round = make_round()
    make_hour(round)
    addresses = ("/", f"/rondes/{round.slug}", f"/categorieen/{round.category.slug}")
    few = [cost(one) for one in addresses]
    for days in range(1, 6):
        make_hour(round, begins_at=clock.now() + timedelta(days=days))
        make_hour(make_round(), begins_at=clock.now() + timedelta(days=days))
    assert [cost(one) for one in addresses] == few
