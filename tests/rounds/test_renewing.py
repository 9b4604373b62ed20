"""A round that is announced goes on with a newer version of its plan."""

from collections.abc import Callable

import pytest
from flask import Flask

from consultation.accounts.models import Account
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.errors import Incomplete, NotAllowed, WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.plans.models import Plan
from consultation.plans.queries import outline_and_gone
from consultation.public_record.leaves import Kind
from consultation.public_record.models import RecordLeaf
from consultation.reactions.queries import reaction_counts
from consultation.rounds.models import Round
from consultation.rounds.operations import renew_round
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_round
from tests.page import Visit
from tests.plans.versions import FIRST, PAY, RETURN, WASH, first_version, next_version

MOVED = (FIRST[0], ("2", "Onderhoud", 1, (WASH, RETURN)), ("3", "Betalen", 1, (PAY,)))


@pytest.fixture
def round(database: Flask) -> Round:
    return make_round(plan=first_version())


def plan_of(round: Round) -> Plan:
    assert round.plan is not None
    return round.plan


def renew(round: Round) -> None:
    with transaction():
        renew_round(round, by=COMMAND_LINE)


def leaves() -> int:
    query = db.select(db.func.count()).select_from(RecordLeaf)
    return db.session.scalar(query.where(RecordLeaf.kind == Kind.RONDE)) or 0


def test_the_round_consults_the_newest_version_and_the_record_fixes_that(round: Round) -> None:
    new = next_version(plan_of(round), *FIRST)
    before = leaves()
    renew(round)
    assert (round.version_id, leaves()) == (new.id, before + 1)


def test_reactions_count_where_their_text_stands_now(round: Round) -> None:
    said = make_contribution(round, state=ContributionState.PLACED)
    old = plan_of(round).versions[0].sections
    with transaction():
        said.stand_at(old[2], old[2].alineas[1])
    assert reaction_counts(round, reader=ANYONE) == {old[2].permanent_id: 1}
    next_version(plan_of(round), *MOVED, looked_at=True)
    renew(round)
    assert reaction_counts(round, reader=ANYONE) == {old[1].permanent_id: 1}


def test_a_version_that_lacks_something_is_refused(round: Round) -> None:
    next_version(plan_of(round), *FIRST, ("4", "Nieuw", 1, ("Een heel nieuwe alinea tekst.",)))
    with pytest.raises(Incomplete) as refused:
        renew(round)
    assert {lack.code for lack in refused.value.lacks} == {
        "section_summary_missing",
        "section_room_missing",
    }


def test_a_version_with_summaries_of_an_older_text_is_refused(round: Round) -> None:
    next_version(plan_of(round), *MOVED)
    with pytest.raises(Incomplete) as refused:
        renew(round)
    assert {lack.code for lack in refused.value.lacks} == {"section_text_changed"}


def test_without_a_newer_version_or_after_closing_there_is_nothing_to_renew(round: Round) -> None:
    with pytest.raises(WrongStep):
        renew(round)
    closed = make_round(plan=plan_of(round), opens_in=-9, closes_in=-2)
    next_version(plan_of(round), *FIRST)
    with pytest.raises(WrongStep):
        renew(closed)


def test_only_who_may_announce_renews(round: Round) -> None:
    next_version(plan_of(round), *FIRST)
    with pytest.raises(NotAllowed), transaction():
        renew_round(round, by=ANYONE)


def test_an_officer_renews_on_the_page(
    round: Round, signed_in_as: Callable[[Account], Visit]
) -> None:
    officer = signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))
    address = f"/werk/rondes/{round.slug}"
    assert "Ga verder met versie 2" not in officer.get(address).text
    next_version(plan_of(round), *FIRST, ("4", "Nieuw", 1, ("Een heel nieuwe alinea tekst.",)))
    refused = officer.send(address, "/nieuwe-versie", status=422)
    assert "Mensen kunnen nog niet op deze versie reageren." in " ".join(refused.errors())
    next_version(plan_of(round), *FIRST)
    done = officer.send(address, "/nieuwe-versie")
    assert "De ronde gaat verder met de nieuwe versie." in done.soup.get_text()


def test_a_panel_member_does_not(round: Round, signed_in_as: Callable[[Account], Visit]) -> None:
    next_version(plan_of(round), *FIRST)
    member = signed_in_as(make_account(Role.PANEL_MEMBER, organisation=round.organisation))
    page = member.get(f"/werk/rondes/{round.slug}")
    assert "Ga verder met versie 2" not in page.text


def test_the_command_renews(round: Round, database: Flask) -> None:
    runner = database.test_cli_runner()
    assert runner.invoke(args=["round", "renew", round.slug]).exit_code == 1
    next_version(plan_of(round), *FIRST)
    done = runner.invoke(args=["round", "renew", round.slug])
    assert done.output == f"Ronde {round.slug} gaat verder met versie 2.\n"


def test_what_was_said_about_a_section_that_is_gone_can_still_be_answered(
    round: Round, signed_in_as: Callable[[Account], Visit]
) -> None:
    said = make_contribution(round, state=ContributionState.PLACED)
    old = plan_of(round).versions[0].sections[2]
    with transaction():
        said.stand_at(old, old.alineas[1])
    next_version(plan_of(round), FIRST[0], ("2", "Onderhoud", 1, (WASH,)))
    renew(round)
    officer = signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))
    receipt = said.submission.receipt
    page = officer.get(f"/werk/rondes/{round.slug}/antwoorden/{receipt}/1")
    assert RETURN in page.text
    lines = outline_and_gone(round.version, reader=ANYONE)
    assert [line.title for line in lines] == ["Kleding", "Onderhoud", "Betalen"]
