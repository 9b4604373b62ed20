"""Keeping house: what follows from time going by, each chore once whoever does it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from config import Profile
from consultation import clock
from consultation.accounts.session import forget_ended_sessions
from consultation.announcements import write_stuck_letters
from consultation.contributions.emails import post_reminders
from consultation.contributions.operations import (
    ensure_closing_leaf,
    expire_unconfirmed,
    forget_drafts,
)
from consultation.database import database_moment, db
from consultation.demo.live_hour import keep_hour_live
from consultation.logbook import SYSTEM, transaction
from consultation.mail import Bookmark
from consultation.open_data.operations import sign_record
from consultation.public_record import record
from consultation.rounds.queries import rounds_to_close
from consultation.web.limits import forget_old_attempts
from consultation.web.pages import settings
from consultation.web.record_key import record_key, record_origin

Chore = Callable[[datetime], int]

TURN = "chores"
"""The bookmark that is locked during a chore, so that two processes take turns."""


def keep_house() -> dict[str, int]:
    """Do every chore, each in a transaction of its own; says how much each of them did."""
    done = {}
    for name, chore in chores().items():
        with transaction():
            _take_turn()
            done[name] = chore(clock.shifted(database_moment()))
    return done


def chores() -> dict[str, Chore]:
    """What there is to do here; in a demo, last, an example hour is kept live."""
    if settings().profile is not Profile.DEMO:
        return CHORES
    return {**CHORES, "example_hour": keep_hour_live}


def _take_turn() -> None:
    query = db.select(Bookmark).where(Bookmark.name == TURN).with_for_update()
    if db.session.scalar(query) is None:
        db.session.add(Bookmark(name=TURN, entry_id=0))
        db.session.flush()


def try_stuck_letters(_now: datetime) -> int:
    """Draw up the letters that could not be drawn up before."""
    return write_stuck_letters(hold=timedelta(seconds=settings().mail_hold_seconds))


def close_rounds(now: datetime) -> int:
    """Write the leaf that ends a round for every round past its closing and the grace after it."""
    grace = timedelta(minutes=settings().grace_minutes)
    rounds = rounds_to_close(now - grace, reader=SYSTEM)
    return sum(ensure_closing_leaf(round, at=now, grace=grace) for round in rounds)


def sign(_now: datetime) -> int:
    """Sign the record when it grew."""
    if not record.needs_signature():
        return 0
    sign_record(origin=record_origin(), key=record_key(), by=SYSTEM)
    return 1


CHORES: dict[str, Chore] = {
    "stuck_letters": try_stuck_letters,
    "reminders": post_reminders,
    "closed": close_rounds,
    "expired": expire_unconfirmed,
    "forgotten_drafts": forget_drafts,
    "signed": sign,
    "old_attempts": forget_old_attempts,
    "ended_sessions": forget_ended_sessions,
}
"""In this order: what closes and expires stands in the record that is signed after it."""
