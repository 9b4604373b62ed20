"""The letters that the mailbox page of the demo shows."""

from consultation.database import db
from consultation.logbook import Actor
from consultation.mail import Letter
from consultation.permissions import Permission, require

MOST = 100
"""Letters on the page."""


def letters_to(recipient: str, *, reader: Actor) -> list[Letter]:
    """The newest letters, of one recipient or (empty) of everybody.

    Raises NotAllowed.
    """
    require(reader, Permission.USE_DEMO)
    query = db.select(Letter).where(Letter.cancelled_at.is_(None)).order_by(Letter.id.desc())
    if recipient:
        query = query.where(db.func.lower(Letter.recipient) == recipient.casefold())
    return list(db.session.scalars(query.limit(MOST)))
