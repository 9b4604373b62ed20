"""The queue of the moderators, the decisions on a contribution, and how often each reason fell."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from consultation.contributions.models import Contribution, ContributionText, Submission
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.moderation.models import Decision, Objection
from consultation.moderation.states import ObjectionState, Reason, Verdict
from consultation.permissions import Permission, Role, may, require
from consultation.rounds.models import Round

MODERATING = (Role.MODERATOR, Role.ROUND_MANAGER)


def _organisations(reader: Actor) -> list[int]:
    """The organisations in which this person moderates."""
    return [place for role, place in reader.roles if role in MODERATING and place is not None]


def waiting_contributions(*, reader: Actor, round: Round | None = None) -> list[Contribution]:
    """What waits for a moderator, oldest first, as far as this person may judge it."""
    query = (
        select(Contribution)
        .join(Contribution.submission)
        .join(Contribution.round)
        .where(
            Contribution.state == ContributionState.RECEIVED,
            Round.organisation_id.in_(_organisations(reader)),
        )
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
        .order_by(Objection.asked_at)
    )
    found = db.session.scalars(query)
    return [one for one in found if may(reader, Permission.JUDGE_OBJECTION, one.decision)]


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
    wanted = [one.id for one in contributions if may(reader, Permission.READ_CONTRIBUTION, one)]
    query = (
        select(Decision)
        .where(Decision.contribution_id.in_(wanted), Decision.undone_at.is_(None))
        .options(selectinload(Decision.objection))
        .order_by(Decision.id)
    )
    found = db.session.scalars(query) if wanted else ()
    return {one.contribution_id: one for one in found}


def undoable_decision(*, reader: Actor) -> Decision | None:
    """This person's last decision that can still be undone from the queue."""
    query = (
        select(Decision)
        .where(Decision.decided_by_id == reader.account_id, Decision.undone_at.is_(None))
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return db.session.scalars(query).first() if reader.account_id else None


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
