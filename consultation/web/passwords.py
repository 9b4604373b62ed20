"""The one place that speaks to argon2. It takes a while, so it runs beside the web loop."""

import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from config import Profile, Settings
from consultation.jobs import in_thread

LONGEST = 200
"""Characters; a longer password is refused before any work is done."""

CAREFUL = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
"""RFC 9106, second choice: 64 MiB, three passes, four lanes; about 50 ms."""

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""For tests only."""


def _hasher() -> PasswordHasher:
    settings: Settings = current_app.config["SETTINGS"]
    return CHEAP if settings.profile is Profile.TEST else CAREFUL


def password_hash(password: str) -> str:
    """The argon2id hash of a password. Call it outside a transaction."""
    return in_thread(_hasher().hash, password)


def is_password(kept: str | None, password: str) -> bool:
    """Whether this is the password; an account without one costs the same work.

    Call it outside a transaction.
    """
    if len(password) > LONGEST:
        return False
    hasher = _hasher()
    nobodys = _nobodys(hasher)
    matches = in_thread(_matches, hasher, kept or nobodys, password)
    return matches and kept is not None


def _matches(hasher: PasswordHasher, kept: str, password: str) -> bool:
    try:
        return hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


@functools.cache
def _nobodys(hasher: PasswordHasher) -> str:
    """A hash that no account has, to compare with when there is nothing to compare with."""
    return hasher.hash("")
