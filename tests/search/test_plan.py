"""Looking for words in a plan: in plan order, counted, and only what may be seen."""

from datetime import timedelta
from typing import Any

import pytest

from consultation import clock
from consultation.contributions.states import ContributionState
from consultation.errors import NotFound
from consultation.logbook import ANYONE, transaction
from consultation.moderation import operations as moderation
from consultation.moderation.states import Reason
from consultation.permissions import Role
from consultation.plans.models import Section
from consultation.rounds.models import Round
from consultation.search.queries import PlanFinds, Source, search_plan
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_plan, make_round
from tests.plans.versions import next_version

pytestmark = pytest.mark.usefixtures("database")

SECTIONS = (
    ("1", "Inleiding", 1, ("Dit plan gaat over werkkleding.",)),
    ("2", "De opdracht", 1, (
        "De opdracht is verdeeld in vier percelen.", "Kleine bedrijven krijgen een eigen perceel.",
    )),
    ("2.1", "Duurzame kleding", 2, ("Kapotte kleding wordt gerepareerd.",)),
)  # fmt: skip


@pytest.fixture
def round() -> Round:
    return make_round(plan=make_plan(sections=SECTIONS))


def section(round: Round, index: int) -> Section:
    assert round.version is not None
    return round.version.sections[index]


def said(round: Round, text: str, index: int, **changes: Any) -> Any:
    place = section(round, index).permanent_id
    state = changes.pop("state", ContributionState.PLACED)
    assert round.version is not None
    return make_contribution(
        round, text, state=state, section_permanent_id=place, version_id=round.version_id, **changes
    )


def look(round: Round, typed: str, page: int = 1) -> PlanFinds:
    return search_plan(round, typed, reader=ANYONE, page=page)


def test_finds_stand_by_section_in_plan_order(round: Round) -> None:
    found = look(round, "perceel")
    assert [one.title for one in found.sections] == ["De opdracht"]
    assert [one.place.alinea for one in found.sections[0].places] == [1, 2]
    assert (found.place_count, found.reaction_count, found.section_count) == (2, 0, 1)


def test_titles_and_summaries_are_searched_too(round: Round) -> None:
    found = look(round, "duurzaamheid")
    assert [one.title for one in found.sections] == ["Duurzame kleding"]
    assert [one.is_find for one in found.sections[0].heading] == [False, True, False]
    assert [one.place.source for one in found.sections[0].places] == [Source.SUMMARY]
    assert found.place_count == 2, "the title and the summary"


def test_words_may_stand_in_different_places_of_a_section(round: Round) -> None:
    found = look(round, "duurzaam gerepareerd")
    assert [one.title for one in found.sections] == ["Duurzame kleding"]
    assert look(round, "percelen gerepareerd").count == 0


def test_placed_reactions_stand_with_their_section(round: Round) -> None:
    said(round, "De percelen zijn te groot.\nMaak er zes.", 2)
    found = look(round, "perceel")
    assert [one.title for one in found.sections] == ["De opdracht", "Duurzame kleding"]
    assert (found.sections[1].place_count, found.sections[1].reaction_count) == (0, 1)
    told = "".join(one.text for one in found.sections[1].reactions[0].excerpt)
    assert told == "De percelen zijn te groot."


def test_reactions_on_the_whole_plan_come_last(round: Round) -> None:
    make_contribution(round, "Maak de percelen kleiner.", state=ContributionState.PLACED)
    found = look(round, "percelen")
    assert [one.permanent_id for one in found.sections][-1] == ""
    assert found.sections[-1].reaction_count == 1


@pytest.mark.parametrize("state", set(ContributionState) - {ContributionState.PLACED})
def test_only_what_is_placed_is_found(round: Round, state: ContributionState) -> None:
    if state is ContributionState.REDACTED:
        return
    said(round, "Kanarie in de kolenmijn.", 1, state=state)
    assert look(round, "kanarie").count == 0
    assert look(round, "kanari").likely == ""


def test_a_blacked_out_word_is_not_found_and_not_shown(round: Round) -> None:
    placed = said(round, "Bel Kanarie voor de percelen.", 1, state=ContributionState.RECEIVED)
    by = make_account(Role.MODERATOR, organisation=round.organisation).as_actor()
    with transaction():
        moderation.redact_contribution(
            placed,
            passages={placed.text.passages[0].id: "Kanarie"},
            reason=Reason.PERSONAL_DATA,
            by=by,
        )
    assert look(round, "kanarie").count == 0
    told = "".join(one.text for one in look(round, "percelen").sections[0].reactions[0].excerpt)
    assert told == "Bel … voor de percelen."


def test_confidential_words_are_not_found_not_even_by_staff(round: Round) -> None:
    said(round, "Open deel.", 1, confidential="Kanarie kost 80 euro.")
    officer = make_account(Role.OFFICER, organisation=round.organisation)
    assert search_plan(round, "kanarie", reader=officer.as_actor()).count == 0


def test_a_reaction_on_an_older_version_stands_where_its_text_is_now(round: Round) -> None:
    said(round, "De percelen zijn te groot.", 1)
    assert round.plan is not None
    newer = next_version(round.plan, *SECTIONS)
    with transaction():
        round.version = newer
    assert look(round, "percelen").reaction_count == 1


def test_many_sections_come_a_page_at_a_time() -> None:
    many = tuple((f"{n}", f"Deel {n}", 1, ("Over schoenen.",)) for n in range(1, 46))
    round = make_round(plan=make_plan(sections=many))
    first, last = look(round, "schoenen"), look(round, "schoenen", page=99)
    assert (len(first.sections), first.pages, first.section_count) == (20, 3, 45)
    assert (len(last.sections), last.page) == (5, 3)
    assert look(round, "schoenen", page=-1).page == 1


def test_a_draft_is_for_staff_and_a_round_without_plan_has_nothing() -> None:
    draft = make_round(plan=make_plan(sections=SECTIONS, published=False), published_at=None)
    with pytest.raises(NotFound):
        look(draft, "percelen")
    officer = make_account(Role.OFFICER, organisation=draft.organisation)
    assert search_plan(draft, "percelen", reader=officer.as_actor()).count == 2
    with pytest.raises(NotFound):
        look(make_round(plan_id=None, version_id=None), "percelen")


def test_a_draft_that_changes_is_read_anew() -> None:
    draft = make_round(plan=make_plan(sections=SECTIONS, published=False), published_at=None)
    officer = make_account(Role.OFFICER, organisation=draft.organisation).as_actor()
    assert search_plan(draft, "kanarie", reader=officer).count == 0
    with transaction():
        section(draft, 0).summary = "Een kanarie."
    assert search_plan(draft, "kanarie", reader=officer).count == 1


def test_a_typing_mistake_leads_to_the_right_word(round: Round) -> None:
    assert look(round, "percellen").count == 2, "the stem is still right"
    assert look(round, "opdragt").likely == "opdracht"


def test_old_words_are_kept_by_nobody(round: Round) -> None:
    """A reaction that is withdrawn, or erased, is gone from the next search."""
    placed = said(round, "Kanarie.", 1)
    assert look(round, "kanarie").count == 1
    with transaction():
        placed.state = ContributionState.WITHDRAWN
    assert look(round, "kanarie").count == 0
    assert clock.now() - placed.submission.received_at < timedelta(hours=1)
