"""The letter with the answers: complete, once for each sending, to nobody who did not prove it."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from consultation import clock
from consultation.announcements import write_letters
from consultation.answers import operations as answers
from consultation.answers.operations import ChangedWords, Reply
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution
from consultation.contributions.states import ContributionState, NameShown, Sender
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.mail import Letter
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_round
from tests.response_notes.test_operations import answer, published

pytestmark = pytest.mark.usefixtures("database")


def sent_by(round: Round, email: str, text: str = "", **changes: object) -> Contribution:
    sender = Sender(email=email, name="Sanne", name_shown=NameShown.NONE)
    return make_contribution(round, text, sender=sender, **changes)


def closed(round: Round) -> None:
    with transaction():
        round.closes_at = clock.now() - timedelta(days=1)


def letters() -> list[Letter]:
    with transaction():
        write_letters(hold=timedelta())
    return [
        one for one in db.session.query(Letter).order_by(Letter.id) if "Antwoord" in one.subject
    ]


def test_the_letter_holds_the_answer_itself() -> None:
    round = make_round()
    one = sent_by(round, "sanne@voorbeeld.nl", "De jas is te kort.")
    closed(round)
    with transaction():
        reply = Reply(
            Outcome.WEIGHED_CHANGED, "Velen noemden dit.", "Hij wordt langer.\nEcht waar."
        )
        answers.answer_points(one.points, reply, by=COMMAND_LINE)
        words = ChangedWords("k7m2", "De jas is kort.", "De jas is lang.", "Daarom.")
        answers.record_change(round, words, [one], by=COMMAND_LINE)
    published(round)
    (letter,) = letters()
    assert letter.recipient == "sanne@voorbeeld.nl"
    assert one.submission.receipt in letter.subject
    for part in (letter.text, letter.html):
        for words_told in (
            "Meegewogen, plan aangepast",
            "De reden: Velen noemden dit.",
            "Hij wordt langer.",
            "Echt waar.",
            "Eerst: De jas is kort.",
            "Nu: De jas is lang.",
        ):
            assert words_told in part
    assert letter.html.count("<a ") == 1
    assert "De jas is te kort." not in letter.text


def test_each_sending_gets_one_letter_and_gets_it_once() -> None:
    round = make_round()
    inputs = [sent_by(round, "sanne@voorbeeld.nl") for _ in range(2)]
    closed(round)
    answer(*inputs)
    published(round)
    numbers = [one.submission.receipt for one in inputs]
    assert [next(n for n in numbers if n in one.subject) for one in letters()] == numbers
    assert len(letters()) == 2


def test_no_letter_goes_to_an_address_that_was_not_proven_or_not_left() -> None:
    round = make_round()
    without = make_contribution(round)
    unproven = sent_by(round, "ander@voorbeeld.nl")
    gone = sent_by(round, "weg@voorbeeld.nl", state=ContributionState.WITHDRAWN)
    with transaction():
        unproven.submission.email_confirmed_at = None
    closed(round)
    answer(without, unproven)
    published(round)
    assert [one.recipient for one in letters()] == []
    assert gone.state is ContributionState.WITHDRAWN


def test_a_not_placed_input_gets_its_answer_too() -> None:
    round = make_round()
    one = sent_by(round, "sanne@voorbeeld.nl", state=ContributionState.NOT_PLACED)
    closed(round)
    answer(one)
    published(round)
    assert "Wij passen het plan aan." in letters()[0].text


def test_a_late_input_is_told_that_it_was_late() -> None:
    round = make_round()
    one, late = make_contribution(round), sent_by(round, "laat@voorbeeld.nl")
    with transaction():
        late.submission.is_late = True
    closed(round)
    answer(one)
    published(round)
    assert "na de sluiting" in letters()[0].text


def test_the_number_of_statements_hardly_grows_with_the_letters() -> None:
    counts = []
    for size in (2, 22):
        round = make_round()
        inputs = [sent_by(round, f"mens{number}@voorbeeld.nl") for number in range(size)]
        closed(round)
        answer(*inputs)
        with transaction():
            write_letters(hold=timedelta())
        published(round)
        seen: list[str] = []

        def note(*given: object, seen: list[str] = seen) -> None:
            seen.append(str(given[2]))

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            letters()
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        counts.append(len(seen))
    assert counts[1] == counts[0], counts
