"""Under which name and with which key this deployment signs the public record."""

from consultation.public_record import record, signing
from consultation.web.pages import settings


def record_key() -> signing.SigningKey:
    """The key that signs."""
    return signing.signing_key(settings().record_key)


def record_origin() -> str:
    """The name that stands above every checkpoint: the address of the record when it began."""
    return record.origin_or(settings().base_url.split("://", 1)[-1] + "/logboek")
