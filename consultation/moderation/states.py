"""What a moderator can decide, and for which reasons of the house rules."""

from datetime import date
from enum import StrEnum

from consultation import clock
from consultation.contributions.states import ContributionState


class Verdict(StrEnum):
    """A moderator's judgement."""

    PLACED = "placed"
    NOT_PLACED = "not-placed"
    REDACTED = "redacted"
    HIDDEN = "hidden"


STATE_AFTER = {
    Verdict.PLACED: ContributionState.PLACED,
    Verdict.NOT_PLACED: ContributionState.NOT_PLACED,
    Verdict.REDACTED: ContributionState.REDACTED,
    Verdict.HIDDEN: ContributionState.HIDDEN,
}
"""Where a judgement leaves a contribution, until somebody does something else."""


class Reason(StrEnum):
    """The reasons of the house rules. There is none for criticism."""

    PERSONAL_DATA = "personal-data"
    ABUSE = "abuse"
    ADVERTISING = "advertising"
    OFF_TOPIC = "off-topic"
    TRADE_SECRET = "trade-secret"  # noqa: S105 - a reason, not a password
    DUPLICATE = "duplicate"
    OTHER = "other"


HOUSE_RULE = {
    Reason.OFF_TOPIC: 1,
    Reason.ABUSE: 2,
    Reason.PERSONAL_DATA: 3,
    Reason.ADVERTISING: 4,
    Reason.TRADE_SECRET: 5,
    Reason.DUPLICATE: 1,
}
"""The number of the house rule behind each reason; "other" is explained instead."""


class ObjectionState(StrEnum):
    """A second look: asked for, then judged one way or the other."""

    ASKED = "asked"
    GRANTED = "granted"
    REJECTED = "rejected"


OBJECTION_STEPS = {
    ObjectionState.ASKED: frozenset({ObjectionState.GRANTED, ObjectionState.REJECTED}),
    ObjectionState.GRANTED: frozenset({ObjectionState.ASKED}),
    ObjectionState.REJECTED: frozenset({ObjectionState.ASKED}),
}


class Wait(StrEnum):
    """How long something waits for control, against the norm of one working day (F5)."""

    FRESH = "fresh"
    OVERDUE = "overdue"
    LATE = "late"


NORM_DAYS = 1
RED_DAYS = 2


def wait_of(received: date, today: date) -> Wait:
    """Within the norm until the end of the next working day; late after the one that follows."""
    if today <= clock.working_days_after(received, NORM_DAYS):
        return Wait.FRESH
    return Wait.OVERDUE if today <= clock.working_days_after(received, RED_DAYS) else Wait.LATE


SECONDS_EACH = 36
"""Seconds that reading and judging one reaction takes (ux.md E19)."""


def fits_in(minutes: int) -> int:
    """How many reactions fit in so many minutes."""
    return max(0, minutes * 60 // SECONDS_EACH)
