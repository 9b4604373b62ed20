"""What waits for an answer: rounds by their term, and the inputs of a round in an order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from consultation import clock
from consultation.answers.models import Disposition
from consultation.answers.queries import counted_in_time, coverage_by_round
from consultation.contributions.models import (
    Contribution,
    ContributionText,
    Passage,
    Point,
    Submission,
)
from consultation.contributions.states import Kind
from consultation.database import db
from consultation.logbook import Actor
from consultation.permissions import Permission, may, require
from consultation.plain_language.likeness import groups_of, words_of
from consultation.plans.queries import outline
from consultation.rounds.models import Round
from consultation.rounds.states import Phase


class Order(StrEnum):
    """How the queue is sorted."""

    TERM = "termijn"
    SECTION = "paragraaf"
    GROUP = "groep"


@dataclass(frozen=True)
class WaitingRound:
    """A round with how many of its inputs still wait, and the day that was promised."""

    round: Round
    inputs: int
    waiting: int
    is_closed: bool

    @property
    def days_left(self) -> int | None:
        """Days until the promised day, negative when it is past; None without a promise."""
        promised = self.round.answer_by
        return (promised - clock.today()).days if promised else None


def rounds_to_answer(*, reader: Actor) -> list[WaitingRound]:
    """The rounds whose inputs this person answers, the nearest promise first."""
    query = select(Round).where(
        Round.published_at.is_not(None), Round.answered_at.is_(None), Round.withdrawn_at.is_(None)
    )
    rounds = [
        one
        for one in db.session.scalars(query.options(selectinload(Round.category)))
        if may(reader, Permission.ANSWER_CONTRIBUTION, one)
    ]
    counts = coverage_by_round(rounds, reader=reader)
    now = clock.now()
    found = [
        WaitingRound(one, *counts[one.id], one.phase(now) is Phase.PROCESSING)
        for one in rounds
        if one.id in counts
    ]
    return sorted(found, key=lambda one: (one.round.answer_by or date.max, one.round.id))


def _with_open_point() -> Any:
    return (
        select(Point.contribution_id)
        .outerjoin(Disposition, Disposition.point_id == Point.id)
        .where(Disposition.id.is_(None))
    )


@dataclass(frozen=True)
class Item:
    """An input in the queue: light, without its text."""

    id: int
    receipt: str
    sub_number: int
    kind: Kind
    section_permanent_id: str
    is_open: bool
    group: int = 0
    """The place of the group of texts that say nearly the same; 0 for none."""

    @property
    def reference(self) -> str:
        """The public reference."""
        return f"{self.receipt}/{self.sub_number}"


def answer_queue(
    round: Round, *, reader: Actor, order: Order = Order.TERM, section: str | None = None
) -> list[Item]:
    """Every input of a round that gets an answer, in this order; a few statements in all.

    `section` keeps those on one section; an empty one keeps those on the whole plan.
    """
    require(reader, Permission.ANSWER_CONTRIBUTION, round)
    here = _with_open_point().join(Point.contribution).where(Contribution.round_id == round.id)
    waiting = set(db.session.scalars(here))
    query = (
        select(
            Contribution.id,
            Submission.receipt,
            Contribution.sub_number,
            Contribution.kind,
            func.coalesce(Contribution.section_permanent_id, ""),
        )
        .join(Contribution.submission)
        .where(*counted_in_time(round))
        .order_by(Submission.received_at, Contribution.id)
    )
    items = [
        Item(number, receipt or "", sub, kind, place, number in waiting)
        for number, receipt, sub, kind, place in db.session.execute(query)
    ]
    if section is not None:
        items = [one for one in items if one.section_permanent_id == section]
    return _sorted(round, items, order, reader)


def _sorted(round: Round, items: list[Item], order: Order, reader: Actor) -> list[Item]:
    if order is Order.SECTION:
        lines = outline(round.version, reader=reader) if round.version else []
        position = {line.permanent_id: line.position for line in lines}
        return sorted(items, key=lambda one: position.get(one.section_permanent_id, len(position)))
    if order is Order.GROUP:
        return _grouped(items, texts_of_round(round, reader=reader))
    return items


def _grouped(items: list[Item], texts: dict[int, str]) -> list[Item]:
    """What says nearly the same together, the biggest group first, the others behind them."""
    groups = groups_of({one.id: words_of(texts.get(one.id, "")) for one in items})
    group_of = {number: at for at, group in enumerate(groups, start=1) for number in group}
    placed = [replace(one, group=group_of.get(one.id, 0)) for one in items]
    return sorted(placed, key=lambda one: one.group or len(groups) + 1)


def texts_of_round(round: Round, *, reader: Actor) -> dict[int, str]:
    """The newest text of every input of a round, to compare them; one statement, no objects."""
    require(reader, Permission.ANSWER_CONTRIBUTION, round)
    newest = (
        select(func.max(ContributionText.id))
        .join(ContributionText.contribution)
        .where(Contribution.round_id == round.id)
        .group_by(ContributionText.contribution_id)
    )
    query = (
        select(ContributionText.contribution_id, Passage.text)
        .join(Passage.version)
        .where(ContributionText.id.in_(newest))
        .order_by(ContributionText.contribution_id, Passage.position)
    )
    found: dict[int, str] = {}
    for number, text in db.session.execute(query):
        found[number] = f"{found[number]}\n{text}" if number in found else text
    return found


def next_open(items: Sequence[Item], after: int) -> Item | None:
    """The first input behind this one that still waits, else the first that does."""
    place = next((at for at, one in enumerate(items) if one.id == after), -1)
    behind = [*items[place + 1 :], *items[: max(place, 0)]]
    return next((one for one in behind if one.is_open), None)
