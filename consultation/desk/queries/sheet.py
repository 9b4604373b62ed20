"""The inputs of a round for a sheet, each with what was decided about it so far."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from consultation.answers.models import Answer, Disposition
from consultation.contributions.models import Contribution, Point
from consultation.database import db
from consultation.desk.queries.queue import Order, answer_queue
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.reactions.queries import ReactionRow, reactions_by_ids
from consultation.rounds.models import Round


@dataclass(frozen=True)
class InputForSheet:
    """An input that gets an answer; `decided` when all its points have the same outcome."""

    row: ReactionRow
    decided: Disposition | None
    edition: int


def inputs_for_sheet(round: Round, *, reader: Actor) -> list[InputForSheet]:
    """Every input of a round that gets an answer, in the order of the plan.

    A fixed number of statements, however many there are.
    """
    items = answer_queue(round, reader=reader, order=Order.SECTION)
    rows = reactions_by_ids([one.id for one in items], reader=reader)
    decided = _decided(round, reader)
    points = _points(round)
    return [
        _input(rows[one.id], decided.get(one.id, []), points[one.id])
        for one in items
        if one.id in rows
    ]


def _input(row: ReactionRow, decided: list[Disposition], points: int) -> InputForSheet:
    edition = sum(one.edition for one in decided)
    said = {(one.outcome, one.reason, one.answer_id) for one in decided}
    is_one = len(decided) == points and len(said) == 1
    return InputForSheet(row, decided[0] if is_one else None, edition)


def _decided(round: Round, reader: Actor) -> dict[int, list[Disposition]]:
    require(reader, Permission.READ_DRAFT_NOTE, round)
    query = (
        select(Disposition)
        .join(Disposition.point)
        .join(Point.contribution)
        .where(Contribution.round_id == round.id)
        .options(
            contains_eager(Disposition.point),
            selectinload(Disposition.answer).selectinload(Answer.versions),
        )
    )
    found: dict[int, list[Disposition]] = {}
    for one in db.session.scalars(query):
        found.setdefault(one.point.contribution_id, []).append(one)
    return found


def _points(round: Round) -> Counter[int]:
    """How many points each input has."""
    query = select(Point.contribution_id).join(Point.contribution)
    return Counter(db.session.scalars(query.where(Contribution.round_id == round.id)))
