"""The stages of an account and of a one-time link."""

from datetime import timedelta
from enum import StrEnum


class AccountState(StrEnum):
    """Invited (no password yet), active, or blocked."""

    INVITED = "invited"
    ACTIVE = "active"
    BLOCKED = "blocked"


ACCOUNT_STEPS = {
    AccountState.INVITED: frozenset({AccountState.ACTIVE, AccountState.BLOCKED}),
    AccountState.ACTIVE: frozenset({AccountState.BLOCKED}),
    AccountState.BLOCKED: frozenset({AccountState.ACTIVE, AccountState.INVITED}),
}


class LinkPurpose(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a word, not a password


LINK_LIVES = {
    LinkPurpose.INVITATION: timedelta(days=14),
    LinkPurpose.PASSWORD_RESET: timedelta(hours=2),
}
