"""Answers, outcomes, and which points still wait for one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from consultation.answers.models import Answer, AnswerVersion, Disposition, PlanChange
from consultation.answers.states import ANSWERABLE, Outcome
from consultation.contributions.models import Contribution, Point, Submission
from consultation.contributions.queries import answered_in_public
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor, ActorKind
from consultation.permissions import Permission, may, require
from consultation.plans.models import Plan
from consultation.rounds.models import Round


def counted_in_time(round: Round) -> tuple[ColumnElement[bool], ...]:
    """The inputs of a round that hold up its note: in time, not withdrawn and not erased (I9)."""
    return (Contribution.round_id == round.id, *received_in_time())


def received_in_time() -> tuple[ColumnElement[bool], ...]:
    """The same for the inputs of any round; the submission must be joined."""
    return (Contribution.state.in_(ANSWERABLE), Submission.is_late.is_(False))


@dataclass(frozen=True)
class Coverage:
    """How many inputs of a round have an outcome for each of their points."""

    inputs: int
    missing: tuple[str, ...]

    @property
    def with_disposition(self) -> int:
        """Inputs that are done."""
        return self.inputs - len(self.missing)

    @property
    def percent(self) -> int:
        """The share that is done, rounded down so that 100 means all."""
        return 100 if not self.inputs else self.with_disposition * 100 // self.inputs


def coverage(round: Round, *, reader: Actor) -> Coverage:
    """Which inputs of a round still lack an outcome, by their reference; two statements."""
    require(reader, Permission.READ_DRAFT_NOTE, round)
    refs = select(Contribution.id, Submission.receipt, Contribution.sub_number).join(
        Contribution.submission
    )
    rows = db.session.execute(refs.where(*counted_in_time(round)).order_by(Contribution.id))
    inputs = {number: f"{receipt}/{sub}" for number, receipt, sub in rows}
    open_points = (
        select(Point.contribution_id)
        .outerjoin(Disposition, Disposition.point_id == Point.id)
        .join(Point.contribution)
        .where(Contribution.round_id == round.id, Disposition.id.is_(None))
    )
    waiting = set(db.session.scalars(open_points))
    missing = tuple(ref for number, ref in inputs.items() if number in waiting)
    return Coverage(len(inputs), missing)


def coverage_by_round(rounds: Sequence[Round], *, reader: Actor) -> dict[int, tuple[int, int]]:
    """Per round: the inputs that hold up its note, and how many of them lack an outcome."""
    for round in rounds:
        require(reader, Permission.READ_DRAFT_NOTE, round)
    without_outcome = (
        select(Point.contribution_id)
        .outerjoin(Disposition, Disposition.point_id == Point.id)
        .where(Disposition.id.is_(None))
    )
    query = (
        select(
            Contribution.round_id,
            func.count(),
            func.sum(case((Contribution.id.in_(without_outcome), 1), else_=0)),
        )
        .join(Contribution.submission)
        .where(Contribution.round_id.in_([one.id for one in rounds]), *received_in_time())
        .group_by(Contribution.round_id)
    )
    return {number: (inputs, missing) for number, inputs, missing in db.session.execute(query)}


def waiting_contributions(round: Round, *, reader: Actor) -> list[Contribution]:
    """Inputs of a round with a point that has no outcome, oldest first."""
    require(reader, Permission.ANSWER_CONTRIBUTION, round)
    query = (
        select(Contribution)
        .join(Contribution.submission)
        .where(*counted_in_time(round))
        .where(
            Contribution.points.any(
                ~select(Disposition.id).where(Disposition.point_id == Point.id).exists()
            )
        )
        .options(selectinload(Contribution.submission), selectinload(Contribution.points))
        .order_by(Submission.received_at, Contribution.id)
    )
    return list(db.session.scalars(query))


def outcomes_of(
    contributions: Iterable[Contribution], *, reader: Actor
) -> dict[int, list[Disposition]]:
    """The outcomes that this person may see, per contribution, in the order of the points.

    The public sees them when the round is answered, or at once where that was promised; two
    statements, however many there are.
    """
    wanted = [one.id for one in contributions if _may_see_outcome(one, reader)]
    query = (
        select(Disposition)
        .join(Disposition.point)
        .where(Point.contribution_id.in_(wanted))
        .options(
            selectinload(Disposition.point),
            selectinload(Disposition.answer).selectinload(Answer.versions),
        )
        .order_by(Point.contribution_id, Point.number)
    )
    found: dict[int, list[Disposition]] = {}
    for one in db.session.scalars(query) if wanted else ():
        found.setdefault(one.point.contribution_id, []).append(one)
    return found


def _may_see_outcome(contribution: Contribution, reader: Actor) -> bool:
    if contribution.has_public_outcome:
        return True
    return may(reader, Permission.READ_DRAFT_NOTE, contribution)


def answer_by_public_id(public_id: str, *, reader: Actor) -> Answer:
    """An official answer by its public address; raises NotFound before it is public.

    Words that no input got in the end were never an answer: only staff see those. An answer that
    was public keeps its address, also when another one took its place.
    """
    query = (
        select(Answer)
        .where(Answer.public_id == public_id)
        .options(
            selectinload(Answer.versions),
            selectinload(Answer.dispositions)
            .selectinload(Disposition.point)
            .selectinload(Point.contribution)
            .selectinload(Contribution.submission),
        )
    )
    answer = db.session.scalars(query).first()
    if answer is None or not _may_read(answer, reader):
        raise NotFound("answer_unknown")
    return answer


def _may_read(answer: Answer, reader: Actor) -> bool:
    was_public = answer.replaced_by_id is not None
    return answer.is_public or was_public or may(reader, Permission.READ_DRAFT_NOTE, answer)


def told_dispositions(answer: Answer, *, reader: Actor) -> list[Disposition]:
    """What an answer says it belongs to, without outcomes that are not public yet."""
    return [one for one in answer.dispositions if _may_see_outcome(one.point.contribution, reader)]


def public_answers(numbers: Iterable[int], *, reader: Actor) -> set[int]:  # noqa: ARG001 - for everybody the same
    """Which of these answers everybody may read, by their number."""
    wanted = list(numbers)
    query = (
        select(Disposition.answer_id)
        .join(Disposition.point)
        .join(Point.contribution)
        .join(Contribution.round)
        .where(
            Disposition.answer_id.in_(wanted),
            or_(answered_in_public(), Round.answered_at.is_not(None)),
        )
    )
    found = db.session.scalars(query) if wanted else ()
    return {number for number in found if number is not None}


@dataclass(frozen=True)
class AnswerText:
    """The newest words of an answer that everybody may read."""

    public_id: str
    round_id: int
    text: str
    written_at: datetime


def public_answer_texts(rounds: Iterable[int], *, reader: Actor) -> list[AnswerText]:  # noqa: ARG001 - for everybody the same
    """The answers of these rounds that everybody may read, the newest last; one statement."""
    other = aliased(AnswerVersion)
    newest = select(func.max(other.number)).where(other.answer_id == Answer.id).scalar_subquery()
    is_public = (
        select(Disposition.answer_id)
        .join(Disposition.point)
        .join(Point.contribution)
        .join(Contribution.round)
        .where(or_(answered_in_public(), Round.answered_at.is_not(None)))
    )
    query = (
        select(Answer.public_id, Answer.round_id, AnswerVersion.text, AnswerVersion.written_at)
        .join(Answer.versions)
        .where(
            Answer.round_id.in_(list(rounds)),
            Answer.replaced_by_id.is_(None),
            Answer.id.in_(is_public),
            AnswerVersion.number == newest,
        )
        .order_by(AnswerVersion.written_at, Answer.id)
    )
    return [AnswerText(*row) for row in db.session.execute(query)]


def answered_at_once(points: Iterable[int], *, reader: Actor) -> Sequence[Contribution]:
    """Whom an answer to these points is told at once: for letters to their authors alone.

    Their senders left an address and showed that it is theirs.
    """
    if reader.kind is not ActorKind.SYSTEM:
        return []
    query = (
        select(Contribution)
        .join(Contribution.submission)
        .where(
            answered_in_public(),
            Contribution.state.in_(ANSWERABLE),
            Contribution.points.any(Point.id.in_(list(points))),
            Submission.email != "",
            Submission.email_confirmed_at.is_not(None),
        )
        .options(contains_eager(Contribution.submission), selectinload(Contribution.points))
        .order_by(Contribution.id)
    )
    return list(db.session.scalars(query))


def earlier_answers(round: Round, *, reader: Actor, limit: int = 20) -> list[Answer]:
    """Answers of this round that can be used again, the most used first."""
    require(reader, Permission.ANSWER_CONTRIBUTION, round)
    query = (
        select(Answer)
        .join(Answer.dispositions)
        .where(Answer.round_id == round.id)
        .group_by(Answer.id)
        .order_by(func.count(Disposition.id).desc(), Answer.id.desc())
        .limit(limit)
        .options(selectinload(Answer.versions), selectinload(Answer.dispositions))
    )
    return list(db.session.scalars(query))


def answers_in_use(round: Round, *, reader: Actor) -> dict[tuple[Outcome, str, str], Answer]:
    """The answers of a round by outcome, reason and words, so that the same can serve again."""
    require(reader, Permission.ANSWER_CONTRIBUTION, round)
    query = (
        select(Disposition)
        .join(Disposition.answer)
        .where(Answer.round_id == round.id)
        .options(contains_eager(Disposition.answer).selectinload(Answer.versions))
        .order_by(Disposition.id.desc())
    )
    return {
        (one.outcome, one.reason, one.answer.newest.text): one.answer
        for one in db.session.scalars(query)
        if one.answer is not None
    }


def contributions_named(
    round: Round, receipts: Sequence[str], *, reader: Actor
) -> list[Contribution]:
    """What was sent to a round under these numbers, with its points; for who answers it."""
    require(reader, Permission.ANSWER_CONTRIBUTION, round)
    query = (
        select(Contribution)
        .join(Contribution.submission)
        .where(Contribution.round_id == round.id, Submission.receipt.in_(receipts))
        .options(contains_eager(Contribution.submission), selectinload(Contribution.points))
        .order_by(Contribution.id)
    )
    return list(db.session.scalars(query))


def change_by_id(round: Round, number: int, *, reader: Actor) -> PlanChange:
    """A change that this round made, for who works on its note; raises NotFound."""
    require(reader, Permission.READ_DRAFT_NOTE, round)
    change = db.session.get(PlanChange, number)
    if change is None or change.round_id != round.id:
        raise NotFound("change_unknown")
    return change


def points_by_ids(round: Round, numbers: Iterable[int], *, reader: Actor) -> list[Point]:
    """These points of a round with what they are part of; raises NotFound when one is not there."""
    require(reader, Permission.ANSWER_CONTRIBUTION, round)
    wanted = set(numbers)
    query = (
        select(Point)
        .join(Point.contribution)
        .where(Point.id.in_(wanted), Contribution.round_id == round.id)
        .options(selectinload(Point.contribution).selectinload(Contribution.submission))
        .order_by(Point.id)
    )
    found = list(db.session.scalars(query))
    if len(found) != len(wanted):
        raise NotFound("point_unknown")
    return found


def dispositions_of(points: Iterable[Point], *, reader: Actor) -> dict[int, Disposition]:
    """What was decided about these points so far, by the point; for who may answer them."""
    wanted = [one for one in points if may(reader, Permission.READ_DRAFT_NOTE, one.contribution)]
    query = (
        select(Disposition)
        .where(Disposition.point_id.in_([one.id for one in wanted]))
        .options(
            selectinload(Disposition.answer).selectinload(Answer.versions),
            selectinload(Disposition.decided_by),
        )
    )
    return {one.point_id: one for one in db.session.scalars(query)}


def changes_of(round: Round, *, reader: Actor, section: str = "") -> Sequence[PlanChange]:
    """Words of the plan that this round changed, in the order they were recorded.

    With the permanent id of a section: only the words of that section.
    """
    if round.answered_at is None:
        require(reader, Permission.READ_DRAFT_NOTE, round)
    query = (
        select(PlanChange)
        .where(PlanChange.round_id == round.id)
        .options(selectinload(PlanChange.contributions).selectinload(Contribution.submission))
        .order_by(PlanChange.id)
    )
    if section:
        query = query.where(PlanChange.section_permanent_id == section)
    return list(db.session.scalars(query))


def public_changes(plan: Plan, *, reader: Actor) -> Sequence[PlanChange]:
    """Words of a plan that changed by any of its rounds that are answered, with who led to it."""
    require(reader, Permission.READ_PUBLIC, plan)
    query = (
        select(PlanChange)
        .join(PlanChange.round)
        .where(Round.plan_id == plan.id, Round.answered_at.is_not(None))
        .options(
            contains_eager(PlanChange.round).joinedload(Round.version),
            joinedload(PlanChange.version),
            selectinload(PlanChange.contributions).selectinload(Contribution.submission),
        )
        .order_by(PlanChange.id)
    )
    return list(db.session.scalars(query))
