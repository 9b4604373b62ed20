"""What the host does with a question: place, order, take, answer, defer, merge, decline."""

from datetime import date

from sqlalchemy import select

from consultation import clock
from consultation.answers.models import Answer, Disposition
from consultation.answers.operations import Reply, answer_points
from consultation.answers.states import Outcome
from consultation.contributions.models import Point
from consultation.contributions.states import VISIBLE, ContributionState
from consultation.database import db
from consultation.errors import Invalid, Outdated, Refused, WrongStep
from consultation.logbook import SYSTEM, Actor, What, enter
from consultation.moderation.operations import (
    hide_contribution,
    place_contribution,
    refuse_contribution,
)
from consultation.moderation.states import Reason
from consultation.permissions import Permission, require
from consultation.question_hours.models import LiveQuestion
from consultation.question_hours.operations.hosting import check_host
from consultation.question_hours.queries import standing_of
from consultation.question_hours.states import IN_QUEUE, EventKind, LiveState

REASON = "Beantwoord in het vragenuur."
"""Why a question has the outcome that it was answered: it was asked and answered in the open."""

REASON_OF_MERGED = "Deze vraag lijkt sterk op een andere vraag. Het antwoord geldt voor allebei."

LONGEST_OWNER = 120


def check_seen(question: LiveQuestion, seen: str, *, by: Actor) -> None:
    """Raises Outdated when a question no longer stands where its page showed it.

    So that nobody lets in what a colleague just declined, or answers what was answered.
    """
    if seen and standing_of(question, reader=by)[0] != seen:
        raise Outdated("question_moved", number=question.number)


def place_question(question: LiveQuestion, *, by: Actor) -> LiveQuestion:
    """Let a question in, or put it back in the queue; raises WrongStep when it is answered."""
    require(by, Permission.HOST_HOUR, question.hour)
    check_host(question.hour, by=by)
    if question.state not in VISIBLE:
        place_contribution(question, by=by)
        return question
    question.hour.lock()
    question.position = question.hour.last_position + 1
    question.merged_into = None
    question.come_to(LiveState.PLACED)
    _enter(question, What.QUESTION_QUEUED, by)
    return question


def ready_question(question: LiveQuestion, *, by: Actor) -> LiveQuestion:
    """Say that this question comes up next."""
    require(by, Permission.HOST_HOUR, question.hour)
    check_host(question.hour, by=by)
    _check_placed(question)
    question.hour.lock()
    question.come_to(LiveState.NEXT)
    _enter(question, What.QUESTION_READIED, by)
    return question


def take_question(question: LiveQuestion, *, by: Actor) -> LiveQuestion:
    """Put a question on the screen; the one that was there comes up next again."""
    require(by, Permission.HOST_HOUR, question.hour)
    check_host(question.hour, by=by)
    _check_placed(question)
    question.hour.lock()
    query = select(LiveQuestion).where(
        LiveQuestion.hour_id == question.hour_id,
        LiveQuestion.live_state == LiveState.ON_SCREEN,
        LiveQuestion.id != question.id,
    )
    for other in db.session.scalars(query).all():
        other.come_to(LiveState.NEXT)
    question.on_screen_at = clock.now()
    question.come_to(LiveState.ON_SCREEN)
    _enter(question, What.QUESTION_TAKEN, by)
    return question


def move_question(question: LiveQuestion, *, up: bool, by: Actor) -> LiveQuestion:
    """Let a question change places with its neighbour in the queue; at the end it stays."""
    require(by, Permission.HOST_HOUR, question.hour)
    check_host(question.hour, by=by)
    _check_placed(question)
    question.hour.lock()
    if question.live_state not in IN_QUEUE:
        raise WrongStep("question_not_in_queue")
    position = LiveQuestion.position
    beyond = position < question.position if up else position > question.position
    query = (
        select(LiveQuestion)
        .where(
            LiveQuestion.hour_id == question.hour_id, LiveQuestion.live_state.in_(IN_QUEUE), beyond
        )
        .order_by(position.desc() if up else position)
        .limit(1)
    )
    neighbour = db.session.scalar(query)
    if neighbour is None:
        return question
    question.position, neighbour.position = neighbour.position, question.position
    for one in (question, neighbour):
        is_next = one.live_state is LiveState.NEXT
        question.hour.tell(EventKind.NEXT if is_next else EventKind.PLACED, one)
    _enter(question, What.QUESTION_MOVED, by)
    return question


