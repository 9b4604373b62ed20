"""Signed notes (C2SP signed-note, tlog-checkpoint): the head of the record under an Ed25519 key."""

import base64
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"
SEED = 32


@dataclass(frozen=True)
class SigningKey:
    """The key of the record. What signs with it is loaded then: a page seldom has to."""

    seed: bytes = field(repr=False)
    """Its 32 secret bytes."""

    @cached_property
    def _key(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - see above
            Ed25519PrivateKey,
        )

        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> bytes:
        """The 32 bytes everybody may have."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, data: bytes) -> bytes:
        """The signature of this key under these bytes."""
        return self._key.sign(data)


def signing_key(seed: str) -> SigningKey:
    """The key of the record, from its 32 secret bytes in hexadecimal; raises ValueError."""
    secret = bytes.fromhex(seed)
    if len(secret) != SEED:
        raise ValueError(f"a key of the record has {SEED} secret bytes, not {len(secret)}")
    return SigningKey(secret)


def public_bytes(key: SigningKey) -> bytes:
    """The 32 bytes everybody may have."""
    return key.public


def key_id(origin: str, public: bytes) -> bytes:
    """The first four bytes that name a key in a signature line."""
    return hashlib.sha256(origin.encode() + b"\n" + ED25519 + public).digest()[:4]


def verifier_key(origin: str, key: SigningKey) -> str:
    """The public key as outsiders write it down: name, id, key."""
    public = public_bytes(key)
    encoded = base64.b64encode(ED25519 + public).decode()
    return f"{origin}+{key_id(origin, public).hex()}+{encoded}"


def sign(text: str, origin: str, key: SigningKey) -> str:
    """A text with a signature line under it.

    Raises ValueError when the text does not end in a newline, or the origin cannot name a key.
    """
    if not text.endswith("\n") or "\n\n" in text:
        raise ValueError("a signed text is lines without an empty one")
    if "+" in origin or origin.split() != [origin]:
        raise ValueError(f"not a name for a key: {origin!r}")
    signature = key_id(origin, public_bytes(key)) + key.sign(text.encode())
    return f"{text}\n— {origin} {base64.b64encode(signature).decode()}\n"


def is_signed(note: str, public: bytes) -> bool:
    """Whether a note carries a good signature of this key."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as for a key
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    text, _, lines = note.partition("\n\n")
    try:
        signature = base64.b64decode(lines.split(" ")[2])[4:]
        Ed25519PublicKey.from_public_bytes(public).verify(signature, (text + "\n").encode())
    except (InvalidSignature, IndexError, ValueError):
        return False
    return True
