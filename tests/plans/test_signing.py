"""The language coach: somebody else than its writer says that a summary is clear (R14)."""

from collections.abc import Callable

import pytest
from flask import Flask

from consultation.accounts.models import Account
from consultation.database import db
from consultation.errors import Incomplete, NotAllowed, Outdated, WrongStep
from consultation.logbook import COMMAND_LINE, Entry, What, transaction
from consultation.permissions import Role
from consultation.plans import operations
from consultation.plans.models import Plan, PlanVersion, Section
from consultation.plans.operations import SectionTexts
from consultation.rounds.queries import round_lacks, round_warnings
from tests.factories import make_account, make_round
from tests.page import Visit
from tests.plans.factories import make_draft

SignIn = Callable[[Account], Visit]
ALL = [str(number) for number in range(9)]


@pytest.fixture
def plan(database: Flask) -> Plan:
    return make_draft()


@pytest.fixture
def writer(plan: Plan) -> Account:
    return make_account(Role.OFFICER, organisation=plan.organisation)


@pytest.fixture
def coach(plan: Plan) -> Account:
    return make_account(Role.PANEL_MEMBER, organisation=plan.organisation, name="Cor Coach")


@pytest.fixture
def section(plan: Plan, writer: Account) -> Section:
    found = plan.versions[0].sections[0]
    with transaction():
        operations.write_section(found, SectionTexts("Wij kopen jassen."), by=writer.as_actor())
    return found


def sign(section: Section, by: Account, edition: int | None = None) -> None:
    with transaction():
        seen = section.edition if edition is None else edition
        operations.sign_summary(section, edition=seen, by=by.as_actor())


def test_another_person_signs_and_the_logbook_keeps_who(section: Section, coach: Account) -> None:
    sign(section, coach)
    assert (section.signed_by, section.signed_by_id) == ("Cor Coach", coach.id)
    entry = db.session.scalars(db.select(Entry).where(Entry.what == What.SUMMARY_SIGNED)).one()
    assert (entry.actor_name, entry.subject_id) == ("Cor Coach", section.id)


def test_nobody_signs_what_they_wrote_or_did_not_see(
    section: Section, writer: Account, coach: Account
) -> None:
    with pytest.raises(NotAllowed):
        sign(section, writer)
    with pytest.raises(NotAllowed), transaction():
        operations.sign_summary(section, edition=section.edition, by=COMMAND_LINE)
    with pytest.raises(Outdated):
        sign(section, coach, edition=1)
    with transaction():
        section.is_stale = True
    with pytest.raises(WrongStep):
        sign(section, coach)


def test_another_summary_lifts_it_and_another_room_does_not(
    section: Section, writer: Account, coach: Account
) -> None:
    sign(section, coach)
    with transaction():
        texts = SectionTexts("Wij kopen jassen.", room_reason="De wet.")
        operations.write_section(section, texts, by=writer.as_actor())
    assert section.signed_at is not None
    with transaction():
        operations.write_section(section, SectionTexts("Anders."), by=writer.as_actor())
    assert section.signed_at is None


def freeze(plan: Plan, reason: str = "") -> PlanVersion:
    version = plan.versions[0]
    with transaction():
        for one in version.sections:
            if one.is_chapter:
                operations.check_chapter(one, by=COMMAND_LINE)
        operations.publish_version(version, by=COMMAND_LINE, unsigned_reason=reason)
    return version


