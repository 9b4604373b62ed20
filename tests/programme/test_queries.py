"""The board: every round of every category with what it asks for, and who may see it."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.contributions.states import ContributionState
from consultation.errors import NotAllowed
from consultation.logbook import ANYONE, transaction
from consultation.permissions import Role
from consultation.programme.queries import BoardRow, board
from consultation.programme.states import Concern
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.states import NoteState
from consultation.rounds.states import Phase
from tests.contributions.factories import make_contribution
from tests.factories import kept, make_account, make_category, make_plan, make_round
from tests.response_notes.test_operations import answer
from tests.rounds.factories import make_prepared_round, statements

pytestmark = pytest.mark.usefixtures("database")


def rows() -> dict[str, BoardRow]:
    """The board of BZK, by the name of the category."""
    found = board(reader=make_account(Role.PROGRAMME).as_actor())
    return {row.name: row for row in found}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROGRAMME])
def test_the_board_is_for_bzk(role: Role) -> None:
    made = make_round()
    who = make_account(role, organisation=made.organisation).as_actor()
    for reader in (who, ANYONE):
        with pytest.raises(NotAllowed):
            board(reader=reader)


def test_every_round_and_every_category_without_one_has_a_row() -> None:
    category = make_category(name="Catering")
    make_prepared_round(plan=make_plan(category=make_category(name="Kleding")))
    make_round(plan=make_plan(category=make_category(name="Vervoer")))
    found = rows()
    assert list(found) == ["Vervoer", "Kleding", "Catering"]
    assert found["Catering"].category == category
    assert (found["Catering"].round, found["Catering"].standing.phase) == (None, None)
    assert found["Kleding"].standing.phase is Phase.PREPARATION


def test_inputs_and_those_without_an_outcome_are_counted() -> None:
    made = make_round(plan=make_plan(category=make_category(name="Kleding")))
    with transaction():
        made.questions.clear()
    one = make_contribution(made, state=ContributionState.PLACED)
    make_contribution(made, state=ContributionState.NOT_PLACED)
    make_contribution(made, state=ContributionState.WITHDRAWN)
    waiting = make_contribution(made, at=clock.now() - timedelta(days=5))
    answer(one)
    with transaction():
        made.closes_at = clock.now() - timedelta(days=1)
        made.answer_by = clock.today() + timedelta(days=4)
    row = rows()["Kleding"]
    assert (row.standing.inputs, row.standing.missing) == (3, 2)
    assert (row.counts.received, row.counts.withdrawn) == (3, 1)
    assert row.days_left == 4
    assert row.concerns == (Concern.NOTE_SOON, Concern.CONTROL_SLOW)
    received = clock.amsterdam(waiting.submission.received_at).date()
    assert row.standing.waiting_since == received


def test_what_a_round_in_preparation_lacks_is_named() -> None:
    made = make_prepared_round(plan=make_plan(category=make_category(name="Kleding")), intro="")
    with transaction():
        made.version.sections[0].summary = ""
    row = rows()["Kleding"]
    assert [lack.code for lack in row.lacks] == ["intro_missing", "section_summary_missing"]
    assert row.concerns == (Concern.OPENS_SOON,)


def test_what_waits_for_somebody_is_what_they_may_do_next() -> None:
    bzk = make_account(Role.PROGRAMME)
    ready = make_prepared_round()
    make_prepared_round(intro="")
    review = make_round(closes_in=-1)
    mine = make_round(closes_in=-1)
    approved = make_round(closes_in=-1)
    draft = make_round(closes_in=-1)
    other = make_account(Role.ROUND_MANAGER, organisation=review.organisation)
    for round, state, by in (
        (review, NoteState.UNDER_REVIEW, other),
        (mine, NoteState.UNDER_REVIEW, bzk),
        (approved, NoteState.APPROVED, other),
        (draft, NoteState.DRAFT, None),
    ):
        kept(ResponseNote(round_id=round.id, state=state, submitted_by_id=by.id if by else None))
    found = board(reader=bzk.as_actor())
    assert {row.round for row in found if row.waits_for_me} == {ready, review, approved}


def test_the_board_costs_the_same_for_many_rounds() -> None:
    reader = make_account(Role.PROGRAMME).as_actor()

    def count() -> int:
        with statements() as sent:
            board(reader=reader)
        return len(sent)

    def add() -> None:
        make_contribution(make_round(), state=ContributionState.PLACED)
        make_prepared_round()
        make_category()

    add()
    few = count()
    for _ in range(4):
        add()
    assert count() == few
    assert few <= 16
