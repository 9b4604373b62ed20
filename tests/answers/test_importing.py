"""Answers from a sheet: each row on its own, the same words one answer, nothing overwritten."""

from typing import Any

import pytest

from consultation.answers.models import Answer, Disposition
from consultation.answers.operations import (
    AnswerRow,
    ImportedAnswers,
    Reply,
    answer_points,
    import_answers,
    split_contribution,
)
from consultation.answers.queries import coverage, outcomes_of
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution
from consultation.contributions.states import ContributionState, Kind
from consultation.database import db
from consultation.errors import NotAllowed
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution, make_draft
from tests.factories import make_account, make_round
from tests.rounds.factories import statements

pytestmark = pytest.mark.usefixtures("database")


def question(round: Round, text: str = "") -> Contribution:
    return make_contribution(round, text, kind=Kind.QUESTION)


def answered(one: Contribution | str, **changes: Any) -> AnswerRow:
    values: dict[str, Any] = {
        "number": 2,
        "reference": one if isinstance(one, str) else one.reference,
        "outcome": Outcome.ANSWERED,
        "reason": "De vraag is duidelijk.",
        "text": "De jas is waterdicht.",
    }
    return AnswerRow(**{**values, **changes})


def take_in(round: Round, *rows: AnswerRow, by: Any = COMMAND_LINE) -> ImportedAnswers:
    with transaction():
        return import_answers(db.session.get_one(Round, round.id), rows, by=by)


def reasons(done: ImportedAnswers) -> list[tuple[int, str]]:
    return [
        (row, next(iter(getattr(error, "fields", {}).values()), error.code))
        for row, error in done.refused
    ]


def outcomes(*inputs: Contribution) -> list[Disposition]:
    found = outcomes_of(inputs, reader=COMMAND_LINE)
    return [one for contribution in inputs for one in found.get(contribution.id, [])]


def test_a_row_gives_an_input_its_outcome_reason_and_answer() -> None:
    round = make_round()
    one = question(round)
    done = take_in(round, answered(one))
    assert done.accepted == [(2, one.reference)]
    (decided,) = outcomes(one)
    assert (decided.outcome, decided.reason) == (Outcome.ANSWERED, "De vraag is duidelijk.")
    assert decided.answer is not None
    assert decided.answer.newest.text == "De jas is waterdicht."
    assert coverage(round, reader=COMMAND_LINE).percent == 100


def test_rows_with_the_same_words_share_one_answer() -> None:
    round = make_round()
    same = [question(round) for _ in range(3)]
    other = question(round)
    take_in(round, *map(answered, same), answered(other, text="De broek ook."))
    assert len({one.answer_id for one in outcomes(*same)}) == 1
    assert db.session.query(Answer).count() == 2


def test_the_same_words_for_another_reason_are_another_answer() -> None:
    round = make_round()
    one, other = question(round), question(round)
    take_in(round, answered(one), answered(other, reason="Dit staat in de wet."))
    assert db.session.query(Answer).count() == 2


def test_the_same_sheet_again_changes_nothing() -> None:
    round = make_round()
    one, other = question(round), question(round)
    rows = [answered(one), answered(other)]
    take_in(round, *rows)
    done = take_in(round, *rows)
    assert len(done.accepted) == 2
    assert db.session.query(Answer).count() == 1
    assert {found.edition for found in outcomes(one, other)} == {1}


def test_a_later_row_with_known_words_joins_the_answer_that_is_there() -> None:
    round = make_round()
    one, other = question(round), question(round)
    take_in(round, answered(one))
    take_in(round, answered(other))
    assert db.session.query(Answer).count() == 1


def test_a_number_is_read_however_it_is_typed_with_or_without_its_part() -> None:
    round = make_round()
    one, other = question(round), question(round)
    receipt = one.submission.receipt or ""
    take_in(
        round,
        answered(receipt.lower().replace("-", " ")),
        answered(f"{other.submission.receipt}/1"),
    )
    assert len(outcomes(one, other)) == 2


def test_a_number_without_part_is_all_that_was_sent_with_it() -> None:
    round = make_round()
    draft = make_draft(round, "Eerste deel.", "Tweede deel.")
    with transaction():
        from_draft = list(draft.contributions)
        assert len(from_draft) == 2
    sent = _sent(draft)
    take_in(round, answered(sent[0].submission.receipt or "", outcome=Outcome.WEIGHED_NOT_CHANGED))
    assert len(outcomes(*sent)) == 2


