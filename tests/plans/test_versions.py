"""A new version keeps what people reacted to and wrote; an officer has the last word."""

from collections.abc import Callable

import pytest
from flask import Flask

from consultation import clock
from consultation.accounts.models import Account
from consultation.comparison.verdicts import Verdict
from consultation.database import db
from consultation.errors import NotFound, WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.plans import operations, queries
from consultation.plans.models import Plan, PlanVersion, Section
from consultation.plans.operations import (
    SectionTexts,
    match_section,
    publish_version,
    write_section,
)
from consultation.plans.queries import changes_between
from tests.factories import make_account, make_plan
from tests.page import Visit
from tests.plans.versions import (
    FIRST,
    JACKET,
    PAY,
    RETURN,
    TROUSERS,
    WASH,
    first_version,
    next_version,
)
from tests.statements import counted

WARMER = JACKET.replace("water", "regen")


@pytest.fixture
def plan(database: Flask) -> Plan:
    return first_version()


def ids(version: PlanVersion) -> dict[str, str]:
    return {section.title: section.permanent_id for section in version.sections}


def match(section: Section, origin: str) -> None:
    with transaction():
        match_section(section, origin, by=COMMAND_LINE)


def test_a_changed_alinea_keeps_its_id_and_what_is_written_is_stale(plan: Plan) -> None:
    old = plan.versions[0].sections[0]
    new = next_version(plan, ("1", "Kleding", 1, (WARMER, TROUSERS)), *FIRST[1:]).sections[0]
    assert new.permanent_id == old.permanent_id
    assert [a.permanent_id for a in new.alineas] == [a.permanent_id for a in old.alineas]
    assert (new.summary, new.is_stale) == (old.summary, True)
    assert [question.text for question in new.questions] == [q.text for q in old.questions]


def test_what_did_not_change_is_not_stale(plan: Plan) -> None:
    assert [one.is_stale for one in next_version(plan, *FIRST).sections] == [False] * 3


def test_who_saves_a_section_says_that_it_is_right_again(plan: Plan) -> None:
    draft = next_version(plan, ("1", "Kleding", 1, (WARMER,)), *FIRST[1:], publish=False)
    with transaction():
        write_section(draft.sections[0], SectionTexts("Nieuw."), by=COMMAND_LINE)
    assert not draft.sections[0].is_stale


def test_an_alinea_that_moved_keeps_its_id(plan: Plan) -> None:
    old = plan.versions[0].sections[2].alineas[1].permanent_id
    texts = (("1", "Kleding", 1, (JACKET, TROUSERS)), ("2", "Onderhoud", 1, (WASH, RETURN)))
    new = next_version(plan, *texts, ("3", "Betalen", 1, (PAY,)))
    assert new.sections[1].alineas[1].permanent_id == old


def test_a_file_that_is_read_in_again_finds_what_the_first_one_lost(plan: Plan) -> None:
    wanted = ids(plan.versions[0])
    next_version(plan, *FIRST[:2], publish=False)
    assert ids(next_version(plan, *FIRST, publish=False)) == wanted


def test_the_frozen_version_stays_as_it_was(plan: Plan) -> None:
    before = [
        (s.permanent_id, s.summary, [a.text for a in s.alineas]) for s in plan.versions[0].sections
    ]
    next_version(plan, ("1", "Iets anders", 1, (WARMER,)))
    db.session.expire_all()
    now = [
        (s.permanent_id, s.summary, [a.text for a in s.alineas]) for s in plan.versions[0].sections
    ]
    assert now == before


REWRITTEN = ("1", "Kleding", 1, ("Wij kiezen per dienst welk uniform er wordt gedragen.",))


def test_an_officer_says_that_a_section_is_new(plan: Plan) -> None:
    draft = next_version(plan, REWRITTEN, *FIRST[1:], publish=False)
    section = draft.sections[0]
    assert section.is_doubtful
    match(section, "")
    assert section.permanent_id not in ids(plan.versions[0]).values()
    assert (section.summary, section.questions, section.is_doubtful) == ("", [], False)


def test_an_officer_chooses_another_section_and_its_holder_becomes_new(plan: Plan) -> None:
    draft = next_version(plan, *FIRST, publish=False)
    wash, pay = draft.sections[1], draft.sections[2]
    wanted = pay.permanent_id
    summary = pay.summary
    match(wash, wanted)
    assert (wash.permanent_id, wash.summary, wash.is_stale) == (wanted, summary, True)
    assert pay.permanent_id not in ids(plan.versions[0]).values()
    assert pay.is_doubtful
    assert {a.permanent_id for a in pay.alineas}.isdisjoint(
        a.permanent_id for a in plan.versions[0].sections[2].alineas
    )