def sign_all(plan: Plan, coach: Account) -> None:
    for one in plan.versions[0].sections:
        if one.summary:
            sign(one, coach)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_version_without_its_coach_is_not_frozen_without_a_reason(
    section: Section, plan: Plan, reason: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        freeze(plan, reason)
    assert [one.code for one in refused.value.lacks] == ["coach_or_reason_needed"]
    assert not plan.versions[0].is_published


def test_the_reason_is_kept_with_the_version_and_in_the_logbook(
    section: Section, plan: Plan
) -> None:
    version = freeze(plan, " De taalcoach is ziek. ")
    assert version.unsigned_reason == "De taalcoach is ziek."
    entry = db.session.scalars(db.select(Entry).where(Entry.what == What.PLAN_PUBLISHED)).one()
    assert (entry.reason, entry.details["unsigned"]) == ("De taalcoach is ziek.", 4)


def test_a_version_of_which_every_summary_is_signed_needs_no_reason(
    section: Section, plan: Plan, coach: Account
) -> None:
    sign_all(plan, coach)
    assert freeze(plan, "Dit hoeft niet.").unsigned_reason == ""


def test_everybody_reads_whether_a_coach_read_along_and_why_not(
    section: Section, plan: Plan, coach: Account, visit: Visit
) -> None:
    sign(section, coach)
    below = next(one for one in plan.versions[0].sections if one.id != section.id)
    with transaction():
        operations.write_section(below, SectionTexts("Kort."), by=COMMAND_LINE)
    freeze(plan, "De taalcoach is ziek.")
    round = make_round(plan=plan)
    here = f"/rondes/{round.slug}/plan"
    assert "De reden: De taalcoach is ziek." in visit.get(here).text
    unsigned = visit.get(f"{here}/{below.permanent_id}").text
    assert "Geen taalcoach las mee. De reden: De taalcoach is ziek." in unsigned
    signed = visit.get(f"{here}/{section.permanent_id}").text
    assert "Een taalcoach vond haar duidelijk." in signed
    assert "De taalcoach is ziek." not in signed


def test_a_round_says_how_many_wait_and_why_and_opens_without(section: Section, plan: Plan) -> None:
    round = make_round(plan=plan, published_at=None)
    version = plan.versions[0]
    for reason, code in (("", "summaries_not_signed"), ("Ziek.", "frozen_without_coach")):
        version.unsigned_reason = reason
        assert code in {one.code for one in round_warnings(round, reader=COMMAND_LINE)}
        assert code not in {one.code for one in round_lacks(round, reader=COMMAND_LINE)}


def test_the_checklist_has_to_hold_line_by_line(
    section: Section, plan: Plan, coach: Account, signed_in_as: SignIn
) -> None:
    visitor = signed_in_as(coach)
    here = f"/werk/plannen/{plan.slug}/{section.permanent_id}/taalcoach"
    page = visitor.send(here, "taalcoach", status=422, checks=ALL[:8])
    assert "Vink elk punt aan" in page.errors()[0]
    visitor.send_from(page, here, "taalcoach", checks=ALL)
    assert "Akkoord van Cor Coach" in visitor.get(here).text


def test_its_writer_is_told_to_ask_a_colleague(
    section: Section, plan: Plan, writer: Account, signed_in_as: SignIn
) -> None:
    visitor = signed_in_as(writer)
    here = f"/werk/plannen/{plan.slug}/{section.permanent_id}"
    assert "Vraag een collega om mee te lezen." in visitor.get(f"{here}/taalcoach").text
    assert "Nog geen akkoord van een taalcoach." in visitor.get(here).text


def chapter_page(section: Section, plan: Plan) -> str:
    return f"/werk/plannen/{plan.slug}/hoofdstuk/{section.permanent_id}/taalcoach"


def test_the_summaries_of_a_chapter_are_signed_in_one_go(
    plan: Plan, writer: Account, coach: Account, signed_in_as: SignIn
) -> None:
    sections = plan.versions[0].sections
    below = next(one for one in sections if not one.is_chapter)
    head = next(one for one in sections if one.position == below.chapter_position)
    with transaction():
        operations.write_section(head, SectionTexts("Wij kopen bomen."), by=writer.as_actor())
        operations.write_section(below, SectionTexts("Wij letten op."), by=writer.as_actor())
    visitor = signed_in_as(coach)
    here = chapter_page(head, plan)
    ticks = [f"{one.permanent_id}-{one.edition}" for one in (head, below)]
    page = visitor.send(here, "taalcoach", status=422, checks=ALL)
    assert "Vink aan welke samenvattingen duidelijk zijn." in page.errors()[0]
    page = visitor.send_from(page, here, "taalcoach", status=422, clear=ticks, checks=ALL[:3])
    assert "Vink elk punt aan" in page.errors()[0]
    visitor.send_from(page, here, "taalcoach", clear=ticks[:1], checks=ALL)
    assert (head.signed_by, below.signed_by) == ("Cor Coach", "")
    assert "Wij letten op." in visitor.get(here).text
    assert "Wij kopen bomen." not in visitor.get(here).text


def test_a_summary_that_was_saved_since_is_not_signed_unread(
    section: Section, plan: Plan, writer: Account, coach: Account, signed_in_as: SignIn
) -> None:
    visitor = signed_in_as(coach)
    here = chapter_page(section, plan)
    page = visitor.get(here)
    tick = f"{section.permanent_id}-{section.edition}"
    with transaction():
        operations.write_section(section, SectionTexts("Anders."), by=writer.as_actor())
    page = visitor.send_from(page, here, "taalcoach", status=422, clear=[tick], checks=ALL)
    assert section.signed_at is None
    assert "Anders." in page.text


def test_a_chapter_without_summaries_for_this_coach_says_so(
    section: Section, plan: Plan, writer: Account, signed_in_as: SignIn
) -> None:
    page = signed_in_as(writer).get(chapter_page(section, plan))
    assert "wacht geen samenvatting op u" in page.text
    below = next(one for one in plan.versions[0].sections if not one.is_chapter)
    signed_in_as(writer).get(chapter_page(below, plan), status=404)


def test_all_summaries_of_a_chapter_are_signed_or_none(
    plan: Plan, writer: Account, coach: Account
) -> None:
    sections = plan.versions[0].sections
    below = next(one for one in sections if not one.is_chapter)
    head = next(one for one in sections if one.position == below.chapter_position)
    with transaction():
        for one in (head, below):
            operations.write_section(one, SectionTexts("Kort."), by=writer.as_actor())
    seen = {head.permanent_id: head.edition, below.permanent_id: below.edition - 1}
    with pytest.raises(Outdated), transaction():
        operations.sign_summaries(head, seen, by=coach.as_actor())
    db.session.expire_all()
    assert (head.signed_at, below.signed_at) == (None, None)
    sign(below, coach)
    seen[below.permanent_id] = below.edition
    with pytest.raises(Outdated), transaction():
        operations.sign_summaries(head, seen, by=coach.as_actor())
    db.session.expire_all()
    assert head.signed_at is None
