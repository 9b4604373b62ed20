"""Which inputs hold up the note of a round, and which of them still lack an outcome."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import selectinload

from consultation.answers.models import Disposition
from consultation.answers.states import ANSWERABLE
from consultation.contributions.models import Contribution, Point, Submission
from consultation.database import db
from consultation.logbook import Actor
from consultation.permissions import Permission, require
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
    here = _without_outcome().join(Point.contribution).where(Contribution.round_id == round.id)
    waiting = set(db.session.scalars(here))
    missing = tuple(ref for number, ref in inputs.items() if number in waiting)
    return Coverage(len(inputs), missing)


def coverage_by_round(rounds: Sequence[Round], *, reader: Actor) -> dict[int, tuple[int, int]]:
    """Per round: the inputs that hold up its note, and how many of them lack an outcome."""
    for round in rounds:
        require(reader, Permission.READ_DRAFT_NOTE, round)
    query = (
        select(
            Contribution.round_id,
            func.count(),
            func.sum(case((Contribution.id.in_(_without_outcome()), 1), else_=0)),
        )
        .join(Contribution.submission)
        .where(Contribution.round_id.in_([one.id for one in rounds]), *received_in_time())
        .group_by(Contribution.round_id)
    )
    return {number: (inputs, missing) for number, inputs, missing in db.session.execute(query)}


def _without_outcome() -> Select[int]:
    """The numbers of the inputs with a point that has no outcome yet."""
    return (
        select(Point.contribution_id)
        .outerjoin(Disposition, Disposition.point_id == Point.id)
        .where(Disposition.id.is_(None))
    )


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