def test_what_an_officer_wrote_since_is_kept_when_the_origin_changes(plan: Plan) -> None:
    draft = next_version(plan, REWRITTEN, *FIRST[1:], publish=False)
    with transaction():
        write_section(draft.sections[0], SectionTexts("Zelf geschreven."), by=COMMAND_LINE)
    match(draft.sections[0], "")
    assert draft.sections[0].summary == "Zelf geschreven."


def test_a_choice_survives_a_file_that_is_read_in_again(plan: Plan) -> None:
    draft = next_version(plan, REWRITTEN, *FIRST[1:], publish=False)
    match(draft.sections[0], "")
    chosen = draft.sections[0].permanent_id
    again = next_version(plan, REWRITTEN, *FIRST[1:], publish=False)
    assert again.sections[0].permanent_id == chosen
    assert not again.sections[0].is_doubtful


def test_an_unknown_section_a_first_version_and_a_frozen_one_are_refused(plan: Plan) -> None:
    with pytest.raises(WrongStep):
        match(plan.versions[0].sections[0], "")
    draft = next_version(plan, *FIRST, publish=False)
    with pytest.raises(NotFound):
        match(draft.sections[0], "zzzz")
    with transaction():
        draft.sections[0].checked_at = None
    first = first_version(published=False)
    with pytest.raises(WrongStep):
        match(first.versions[0].sections[0], "")


# --- an alinea ----------------------------------------------------------------------------

HALF = ("1", "Kleding", 1, ("De jas houdt wind tegen en is zichtbaar in het donker.", TROUSERS))
"""The first alinea with other words: like the old one, but just."""


def alinea_match(version: PlanVersion, section: int, alinea: int, origin: str) -> None:
    with transaction():
        operations.match_alinea(version.sections[section].alineas[alinea], origin, by=COMMAND_LINE)


def test_an_alinea_that_is_just_like_enough_is_doubtful(plan: Plan) -> None:
    draft = next_version(plan, HALF, *FIRST[1:], publish=False)
    first, second = draft.sections[0].alineas
    assert first.permanent_id == plan.versions[0].sections[0].alineas[0].permanent_id
    assert (first.is_doubtful, second.is_doubtful) == (True, False)
    assert not draft.sections[0].is_doubtful


def test_an_officer_says_that_an_alinea_is_new(plan: Plan) -> None:
    old = plan.versions[0].sections[0].alineas[0].permanent_id
    draft = next_version(plan, HALF, *FIRST[1:], publish=False)
    alinea_match(draft, 0, 0, "")
    made = draft.sections[0].alineas[0]
    assert made.permanent_id != old
    assert not made.is_doubtful
    changes = changes_between(plan.versions[0], draft, reader=COMMAND_LINE)
    assert [one.verdict for one in changes[0].alineas] == [
        Verdict.REMOVED,
        Verdict.NEW,
        Verdict.SAME,
    ]


def test_an_officer_chooses_another_alinea_and_its_holder_becomes_new(plan: Plan) -> None:
    wash = plan.versions[0].sections[1].alineas[0].permanent_id
    draft = next_version(plan, HALF, *FIRST[1:], publish=False)
    alinea_match(draft, 0, 0, wash)
    assert draft.sections[0].alineas[0].permanent_id == wash
    assert draft.sections[1].alineas[0].permanent_id != wash
    assert draft.sections[1].alineas[0].is_doubtful


def test_a_choice_for_an_alinea_survives_a_file_that_is_read_in_again(plan: Plan) -> None:
    draft = next_version(plan, HALF, *FIRST[1:], publish=False)
    old = draft.sections[0].alineas[0].permanent_id
    alinea_match(draft, 0, 0, old)
    again = next_version(plan, HALF, *FIRST[1:], publish=False).sections[0].alineas[0]
    assert (again.permanent_id, again.is_doubtful) == (old, False)
    alinea_match(draft, 0, 0, "")
    new = draft.sections[0].alineas[0].permanent_id
    again = next_version(plan, HALF, *FIRST[1:], publish=False).sections[0].alineas[0]
    assert (again.permanent_id, again.is_doubtful) == (new, False)


def test_an_unknown_alinea_and_a_frozen_version_are_refused(plan: Plan) -> None:
    draft = next_version(plan, HALF, *FIRST[1:], publish=False)
    with pytest.raises(NotFound):
        alinea_match(draft, 0, 0, "zzzzz")
    with pytest.raises(WrongStep):
        alinea_match(plan.versions[0], 0, 0, "")


# --- what was gone and comes back -----------------------------------------------------------


