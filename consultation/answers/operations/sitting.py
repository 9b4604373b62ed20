"""Who sits at the answer to which input, so that two people do not write the same one (F17)."""

from consultation import clock
from consultation.accounts.models import Account
from consultation.answers.models import Answering
from consultation.contributions.models import Contribution
from consultation.database import db
from consultation.errors import NotAllowed
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.plans.queries import AT_WORK
from consultation.rounds.models import Round


def sit_down_at(contribution: Contribution, *, by: Actor) -> Answering:
    """Say that somebody is at work on the answer to this input, and no longer at another one.

    It keeps nobody out: colleagues read who is at work and since when. Who comes back within ten
    minutes never left. Raises NotAllowed without an account.
    """
    require(by, Permission.ANSWER_CONTRIBUTION, contribution)
    if by.account_id is None:
        raise NotAllowed("not_allowed", permission=Permission.ANSWER_CONTRIBUTION.value)
    db.session.get(Account, by.account_id, with_for_update=True)
    now = clock.now()
    seat = db.session.get(Answering, by.account_id, populate_existing=True)
    if seat is None:
        seat = Answering(account_id=by.account_id)
        db.session.add(seat)
    elif seat.contribution_id == contribution.id and now - seat.seen_at <= AT_WORK:
        seat.seen_at = now
        return seat
    seat.contribution_id, seat.begun_at, seat.seen_at = contribution.id, now, now
    return seat


def stand_up(round: Round, *, by: Actor) -> None:
    """Say that somebody saved their answer in a round, and is at work on none."""
    require(by, Permission.ANSWER_CONTRIBUTION, round)
    db.session.execute(db.delete(Answering).where(Answering.account_id == by.account_id))
