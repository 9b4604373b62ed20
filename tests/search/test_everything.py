"""Looking for words in everything that is public: what fits best comes first."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.contributions.states import ContributionState
from consultation.logbook import ANYONE, transaction
from consultation.search.queries import FoundKind, PageOfFinds, search_everything
from tests.contributions.factories import make_contribution
from tests.factories import make_plan, make_round
from tests.response_notes.test_operations import answer, published

pytestmark = pytest.mark.usefixtures("database")


def look(typed: str, kind: FoundKind | None = None, page: int = 1) -> PageOfFinds:
    return search_everything(typed, reader=ANYONE, kind=kind, page=page)


def paths(found: PageOfFinds) -> list[str]:
    return [one.path for one in found.finds]


def test_a_title_tells_more_than_a_summary_and_that_more_than_a_reaction() -> None:
    round = make_round(title="Welke schoenen koopt het Rijk?")
    assert round.version is not None
    make_contribution(round, "Mijn schoenen knellen.", state=ContributionState.PLACED)
    found = look("schoenen")
    assert [one.kind for one in found.finds] == [
        FoundKind.ROUND, FoundKind.SECTION, FoundKind.REACTION,
    ]  # fmt: skip
    assert found.counts == {FoundKind.ROUND: 1, FoundKind.SECTION: 1, FoundKind.REACTION: 1}
    assert paths(look("schoenen", FoundKind.REACTION))[0].startswith(f"/rondes/{round.slug}/rea")
    assert look("schoenen", FoundKind.ANSWER).total == 0


def test_an_answer_is_found_once_it_is_public() -> None:
    made = make_round()
    one = make_contribution(made, state=ContributionState.PLACED)
    with transaction():
        made.closes_at = clock.now() - timedelta(days=1)
    answer(one)
    assert look("passen aan", FoundKind.ANSWER).total == 0
    published(made)
    assert paths(look("passen aan", FoundKind.ANSWER))[0].startswith("/antwoorden/")


def test_rounds_that_share_a_plan_do_not_show_its_sections_twice() -> None:
    plan = make_plan()
    make_round(plan=plan)
    make_round(plan=plan)
    assert look("brandveilig").total == 1


def test_what_is_not_announced_is_not_found() -> None:
    make_round(title="Kanarie in de kolenmijn", published_at=None)
    make_round(plan=make_plan(sections=(("1", "Kanarie", 1, ("Kanarie.",)),), published=False))
    assert look("kanarie").total == 0


def test_pages_follow_each_other() -> None:
    many = tuple((f"{n}", f"Deel {n}", 1, ("Over sokken.",)) for n in range(1, 31))
    make_round(plan=make_plan(sections=many))
    first, second = look("sokken"), look("sokken", page=2)
    assert (len(first.finds), first.has_more) == (20, True)
    assert (len(second.finds), second.has_more) == (10, False)
    assert not set(paths(first)) & set(paths(second))


def test_a_typing_mistake_leads_to_the_right_word() -> None:
    make_round()
    assert look("brandveilg").likely == "brandveilig"