def _sent(draft: Any) -> list[Contribution]:
    from consultation.contributions.operations import send_submission  # noqa: PLC0415
    from consultation.contributions.states import Sender  # noqa: PLC0415
    from tests.contributions.factories import arrival  # noqa: PLC0415

    with transaction():
        send_submission(draft, Sender(name="Sanne"), arrival=arrival(), by=ANYONE)
    return list(draft.contributions)


def test_all_points_of_an_input_get_the_outcome_of_its_row() -> None:
    round = make_round()
    one = question(round, "Is de jas warm? Is de broek warm?")
    with transaction():
        split_contribution(one, ["Is de jas warm?", "Is de broek warm?"], by=COMMAND_LINE)
    take_in(round, answered(one))
    assert [found.outcome for found in outcomes(one)] == [Outcome.ANSWERED] * 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"outcome": None}, "outcome_unknown"),
        ({"outcome": Outcome.ADOPTED}, "outcome_does_not_fit"),
        ({"reason": " "}, "reason_needed"),
        ({"text": ""}, "answer_needed"),
        ({"text": "x" * 20_001}, "answer_too_long"),
        ({"reference": "MD-2222-22"}, "contribution_unknown"),
        ({"reference": ""}, "contribution_unknown"),
        ({"edition": 3}, "answered_in_the_meantime"),
    ],
)
def test_a_bad_row_is_reported_and_the_good_ones_are_kept(
    changes: dict[str, Any], code: str
) -> None:
    round = make_round()
    one, other = question(round), question(round)
    bad = answered(one, **changes)
    done = take_in(round, bad, answered(other, number=3))
    assert reasons(done) == [(2, code)]
    assert done.accepted == [(3, other.reference)]
    assert not outcomes(one)


def test_an_input_stands_in_a_sheet_once() -> None:
    round = make_round()
    one = question(round)
    done = take_in(round, answered(one), answered(one, number=3, text="Iets anders."))
    assert reasons(done) == [(3, "input_twice_in_sheet")]
    assert [found.answer.newest.text for found in outcomes(one) if found.answer] == [
        "De jas is waterdicht."
    ]


def test_an_input_of_another_round_is_not_there() -> None:
    stranger = question(make_round())
    done = take_in(make_round(), answered(stranger))
    assert reasons(done) == [(2, "contribution_unknown")]
    assert not outcomes(stranger)


def test_a_withdrawn_input_gets_no_answer() -> None:
    round = make_round()
    one = question(round)
    with transaction():
        one.state = ContributionState.WITHDRAWN
    assert reasons(take_in(round, answered(one))) == [(2, "contribution_not_to_answer")]


def test_what_a_colleague_decided_since_is_not_overwritten() -> None:
    """A sheet that says which edition it saw gives way; one that does not say it replaces (F17)."""
    round = make_round()
    one = question(round)
    reply = Reply(Outcome.LATER, "Wij zoeken het uit.", "Dat komt later.")
    with transaction():
        answer_points(one.points, reply, by=COMMAND_LINE)
    assert reasons(take_in(round, answered(one, edition=0))) == [(2, "answered_in_the_meantime")]
    assert outcomes(one)[0].outcome is Outcome.LATER
    take_in(round, answered(one, edition=1))
    assert (outcomes(one)[0].outcome, outcomes(one)[0].edition) == (Outcome.ANSWERED, 2)


def test_empty_rows_are_passed_over() -> None:
    round = make_round()
    one = question(round)
    empty = AnswerRow(5, one.reference, None, "", "", is_empty=True)
    done = take_in(round, empty)
    assert (done.accepted, done.refused, done.empty) == ([], [], [5])


def test_after_the_note_nothing_changes() -> None:
    round = make_round()
    one = question(round)
    with transaction():
        round.answered_at = round.closes_at
    assert reasons(take_in(round, answered(one))) == [(2, "round_is_answered")]


def test_who_may_not_answer_may_take_in_no_sheet() -> None:
    round = make_round()
    one = question(round)
    with pytest.raises(NotAllowed):
        take_in(round, answered(one), by=make_account(Role.OFFICER).as_actor())
    assert not outcomes(one)


def test_a_row_costs_a_fixed_number_of_statements() -> None:
    round = make_round()
    inputs = [question(round) for _ in range(30)]
    rows = [answered(one, text=one.reference) for one in inputs]
    with statements() as few:
        take_in(round, *rows[:10])
    with statements() as many:
        take_in(round, *rows[10:])
    assert (len(many) - len(few)) / 10 <= 8
