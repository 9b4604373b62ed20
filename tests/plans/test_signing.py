"""The language coach: somebody else than its writer says that a summary is clear (R14)."""

from collections.abc import Callable

import pytest
from flask import Flask

from consultation.accounts.models import Account
from consultation.database import db
from consultation.errors import NotAllowed, Outdated, WrongStep
from consultation.logbook import COMMAND_LINE, Entry, What, transaction
from consultation.permissions import Role
from consultation.plans import operations
from consultation.plans.models import Plan, Section
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


def test_a_round_says_how_many_wait_and_opens_without(section: Section, plan: Plan) -> None:
    round = make_round(plan=plan, published_at=None)
    codes = {one.code for one in round_warnings(round, reader=COMMAND_LINE)}
    assert "summaries_not_signed" in codes
    assert "summaries_not_signed" not in {
        one.code for one in round_lacks(round, reader=COMMAND_LINE)
    }


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
