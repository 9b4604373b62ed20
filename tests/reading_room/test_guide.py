"""Reading with little time: one minute, five minutes, or what is about somebody."""

import itertools
from typing import Any

import pytest

from consultation.logbook import COMMAND_LINE, transaction
from consultation.plain_language.reading_time import fits_in, minutes, words_in
from consultation.plans.models import Section
from consultation.plans.states import Room
from consultation.reading_room.queries import contents_of, reading_route, short_reading
from consultation.rounds.models import Round
from consultation.rounds.operations import WrittenRoute, write_route
from consultation.rounds.states import RouteAnswer, RouteQuestion
from tests.factories import make_plan, make_round
from tests.page import Visit

pytestmark = pytest.mark.usefixtures("database")

MANY = tuple(
    (f"{n // 5 + 1}" if n % 5 == 0 else f"{n // 5 + 1}.{n % 5}", f"Deel {n}",
     1 if n % 5 == 0 else 2, ("woord " * 200,))
    for n in range(30)
)  # fmt: skip


@pytest.fixture
def round() -> Round:
    made = make_round(plan=make_plan(sections=MANY))
    with transaction():
        for at, one in enumerate(sections(made)):
            one.audiences = ["drager"] if at % 2 else ["bedrijf"]
            one.room = Room.FIXED if at < 10 else Room.OPEN
    return made


def sections(round: Round) -> list[Section]:
    assert round.version is not None
    return list(round.version.sections)


def guided(round: Round, *questions: RouteQuestion, core: tuple[str, ...] = ()) -> Round:
    with transaction():
        write_route(round, WrittenRoute(questions, core), by=COMMAND_LINE)
    return round


WHO = RouteQuestion(
    "Wie bent u?",
    (
        RouteAnswer("Ik draag kleding", ("drager",), ("1.1", "6.4")),
        RouteAnswer("Ik maak kleding", (), ("3.2",)),
        RouteAnswer("Iets anders"),
    ),
)


def stops(round: Round, *keys: str) -> list[str]:
    contents = contents_of(round, reader=COMMAND_LINE)
    chosen = round.route.chosen(keys)
    found = reading_route(round, contents, chosen, reader=COMMAND_LINE)
    return [stop.line.number for stop in found.stops]


# --- reading time --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "time"), [(0, 1), (99, 1), (200, 1), (301, 2), (1000, 5), (21_000, 105)]
)
def test_two_hundred_words_take_a_minute(words: int, time: int) -> None:
    assert minutes(words) == time


def test_words_are_counted_in_all_texts() -> None:
    assert words_in("een twee", "", "drie\nvier") == 4
    assert fits_in(5) == 1000


def test_the_time_of_a_chapter_is_that_of_all_its_sections(visit: Visit, round: Round) -> None:
    page = visit.get(f"/rondes/{round.slug}/plan/hoofdstuk-1")
    assert "Leestijd 5 minuten" in page.text
    lines = visit.get(f"/rondes/{round.slug}/plan").soup.select("main h3 + .item-list__meta")
    assert "5 min" in lines[0].get_text(" ")
    assert "Leestijd 30 minuten" in visit.get(f"/rondes/{round.slug}/plan/alles").text


# --- one and five minutes ------------------------------------------------------------------


def test_one_minute_is_the_summary_of_the_plan(visit: Visit, round: Round) -> None:
    page = visit.get(f"/rondes/{round.slug}/plan?lees=1")
    assert page.h1 == "Het plan in 1 minuut"
    assert "Dit plan gaat over werkkleding." in page.text
    assert "Kort: Deel" not in page.text


def test_five_minutes_are_the_summaries_of_the_core(visit: Visit, round: Round) -> None:
    guided(round, core=("6.4", "1.1"))
    page = visit.get(f"/rondes/{round.slug}/plan?lees=5")
    assert page.h1 == "Het plan in 5 minuten"
    found = [heading.get_text() for heading in page.soup.select("#leestekst h2 a")]
    assert {"1.1 Deel 1", "6.4 Deel 29"} <= set(found)
    assert found == sorted(found, key=lambda name: int(name.split(" ")[-1])), "in plan order"


def test_five_minutes_hold_no_more_than_can_be_read(round: Round) -> None:
    with transaction():
        for one in sections(round):
            one.summary = "woord " * 150
    contents = contents_of(round, reader=COMMAND_LINE)
    reading = short_reading(round, contents, reader=COMMAND_LINE)
    assert len(reading.lines) == 6
    assert minutes(reading.words) == 5


def test_a_plan_without_summaries_says_so(visit: Visit, round: Round) -> None:
    with transaction():
        assert round.version is not None
        round.version.summary = ""
        for one in sections(round):
            one.summary = ""
    assert "volgt nog" in visit.get(f"/rondes/{round.slug}/plan?lees=1").text
    visit.get(f"/rondes/{round.slug}/plan?lees=5")
    assert visit.get(f"/rondes/{round.slug}/plan?lees=onzin").h1 == "Inhoud van het plan"


