"""Signing the public record."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.public_record import record
from consultation.public_record.models import Checkpoint


def sign_record(*, origin: str, key: Ed25519PrivateKey, by: Actor) -> Checkpoint:
    """Sign the head of the record as it stands; a head that was signed before is given again."""
    require(by, Permission.SIGN_RECORD)
    is_new = record.needs_signature()
    checkpoint = record.sign_checkpoint(origin, key)
    if is_new:
        enter(What.RECORD_SIGNED, checkpoint, by=by, size=checkpoint.size)
    return checkpoint
