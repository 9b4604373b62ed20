"""Commitments: 32 bytes that fix a text without telling anything about it (reliability.md 5.2).

Each paragraph has a key of its own, derived from the key of the text, so that a blacked-out
paragraph stays closed while the rest can be opened by anybody.
"""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultation.public_record.merkle import leaf_hash, root_of

PREFIX = b"dialoog-c/1"


class MetaPart(StrEnum):
    """The parts of what is known of a sender, in the order in which they are committed."""

    FIRST_NAME = "voornaam"
    REST_OF_NAME = "rest-van-naam"
    ORGANISATION = "organisatie"
    CHANNEL = "kanaal"


@dataclass(frozen=True)
class Meta:
    """What is committed beside the text."""

    name: str = ""
    organisation: str = ""
    channel: str = ""

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """In the order of MetaPart; a first name alone can be opened, as a sender may choose."""
        first, _, rest = self.name.partition(" ")
        return first, rest, self.organisation, self.channel


@dataclass(frozen=True)
class Keys:
    """The random keys of one text; without them its commitment tells nothing."""

    text: bytes
    meta: bytes


def new_keys() -> Keys:
    """Fresh random keys of 32 bytes."""
    return Keys(secrets.token_bytes(32), secrets.token_bytes(32))


def canonical(text: str) -> bytes:
    """A paragraph as bytes: NFC, line ends as LF, UTF-8."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).encode()


def paragraph_key(text_key: bytes, index: int) -> bytes:
    """The key of one paragraph."""
    return hmac.digest(text_key, index.to_bytes(4, "big"), "sha256")


def paragraph_hash(key: bytes, index: int, paragraph: str) -> bytes:
    """HMAC-SHA256(key, index, length, bytes) of one paragraph."""
    data = canonical(paragraph)
    head = index.to_bytes(4, "big") + len(data).to_bytes(8, "big")
    return hmac.digest(key, head + data, "sha256")


def text_root(text_key: bytes, paragraphs: Sequence[str]) -> bytes:
    """The Merkle root over the paragraphs of a text."""
    hashes = (
        paragraph_hash(paragraph_key(text_key, index), index, paragraph)
        for index, paragraph in enumerate(paragraphs)
    )
    return root_of([leaf_hash(one) for one in hashes])


def meta_hash(meta_key: bytes, meta: Meta) -> bytes:
    """The commitment to name, organisation and channel; each part has a key of its own."""
    return text_root(meta_key, meta.parts)


NO_FILES = hashlib.sha256(b"").digest()


def combined(text: bytes, meta: bytes, files: bytes = NO_FILES) -> bytes:
    """The commitment C that stands in the record."""
    return hashlib.sha256(PREFIX + text + meta + files).digest()


def commitment(keys: Keys, paragraphs: Sequence[str], meta: Meta) -> bytes:
    """The commitment to a text and its sender."""
    return combined(text_root(keys.text, paragraphs), meta_hash(keys.meta, meta))


def opening(
    ref: str,
    keys: Keys,
    paragraphs: Sequence[str],
    shown: Sequence[bool],
    meta: Meta,
    *,
    meta_shown: Collection[MetaPart] = (),
) -> dict[str, object]:
    """What outsiders get to check a text: open paragraphs with their keys, the rest closed.

    A paragraph that is confidential or holds a black bar is closed as a whole. The length of
    `shown` must be that of the paragraphs, else ValueError is raised.
    """
    sender = [part in meta_shown for part in MetaPart]
    return {
        "nummer": ref,
        "alineas": _parts(keys.text, paragraphs, shown),
        "afzender": _parts(keys.meta, meta.parts, sender),
        "bestanden": NO_FILES.hex(),
    }


def _parts(key: bytes, texts: Sequence[str], shown: Sequence[bool]) -> list[dict[str, str]]:
    parts: list[dict[str, str]] = []
    for index, (text, is_shown) in enumerate(zip(texts, shown, strict=True)):
        own_key = paragraph_key(key, index)
        if is_shown:
            parts.append({"tekst": text, "sleutel": own_key.hex()})
        else:
            parts.append({"hash": paragraph_hash(own_key, index, text).hex()})
    return parts
