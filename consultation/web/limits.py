"""How often something may be tried: counted per account and per network, never for all at once.

Counted in the database, so that it holds over all processes and after a restart.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, request
from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from consultation import clock
from consultation.database import Model, UtcMoment, db
from consultation.errors import Refused
from consultation.logbook import transaction
from consultation.networks import network_of

KEPT = timedelta(days=1)
"""How long a try is remembered."""


class Attempt(Model):
    """A try of something that may be tried only so often. Only a keyed hash says of whom."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_subject_at", "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcMoment, index=True)


@dataclass(frozen=True)
class Limit:
    """At most so many tries of one subject within a time."""

    subject: str
    most: int
    within: timedelta


MOST_OF_ONE = 10
MOST_OF_A_CROWD = 600
CROWD_TIME = timedelta(minutes=10)
"""What one browser, and a whole network behind one address, may do of a thing in ten minutes."""


def crowd_limits(what: str, person: str) -> list[Limit]:
    """The limits of something a crowd does at once: a few times each, many times together."""
    whole = Limit(f"{what} network {network()}", MOST_OF_A_CROWD, CROWD_TIME)
    return [whole, Limit(f"{what} device {person}", MOST_OF_ONE, CROWD_TIME)] if person else [whole]


def network() -> str:
    """Where a request comes from."""
    return network_of(request.remote_addr or "")


def count_attempt(*limits: Limit) -> list[int]:
    """Count a try for each subject and give the numbers to forgive it by.

    Each try is committed before it is compared, so that parallel requests do not get past a
    limit. Raises Refused with `too_many_attempts`, in minutes.
    """
    now = clock.now()
    with transaction():
        tries = [Attempt(subject=_keyed(limit.subject), at=now) for limit in limits]
        db.session.add_all(tries)
        db.session.flush()
        numbers = [attempt.id for attempt in tries]
    for limit in limits:
        if _count(limit, now) > limit.most:
            minutes = int(limit.within.total_seconds() // 60)
            raise Refused("too_many_attempts", minutes=minutes)
    return numbers


def forget_old_attempts(now: datetime) -> int:
    """Remove tries that no longer count; says how many."""
    old = db.session.query(Attempt).filter(Attempt.at < now - KEPT)
    return old.delete(synchronize_session=False)


def forgive_attempt(numbers: list[int]) -> None:
    """Do not count a try that turned out to be right; runs in the caller's transaction."""
    db.session.execute(db.delete(Attempt).where(Attempt.id.in_(numbers)))


def _count(limit: Limit, now: datetime) -> int:
    query = db.select(db.func.count(Attempt.id)).where(
        Attempt.subject == _keyed(limit.subject), Attempt.at > now - limit.within
    )
    return db.session.scalar(query) or 0


def _keyed(subject: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, subject.encode(), hashlib.sha256).hexdigest()
