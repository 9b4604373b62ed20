"""A page saved as one file (.mht): its markup, and the pictures that were saved with it."""

from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from urllib.parse import unquote, urljoin

from consultation.documents.limits import Limits
from consultation.documents.refusal import DocumentRefused


@dataclass(frozen=True)
class Saved:
    """What was saved beside a page, by the addresses that its markup may call it."""

    location: str = ""
    files: dict[str, bytes] = field(default_factory=dict)

    def find(self, source: str) -> bytes | None:
        """The bytes of a picture by the address the page gives; None when it was not saved."""
        whole = urljoin(self.location, source)
        return next((self.files[name] for name in (source, whole) if name in self.files), None)


ALONE = Saved()
"""Nothing was saved beside the page."""


def opened_archive(data: bytes, limits: Limits) -> tuple[bytes, str, Saved]:
    """The markup, how its writing is called, and what lies beside it.

    Raises DocumentRefused with too_many_entries or broken_file.
    """
    parts = [part for part in message_from_bytes(data).walk() if not part.is_multipart()]
    if len(parts) > limits.entries:
        raise DocumentRefused("too_many_entries", count=len(parts), most=limits.entries)
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        raise DocumentRefused("broken_file")
    beside = [part for part in parts if part.get_content_maintype() == "image"]
    files = {name: _bytes_of(part) for part in beside for name in _names_of(part)}
    return _bytes_of(page), _encoding_of(page), Saved(_location_of(page), files)


def _encoding_of(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "")
    except (LookupError, UnicodeError):
        return ""


def _bytes_of(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _names_of(part: Message) -> list[str]:
    marked = str(part.get("Content-ID") or "").strip().strip("<>")
    named = _location_of(part)
    return [name for name in (f"cid:{marked}" if marked else "", named, unquote(named)) if name]


def _location_of(part: Message) -> str:
    return "".join(str(part.get("Content-Location") or "").split())
