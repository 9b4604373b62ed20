"""The queue of the moderators, the decisions on a contribution, and how often each reason fell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import contains_eager, selectinload, with_polymorphic

from consultation.contributions.models import Contribution, ContributionText, Submission
from consultation.contributions.queries import contribution_by_reference
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.errors import NotAllowed, NotFound
from consultation.logbook import Actor
from consultation.moderation.models import Decision, Objection
from consultation.moderation.states import STATE_AFTER, ObjectionState, Reason, Verdict
from consultation.permissions import Permission, Role, may, require
from consultation.rounds.models import Round

MODERATING = (Role.MODERATOR, Role.ROUND_MANAGER)


def _organisations(reader: Actor) -> list[int]:
    """The organisations in which this person moderates."""
    return [place for role, place in reader.roles if role in MODERATING and place is not None]


def moderates(reader: Actor) -> bool:
    """Whether this person judges contributions anywhere."""
    return bool(_organisations(reader))


def _waits_for(reader: Actor) -> tuple[ColumnElement[bool], ...]:
    """What waits for this person, on `Contribution` joined with its round.

    Raises NotAllowed for who moderates nowhere.
    """
    if not moderates(reader):
        raise NotAllowed("not_allowed", permission=Permission.MODERATE_CONTRIBUTION.value)
    return (
        Contribution.state == ContributionState.RECEIVED,
        Round.organisation_id.in_(_organisations(reader)),
    )


def waiting_contributions(*, reader: Actor, round: Round | None = None) -> list[Contribution]:
    """What waits for a moderator, oldest first, as far as this person may judge it."""
    query = (
        select(Contribution)
        .join(Contribution.submission)
        .join(Contribution.round)
        .where(*_waits_for(reader))
        .options(
            selectinload(Contribution.submission),
            selectinload(Contribution.round),
            selectinload(Contribution.texts).selectinload(ContributionText.passages),
        )
        .order_by(Submission.received_at, Contribution.id)
    )
    if round is not None:
        query = query.where(Contribution.round_id == round.id)
    return list(db.session.scalars(query))


PAGE = 25
"""Contributions in the list beside the one that is judged."""

BEFORE = 3
"""How many of them stand above it."""


@dataclass(frozen=True)
class WaitingRound:
    """A round with how much of it waits, and since when."""

    round: Round
    count: int
    oldest: datetime


@dataclass(frozen=True)
class WaitingPage:
    """A stretch of the queue, the one that is judged, and how many stand before the stretch."""

    rows: list[Contribution]
    index: int
    offset: int

    @property
    def current(self) -> Contribution | None:
        """The contribution that is judged now."""
        return self.rows[self.index] if self.rows else None

    @property
    def previous(self) -> Contribution | None:
        """The one before it in the queue."""
        return self.rows[self.index - 1] if self.index else None

    @property
    def next(self) -> Contribution | None:
        """The one after it in the queue."""
        return self.rows[self.index + 1] if self.index + 1 < len(self.rows) else None

    @property
    def position(self) -> int:
        """The place of the one that is judged, counted from one."""
        return self.offset + self.index + 1


def waiting_rounds(*, reader: Actor) -> list[WaitingRound]:
    """The rounds in which something waits for this person, the oldest first; one statement.

    Raises NotAllowed for who moderates nowhere.
    """
    oldest = func.min(Submission.received_at)
    query = (
        select(Round, func.count(Contribution.id), oldest)
        .join(Contribution, Contribution.round_id == Round.id)
        .join(Contribution.submission)
        .where(*_waits_for(reader))
        .group_by(Round.id)
        .order_by(oldest)
    )
    found = db.session.execute(query)
    return [WaitingRound(round, count, since) for round, count, since in found if since]


def waiting_page(
    *, reader: Actor, round: Round | None = None, start: Contribution | None = None
) -> WaitingPage:
    """The queue around one contribution, or from the oldest on; a fixed number of statements."""
    waiting = [*_waits_for(reader)]
    if round is not None:
        waiting.append(Contribution.round_id == round.id)
    before = _count_before(start, waiting) if start is not None else 0
    offset = max(0, before - BEFORE)
    reaction = with_polymorphic(Contribution, "*")
    query = (
        select(reaction)
        .join(reaction.submission)
        .join(reaction.round)
        .where(*waiting)
        .options(
            contains_eager(reaction.submission),
            contains_eager(reaction.round),
            selectinload(reaction.texts).selectinload(ContributionText.passages),
        )
        .order_by(Submission.received_at, reaction.id)
        .limit(PAGE)
        .offset(offset)
    )
    rows = list(db.session.scalars(query))
    return WaitingPage(rows, max(0, min(before - offset, len(rows) - 1)), offset)


def _count_before(start: Contribution, waiting: Iterable[ColumnElement[bool]]) -> int:
    """How many wait longer than this one."""
    place = tuple_(Submission.received_at, Contribution.id)
    query = (
        select(func.count(Contribution.id))
        .join(Contribution.submission)
        .join(Contribution.round)
        .where(*waiting, place < tuple_(start.submission.received_at, start.id))
    )
    return db.session.scalar(query) or 0


def decided_since(moment: datetime, *, reader: Actor) -> int:
    """How many decisions this person took since a moment, without those that were undone."""
    query = select(func.count(Decision.id)).where(
        Decision.decided_by_id == reader.account_id,
        Decision.decided_at >= moment,
        Decision.undone_at.is_(None),
    )
    return db.session.scalar(query) or 0


def waiting_objections(*, reader: Actor) -> list[Objection]:
    """Second looks that wait for this person: never about their own decisions."""
    query = (
        select(Objection)
        .join(Objection.decision)
        .join(Decision.contribution)
        .join(Contribution.round)
        .where(
            Objection.state == ObjectionState.ASKED,
            Round.organisation_id.in_(_organisations(reader)),
        )
        .options(
            contains_eager(Objection.decision)
            .contains_eager(Decision.contribution)
            .options(contains_eager(Contribution.round), selectinload(Contribution.submission))
        )
        .order_by(Objection.asked_at)
    )
    found = db.session.scalars(query)
    return [one for one in found if may(reader, Permission.JUDGE_OBJECTION, one.decision)]


def objection_by_id(number: int, *, reader: Actor) -> Objection:
    """A second look, for those who moderate there; raises NotFound."""
    objection = db.session.get(Objection, number)
    if objection is None or not may(reader, Permission.MODERATE_CONTRIBUTION, objection.decision):
        raise NotFound("not_found")
    return objection


def judgeable_contribution(receipt: str, sub_number: int, *, reader: Actor) -> Contribution:
    """A contribution by its reference, for who moderates there; raises NotFound, NotAllowed."""
    found = contribution_by_reference(receipt, sub_number, reader=reader)
    require(reader, Permission.MODERATE_CONTRIBUTION, found)
    return found


def decision_by_id(number: int, *, reader: Actor) -> Decision:
    """A decision, for those who may moderate there or hold the receipt; raises NotFound."""
    decision = db.session.get(Decision, number)
    if decision is None or not (
        may(reader, Permission.MODERATE_CONTRIBUTION, decision)
        or may(reader, Permission.OBJECT_TO_DECISION, decision)
    ):
        raise NotFound("not_found")
    return decision


def decisions_on(contribution: Contribution, *, reader: Actor) -> list[Decision]:
    """What was decided about a contribution, oldest first; undone decisions included."""
    require(reader, Permission.READ_CONTRIBUTION, contribution)
    query = (
        select(Decision)
        .where(Decision.contribution_id == contribution.id)
        .options(selectinload(Decision.objection))
        .order_by(Decision.id)
    )
    return list(db.session.scalars(query))


def standing_decision(contribution: Contribution, *, reader: Actor) -> Decision | None:
    """The newest decision that was not undone."""
    return standing_decisions([contribution], reader=reader).get(contribution.id)


def standing_decisions(
    contributions: Iterable[Contribution], *, reader: Actor
) -> dict[int, Decision]:
    """Per contribution the newest decision that was not undone; two statements for all of them."""
    histories = histories_of(contributions, reader=reader)
    standing = {
        number: [one for one in decisions if one.undone_at is None]
        for number, decisions in histories.items()
    }
    return {number: decisions[-1] for number, decisions in standing.items() if decisions}


def histories_of(
    contributions: Iterable[Contribution], *, reader: Actor
) -> dict[int, list[Decision]]:
    """Per contribution all decisions that this person may see, oldest first; two statements."""
    wanted = [one.id for one in contributions if may(reader, Permission.READ_CONTRIBUTION, one)]
    query = (
        select(Decision)
        .where(Decision.contribution_id.in_(wanted))
        .options(selectinload(Decision.objection))
        .order_by(Decision.id)
    )
    found: dict[int, list[Decision]] = {}
    for one in db.session.scalars(query) if wanted else ():
        found.setdefault(one.contribution_id, []).append(one)
    return found


def undoable_decision(*, reader: Actor) -> Decision | None:
    """This person's last decision, as long as nothing followed on it."""
    query = (
        select(Decision)
        .where(Decision.decided_by_id == reader.account_id, Decision.undone_at.is_(None))
        .options(
            selectinload(Decision.objection),
            selectinload(Decision.contribution).selectinload(Contribution.submission),
            selectinload(Decision.contribution).selectinload(Contribution.round),
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )
    last = db.session.scalars(query).first() if reader.account_id else None
    if last is None or last.objection is not None:
        return None
    return last if last.contribution.state is STATE_AFTER[last.verdict] else None


def reason_counts(round: Round, *, reader: Actor) -> dict[Reason, int]:
    """How many inputs of a round are not placed for each reason; public, without any text."""
    require(reader, Permission.READ_PUBLIC, round)
    newest = (
        select(func.max(Decision.id))
        .where(Decision.undone_at.is_(None))
        .group_by(Decision.contribution_id)
    )
    query = (
        select(Decision.reason, func.count())
        .join(Decision.contribution)
        .where(
            Contribution.round_id == round.id,
            Decision.id.in_(newest),
            Decision.verdict.in_((Verdict.NOT_PLACED, Verdict.HIDDEN)),
        )
        .group_by(Decision.reason)
    )
    return {reason: count for reason, count in db.session.execute(query) if reason is not None}
