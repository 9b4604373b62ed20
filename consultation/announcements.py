"""The one table of what follows when something has happened: within, at once, and by post.

Letters come from the logbook: `deliver-mail` walks it from its bookmark, asks the table below for
the letters of each entry, and stores letters and bookmark in one transaction.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from consultation.answers import emails as answer_letters
from consultation.contributions import emails as contribution_letters
from consultation.database import db
from consultation.gatherings import emails as gathering_letters
from consultation.logbook import Entry, Follower, Listener, What, follow, listen
from consultation.mail import Bookmark, Draft, post_all
from consultation.moderation import emails as moderation_letters
from consultation.question_hours import emails as hour_letters
from consultation.question_hours.following import (
    follow_answer,
    follow_contribution,
    follow_correction,
    follow_withdrawal,
)
from consultation.question_hours.sockets import register_hours, tell_hours
from consultation.reactions import emails as reaction_letters
from consultation.response_notes import emails as note_letters

log = logging.getLogger(__name__)

Letters = Callable[[Entry], Iterable[Draft]]

WITHIN: dict[What, tuple[Follower, ...]] = {
    What.CONTRIBUTION_PLACED: (follow_contribution,),
    What.CONTRIBUTION_NOT_PLACED: (follow_contribution,),
    What.CONTRIBUTION_REDACTED: (follow_contribution,),
    What.CONTRIBUTION_HIDDEN: (follow_contribution,),
    What.CONTRIBUTION_CHANGED: (follow_contribution,),
    What.CONTRIBUTION_WITHDRAWN: (follow_contribution,),
    What.DECISION_UNDONE: (follow_contribution,),
    What.OBJECTION_JUDGED: (follow_contribution,),
    What.JUDGEMENT_UNDONE: (follow_contribution,),
    What.POINT_ANSWERED: (follow_answer,),
    What.ROUND_WITHDRAWN: (follow_withdrawal,),
    What.ANSWER_CORRECTED: (follow_correction,),
}
"""Who does something more in the transaction of an entry itself: all of it or nothing."""

OF_AN_HOUR = (
    *WITHIN,
    What.HOUR_EDITED,
    What.HOUR_ANNOUNCED,
    What.HOUR_CANCELLED,
    What.HOUR_HOSTED,
    What.HOUR_LENGTHENED,
    What.HOUR_PAUSED,
    What.HOUR_RESUMED,
    What.HOUR_NOTED,
    What.HOUR_CLOSED,
    What.QUESTION_ASKED,
    What.QUESTION_SUPPORTED,
    What.QUESTION_QUEUED,
    What.QUESTION_READIED,
    What.QUESTION_MOVED,
    What.QUESTION_TAKEN,
    What.QUESTION_DEFERRED,
    What.QUESTION_MERGED,
    What.REPORT_WRITTEN,
    What.REPORT_PUBLISHED,
)
"""What the watchers of an hour are told of."""

AT_ONCE: dict[What, tuple[Listener, ...]] = dict.fromkeys(OF_AN_HOUR, (tell_hours,))
"""Who is told as soon as the transaction of an entry is committed."""

BY_POST: dict[What, Letters] = {
    What.PLAN_PUBLISHED: reaction_letters.version_letters,
    What.CONTRIBUTION_CONFIRMED: contribution_letters.receipt_letter,
    What.RECEIPTS_ASKED: contribution_letters.receipts_letter,
    What.ROUND_EXTENDED: contribution_letters.extension_letters,
    What.ROUND_WITHDRAWN: contribution_letters.withdrawal_letters,
    What.TENDER_LINKED: contribution_letters.tender_letters,
    What.TENDER_CHANGED: contribution_letters.tender_letters,
    What.TENDER_UNLINKED: contribution_letters.tender_letters,
    What.CONTRIBUTION_PLACED: moderation_letters.decision_letter,
    What.CONTRIBUTION_NOT_PLACED: moderation_letters.decision_letter,
    What.CONTRIBUTION_REDACTED: moderation_letters.decision_letter,
    What.CONTRIBUTION_HIDDEN: moderation_letters.decision_letter,
    What.OBJECTION_JUDGED: moderation_letters.second_look_letter,
    What.POINT_ANSWERED: answer_letters.answer_letters,
    What.ANSWER_CORRECTED: answer_letters.answer_letters,
    What.NOTE_PUBLISHED: note_letters.answer_letters,
    What.HOUR_EDITED: hour_letters.moved_letters,
    What.HOUR_CANCELLED: hour_letters.cancelled_letters,
    What.GATHERING_SENT: gathering_letters.sent_letter,
    What.GATHERING_PLACED: gathering_letters.decision_letter,
    What.GATHERING_REFUSED: gathering_letters.decision_letter,
    What.GATHERING_CANCELLED: gathering_letters.decision_letter,
}
"""Which letters follow from an entry of the logbook."""

HELD = frozenset(
    {
        What.CONTRIBUTION_PLACED,
        What.CONTRIBUTION_NOT_PLACED,
        What.CONTRIBUTION_REDACTED,
        What.CONTRIBUTION_HIDDEN,
        What.OBJECTION_JUDGED,
        What.GATHERING_PLACED,
        What.GATHERING_REFUSED,
        What.GATHERING_CANCELLED,
    }
)
"""Entries whose letters wait a little, so that a decision can be undone before anybody reads it."""

BATCH = 100
"""Entries that are turned into letters in one transaction."""

BOOKMARK = "letters"
STUCK = "stuck-"
"""Names of bookmarks: how far we are, and an entry that was passed by."""


def register_announcements() -> None:
    """Tell the logbook who follows and who listens; doing it again changes nothing."""
    register_hours()
    for what, followers in WITHIN.items():
        follow(what, *followers)
    for what, listeners in AT_ONCE.items():
        listen(what, *listeners)


def settled_entry() -> int:
    """The last entry before which nothing can appear any more.

    Entries of parallel transactions may become visible out of order on PostgreSQL; waiting for
    whoever writes now keeps the bookmark from passing one by. Call it in a transaction of its own.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(db.text("SET LOCAL lock_timeout = '2s'"))
        db.session.execute(db.text("LOCK TABLE logbook IN SHARE MODE"))
    return db.session.scalar(db.select(db.func.max(Entry.id))) or 0


