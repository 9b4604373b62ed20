"""Signing the public record, and keeping files of what never changes."""

from consultation import clock
from consultation.database import db
from consultation.logbook import Actor, What, enter
from consultation.open_data.models import Download
from consultation.papers.paper import Format
from consultation.permissions import Permission, require
from consultation.public_record import record
from consultation.public_record.models import Checkpoint
from consultation.public_record.signing import SigningKey


def sign_record(*, origin: str, key: SigningKey, by: Actor) -> Checkpoint:
    """Sign the head of the record as it stands; a head that was signed before is given again."""
    require(by, Permission.SIGN_RECORD)
    is_new = record.needs_signature()
    checkpoint = record.sign_checkpoint(origin, key)
    if is_new:
        enter(What.RECORD_SIGNED, checkpoint, by=by, size=checkpoint.size)
    return checkpoint


def keep_download(fingerprint: str, wanted: Format, data: bytes, *, by: Actor) -> Download:
    """Keep a file; one that another process kept meanwhile stays. Without bytes: it cannot be made.

    It never changes, because what it is made of never does.
    """
    require(by, Permission.KEEP_DOWNLOAD)
    there: Download | None = db.session.scalar(
        db.select(Download).where(Download.fingerprint == fingerprint, Download.format == wanted)
    )
    if there is not None:
        return there
    kept = Download(
        fingerprint=fingerprint, format=wanted, data=data, size=len(data), made_at=clock.now()
    )
    db.session.add(kept)
    enter(What.DOWNLOAD_KEPT, kept, by=by, format=wanted.value, size=len(data))
    return kept