def answer_question(
    question: LiveQuestion,
    text: str,
    *,
    by_shown: str = "",
    is_spoken: bool = False,
    by: Actor,
) -> Answer:
    """Answer a question, in words or aloud with a summary; everybody reads the same answer (I10).

    Questions merged into it are answered with it. Answering again corrects the answer, at its own
    address. Raises Invalid without words.
    """
    require(by, Permission.HOST_HOUR, question.hour)
    check_host(question.hour, by=by)
    if question.state is ContributionState.RECEIVED:
        place_contribution(question, by=by)
    question.is_spoken = is_spoken
    reply = Reply(Outcome.ANSWERED, REASON, text, by_shown)
    given = _answer_given(question)
    return answer_points(question.points, reply, again=given.answer if given else None, by=by)


def defer_question(
    question: LiveQuestion, *, owner: str, due: date, why: str = "", by: Actor
) -> LiveQuestion:
    """Say who answers later and before which day; raises Invalid when one is missing."""
    require(by, Permission.HOST_HOUR, question.hour)
    check_host(question.hour, by=by)
    _check_placed(question)
    faults = {}
    if not owner.strip() or len(owner) > LONGEST_OWNER:
        faults["owner"] = "owner_needed"
    if due < clock.today():
        faults["due"] = "due_needed"
    if faults:
        raise Invalid(**faults)
    question.hour.lock()
    question.owner, question.due, question.why = owner.strip(), due, why.strip()
    question.come_to(LiveState.DEFERRED)
    _enter(question, What.QUESTION_DEFERRED, by)
    return question


def merge_question(
    question: LiveQuestion, into: LiveQuestion, *, why: str = "", by: Actor
) -> LiveQuestion:
    """Say that a question asks what another asks: one answer will do for both.

    Raises Refused when it is the same one, of another hour, or one that is merged itself.
    """
    require(by, Permission.HOST_HOUR, question.hour)
    check_host(question.hour, by=by)
    if into.id == question.id or into.hour_id != question.hour_id or into.merged_into_id:
        raise Refused("merge_impossible")
    if into.state not in VISIBLE:
        raise Refused("merge_impossible")
    if question.state not in VISIBLE:
        place_contribution(question, by=by)
    question.hour.lock()
    _lead_along(question, into)
    question.merged_into, question.why = into, why.strip()
    question.come_to(LiveState.MERGED)
    _enter(question, What.QUESTION_MERGED, by)
    given = _answer_given(into)
    if given is not None:
        answer_merged_questions(into, given, by=SYSTEM)
    return question


def answer_merged_questions(into: LiveQuestion, given: Disposition, *, by: Actor) -> None:
    """The answer to a question is the answer to those that were merged into it."""
    require(by, Permission.ANSWER_CONTRIBUTION, into)
    query = (
        select(Point)
        .join(LiveQuestion, LiveQuestion.id == Point.contribution_id)
        .outerjoin(Disposition, Disposition.point_id == Point.id)
        .where(LiveQuestion.merged_into_id == into.id, Disposition.id.is_(None))
    )
    points = list(db.session.scalars(query))
    if points and given.answer is not None:
        newest = given.answer.newest
        reply = Reply(given.outcome, REASON_OF_MERGED, newest.text, newest.by_shown)
        answer_points(points, reply, again=given.answer, by=by)


def decline_question(
    question: LiveQuestion, reason: Reason, *, explanation: str = "", by: Actor
) -> LiveQuestion:
    """Keep a question off the screens for a reason of the house rules; its asker is told (I7)."""
    require(by, Permission.HOST_HOUR, question.hour)
    check_host(question.hour, by=by)
    act = hide_contribution if question.state in VISIBLE else refuse_contribution
    act(question, reason=reason, explanation=explanation, by=by)
    return question


def _check_placed(question: LiveQuestion) -> None:
    if question.state not in VISIBLE:
        raise WrongStep("question_not_placed")


def _lead_along(question: LiveQuestion, into: LiveQuestion) -> None:
    """What was merged into a question goes with it to the next."""
    query = select(LiveQuestion).where(LiveQuestion.merged_into_id == question.id)
    for one in db.session.scalars(query).all():
        one.merged_into = into
        question.hour.tell(EventKind.MERGED, one)


def _answer_given(question: LiveQuestion) -> Disposition | None:
    query = (
        select(Disposition)
        .join(Disposition.point)
        .where(Point.contribution_id == question.id, Disposition.outcome != Outcome.LATER)
        .order_by(Point.number)
    )
    return db.session.scalars(query).first()


def _enter(question: LiveQuestion, what: What, by: Actor) -> None:
    enter(what, question, by=by, round_id=question.round_id)