def has_news() -> bool:
    """Whether the logbook holds entries that were not turned into letters."""
    seen = db.select(Bookmark.entry_id).where(Bookmark.name == BOOKMARK)
    newest = db.session.scalar(db.select(db.func.max(Entry.id))) or 0
    return newest > (db.session.scalar(seen) or 0)


def write_letters(upto: int | None = None, *, hold: timedelta) -> int:
    """Turn the next entries of the logbook into letters, move the bookmark, and say how many.

    An entry whose letters cannot be drawn up holds up no other; it is kept to be tried again.
    """
    bookmark = _bookmark()
    query = db.select(Entry).where(Entry.id > bookmark.entry_id)
    if upto is not None:
        query = query.where(Entry.id <= upto)
    entries = list(db.session.scalars(query.order_by(Entry.id).limit(BATCH)))
    for entry in entries:
        if not _written(entry, hold):
            db.session.add(Bookmark(name=f"{STUCK}{entry.id}", entry_id=entry.id))
        bookmark.entry_id = entry.id
    return len(entries)


def stuck_entries() -> int:
    """How many entries of the logbook could not be turned into letters."""
    query = db.select(db.func.count(Bookmark.id)).where(Bookmark.name.startswith(STUCK))
    return db.session.scalar(query) or 0


def write_stuck_letters(*, hold: timedelta) -> int:
    """Try entries again whose letters could not be drawn up; says how many now could."""
    query = db.select(Bookmark).where(Bookmark.name.startswith(STUCK)).with_for_update()
    written = 0
    for mark in list(db.session.scalars(query)):
        entry = db.session.get(Entry, mark.entry_id)
        if entry is None or _written(entry, hold):
            db.session.delete(mark)
            written += 1
    return written


def _bookmark() -> Bookmark:
    """How far we are, locked; made when it is not there."""
    query = db.select(Bookmark).where(Bookmark.name == BOOKMARK).with_for_update()
    found: Bookmark | None = db.session.scalar(query)
    if found is None:
        found = Bookmark(name=BOOKMARK, entry_id=0)
        db.session.add(found)
        db.session.flush()
    return found


def _written(entry: Entry, hold: timedelta) -> bool:
    """Whether the letters of an entry could be put in the outbox: all of them or none."""
    letters = BY_POST.get(entry.what)
    if letters is None:
        return True
    wait = hold if entry.what in HELD else timedelta()
    try:
        with db.session.begin_nested():
            post_all(letters(entry), key=str(entry.id), hold=wait)
    except Exception:
        log.exception("the letters of entry %s could not be drawn up", entry.id)
        return False
    return True
