"""Asking a question and saying that one wants to know it too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, insert, select

from consultation.contributions.models import Contribution
from consultation.contributions.operations import Said, draft_submission, send_submission
from consultation.contributions.queries import submission_by_key, visible_to
from consultation.contributions.states import Arrival, Kind, Sender
from consultation.database import db
from consultation.errors import Closed, DomainError, Invalid, NotFound, Refused
from consultation.logbook import ANYONE, Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import Section
from consultation.question_hours.models import LiveQuestion, QuestionHour, Support
from consultation.question_hours.states import (
    LONGEST_QUESTION,
    TAKES_QUESTIONS,
    EventKind,
    HourState,
)
from consultation.rounds.models import Round

LATECOMERS = timedelta(minutes=5)
"""How long after its end an hour still takes a question that was on its way (F3)."""

LONGEST_KEY = 60


@dataclass(frozen=True)
class Asked:
    """What somebody asks, about which section, and from which browser (a keyed hash).

    The key makes a repeated send the same question.
    """

    text: str
    key: str
    section: Section | None = None
    device: str = ""


def ask_question(
    hour: QuestionHour,
    asked: Asked,
    *,
    arrival: Arrival,
    sender: Sender | None = None,
    by: Actor,
) -> LiveQuestion:
    """Receive a question: its receipt, its leaf and its number in the hour, all in one (I1).

    The same key gives the same question. Raises Closed when the hour or its round takes no
    questions now, Invalid when the text is empty or too long, and Refused with `key_used` when
    the key belongs to another text.
    """
    require(by, Permission.ASK_QUESTION, hour)
    round = _round_of(hour)
    _check_text(asked)
    round.lock()
    key = f"uur-{hour.public_id}-{asked.key}"
    known = submission_by_key(key, reader=by)
    if known is not None:
        return _asked_before(known.contributions[0], asked)
    check_takes_questions(hour, arrival)
    question = LiveQuestion(hour=hour, kind=Kind.QUESTION, device=asked.device)
    if asked.section is not None:
        question.stand_at(asked.section)
    draft = draft_submission(round, [Said(question, asked.text)], key=key, arrival=arrival, by=by)
    send_submission(draft, sender or Sender(), arrival=arrival, by=by)
    hour.lock()
    hour.asked += 1
    question.number = hour.asked
    hour.tell(EventKind.ASKED, question)
    enter(What.QUESTION_ASKED, question, by=by, round_id=round.id)
    return question


def _round_of(hour: QuestionHour) -> Round:
    if hour.round is None:
        raise Refused("hour_takes_no_questions")
    return hour.round


def _check_text(asked: Asked) -> None:
    if not asked.text.strip():
        raise Invalid(text="question_needed")
    if len(asked.text) > LONGEST_QUESTION:
        raise Invalid(text="question_too_long")
    if not 0 < len(asked.key) <= LONGEST_KEY:
        raise Invalid(key="key_needed")


def check_takes_questions(hour: QuestionHour, arrival: Arrival) -> None:
    """Raises Closed when a question that reaches us at this moment is not taken."""
    state = hour.state(arrival.at)
    if hour.announced_at is None or state is HourState.CANCELLED:
        raise Closed("hour_takes_no_questions")
    if state in TAKES_QUESTIONS:
        return
    ended = min(hour.closed_at or hour.ends_at, hour.ends_at)
    if arrival.at > ended + LATECOMERS:
        raise Closed("hour_over")


def _asked_before(known: Contribution, asked: Asked) -> LiveQuestion:
    same = " ".join(known.texts[0].full.split()) == " ".join(asked.text.split())
    if not isinstance(known, LiveQuestion) or not same:
        raise Refused("key_used", receipt=known.submission.receipt)
    return known


@dataclass(frozen=True)
class Wish:
    """Somebody wants to know the answer to a question too, or no longer."""

    number: int
    person: str
    is_wanted: bool = True


def support_questions(
    hour: QuestionHour, wishes: Sequence[Wish], *, by: Actor
) -> list[int | DomainError]:
    """Count wishes, each person once per question (I12), and tell the new counts in one event.

    Gives for each wish how many people now want to know it, or why it cannot be counted.
    """
    require(by, Permission.SUPPORT_QUESTION, hour)
    hour.lock()
    questions = _open_questions(hour, {wish.number for wish in wishes})
    before = {number: one.support_count for number, one in questions.items()}
    _write_wishes(questions, wishes)
    changed = sorted(n for n, one in questions.items() if one.support_count != before[n])
    if changed:
        hour.tell(EventKind.SUPPORTED, numbers=changed)
        enter(What.QUESTION_SUPPORTED, hour, by=by, round_id=hour.round_id)
    return [
        questions[wish.number].support_count
        if wish.number in questions
        else NotFound("question_unknown")
        for wish in wishes
    ]


def _open_questions(hour: QuestionHour, numbers: Iterable[int]) -> dict[int, LiveQuestion]:
    """The questions under these numbers that everybody can see."""
    query = select(LiveQuestion).where(
        LiveQuestion.hour_id == hour.id, LiveQuestion.number.in_(list(numbers)), visible_to(ANYONE)
    )
    return {one.number: one for one in db.session.scalars(query) if one.number is not None}


def _write_wishes(questions: dict[int, LiveQuestion], wishes: Sequence[Wish]) -> None:
    last = {(wish.number, wish.person): wish.is_wanted for wish in wishes}
    wanted = {
        (questions[number].id, person): is_wanted
        for (number, person), is_wanted in last.items()
        if number in questions and person
    }
    query = select(Support.question_id, Support.person).where(
        Support.question_id.in_({question for question, _person in wanted}),
        Support.person.in_({person for _question, person in wanted}),
    )
    there = {(question, person) for question, person in db.session.execute(query)}
    new = [one for one, is_wanted in wanted.items() if is_wanted and one not in there]
    gone = [one for one, is_wanted in wanted.items() if not is_wanted and one in there]
    if new:
        db.session.execute(
            insert(Support), [{"question_id": number, "person": person} for number, person in new]
        )
    for number, person in gone:
        db.session.execute(
            delete(Support).where(Support.question_id == number, Support.person == person)
        )
    for question in questions.values():
        question.support_count += sum(number == question.id for number, _person in new)
        question.support_count -= sum(number == question.id for number, _person in gone)
