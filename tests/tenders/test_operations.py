"""Linking a tender to a round, moving its days, undoing it; and who is told."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from consultation import clock
from consultation.categories.operations import set_link
from consultation.categories.states import Link, Stage
from consultation.contributions.emails import tender_letters
from consultation.contributions.states import Sender
from consultation.database import db
from consultation.errors import Invalid, NotAllowed, NotFound, WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, Actor, Entry, What, transaction
from consultation.permissions import Role
from consultation.rounds.models import Round
from consultation.rounds.operations import withdraw_round
from consultation.tenders import operations
from consultation.tenders.queries import (
    chains_of,
    gates_of,
    running_tenders,
    tender_of_round,
    tenders_of,
    tenders_with_decisions,
)
from consultation.tenders.states import Decided
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_round
from tests.rounds.factories import make_prepared_round, statements
from tests.tenders.factories import ADDRESS, days_from_now, make_notice, make_tender, section_of

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def round_() -> Round:
    return make_round()


@pytest.fixture
def officer(round_: Round) -> Actor:
    return make_account(Role.OFFICER, organisation=round_.organisation).as_actor()


def newest(what: What) -> Entry:
    return db.session.query(Entry).filter_by(what=what).order_by(Entry.id.desc()).first()


def test_an_officer_links_a_tender_with_a_reason(round_: Round, officer: Actor) -> None:
    notice = make_notice(title=" Kleding ", sections=(section_of(round_, "2"),))
    with transaction():
        tender = operations.link_tender(round_, notice, reason=" Klaar. ", by=officer)
    assert tender.notice == replace(notice, title="Kleding")
    (decision,) = tender.decisions
    assert (decision.kind, decision.reason) == (Decided.LINKED, "Klaar.")
    assert decision.decided_by_id == officer.account_id
    entry = newest(What.TENDER_LINKED)
    assert (entry.round_id, entry.reason, entry.subject_id) == (round_.id, "Klaar.", tender.id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "a" * 301}, "title"),
        ({"number": "TN-12"}, "number"),
        ({"number": "١٢٣"}, "number"),
        ({"number": ""}, "number"),
        ({"address": "http://www.tenderned.nl/1"}, "address"),
        ({"address": "https://tenderned.nl.elders.example/1"}, "address"),
        ({"address": "https://niettenderned.nl/1"}, "address"),
        ({"address": "/rondes"}, "address"),
        ({"notice_on": date(27, 3, 1)}, "notice_on"),
        ({"questions_until": date(2020, 1, 1)}, "questions_until"),
        ({"sections": ("zomaar",)}, "sections"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    round_: Round, officer: Actor, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal, transaction():
        operations.link_tender(round_, make_notice(**changes), reason="Klaar.", by=officer)
    assert list(refusal.value.fields) == [field]
    assert tenders_of(round_, reader=officer) == []


def test_each_decision_needs_a_reason(round_: Round, officer: Actor) -> None:
    with pytest.raises(Invalid, match="invalid"), transaction():
        operations.link_tender(round_, make_notice(), reason="  ", by=officer)
    tender = make_tender(round_)
    with pytest.raises(Invalid), transaction():
        operations.change_tender(tender, make_notice(), reason="", by=officer)
    with pytest.raises(Invalid), transaction():
        operations.unlink_tender(tender, reason="", by=officer)
    assert len(tender.decisions) == 1


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PANEL_MEMBER, Role.ADMINISTRATOR])
def test_others_decide_nothing(round_: Round, role: Role) -> None:
    tender = make_tender(round_)
    for who in (make_account(role, organisation=round_.organisation).as_actor(), ANYONE):
        with pytest.raises(NotAllowed), transaction():
            operations.link_tender(round_, make_notice(), reason="Klaar.", by=who)
        with pytest.raises(NotAllowed), transaction():
            operations.change_tender(tender, make_notice(), reason="Klaar.", by=who)
        with pytest.raises(NotAllowed), transaction():
            operations.unlink_tender(tender, reason="Klaar.", by=who)


def test_a_moved_day_keeps_the_day_before(round_: Round, officer: Actor) -> None:
    tender = make_tender(round_, notice_on=days_from_now(3))
    later = make_notice(notice_on=days_from_now(9))
    with transaction():
        operations.change_tender(tender, later, reason="Het duurt langer.", by=officer)
    decision = tender.decisions[-1]
    assert decision.kind is Decided.CHANGED
    assert (decision.notice_on_before, decision.notice_on) == (days_from_now(3), days_from_now(9))


def test_an_undone_link_stays_to_be_read_and_closes_nothing(round_: Round, officer: Actor) -> None:
    tender = make_tender(round_)
    assert [one.tender for one in gates_of(round_, reader=ANYONE)] == [tender]
    with transaction():
        operations.unlink_tender(tender, reason="Wij stoppen ermee.", by=officer)
    assert gates_of(round_, reader=ANYONE) == []
    assert tenders_with_decisions(round_, reader=ANYONE) == [tender]
    for act in (
        lambda: operations.unlink_tender(tender, reason="Nog eens.", by=officer),
        lambda: operations.change_tender(tender, make_notice(), reason="Toch.", by=officer),
    ):
        with pytest.raises(WrongStep, match="tender_not_linked"), transaction():
            act()


def test_a_round_that_is_done_takes_no_tender(round_: Round, officer: Actor) -> None:
    tender = make_tender(round_)
    with transaction():
        withdraw_round(round_, reason="Verkeerd.", by=officer)
    with pytest.raises(WrongStep, match="round_takes_no_tender"), transaction():
        operations.link_tender(round_, make_notice(), reason="Klaar.", by=officer)
    with pytest.raises(WrongStep, match="round_takes_no_tender"), transaction():
        operations.unlink_tender(tender, reason="Klaar.", by=officer)


def test_a_tender_of_a_round_in_preparation_is_not_public(officer: Actor) -> None:
    secret = make_prepared_round()
    tender = make_tender(secret)
    assert tenders_of(secret, reader=ANYONE) == []
    assert gates_of(secret, reader=ANYONE) == []
    assert tenders_with_decisions(secret, reader=officer) == []
    assert running_tenders(reader=ANYONE) == []
    assert tenders_of(secret, reader=COMMAND_LINE) == [tender]
    with pytest.raises(NotFound, match="tender_unknown"):
        tender_of_round(secret, tender.id, reader=ANYONE)


def test_running_tenders_are_those_of_which_the_notice_is_out(round_: Round) -> None:
    running = make_tender(round_)
    make_tender(round_, notice_on=days_from_now(1))
    assert running_tenders(reader=ANYONE) == [running]
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert len(running_tenders(reader=ANYONE)) == 2


def test_a_gate_names_its_sections_and_covers_what_is_under_them(round_: Round) -> None:
    make_tender(round_, "2")
    (gate,) = gates_of(round_, reader=ANYONE)
    assert gate.names == ("2 Wat kopen wij?",)
    covered = {number: gate.closes(section_of(round_, number)) for number in ("1", "2", "2.1", "3")}
    assert covered == {"1": False, "2": True, "2.1": True, "3": False}
    assert not gate.closes(None)


def test_gates_cost_the_same_for_many_tenders(round_: Round) -> None:
    def count() -> int:
        assert round_.version
        assert round_.version.plan
        with statements() as sent:
            gates_of(round_, reader=ANYONE)
        return len(sent)

    make_tender(round_, "2")
    gates_of(round_, reader=ANYONE)
    assert count() == 1, "the contents of a frozen version are kept"
    for _ in range(4):
        make_tender(round_, "3")
    assert count() == 1


# --- letters --------------------------------------------------------------------------------


def letters(what: What) -> list[Any]:
    return list(tender_letters(newest(what)))


def test_everybody_who_left_an_address_is_told(round_: Round, officer: Actor) -> None:
    make_contribution(round_, sender=Sender(email="sanne@voorbeeld.nl"))
    make_contribution(round_)
    make_contribution(sender=Sender(email="elders@voorbeeld.nl"))
    tender = make_tender(round_, "2", notice_on=date(2027, 3, 12))
    (letter,) = letters(What.TENDER_LINKED)
    assert letter.recipient == "sanne@voorbeeld.nl"
    assert "Vanaf 12 maart 2027 stelt u vragen over 2 Wat kopen wij? via TenderNed" in letter.text
    assert "De opdracht is klaar." in letter.text
    assert ADDRESS in letter.text
    with transaction():
        notice = make_notice(notice_on=date(2027, 4, 1))
        operations.change_tender(tender, notice, reason="Het duurt langer.", by=officer)
    (letter,) = letters(What.TENDER_CHANGED)
    assert "1 april 2027" in letter.text
    assert "het onderwerp van deze ronde" in letter.text
    with transaction():
        operations.unlink_tender(tender, reason="Wij stoppen ermee.", by=officer)
    (letter,) = letters(What.TENDER_UNLINKED)
    assert "hoort niet meer bij deze ronde" in letter.text
    assert f"/rondes/{round_.slug}" in letter.text


# --- the chain ------------------------------------------------------------------------------


def test_plan_and_tender_of_a_chain_are_known_from_the_round(round_: Round) -> None:
    category = round_.category
    assert category is not None
    chain = chains_of([category], reader=ANYONE, now=clock.now())[category.id]
    assert set(chain) == {Stage.PLAN}
    assert chain[Stage.PLAN].address == f"/rondes/{round_.slug}/plan"
    make_tender(round_, notice_on=days_from_now(1))
    make_tender(round_)
    chain = chains_of([category], reader=ANYONE, now=clock.now())[category.id]
    found = chain[Stage.TENDER]
    assert (found.reference, found.source, found.dated_on) == (
        "000123",
        "TenderNed",
        days_from_now(-1),
    )


def test_what_was_filled_in_counts_before_what_is_known(round_: Round) -> None:
    category = round_.category
    assert category is not None
    given = Link("https://plan.voorbeeld.example/", date(2026, 5, 1), "Wij")
    with transaction():
        set_link(category, Stage.PLAN, given, by=COMMAND_LINE)
    assert chains_of([category], reader=ANYONE, now=clock.now())[category.id] == {Stage.PLAN: given}


def test_a_secret_round_tells_nothing_of_the_chain() -> None:
    secret = make_prepared_round()
    make_tender(secret)
    category = secret.category
    assert category is not None
    for reader in (ANYONE, COMMAND_LINE):
        assert chains_of([category], reader=reader, now=clock.now())[category.id] == {}
