"""The outbox: letters are written in a transaction and sent later, so that none is lost."""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from consultation import clock
from consultation.database import Model, UtcMoment, db


class Letter(Model):
    """A letter in the outbox. `key` makes sure that one event gives one letter."""

    __tablename__ = "letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    recipient: Mapped[str] = mapped_column(String(254), index=True)
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime] = mapped_column(UtcMoment)
    not_before: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcMoment, index=True)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(String(300), default="")


class Bookmark(Model):
    """How far the logbook has been turned into letters."""

    __tablename__ = "bookmarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    entry_id: Mapped[int] = mapped_column(default=0)


@dataclass(frozen=True)
class Draft:
    """What a letter says: plain text that is complete on its own, and the same in HTML."""

    recipient: str
    subject: str
    text: str
    html: str


def post(draft: Draft, *, key: str, hold: timedelta = timedelta()) -> Letter | None:
    """Put a letter in the outbox, once per key; it leaves after `hold`."""
    if db.session.query(Letter.id).filter_by(key=key).first() is not None:
        return None
    now = clock.now()
    letter = Letter(
        key=key,
        recipient=draft.recipient,
        subject=" ".join(draft.subject.split()),
        text=draft.text,
        html=draft.html,
        message_id=make_msgid(domain="meedenken.invalid"),
        written_at=now,
        not_before=now + hold,
    )
    db.session.add(letter)
    return letter


def cancel(key: str) -> bool:
    """Take back a letter that has not left; says whether that was in time."""
    letter = db.session.query(Letter).filter_by(key=key, sent_at=None).first()
    if letter is None:
        return False
    letter.cancelled_at = clock.now()
    return True


def waiting_letters(limit: int = 100) -> list[Letter]:
    """Letters that may leave now, oldest first."""
    query = db.select(Letter).where(
        Letter.sent_at.is_(None), Letter.cancelled_at.is_(None), Letter.not_before <= clock.now()
    )
    return list(db.session.scalars(query.order_by(Letter.id).limit(limit)))


Carrier = Callable[[EmailMessage], None]


def as_message(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it travels: a text part and an HTML part with the same facts."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = letter.message_id
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def smtp_carrier(server: str) -> Carrier:
    """Carry letters to this mail server (`host` or `host:port`)."""
    host, _, port = server.partition(":")

    def carry(message: EmailMessage) -> None:
        with smtplib.SMTP(host, int(port or 25), timeout=30) as connection:
            connection.send_message(message)

    return carry