def test_a_section_that_comes_back_has_its_old_ids(plan: Plan) -> None:
    first = plan.versions[0]
    next_version(plan, *FIRST[:2])
    third = next_version(plan, *FIRST)
    assert ids(third) == ids(first)
    assert [a.permanent_id for a in third.sections[2].alineas] == [
        a.permanent_id for a in first.sections[2].alineas
    ]
    changes = changes_between(plan.versions[1], third, reader=ANYONE)
    assert [one.verdict for one in changes] == [Verdict.SAME, Verdict.SAME, Verdict.NEW]
    over = changes_between(first, third, reader=ANYONE)
    assert {one.verdict for one in over} == {Verdict.SAME}


def test_what_only_looks_like_an_older_section_is_new(plan: Plan) -> None:
    next_version(plan, *FIRST[:2])
    other = ("3", "Vervoer", 1, ("Vrachtwagens rijden elektrisch vanaf het volgende voorjaar.",))
    third = next_version(plan, *FIRST[:2], other)
    assert third.sections[2].permanent_id not in ids(plan.versions[0]).values()


def test_an_alinea_that_comes_back_has_its_old_id(plan: Plan) -> None:
    trousers = plan.versions[0].sections[0].alineas[1].permanent_id
    next_version(plan, ("1", "Kleding", 1, (JACKET,)), *FIRST[1:])
    third = next_version(plan, *FIRST)
    assert third.sections[0].alineas[1].permanent_id == trousers


def test_an_officer_may_choose_a_section_that_is_gone_since_an_older_version(
    plan: Plan, officer: Visit
) -> None:
    gone = ids(plan.versions[0])["Betalen"]
    next_version(plan, *FIRST[:2])
    draft = next_version(plan, *FIRST[:2], ("3", "Iets nieuws", 1, REWRITTEN[3]), publish=False)
    section = draft.sections[2]
    address = f"/werk/plannen/{plan.slug}/{section.permanent_id}/herkomst"
    page = officer.get(address)
    offered = {one["value"] for one in page.soup.find("select").find_all("option")}
    assert gone in offered
    officer.post(address, {**page.form("/herkomst"), "origin": gone})
    assert draft.sections[2].permanent_id == gone


def test_the_proposal_says_that_a_section_comes_back(plan: Plan, officer: Visit) -> None:
    next_version(plan, *FIRST[:2])
    next_version(plan, *FIRST, publish=False)
    page = officer.get(f"/werk/plannen/{plan.slug}/herkomst")
    assert "Stond er niet, wel in versie 1" in page.text


def test_two_versions_are_compared_once(plan: Plan) -> None:
    new = next_version(plan, ("1", "Kleding", 1, (WARMER, TROUSERS)), *FIRST[1:])
    changes = changes_between(plan.versions[0], new, reader=ANYONE)
    assert [one.verdict for one in changes] == [Verdict.CHANGED, Verdict.SAME, Verdict.SAME]
    with counted() as sent:
        assert changes_between(plan.versions[0], new, reader=ANYONE) is changes
    assert sent == []


def test_nobody_compares_with_a_draft_that_may_not_read_it(plan: Plan) -> None:
    draft = next_version(plan, *FIRST, publish=False)
    with pytest.raises(NotFound):
        changes_between(plan.versions[0], draft, reader=ANYONE)


# --- the pages ----------------------------------------------------------------------------


@pytest.fixture
def officer(plan: Plan, signed_in_as: Callable[[Account], Visit]) -> Visit:
    return signed_in_as(make_account(Role.OFFICER, organisation=plan.organisation))


def test_an_officer_sees_doubts_first_and_says_that_it_is_right(plan: Plan, officer: Visit) -> None:
    texts = (("2", "Onderhoud", 1, (f"{WASH} Ook thuis.",)), FIRST[2])
    next_version(plan, REWRITTEN, *texts, publish=False)
    page = officer.get(f"/werk/plannen/{plan.slug}/herkomst")
    assert page.text.index("1 twijfel") < page.text.index("1 andere paragraaf is anders")
    action = f"/{ids(plan.versions[0])['Kleding']}/herkomst"
    done = officer.post(f"/werk/plannen/{plan.slug}{action}", page.form(action))
    assert "Geen twijfels" in done.text


def test_an_officer_chooses_and_a_wrong_choice_is_told(plan: Plan, officer: Visit) -> None:
    draft = next_version(plan, REWRITTEN, *FIRST[1:], publish=False)
    address = f"/werk/plannen/{plan.slug}/{draft.sections[0].permanent_id}/herkomst"
    form = officer.get(address).form("/herkomst")
    refused = officer.post(address, {**form, "origin": "zzzz"}, status=422)
    assert refused.status == 422
    done = officer.post(address, {**form, "origin": ""})
    assert "Bewaard: 1 Kleding." in done.soup.get_text()
    assert "Nieuw" in done.text


