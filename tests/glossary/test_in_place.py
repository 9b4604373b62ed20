"""Words explained where they stand: once a section, the text as it was, frozen with its version."""

import re
from typing import Any

import pytest
from flask import Flask

from consultation.database import db
from consultation.glossary import operations
from consultation.glossary.models import Term
from consultation.glossary.states import finder_of, house_words
from consultation.logbook import COMMAND_LINE, transaction
from consultation.plans import queries
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.operations import publish_version
from consultation.rounds.models import Round
from consultation.slugs import tail_of
from consultation.web.explained import Explainer
from tests.factories import make_plan, make_round
from tests.glossary.factories import make_term, texts
from tests.page import Visit

SECTIONS = (
    ("1", "De gunning", 1, ("De percelen zijn klein.", "Elk perceel heeft een gunning.")),
    ("2", "Zwam", 1, ("Dit gaat over het zwamvlok van de zwam.",)),
)


def draft(sections: object = SECTIONS) -> PlanVersion:
    return make_plan(sections=sections, published=False).versions[0]


def frozen(version: PlanVersion) -> PlanVersion:
    with transaction():
        publish_version(version, by=COMMAND_LINE, unsigned_reason="Een toets.")
    return version


@pytest.fixture
def plan(database: Flask) -> Plan:
    return make_plan(sections=SECTIONS, published=False)


@pytest.fixture
def round(plan: Plan) -> Round:
    make_term(plan, "zwamvlok", meaning="De draden van een paddenstoel.")
    frozen(plan.versions[0])
    return make_round(plan=plan)


def address(round: Round, number: int = 0, *, is_frozen: bool = False) -> str:
    assert round.version is not None
    place = "/versies/1/plan/" if is_frozen else "/plan/"
    section = round.version.sections[number]
    tail = "" if is_frozen else f"-{tail_of(section.title)}"
    return f"/rondes/{round.slug}{place}{section.permanent_id}{tail}"


def section_page(visit: Visit, round: Round, number: int = 0, **options: bool) -> Any:
    page = visit.get(address(round, number, **options))
    return page.soup


def test_the_first_occurrence_leads_to_its_meaning_and_back(visit: Visit, round: Round) -> None:
    soup = section_page(visit, round)
    links = soup.select("article a.term")
    assert [link.text for link in links] == ["gunning", "percelen"]
    for link in links:
        head = soup.find(id=link["href"].removeprefix("#"))
        back = head.find_next_sibling("dd").find("a", href=f"#{link['id']}")
        assert back is not None
    assert not soup.select("h1 a.term, h2 a.term, a a")


def test_the_words_of_the_text_stay_letter_for_letter(visit: Visit, round: Round) -> None:
    soup = section_page(visit, round)
    shown = [" ".join(one.get_text().split()) for one in soup.select(".alinea__text")]
    assert shown == list(SECTIONS[0][3])


def test_a_reader_can_turn_the_explanations_off(visit: Visit, round: Round) -> None:
    page = visit.get(f"{address(round)}?woorden=uit")
    assert not page.soup.select("a.term, dl.word-list")
    assert "Leg moeilijke woorden uit" in page.links()
    assert "Zet de uitleg van woorden uit" in visit.get(address(round)).links()


def test_a_frozen_version_keeps_the_words_it_had(visit: Visit, round: Round, plan: Plan) -> None:
    term = db.session.scalars(db.select(Term)).one()
    with transaction():
        operations.change_term(term, texts("zwamvlok", meaning="Iets anders."), by=COMMAND_LINE)
    make_term(plan, "zwam", meaning="Een paddenstoel.")
    old = section_page(visit, round, 1, is_frozen=True).select_one("dl.word-list").text
    assert "De draden van een paddenstoel." in old
    assert "Iets anders." not in old
    assert "Een paddenstoel." not in old
    new = section_page(visit, round, 1).select_one("dl.word-list").text
    assert "Iets anders." in new
    assert "Eerst stond er: “De draden van een paddenstoel.”" in new
    assert "Een paddenstoel." in new


def test_a_version_that_was_frozen_before_there_were_words_explains_none(
    visit: Visit, database: Flask
) -> None:
    round = make_round(plan=make_plan(sections=SECTIONS))
    assert not section_page(visit, round, is_frozen=True).select("a.term, dl.word-list")


def test_the_words_of_another_plan_are_not_explained(visit: Visit, round: Round) -> None:
    other = make_plan(sections=SECTIONS, category=round.category)
    make_term(other, "zwam", meaning="Geheim.")
    assert "Geheim." not in section_page(visit, round, 1).text
    assert "Geheim." not in visit.get(f"/rondes/{round.slug}/woorden").text
    assert "Geheim." not in visit.get("/woorden").text


def test_who_writes_sees_which_words_are_explained_and_which_are_not(database: Flask) -> None:
    text = (
        "De percelen van de aanbestedende dienst. "
        "Derhalve is circulariteit en circulariteit goed. Zwamvlokkig."
    )
    version = draft((("1", "Een", 1, (text,)),))
    found = queries.section_words(version.sections[0], reader=COMMAND_LINE)
    told = {one.text: (one.is_known, one.times, one.plainer) for one in found}
    assert told["percelen"] == (True, 1, "deel van de opdracht")
    assert told["aanbestedende dienst"][0]
    assert told["circulariteit"][:2] == (True, 2)
    assert told["Derhalve"] == (False, 1, "daarom")
    assert told["Zwamvlokkig"] == (False, 1, "")
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_no_word_is_explained_inside_a_link_or_a_head_of_a_table() -> None:
    words = house_words()
    explain = Explainer(finder_of(words), {key: word.anchor for key, word in words.items()})
    html = (
        '<table><tr><th>Perceel</th><td>de <a href="x>y">gunning</a> &amp; het '
        "<em>perceel</em></td></tr></table>"
    )
    made = explain(html)
    assert re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", made) == html
    assert made.count('class="term"') == 1
    assert "<em><a" in made
