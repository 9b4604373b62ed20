"""What who answers the inputs of a round finds: points, what was decided, words to use again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from consultation import clock
from consultation.accounts.models import Account
from consultation.answers.models import Answer, Answering, Disposition
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution, Point, Submission
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.permissions import Permission, may, require
from consultation.plans.queries import AT_WORK
from consultation.rounds.models import Round

A_MOMENT = timedelta(minutes=1)
"""Who was seen so short ago is not written down again."""


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


@dataclass(frozen=True)
class Seat:
    """Somebody at work on an answer: who, since when, and when they were last seen at it."""

    account_id: int
    name: str
    begun_at: datetime
    seen_at: datetime

    def is_fresh(self, reader: Actor) -> bool:
        """Whether it is of this person, who was seen at it a moment ago."""
        return self.account_id == reader.account_id and clock.now() - self.seen_at < A_MOMENT


def seats_at(contribution: Contribution, *, reader: Actor) -> list[Seat]:
    """Who was at the answer to this input in the last ten minutes, by name (F17)."""
    require(reader, Permission.ANSWER_CONTRIBUTION, contribution)
    query = (
        select(Account.id, Account.name, Answering.begun_at, Answering.seen_at)
        .join(Answering.account)
        .where(
            Answering.contribution_id == contribution.id,
            Answering.seen_at > clock.now() - AT_WORK,
        )
        .order_by(Account.name)
    )
    return [Seat(*row) for row in db.session.execute(query)]


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
