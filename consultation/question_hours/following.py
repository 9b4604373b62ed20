"""What an hour does when something happens to a question elsewhere: in control, or at the desk.

These run inside the transaction of what happened, whichever door it came through, so that the
hour's numbered events never miss a step (I13).
"""

from sqlalchemy import select

from consultation import clock
from consultation.answers.models import Disposition
from consultation.answers.states import Outcome
from consultation.contributions.models import Point
from consultation.contributions.states import VISIBLE, ContributionState
from consultation.database import db
from consultation.logbook import SYSTEM, Entry
from consultation.question_hours.models import LiveQuestion
from consultation.question_hours.operations import answer_merged_questions, cancel_hour
from consultation.question_hours.queries import hours_of_round
from consultation.question_hours.states import (
    EVENT_AFTER,
    TAKES_QUESTIONS,
    EventKind,
    LiveState,
)
from consultation.rounds.models import Round

REASON_OF_ROUND = "Wij trokken de ronde in. Het uur gaat daarom niet door."


def follow_contribution(entry: Entry) -> None:
    """Control judged a question, or its author changed or withdrew it: the queue follows."""
    if entry.subject_kind != LiveQuestion.__tablename__:
        return
    question = db.session.get_one(LiveQuestion, entry.subject_id)
    question.hour.lock()
    _settle(question)


def follow_answer(entry: Entry) -> None:
    """Points got their answer: the questions they belong to are answered, on every screen."""
    numbers = entry.details.get("points", [])
    query = select(LiveQuestion).join(LiveQuestion.points).where(Point.id.in_(numbers))
    for question in db.session.scalars(query).unique().all():
        disposition = _disposition_of(question)
        if disposition is None or disposition.outcome is Outcome.LATER:
            continue
        question.hour.lock()
        _answer(question)
        answer_merged_questions(question, disposition, by=SYSTEM)


def follow_correction(entry: Entry) -> None:
    """An answer was corrected: the questions it answers tell so."""
    query = (
        select(LiveQuestion)
        .join(LiveQuestion.points)
        .join(Disposition, Disposition.point_id == Point.id)
        .where(Disposition.answer_id == entry.subject_id)
    )
    for question in db.session.scalars(query).unique().all():
        question.hour.lock()
        question.hour.tell(EventKind.ANSWERED, question)


def follow_withdrawal(entry: Entry) -> None:
    """A round was withdrawn: its hours that are not over do not go on, for the same reason."""
    round = db.session.get_one(Round, entry.subject_id)
    for hour in hours_of_round(round, reader=SYSTEM):
        if hour.state(clock.now()) in TAKES_QUESTIONS:
            cancel_hour(hour, round.withdrawn_reason or REASON_OF_ROUND, by=SYSTEM)


def _settle(question: LiveQuestion) -> None:
    """Bring a question's place in the hour in line with what control decided."""
    if question.state in VISIBLE:
        if question.live_state in {LiveState.WAITING, LiveState.DECLINED}:
            question.position = question.hour.last_position + 1
            question.come_to(LiveState.PLACED)
        else:
            question.hour.tell(EVENT_AFTER[question.live_state], question)
        return
    _take_away(question)


def _take_away(question: LiveQuestion) -> None:
    was_seen = question.live_state not in {LiveState.WAITING, LiveState.DECLINED}
    if question.live_state is not LiveState.ANSWERED:
        is_back = question.state is ContributionState.RECEIVED
        question.live_state = LiveState.WAITING if is_back else LiveState.DECLINED
    question.hour.tell(EventKind.HIDDEN if was_seen else EventKind.DECLINED, question)


def _answer(question: LiveQuestion) -> None:
    if question.live_state is LiveState.ANSWERED:
        question.hour.tell(EventKind.ANSWERED, question)
        return
    question.done_at = clock.now()
    question.come_to(LiveState.ANSWERED)


def _disposition_of(question: LiveQuestion) -> Disposition | None:
    query = (
        select(Disposition)
        .join(Disposition.point)
        .where(Point.contribution_id == question.id)
        .order_by(Point.number)
    )
    return db.session.scalars(query).first()
