"""One input to answer: its points, its section, and the other inputs one answer may serve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from consultation.answers.models import Disposition
from consultation.answers.queries import dispositions_of, public_answers, received_in_time
from consultation.answers.states import ANSWERABLE
from consultation.contributions.models import (
    Contribution,
    ContributionText,
    Point,
    Submission,
)
from consultation.database import db
from consultation.desk.queries.queue import texts_of_round
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.plain_language.likeness import ALIKE, NEARLY_THE_SAME, likeness, words_of
from consultation.plans.models import Alinea, PlanVersion, Section
from consultation.plans.queries import section_by_permanent_id
from consultation.reactions.queries import ReactionRow, reactions_by_ids
from consultation.response_notes.queries import LISTED
from consultation.rounds.models import Round

MOST_KIN = 30
"""Other inputs that are offered for the same answer, the most alike first."""


@dataclass(frozen=True)
class Kin:
    """Another point that waits, about the same section or saying much the same."""

    point_id: int
    contribution_id: int
    text: str
    likeness: float
    row: ReactionRow | None = None

    def read(self, rows: Mapping[int, ReactionRow]) -> "Kin":
        """The same, with the input it is part of."""
        return replace(self, row=rows.get(self.contribution_id))

    @property
    def is_nearly_the_same(self) -> bool:
        """Whether the two say the same but for a word; only then it is chosen beforehand."""
        return self.likeness >= NEARLY_THE_SAME


@dataclass(frozen=True)
class InputToAnswer:
    """An input with what an officer needs beside it."""

    contribution: Contribution
    row: ReactionRow
    point: Point
    dispositions: dict[int, Disposition]
    section: Section | None
    kin: Sequence[Kin]
    more_kin: int
    is_public: bool
    """Whether everybody can read the answer the point has already."""

    @property
    def disposition(self) -> Disposition | None:
        """What was decided about the point at hand so far."""
        return self.dispositions.get(self.point.id)

    @property
    def alinea(self) -> Alinea | None:
        """The alinea it is about, if it is about one."""
        alineas = self.section.alineas if self.section else []
        return next((one for one in alineas if one.number == self.row.alinea_number), None)

    @property
    def can_be_answered(self) -> bool:
        """Whether it was not withdrawn or erased, and its note is not public."""
        return self.contribution.state in ANSWERABLE and self.contribution.round.answered_at is None

    @property
    def can_be_cut(self) -> bool:
        """Whether it is whole still: nothing of it has an outcome."""
        return self.can_be_answered and not self.dispositions

    def editions(self) -> dict[int, int]:
        """The edition of the outcome of each point that can be seen here."""
        seen = {kin.point_id: 0 for kin in self.kin}
        return seen | {self.point.id: self.disposition.edition if self.disposition else 0}


def contribution_of_round(
    round: Round, receipt: str, sub_number: int, *, reader: Actor
) -> Contribution:
    """An input of a round that was received, for who answers it; raises NotFound."""
    require(reader, Permission.ANSWER_CONTRIBUTION, round)
    query = (
        select(Contribution)
        .join(Contribution.submission)
        .where(
            Contribution.round_id == round.id,
            Contribution.state.in_(LISTED),
            Submission.receipt == receipt,
            Contribution.sub_number == sub_number,
        )
        .options(
            selectinload(Contribution.points),
            selectinload(Contribution.texts).selectinload(ContributionText.passages),
        )
    )
    found = db.session.scalars(query).first()
    if found is None:
        raise NotFound("contribution_unknown", receipt=receipt)
    return found


def input_to_answer(
    contribution: Contribution, *, reader: Actor, number: int | None = None
) -> InputToAnswer:
    """An input with its section and its kin; `number` chooses the point, else the first open one.

    The number of statements does not grow with what the round received.
    """
    require(reader, Permission.ANSWER_CONTRIBUTION, contribution)
    done = dispositions_of(contribution.points, reader=reader)
    point = _point(contribution, done, number)
    row = reactions_by_ids([contribution.id], reader=reader)[contribution.id]
    kin, more = _kin(contribution, point, reader)
    section = _section(row, contribution, reader)
    return InputToAnswer(
        contribution, row, point, done, section, kin, more, _is_public(done.get(point.id), reader)
    )


def _is_public(disposition: Disposition | None, reader: Actor) -> bool:
    if disposition is None or disposition.answer_id is None:
        return False
    return bool(public_answers([disposition.answer_id], reader=reader))


def _point(contribution: Contribution, done: dict[int, Disposition], number: int | None) -> Point:
    for point in contribution.points:
        if point.number == number or (number is None and point.id not in done):
            return point
    if number is not None:
        raise NotFound("point_unknown")
    return contribution.points[0]


def _section(row: ReactionRow, contribution: Contribution, reader: Actor) -> Section | None:
    """The section as it is in the version that the input is about."""
    version = db.session.get(PlanVersion, contribution.version_id or 0)
    if version is None or row.section_permanent_id is None:
        return None
    return section_by_permanent_id(version, row.section_permanent_id, reader=reader)


def _kin(contribution: Contribution, point: Point, reader: Actor) -> tuple[list[Kin], int]:
    round = contribution.round
    texts = texts_of_round(round, reader=reader)
    mine = words_of(point.text or texts.get(contribution.id, ""))
    here = contribution.section_permanent_id
    found = []
    for other in _open_points(contribution):
        share = likeness(mine, words_of(other.text or texts.get(other.contribution_id, "")))
        if share >= ALIKE or (here is not None and other.section == here):
            found.append(Kin(other.id, other.contribution_id, other.text, share))
    found.sort(key=lambda kin: (-kin.likeness, kin.point_id))
    chosen = found[:MOST_KIN]
    rows = reactions_by_ids([kin.contribution_id for kin in chosen], reader=reader)
    return [kin.read(rows) for kin in chosen], len(found) - len(chosen)


def _open_points(contribution: Contribution) -> Sequence[Any]:
    """The points of other inputs of the same kind that wait, with the section they are about."""
    query = (
        select(
            Point.id,
            Point.contribution_id,
            Point.text,
            Contribution.section_permanent_id.label("section"),
        )
        .join(Point.contribution)
        .join(Contribution.submission)
        .outerjoin(Disposition, Disposition.point_id == Point.id)
        .where(
            Contribution.round_id == contribution.round_id,
            Contribution.id != contribution.id,
            Contribution.kind == contribution.kind,
            Disposition.id.is_(None),
            *received_in_time(),
        )
    )
    return db.session.execute(query).all()
