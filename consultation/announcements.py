"""The one table of what follows when something has happened: at once, and by post.

Letters come from the logbook: `deliver-mail` walks it from its bookmark, asks the table below for
the letters of each entry, and stores letters and bookmark in one transaction.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from consultation.contributions import emails as contribution_letters
from consultation.database import db
from consultation.logbook import Entry, What
from consultation.mail import Bookmark, Draft, post
from consultation.moderation import emails as moderation_letters

Letters = Callable[[Entry], Iterable[Draft]]

BY_POST: dict[What, Letters] = {
    What.CONTRIBUTION_CONFIRMED: contribution_letters.receipt_letter,
    What.RECEIPTS_ASKED: contribution_letters.receipts_letter,
    What.ROUND_EXTENDED: contribution_letters.extension_letters,
    What.ROUND_WITHDRAWN: contribution_letters.withdrawal_letters,
    What.CONTRIBUTION_PLACED: moderation_letters.decision_letter,
    What.CONTRIBUTION_NOT_PLACED: moderation_letters.decision_letter,
    What.CONTRIBUTION_REDACTED: moderation_letters.decision_letter,
    What.CONTRIBUTION_HIDDEN: moderation_letters.decision_letter,
    What.OBJECTION_JUDGED: moderation_letters.second_look_letter,
}
"""Which letters follow from an entry of the logbook."""

HELD = frozenset(
    {
        What.CONTRIBUTION_PLACED,
        What.CONTRIBUTION_NOT_PLACED,
        What.CONTRIBUTION_REDACTED,
        What.CONTRIBUTION_HIDDEN,
        What.OBJECTION_JUDGED,
    }
)
"""Entries whose letters wait a little, so that a decision can be undone before anybody reads it."""

BATCH = 500
"""Entries that are turned into letters in one transaction."""


def register_announcements() -> None:
    """Tell the logbook who listens at once; nobody does until there is a live hour."""


def write_letters(*, hold: timedelta) -> int:
    """Turn the next entries of the logbook into letters, move the bookmark, and say how many."""
    bookmark = db.session.query(Bookmark).filter_by(name="letters").with_for_update().first()
    if bookmark is None:
        bookmark = Bookmark(name="letters", entry_id=0)
        db.session.add(bookmark)
    query = db.select(Entry).where(Entry.id > bookmark.entry_id).order_by(Entry.id).limit(BATCH)
    entries = list(db.session.scalars(query))
    for entry in entries:
        _write(entry, hold if entry.what in HELD else timedelta())
        bookmark.entry_id = entry.id
    return len(entries)


def _write(entry: Entry, hold: timedelta) -> None:
    letters = BY_POST.get(entry.what)
    if letters is None:
        return
    for number, draft in enumerate(letters(entry)):
        post(draft, key=f"{entry.id}-{number}", hold=hold)
