"""The gate of the note, the second person, and what is frozen (I5, I9)."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.answers import operations as answers
from consultation.answers.operations import Reply
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution
from consultation.contributions.operations import send_submission
from consultation.contributions.states import ContributionState, Sender
from consultation.errors import Incomplete, NotAllowed, NotFound, Outdated, WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, Actor, transaction
from consultation.permissions import Role
from consultation.public_record import record
from consultation.response_notes import operations, queries
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.operations import NoteTexts
from consultation.response_notes.states import NoteState
from consultation.rounds.models import Round
from consultation.rounds.states import Phase
from tests.contributions.factories import arrival, make_contribution, make_draft
from tests.factories import make_account, make_round

pytestmark = pytest.mark.usefixtures("database")

REPLY = Reply(Outcome.WEIGHED_CHANGED, "Dit was nodig.", "Wij passen het plan aan.")
TEXTS = NoteTexts("U vroeg om betere jassen. Die komen er.")


def closed_round(inputs: int = 2) -> tuple[Round, list[Contribution]]:
    round = make_round()
    made = [make_contribution(round) for _ in range(inputs)]
    with transaction():
        round.closes_at = clock.now() - timedelta(days=1)
    return round, made


def answer(*contributions: Contribution) -> None:
    with transaction():
        points = [point for one in contributions for point in one.points]
        answers.answer_points(points, REPLY, by=COMMAND_LINE)


def person(round: Round, role: Role) -> Actor:
    return make_account(role, organisation=round.organisation).as_actor()


def submitted(round: Round, by: Actor) -> ResponseNote:
    with transaction():
        note = operations.write_note(round, TEXTS, by=by)
        operations.submit_note(note, by=by)
    return note


def published(round: Round) -> ResponseNote:
    note = submitted(round, person(round, Role.OFFICER))
    second = person(round, Role.PROGRAMME)
    with transaction():
        operations.approve_note(note, by=second)
    with transaction():
        operations.publish_note(note, by=second)
    return note


def test_the_gate_refuses_one_below_all_and_accepts_at_all() -> None:
    round, (one, other) = closed_round()
    answer(one)
    officer = person(round, Role.OFFICER)
    with pytest.raises(Incomplete) as refused:
        submitted(round, officer)
    lack = refused.value.lacks[0]
    assert (lack.code, dict(lack.params)) == (
        "inputs_without_outcome",
        {"count": 1, "refs": other.reference},
    )
    answer(other)
    assert submitted(round, officer).state is NoteState.UNDER_REVIEW


def test_two_hundred_and_one_of_two_hundred_and_two_is_not_enough() -> None:
    round = make_round()
    draft = make_draft(round, *(f"Punt {number} van ons blad." for number in range(202)))
    with transaction():
        sender = Sender(name="Voorbeeldvereniging")
        send_submission(draft, sender, arrival=arrival(), known_email="", by=ANYONE)
        round.closes_at = clock.now() - timedelta(days=1)
    *most, last = draft.contributions
    answer(*most)
    officer = person(round, Role.OFFICER)
    with pytest.raises(Incomplete) as refused:
        submitted(round, officer)
    assert refused.value.lacks[0].params == (("count", 1), ("refs", last.reference))
    answer(last)
    assert submitted(round, officer).state is NoteState.UNDER_REVIEW


def test_not_placed_inputs_need_an_outcome_too() -> None:
    round, (one, other) = closed_round()
    with transaction():
        other.state = ContributionState.NOT_PLACED
    answer(one)
    with pytest.raises(Incomplete):
        submitted(round, person(round, Role.OFFICER))


def test_late_and_withdrawn_inputs_are_listed_and_hold_nothing_up() -> None:
    round, (one, late, withdrawn) = closed_round(3)
    with transaction():
        late.submission.is_late = True
        withdrawn.state = ContributionState.WITHDRAWN
    answer(one)
    note = published(round)
    assert note.published_content is not None
    states = {entry["nummer"]: entry["stand"] for entry in note.published_content["inbreng"]}
    assert states == {
        one.reference: "beantwoord",
        late.reference: "te laat",
        withdrawn.reference: "ingetrokken",
    }


def test_the_one_who_submitted_cannot_approve() -> None:
    round, inputs = closed_round()
    answer(*inputs)
    manager = person(round, Role.ROUND_MANAGER)
    note = submitted(round, manager)
    with pytest.raises(NotAllowed), transaction():
        operations.approve_note(note, by=manager)
    with pytest.raises(NotAllowed), transaction():
        operations.approve_note(note, by=COMMAND_LINE)
    second = person(round, Role.ROUND_MANAGER)
    with transaction():
        operations.approve_note(note, by=second)
    assert note.state is NoteState.APPROVED


def test_nothing_is_published_without_approval() -> None:
    round, inputs = closed_round()
    answer(*inputs)
    note = submitted(round, person(round, Role.OFFICER))
    second = person(round, Role.PROGRAMME)
    with pytest.raises(WrongStep), transaction():
        operations.publish_note(note, by=second)
    assert note.published_at is None


def test_what_changed_after_approval_must_be_approved_again() -> None:
    round, inputs = closed_round()
    answer(*inputs)
    note = submitted(round, person(round, Role.OFFICER))
    second = person(round, Role.PROGRAMME)
    with transaction():
        operations.approve_note(note, by=second)
    with transaction():
        changed = Reply(Outcome.WEIGHED_NOT_CHANGED, "Toch niet.", "Wij veranderen niets.")
        answers.answer_points(inputs[0].points, changed, by=COMMAND_LINE)
    with pytest.raises(Outdated), transaction():
        operations.publish_note(note, by=second)
    assert round.answered_at is None


def test_a_published_note_is_frozen_and_fixed_in_the_record() -> None:
    round, inputs = closed_round()
    answer(*inputs)
    note = published(round)
    assert round.phase(clock.now()) is Phase.ANSWERED
    assert note.published_hash == operations.fingerprint(note.published_content)
    kinds = [line.split(" ")[1] for line in record.lines()]
    assert kinds.count("antwoord") == 2
    assert kinds[-1] == "nota"
    assert kinds.count("sluiting") == 1
    with pytest.raises(WrongStep), transaction():
        operations.write_note(round, NoteTexts("Anders."), by=COMMAND_LINE)


def test_a_note_waits_until_the_round_is_closed() -> None:
    round = make_round()
    one = make_contribution(round)
    answer(one)
    with pytest.raises(WrongStep):
        submitted(round, person(round, Role.OFFICER))


def test_the_public_sees_no_draft_of_a_note() -> None:
    round, inputs = closed_round()
    answer(*inputs)
    submitted(round, person(round, Role.OFFICER))
    with pytest.raises(NotFound):
        queries.note_of(round, reader=ANYONE)


@pytest.mark.parametrize(("words", "code"), [(0, "in_short_missing"), (81, "in_short_too_long")])
def test_in_short_is_there_and_short(words: int, code: str) -> None:
    round, inputs = closed_round()
    answer(*inputs)
    officer = person(round, Role.OFFICER)
    with transaction():
        note = operations.write_note(round, NoteTexts("woord " * words), by=officer)
    assert [lack.code for lack in queries.note_lacks(note, reader=officer)] == [code]


def test_a_note_holds_no_text_of_a_contribution() -> None:
    round = make_round()
    one = make_contribution(round, text="Zeer herkenbare woorden.")
    with transaction():
        round.closes_at = clock.now() - timedelta(days=1)
    answer(one)
    assert "herkenbare" not in str(published(round).published_content)


def test_a_note_can_be_given_back_and_submitted_again() -> None:
    round, inputs = closed_round()
    answer(*inputs)
    officer, second = person(round, Role.OFFICER), person(round, Role.PROGRAMME)
    note = submitted(round, officer)
    with transaction():
        operations.return_note(note, reason="Maak 'In het kort' korter.", by=second)
    assert note.state is NoteState.DRAFT
    assert submitted(round, officer).state is NoteState.UNDER_REVIEW
