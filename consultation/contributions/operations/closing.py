"""What closes with a round: its leaf in the public record, and what was never confirmed."""

from datetime import datetime, timedelta

from consultation.contributions import queries
from consultation.contributions.states import (
    ContributionState,
)
from consultation.database import db
from consultation.logbook import SYSTEM, Actor, What, enter
from consultation.permissions import Permission, require
from consultation.public_record import record
from consultation.public_record.leaves import Kind as Leaf
from consultation.rounds.models import Round


def ensure_closing_leaf(
    round_: Round, *, at: datetime, grace: timedelta, by: Actor = SYSTEM
) -> bool:
    """Close the round in the public record, once; says whether this was that once.

    Called by whatever first writes to a round after closing and the grace for late senders.
    """
    require(by, Permission.ENTER_CONTRIBUTION, round_)
    if round_.published_at is None or round_.closes_at is None or at < round_.closes_at + grace:
        return False
    round_.lock()
    db.session.refresh(round_, ["closed_leaf_at"])
    if round_.closed_leaf_at is not None:
        return False
    round_.closed_leaf_at = at
    refs = record.refs_of_kind(round_.slug, Leaf.ONTVANGEN)
    value = record.closing_value(refs)
    record.append(Leaf.SLUITING, round=round_.slug, ref=round_.slug, value=value)
    enter(What.ROUND_CLOSED, round_, by=by, round_id=round_.id, received=len(refs))
    return True


def expire_unconfirmed(now: datetime, *, by: Actor = SYSTEM) -> int:
    """Withdraw what was never confirmed, a week after closing; says how many (F8)."""
    require(by, Permission.ENTER_CONTRIBUTION)
    expired = [
        contribution
        for submission in queries.unconfirmed_submissions(reader=SYSTEM, expired_by=now)
        for contribution in submission.contributions
        if contribution.state is ContributionState.UNCONFIRMED
    ]
    for contribution in expired:
        contribution.move_to(ContributionState.WITHDRAWN)
        contribution.append_leaf(Leaf.INGETROKKEN)
        enter(What.CONTRIBUTION_EXPIRED, contribution, by=by, round_id=contribution.round_id)
    return len(expired)
