"""The outbox: letters are written in a transaction and sent later, so that none is lost."""

import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from sqlalchemy import ColumnElement, String, Text, and_, func
from sqlalchemy.orm import Mapped, mapped_column

from consultation import clock
from consultation.database import Model, UtcMoment, db

MOST_ATTEMPTS = 20
"""Tries of one letter, over about three days; then it waits for a person."""

PATIENCE = 30
"""Seconds to wait for a mail server."""

CUT_OFF = "de bezorging is afgebroken"
"""What is known of a try that nobody lived to tell about."""


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
    letter = Letter(**_values(draft, key, hold))
    db.session.add(letter)
    return letter


def post_all(drafts: Iterable[Draft], *, key: str, hold: timedelta = timedelta()) -> int:
    """Put all letters of one event in the outbox, each once: `key` and its place are its key."""
    known = set(db.session.scalars(db.select(Letter.key).where(Letter.key.startswith(f"{key}-"))))
    numbered = ((f"{key}-{number}", draft) for number, draft in enumerate(drafts))
    rows = [_values(draft, name, hold) for name, draft in numbered if name not in known]
    if rows:
        db.session.execute(db.insert(Letter), rows)
    return len(rows)


def _values(draft: Draft, key: str, hold: timedelta) -> dict[str, Any]:
    now = clock.now()
    return {
        "key": key,
        "recipient": draft.recipient,
        "subject": " ".join(draft.subject.split()),
        "text": draft.text,
        "html": draft.html,
        "message_id": make_msgid(domain="meedenken.invalid"),
        "written_at": now,
        "not_before": now + hold,
    }


def cancel(key: str) -> bool:
    """Take back a letter that has not left; says whether that was in time."""
    letter = db.session.query(Letter).filter_by(key=key, sent_at=None).first()
    if letter is None:
        return False
    letter.cancelled_at = clock.now()
    return True


def is_due() -> ColumnElement[bool]:
    """Letters that may leave now and have not been given up."""
    return and_(
        Letter.sent_at.is_(None),
        Letter.cancelled_at.is_(None),
        Letter.not_before <= clock.now(),
        Letter.attempts < MOST_ATTEMPTS,
    )


def claim_letter() -> Letter | None:
    """The oldest letter that may leave; it counts as a try and is nobody else's for a while.

    A process that dies after this and before `mark_sent` leaves a letter that is tried again
    later under the same Message-ID, so that none is lost.
    """
    query = db.select(Letter).where(is_due()).order_by(Letter.not_before, Letter.id).limit(1)
    letter: Letter | None = db.session.scalar(query.with_for_update(skip_locked=True))
    if letter is None:
        return None
    letter.not_before = clock.now() + _pause_after(letter.attempts)
    letter.attempts += 1
    letter.last_error = CUT_OFF
    return letter


def mark_sent(letter_id: int) -> None:
    """The mail server took a letter."""
    letter = db.session.get_one(Letter, letter_id)
    letter.sent_at = clock.now()
    letter.last_error = ""


def mark_refused(letter_id: int, error: str) -> None:
    """The mail server did not take a letter; it is tried again later, until it is given up."""
    db.session.get_one(Letter, letter_id).last_error = " ".join(error.split())[:300]


def _pause_after(attempts: int) -> timedelta:
    """A minute, then twice as long each time, at most six hours."""
    return timedelta(minutes=min(1 << min(attempts, 12), 6 * 60))


@dataclass(frozen=True)
class Outbox:
    """How many letters still wait, and how many were given up after many tries."""

    waiting: int
    given_up: int


def outbox() -> Outbox:
    """What did not leave yet."""
    unsent = Letter.sent_at.is_(None) & Letter.cancelled_at.is_(None)
    spent = Letter.attempts >= MOST_ATTEMPTS
    query = db.select(func.count(Letter.id)).where(unsent)
    return Outbox(
        waiting=db.session.scalar(query.where(~spent)) or 0,
        given_up=db.session.scalar(query.where(spent)) or 0,
    )


def try_again() -> int:
    """Try letters that were given up once more, from the start; says how many."""
    spent = db.select(Letter).where(
        Letter.sent_at.is_(None), Letter.cancelled_at.is_(None), Letter.attempts >= MOST_ATTEMPTS
    )
    letters = list(db.session.scalars(spent))
    for letter in letters:
        letter.attempts = 0
        letter.not_before = clock.now()
    return len(letters)


# --- carrying --------------------------------------------------------------------------------

Carrier = Callable[[EmailMessage], None]


class Unreachable(Exception):
    """The mail server does not answer, so that no letter can be tried."""


def as_message(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it travels: a text part and an HTML part with the same facts."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


@contextmanager
def smtp_carrier(server: str) -> Iterator[Carrier]:
    """Carry letters to a mail server over one connection.

    `host`, `host:port`, or an address `smtp://`, `smtp+starttls://` or `smtps://` with a name and
    password where the server asks them. Raises Unreachable.
    """
    try:
        connection = _connected(urlsplit(server if "://" in server else f"smtp://{server}"))
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(str(error)) from error
    with connection:

        def carry(message: EmailMessage) -> None:
            connection.send_message(message)

        yield carry


def _connected(place: SplitResult) -> smtplib.SMTP:
    host = place.hostname or ""
    if place.scheme == "smtps":
        safe = ssl.create_default_context()
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            host, place.port or 465, timeout=PATIENCE, context=safe
        )
    else:
        connection = smtplib.SMTP(host, place.port or 25, timeout=PATIENCE)
    if place.scheme == "smtp+starttls":
        connection.starttls(context=ssl.create_default_context())
    if place.username:
        connection.login(unquote(place.username), unquote(place.password or ""))
    return connection


@contextmanager
def mailbox_carrier() -> Iterator[Carrier]:
    """Carry letters nowhere: in the demo they are read on a page, and nobody gets mail."""
    yield lambda _message: None
