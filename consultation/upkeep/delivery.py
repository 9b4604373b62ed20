"""Delivering mail: from the logbook to the outbox, and from the outbox to the mail server."""

from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import timedelta
from smtplib import SMTPServerDisconnected

from sqlalchemy.exc import OperationalError

from config import Settings
from consultation.announcements import (
    BATCH,
    has_news,
    settled_entry,
    stuck_entries,
    write_letters,
)
from consultation.database import db
from consultation.logbook import transaction
from consultation.mail import (
    Carrier,
    Letter,
    Unreachable,
    as_message,
    claim_letter,
    is_due,
    mailbox_carrier,
    mark_refused,
    mark_sent,
    outbox,
    smtp_carrier,
)

NOBODY = "meedenken@voorbeeld.nl"
"""The sender of letters that only the mailbox of the demo shows."""


@dataclass
class Delivered:
    """What came of a delivery."""

    read: int = 0
    sent: int = 0
    refused: int = 0
    waiting: int = 0
    given_up: int = 0
    stuck: int = 0
    problem: str = ""

    def as_json(self) -> dict[str, int | str]:
        """The same for a machine."""
        return asdict(self)


def deliver(settings: Settings) -> Delivered:
    """Turn what happened into letters and send what may leave."""
    told = Delivered()
    _write(settings, told)
    _send(settings, told)
    left = outbox()
    told.waiting, told.given_up = left.waiting, left.given_up
    return told


def _write(settings: Settings, told: Delivered) -> None:
    hold = timedelta(seconds=settings.mail_hold_seconds)
    if has_news():
        try:
            with transaction():
                upto = settled_entry()
        except OperationalError:
            # Somebody writes for longer than we wait; the next delivery sees it.
            upto = 0
        count = BATCH
        while count == BATCH:
            with transaction():
                count = write_letters(upto, hold=hold)
            told.read += count
    told.stuck = stuck_entries()


def _send(settings: Settings, told: Delivered) -> None:
    if db.session.scalar(db.select(Letter.id).where(is_due()).limit(1)) is None:
        return
    carrier = carrier_of(settings)
    if carrier is None:
        told.problem = "MAIL_SERVER is niet ingesteld; de brieven wachten."
        return
    try:
        with carrier as carry:
            while _send_one(carry, settings.mail_sender or NOBODY, told):
                pass
    except Unreachable as error:
        told.problem = f"De mailserver antwoordt niet: {error}"
    except OSError as error:
        # Closing the connection failed; every letter knows for itself whether it left.
        told.problem = f"De verbinding met de mailserver viel weg: {error}"


def carrier_of(settings: Settings) -> AbstractContextManager[Carrier] | None:
    """How letters travel here; None when nobody said so. From a demo no mail ever leaves."""
    if settings.has_demo_comforts:
        return mailbox_carrier()
    return smtp_carrier(settings.mail_server) if settings.mail_server else None


def _send_one(carry: Carrier, sender: str, told: Delivered) -> bool:
    """Send the next letter; says whether there may be another one."""
    with transaction():
        letter = claim_letter()
        if letter is None:
            return False
        number = letter.id
    try:
        carry(as_message(db.session.get_one(Letter, number), sender))
    except (OSError, ValueError) as error:
        # An SMTPException is an OSError; a ValueError is an address that cannot be one.
        with transaction():
            mark_refused(number, f"{type(error).__name__}: {error}")
        told.refused += 1
        return not isinstance(error, SMTPServerDisconnected)
    with transaction():
        mark_sent(number)
    told.sent += 1
    return True