def test_an_officer_sees_the_doubtful_alinea_and_says_that_it_is_right(
    plan: Plan, officer: Visit
) -> None:
    draft = next_version(plan, HALF, *FIRST[1:], publish=False)
    section = draft.sections[0].permanent_id
    page = officer.get(f"/werk/plannen/{plan.slug}/herkomst")
    assert "Twijfel over 1 alinea" in page.text
    page = officer.get(f"/werk/plannen/{plan.slug}/{section}/herkomst")
    action = f"/{section}/herkomst/1"
    done = officer.post(f"/werk/plannen/{plan.slug}{action}", page.form(action))
    assert "Bewaard: alinea 1." in done.soup.get_text()
    assert "Twijfel" not in officer.get(f"/werk/plannen/{plan.slug}/herkomst").text


def test_an_officer_chooses_an_alinea_and_a_wrong_choice_is_told(
    plan: Plan, officer: Visit
) -> None:
    draft = next_version(plan, HALF, *FIRST[1:], publish=False)
    address = f"/werk/plannen/{plan.slug}/{draft.sections[0].permanent_id}/herkomst/1"
    form = officer.get(address).form("/herkomst/1")
    refused = officer.post(address, {**form, "origin": "zzzzz"}, status=422)
    assert "Die alinea staat niet in een versie hiervoor." in refused.text
    officer.post(address, {**form, "origin": ""})
    assert not draft.sections[0].alineas[0].is_doubtful
    assert officer.get(address.replace("/1", "/9"), status=404).status == 404


def test_a_panel_member_matches_no_alinea(
    plan: Plan, signed_in_as: Callable[[Account], Visit]
) -> None:
    draft = next_version(plan, HALF, *FIRST[1:], publish=False)
    member = signed_in_as(make_account(Role.PANEL_MEMBER, organisation=plan.organisation))
    address = f"/werk/plannen/{plan.slug}/{draft.sections[0].permanent_id}/herkomst/1"
    assert member.get(address, status=403).status == 403


def test_a_panel_member_reads_the_proposal_and_changes_nothing(
    plan: Plan, signed_in_as: Callable[[Account], Visit]
) -> None:
    draft = next_version(plan, REWRITTEN, *FIRST[1:], publish=False)
    member = signed_in_as(make_account(Role.PANEL_MEMBER, organisation=plan.organisation))
    page = member.get(f"/werk/plannen/{plan.slug}/herkomst")
    assert page.soup.find("main").find("form") is None
    address = f"/werk/plannen/{plan.slug}/{draft.sections[0].permanent_id}/herkomst"
    assert member.get(address, status=403).status == 403


def test_the_plan_says_what_is_doubtful_and_what_is_stale(plan: Plan, officer: Visit) -> None:
    draft = next_version(plan, REWRITTEN, *FIRST[1:], publish=False)
    for address in ("", "/vastzetten"):
        text = officer.get(f"/werk/plannen/{plan.slug}{address}").text
        assert "Van 1 paragraaf is niet zeker wat zij in de vorige versie was." in text
        assert "Bij 1 paragraaf hoort de samenvatting nog bij de oude tekst." in text
    section = draft.sections[0].permanent_id
    chapter = officer.get(f"/werk/plannen/{plan.slug}/hoofdstuk/{section}")
    assert "Het is niet zeker" in chapter.text
    editor = officer.get(f"/werk/plannen/{plan.slug}/{section}")
    assert "De tekst is gewijzigd sinds dit is geschreven." in editor.text


def test_a_first_version_has_no_origins(plan: Plan, officer: Visit) -> None:
    assert officer.get(f"/werk/plannen/{plan.slug}/herkomst", status=404).status == 404


def test_the_frozen_version_cannot_be_matched_any_more(plan: Plan) -> None:
    version = next_version(plan, *FIRST)
    with pytest.raises(WrongStep), transaction():
        publish_version(version, by=COMMAND_LINE)
    with pytest.raises(WrongStep):
        match(version.sections[0], "")


def test_what_is_kept_of_a_version_is_never_taken_for_that_of_another(database: Flask) -> None:
    """The same file read in again in an emptied database, as the demo does, is another version."""
    with clock.frozen(clock.now()):
        for _again in range(2):
            version = make_plan(slug="kleding").versions[0]
            lines = queries.outline(version, reader=ANYONE)
            here = [section.permanent_id for section in version.sections]
            assert [line.permanent_id for line in lines] == here
            db.session.remove()
            with db.engine.begin() as connection:
                for table in reversed(db.metadata.sorted_tables):
                    connection.execute(table.delete())
