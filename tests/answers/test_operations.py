"""An outcome and a reason for each point, one answer for many."""

import pytest

from consultation.answers import operations, queries
from consultation.answers.operations import ChangedWords, Reply
from consultation.answers.states import BY_THE_SYSTEM, OUTCOMES, Outcome
from consultation.contributions.states import ContributionState, Kind
from consultation.errors import Invalid, NotAllowed, NotFound, WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_round

pytestmark = pytest.mark.usefixtures("database")

REPLY = Reply(Outcome.WEIGHED_CHANGED, "Veel mensen noemden dit.", "Wij passen het plan aan.")


def test_one_answer_serves_many_points() -> None:
    round = make_round()
    inputs = [make_contribution(round) for _ in range(3)]
    with transaction():
        answer = operations.answer_points([one.points[0] for one in inputs], REPLY, by=COMMAND_LINE)
    assert len(answer.dispositions) == 3
    outcomes = queries.outcomes_of(inputs, reader=COMMAND_LINE)
    assert {o[0].answer.newest.text for o in outcomes.values() if o[0].answer} == {REPLY.text}


def test_answering_again_replaces_the_outcome_of_that_point_alone() -> None:
    round = make_round()
    one, other = make_contribution(round), make_contribution(round)
    with transaction():
        operations.answer_points([one.points[0], other.points[0]], REPLY, by=COMMAND_LINE)
    changed = Reply(Outcome.NOT_THIS_PLAN, "Dit gaat over een ander plan.", "Vraag het daar.")
    with transaction():
        operations.answer_points([one.points[0]], changed, by=COMMAND_LINE)
    outcomes = queries.outcomes_of([one, other], reader=COMMAND_LINE)
    assert outcomes[one.id][0].outcome is Outcome.NOT_THIS_PLAN
    assert outcomes[one.id][0].edition == 2
    assert outcomes[other.id][0].outcome is Outcome.WEIGHED_CHANGED


@pytest.mark.parametrize("kind", list(Kind))
def test_only_the_outcomes_of_its_kind_fit(kind: Kind) -> None:
    contribution = make_contribution(kind=kind)
    wrong = next(one for one in Outcome if one not in OUTCOMES[kind])
    with pytest.raises(Invalid) as refused, transaction():
        operations.answer_points(contribution.points, Reply(wrong, "Om.", "Zo."), by=COMMAND_LINE)
    assert refused.value.fields == {"outcome": "outcome_does_not_fit"}


def test_no_officer_chooses_what_follows_by_itself() -> None:
    assert not any(BY_THE_SYSTEM & set(outcomes) for outcomes in OUTCOMES.values())


def test_an_outcome_needs_a_reason_and_an_answer() -> None:
    contribution = make_contribution()
    with pytest.raises(Invalid) as refused, transaction():
        operations.answer_points(
            contribution.points, Reply(Outcome.WEIGHED_CHANGED, " ", ""), by=COMMAND_LINE
        )
    assert set(refused.value.fields) == {"reason", "text"}


def test_what_was_withdrawn_is_not_answered() -> None:
    contribution = make_contribution(state=ContributionState.WITHDRAWN)
    with pytest.raises(WrongStep), transaction():
        operations.answer_points(contribution.points, REPLY, by=COMMAND_LINE)


def test_moderators_and_the_programme_do_not_answer() -> None:
    contribution = make_contribution()
    for role in (Role.MODERATOR, Role.PROGRAMME):
        by = make_account(role, organisation=contribution.round.organisation).as_actor()
        with pytest.raises(NotAllowed), transaction():
            operations.answer_points(contribution.points, REPLY, by=by)


def test_coverage_counts_every_point() -> None:
    round = make_round()
    done, half = make_contribution(round), make_contribution(round, text="Eerst dit. Dan dat.")
    make_contribution(round, state=ContributionState.WITHDRAWN)
    with transaction():
        operations.split_contribution(half, ["Eerst dit.", "Dan dat."], by=COMMAND_LINE)
        operations.answer_points([done.points[0], half.points[0]], REPLY, by=COMMAND_LINE)
    found = queries.coverage(round, reader=COMMAND_LINE)
    assert (found.inputs, found.with_disposition, found.percent) == (2, 1, 50)
    assert found.missing == (half.reference,)
    assert queries.waiting_contributions(
        round, reader=make_account(Role.OFFICER, organisation=round.organisation).as_actor()
    ) == [half]


def test_a_point_is_a_part_of_what_was_written() -> None:
    contribution = make_contribution(text="Eerst dit. Dan dat.")
    with pytest.raises(Invalid), transaction():
        operations.split_contribution(contribution, ["Eerst dit.", "Iets anders."], by=COMMAND_LINE)
    assert contribution.text.full == "Eerst dit. Dan dat."


def test_an_answer_is_public_when_the_round_is_answered_and_not_before() -> None:
    contribution = make_contribution()
    with transaction():
        answer = operations.answer_points(contribution.points, REPLY, by=COMMAND_LINE)
    with pytest.raises(NotFound):
        queries.answer_by_public_id(answer.public_id, reader=ANYONE)
    assert queries.outcomes_of([contribution], reader=ANYONE) == {}
    with transaction():
        contribution.round.answered_at = contribution.submission.received_at
    assert queries.answer_by_public_id(answer.public_id, reader=ANYONE) is answer
    assert list(queries.outcomes_of([contribution], reader=ANYONE)) == [contribution.id]


def test_after_publication_nothing_is_answered_any_more() -> None:
    contribution = make_contribution()
    with transaction():
        contribution.round.answered_at = contribution.submission.received_at
    with pytest.raises(WrongStep), transaction():
        operations.answer_points(contribution.points, REPLY, by=COMMAND_LINE)


def test_a_change_names_the_inputs_that_led_to_it() -> None:
    contribution = make_contribution()
    words = ChangedWords("k7m2", "buiten kantoortijd", "overdag", "Velen vroegen dit.")
    with transaction():
        change = operations.record_change(
            contribution.round, words, [contribution], by=COMMAND_LINE
        )
    assert change.contributions == [contribution]
    same = ChangedWords("k7m2", "overdag", "overdag", "Niets.")
    with pytest.raises(Invalid), transaction():
        operations.record_change(contribution.round, same, [contribution], by=COMMAND_LINE)
