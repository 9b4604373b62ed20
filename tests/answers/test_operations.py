"""An outcome and a reason for each point, one answer for many."""

import pytest

from consultation.answers import operations, queries
from consultation.answers.operations import ChangedWords, Reply
from consultation.answers.states import BY_THE_SYSTEM, OUTCOMES, Outcome
from consultation.contributions.states import ContributionState, Kind
from consultation.errors import Invalid, NotAllowed, NotFound, Outdated, WrongStep
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


@pytest.mark.parametrize("state", [ContributionState.WITHDRAWN, ContributionState.ERASED])
def test_what_was_withdrawn_or_erased_is_not_answered(state: ContributionState) -> None:
    contribution = make_contribution(text="Eerst dit. Dan dat.", state=state)
    with pytest.raises(WrongStep), transaction():
        operations.answer_points(contribution.points, REPLY, by=COMMAND_LINE)
    with pytest.raises(WrongStep), transaction():
        operations.split_contribution(contribution, ["Eerst dit.", "Dan dat."], by=COMMAND_LINE)
    assert queries.coverage(contribution.round, reader=COMMAND_LINE).inputs == 0


def test_nobody_replaces_an_answer_that_they_did_not_see() -> None:
    contribution = make_contribution()
    point = contribution.points[0]
    with transaction():
        operations.answer_points([point], REPLY, by=COMMAND_LINE, seen={point.id: 0})
    late = Reply(Outcome.NOT_THIS_PLAN, "Anders.", "Iets anders.")
    for seen in ({point.id: 0}, {}):
        with pytest.raises(Outdated), transaction():
            operations.answer_points([point], late, by=COMMAND_LINE, seen=seen)
    kept = queries.dispositions_of([point], reader=COMMAND_LINE)[point.id]
    assert (kept.outcome, kept.edition) == (REPLY.outcome, 1)
    with transaction():
        operations.answer_points([point], late, by=COMMAND_LINE, seen={point.id: 1})
    assert queries.dispositions_of([point], reader=COMMAND_LINE)[point.id].edition == 2


def test_an_earlier_answer_is_used_again_as_long_as_its_words_are_the_same() -> None:
    round = make_round()
    one, two, three = (make_contribution(round).points[0] for _ in range(3))
    with transaction():
        first = operations.answer_points([one], REPLY, by=COMMAND_LINE)
    with transaction():
        assert operations.answer_points([two], REPLY, by=COMMAND_LINE, again=first) is first
        other = Reply(REPLY.outcome, REPLY.reason, "Wij passen het plan een beetje aan.")
        assert operations.answer_points([three], other, by=COMMAND_LINE, again=first) is not first
    elsewhere = make_contribution().points[0]
    with transaction():
        assert operations.answer_points([elsewhere], REPLY, by=COMMAND_LINE, again=first) != first


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
    other = make_contribution(contribution.round)
    with transaction():
        operations.link_change(change, [contribution, other], by=COMMAND_LINE)
    assert change.contributions == [contribution, other]
    same = ChangedWords("k7m2", "overdag", "overdag", "Niets.")
    with pytest.raises(Invalid), transaction():
        operations.record_change(contribution.round, same, [contribution], by=COMMAND_LINE)


def test_a_change_is_taken_back_until_the_note_is_public() -> None:
    contribution = make_contribution()
    round = contribution.round
    words = ChangedWords("k7m2", "oud", "nieuw", "Velen vroegen dit.")
    with transaction():
        wrong = operations.record_change(round, words, [contribution], by=COMMAND_LINE)
        right = operations.record_change(round, words, [contribution], by=COMMAND_LINE)
    with transaction():
        operations.remove_change(wrong, by=COMMAND_LINE)
    assert queries.changes_of(round, reader=COMMAND_LINE) == [right]
    with transaction():
        round.answered_at = contribution.submission.received_at
    for act in (
        lambda: operations.remove_change(right, by=COMMAND_LINE),
        lambda: operations.link_change(right, [contribution], by=COMMAND_LINE),
        lambda: operations.record_change(round, words, [contribution], by=COMMAND_LINE),
        lambda: operations.split_contribution(contribution, ["Mijn", "ervaring"], by=COMMAND_LINE),
    ):
        with pytest.raises(WrongStep), transaction():
            act()
    assert queries.changes_of(round, reader=ANYONE) == [right]


def test_words_that_no_input_got_are_not_public() -> None:
    contribution = make_contribution()
    with transaction():
        first = operations.answer_points(contribution.points, REPLY, by=COMMAND_LINE)
    with transaction():
        last = Reply(REPLY.outcome, REPLY.reason, "Betere woorden.")
        second = operations.answer_points(contribution.points, last, by=COMMAND_LINE)
        contribution.round.answered_at = contribution.submission.received_at
    with pytest.raises(NotFound):
        queries.answer_by_public_id(first.public_id, reader=ANYONE)
    assert queries.answer_by_public_id(second.public_id, reader=ANYONE) is second


def test_points_and_changes_belong_to_their_round() -> None:
    contribution, other = make_contribution(), make_round()
    words = ChangedWords("k7m2", "oud", "nieuw", "Velen vroegen dit.")
    with transaction():
        change = operations.record_change(contribution.round, words, [], by=COMMAND_LINE)
    with pytest.raises(NotFound):
        queries.change_by_id(other, change.id, reader=COMMAND_LINE)
    with pytest.raises(NotFound):
        queries.points_by_ids(other, [contribution.points[0].id], reader=COMMAND_LINE)
