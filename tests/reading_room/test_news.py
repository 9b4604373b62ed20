"""What is new in a round since a day, and how to refer to a text that stays as it is."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from consultation import clock
from consultation.accounts.models import Account
from consultation.contributions.states import ContributionState
from consultation.logbook import ANYONE, transaction
from consultation.moderation import operations as moderation
from consultation.permissions import Role
from consultation.reading_room.queries import News, news_of
from consultation.rounds.models import Round
from consultation.rounds.operations import extend_round
from tests.contributions.factories import make_contribution
from tests.factories import SECTIONS, make_account, make_round
from tests.page import Visit
from tests.plans.versions import next_version
from tests.question_hours.factories import make_hour
from tests.response_notes.test_operations import answer, published

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]


@pytest.fixture
def round() -> Round:
    made = make_round()
    with transaction():
        assert made.version is not None
        made.version.published_at = ago(40)
    return made


def ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


def day(days: int) -> date:
    return clock.today() - timedelta(days=days)


def news(round: Round, days: int = 7) -> News:
    return news_of(round, day(days), reader=ANYONE)


def test_nothing_new_is_said(visit: Visit, round: Round) -> None:
    assert news(round).is_empty
    page = visit.get(f"/rondes/{round.slug}/nieuw?sinds={day(7)}")
    assert "Er is niets nieuws in deze ronde." in page.text


def test_reactions_count_from_the_day_they_came_or_were_placed(round: Round) -> None:
    make_contribution(round, "Lang geleden.", state=ContributionState.PLACED, at=ago(6))
    waiting = make_contribution(
        round, "Pas geplaatst.", state=ContributionState.RECEIVED, at=ago(6)
    )
    make_contribution(round, "Net binnen.", state=ContributionState.PLACED)
    make_contribution(round, "Kanarie.", state=ContributionState.HIDDEN)
    by = make_account(Role.MODERATOR, organisation=round.organisation).as_actor()
    with transaction():
        moderation.place_contribution(waiting, by=by)
    found = news(round, 3)
    told = {row.paragraphs[0][0].text for row in found.reactions}
    assert told == {"Pas geplaatst.", "Net binnen."}
    assert news(round, 7).reaction_count == 3


def test_a_new_version_tells_which_sections_changed(visit: Visit, round: Round) -> None:
    changed = [*SECTIONS[:2], ("2.1", "Jassen", 2, ("De jas is rood.",)), SECTIONS[3]]
    assert round.plan is not None
    next_version(round.plan, *changed)
    found = news(round)
    assert [one.number for one in found.versions] == [2]
    assert [one.section.name for one in found.changes] == ["2.1 Jassen"]
    page = visit.get(f"/rondes/{round.slug}/nieuw?sinds={day(7)}")
    assert "1 paragraaf is anders." in page.text
    assert f"/rondes/{round.slug}/versies/1...2#" in page.links()["2.1 Jassen"]
    assert news(round, 100).before is None, "the first version is compared with nothing"


def test_answers_and_the_note_are_told_once_they_are_public(visit: Visit, round: Round) -> None:
    one = make_contribution(round, state=ContributionState.PLACED, at=ago(6))
    with transaction():
        round.closes_at = ago(1)
    answer(one)
    assert news(round, 3).answer_count == 0
    published(round)
    found = news(round, 3)
    assert (found.answer_count, found.is_answered) == (1, True)
    assert "De antwoordnota is er." in visit.get(f"/rondes/{round.slug}/nieuw?sinds={day(3)}").text


def test_hours_and_a_later_closing_are_told(visit: Visit, round: Round) -> None:
    make_hour(round)
    by = make_account(Role.ROUND_MANAGER, Role.OFFICER, organisation=round.organisation)
    assert round.closes_at is not None
    with transaction():
        later = clock.amsterdam(round.closes_at).date() + timedelta(days=7)
        extend_round(round, closes_on=later, reason="Er was een storing.", by=by.as_actor())
    found = news(round)
    assert (len(found.hours), len(found.extensions)) == (1, 1)
    assert "Er was een storing." in visit.get(f"/rondes/{round.slug}/nieuw?sinds={day(1)}").text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Sinds welke dag?"),
        ("?sinds=", "U ziet hier nieuwe versies"),
        ("?sinds=gisteren", "Schrijf een datum zoals 2026-11-20."),
        ("?sinds=2026-13-45", "Schrijf een datum zoals 2026-11-20."),
        ("?sinds=%00'<b>", "Schrijf een datum zoals 2026-11-20."),
        ("?sinds=2099-01-01", "Deze dag moet nog komen."),
        ("?sinds=0001-01-01", "Sinds 1 januari 2000"),
    ],
)
def test_every_day_gets_a_kind_answer(visit: Visit, round: Round, query: str, words: str) -> None:
    assert words in visit.get(f"/rondes/{round.slug}/nieuw{query}").text


def test_nothing_of_the_visitor_is_kept(visit: Visit, round: Round) -> None:
    answer = visit.client.get(f"/rondes/{round.slug}/nieuw?sinds={day(7)}")
    assert "public" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    for address in ("", "/plan"):
        link = visit.get(f"/rondes/{round.slug}{address}").soup.select_one("a[data-news]")
        assert link["href"] == f"/rondes/{round.slug}/nieuw"


def test_a_round_without_a_plan_has_news_too(visit: Visit) -> None:
    made = make_round(plan_id=None, version_id=None)
    visit.get(f"/rondes/{made.slug}/nieuw?sinds={day(7)}")


# --- citations -----------------------------------------------------------------------------


def citation(visit: Visit, address: str) -> str:
    return " ".join(visit.get(address).soup.select_one(".citation").get_text().split())


def test_a_citation_names_the_frozen_address(visit: Visit, round: Round) -> None:
    assert round.version is not None
    assert round.plan is not None
    section = round.version.sections[2]
    address = f"/rondes/{round.slug}/plan/{section.permanent_id}-jassen"
    told = citation(visit, address)
    frozen = f"/rondes/{round.slug}/versies/1/plan/{section.permanent_id}"
    day = clock.date_words(round.version.published_at)
    assert told.startswith(f"{round.plan.title}, paragraaf 2.1 Jassen, versie 1 van {day}. http")
    assert told.endswith(frozen)
    told = citation(visit, f"{address}?alinea=2")
    assert ", alinea 2, versie 1" in told
    assert told.endswith(f"{frozen}#{section.permanent_id}-2")
    assert visit.get(frozen).soup.find(id=f"{section.permanent_id}-2")
    assert citation(visit, frozen) == citation(visit, address)


@pytest.mark.parametrize("query", ["?alinea=99", "?alinea=0", "?alinea=-1", "?alinea=x"])
def test_an_alinea_that_is_not_there_is_the_whole_section(
    visit: Visit, round: Round, query: str
) -> None:
    assert round.version is not None
    section = round.version.sections[2].permanent_id
    assert "alinea" not in citation(visit, f"/rondes/{round.slug}/plan/{section}-jassen{query}")


def test_the_button_copies_the_very_words_that_can_be_selected(visit: Visit, round: Round) -> None:
    assert round.version is not None
    section = round.version.sections[2].permanent_id
    page = visit.get(f"/rondes/{round.slug}/plan/{section}-jassen?alinea=1")
    button = page.soup.select_one("#verwijzing button[data-copy]")
    assert button["data-copy"] == page.soup.select_one(".citation").get_text().strip()
    assert page.soup.select_one("#verwijzing").has_attr("open")
