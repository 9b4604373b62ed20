"""Which outcomes and answers somebody may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from consultation.answers.models import Answer, AnswerVersion, Disposition
from consultation.answers.states import ANSWERABLE
from consultation.contributions.models import Contribution, Point, Submission
from consultation.contributions.queries import answered_in_public
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor, ActorKind
from consultation.permissions import Permission, may
from consultation.rounds.models import Round


def outcomes_of(
    contributions: Iterable[Contribution], *, reader: Actor
) -> dict[int, list[Disposition]]:
    """The outcomes that this person may see, per contribution, in the order of the points.

    The public sees them when the round is answered, or at once where that was promised; two
    statements, however many there are.
    """
    wanted = [one.id for one in contributions if _may_see_outcome(one, reader)]
    return _outcomes(Point.contribution_id.in_(wanted)) if wanted else {}


def public_outcomes(numbers: Iterable[int], *, reader: Actor) -> dict[int, list[Disposition]]:  # noqa: ARG001 - for everybody the same
    """The outcomes that everybody may read, of the contributions with these numbers."""
    wanted = list(numbers)
    is_public = or_(answered_in_public(), Round.answered_at.is_not(None))
    query = select(Contribution.id).join(Contribution.round)
    among = query.where(Contribution.id.in_(wanted), is_public)
    return _outcomes(Point.contribution_id.in_(among)) if wanted else {}


def _outcomes(condition: ColumnElement[bool]) -> dict[int, list[Disposition]]:
    query = (
        select(Disposition)
        .join(Disposition.point)
        .where(condition)
        .options(
            contains_eager(Disposition.point),
            joinedload(Disposition.answer).selectinload(Answer.versions),
        )
        .order_by(Point.contribution_id, Point.number)
    )
    found: dict[int, list[Disposition]] = {}
    for one in db.session.scalars(query):
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
    query = _in_public().where(Disposition.answer_id.in_(wanted))
    found = db.session.scalars(query) if wanted else ()
    return {number for number in found if number is not None}


def _in_public() -> Select[int | None]:
    """The numbers of the answers that somebody has in public, or whose round is answered."""
    return (
        select(Disposition.answer_id)
        .join(Disposition.point)
        .join(Point.contribution)
        .join(Contribution.round)
        .where(or_(answered_in_public(), Round.answered_at.is_not(None)))
    )


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
    query = (
        select(Answer.public_id, Answer.round_id, AnswerVersion.text, AnswerVersion.written_at)
        .join(Answer.versions)
        .where(
            Answer.round_id.in_(list(rounds)),
            Answer.replaced_by_id.is_(None),
            Answer.id.in_(_in_public()),
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