# --- the route -----------------------------------------------------------------------------


def test_answers_lead_to_what_they_name_first_then_to_the_group(round: Round) -> None:
    found = stops(guided(round, WHO), "ik-draag-kleding")
    assert len(found) == 8
    assert {"1.1", "6.4"} <= set(found)
    names = {one.number: one for one in sections(round)}
    assert all("drager" in names[number].audiences for number in set(found) - {"6.4"})
    assert all(names[number].room is Room.OPEN for number in set(found) - {"1.1"})
    assert found == [number for number in names if number in found], "in plan order"


def test_too_few_are_filled_up_with_the_core(round: Round) -> None:
    found = stops(guided(round, WHO, core=("1", "2", "3", "4", "5")), "ik-maak-kleding")
    assert found == ["1", "2", "3", "3.2", "4"]


@pytest.mark.parametrize("keys", [(), ("iets-anders",), ("onzin",)])
def test_no_match_leads_to_the_core(round: Round, keys: tuple[str, ...]) -> None:
    guided(round, WHO, core=("2.1", "1", "4.4"))
    found = stops(round, *keys)
    assert len(found) == 5
    assert {"1", "2.1", "4.4"} <= set(found)


def test_without_an_officer_the_core_is_what_is_asked_about(round: Round) -> None:
    with transaction():
        round.questions[0].section_permanent_id = sections(round)[3].permanent_id
    found = stops(round)
    assert len(found) == 5
    assert "1.3" in found
    open_ones = [one for one in sections(round) if one.number in found and one.number != "1.3"]
    assert {one.room for one in open_ones} == {Room.OPEN}
    assert len({one.chapter_position for one in open_ones}) == 4, "spread over the plan"


def test_a_section_that_is_gone_is_left_out(round: Round) -> None:
    guided(round, WHO, core=("1", "2"))
    with transaction():
        sections(round)[0].permanent_id = "anders"
    assert "1" not in stops(round)[:1] or len(stops(round)) == 5


def test_every_combination_leads_to_five_to_eight_sections(round: Round) -> None:
    guided(round, WHO, RouteQuestion("En?", WHO.answers), RouteQuestion("Verder?", WHO.answers))
    keys = ["", *(one.key for one in WHO.answers)]
    for given in itertools.product(keys, repeat=3):
        assert 5 <= len(stops(round, *given)) <= 8, given


# --- the page ------------------------------------------------------------------------------


def page_of(visit: Visit, round: Round, query: str = "") -> Any:
    return visit.get(f"/rondes/{round.slug}/voor-mij{query}")


def test_the_page_asks_and_then_shows(visit: Visit, round: Round) -> None:
    guided(round, WHO)
    page = page_of(visit, round)
    assert page.h1 == "Wat gaat over mij?"
    assert len(page.soup.select("main input[type=radio]")) == 4
    page = page_of(visit, round, "?vraag-1=ik-draag-kleding")
    assert "Deze 8 paragrafen passen bij u" in page.text
    assert "ongeveer 8 minuten lezen, in plaats van 30 minuten" in page.text
    assert "omdat u zei: Ik draag kleding" in page.text
    assert len([one for one in page.links() if one.startswith("Reageer op")]) == 8
    assert page.soup.select_one("input[checked]")["value"] == "ik-draag-kleding"


@pytest.mark.parametrize(
    "query",
    ["?vraag-1=", "?vraag-1=onzin", "?vraag-1=iets-anders", "?vraag-9=x", "?vraag-1=%00<script>"],
)
def test_an_answer_without_a_match_shows_the_core(visit: Visit, round: Round, query: str) -> None:
    page = page_of(visit, guided(round, WHO), query)
    assert "Lees de 5 kernparagrafen" in page.text


def test_without_questions_the_core_is_shown_at_once(visit: Visit, round: Round) -> None:
    page = page_of(visit, round)
    assert "Lees de 5 kernparagrafen" in page.text
    assert not page.soup.select("main input[type=radio]")


def test_answers_are_kept_nowhere_and_the_page_may_be_cached(visit: Visit, round: Round) -> None:
    guided(round, WHO)
    answer = visit.client.get(f"/rondes/{round.slug}/voor-mij?vraag-1=ik-draag-kleding")
    assert "public" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_the_round_and_its_contents_lead_to_the_route(visit: Visit, round: Round) -> None:
    guided(round, WHO)
    address = f"/rondes/{round.slug}/voor-mij"
    assert visit.get(f"/rondes/{round.slug}").links()["Start met 1 vraag"] == address
    assert visit.get(f"/rondes/{round.slug}/plan").links()["Wat gaat over mij?"] == address


def test_a_round_without_a_plan_has_no_route(visit: Visit) -> None:
    made = make_round(plan_id=None, version_id=None)
    visit.get(f"/rondes/{made.slug}/voor-mij", status=404)
