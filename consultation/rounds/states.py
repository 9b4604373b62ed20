"""The phases of a round: they follow from dates and decisions, never from a job (I4)."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Phase(StrEnum):
    """Where a round stands."""

    PREPARATION = "preparation"
    ANNOUNCED = "announced"
    OPEN = "open"
    PROCESSING = "processing"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class QuestionKind(StrEnum):
    """How a question of the officer can be answered."""

    OPEN = "open"
    CHOICE = "choice"
    MISSING = "missing"


QUESTION_KIND_NAMES = {
    "open": QuestionKind.OPEN,
    "keuze": QuestionKind.CHOICE,
    "ontbreekt": QuestionKind.MISSING,
}
"""The kinds of questions as files name them."""


class Dated(Protocol):
    """What the phase of a round is worked out from."""

    published_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    withdrawn_at: datetime | None
    answered_at: datetime | None


def phase_of(dates: Dated, now: datetime) -> Phase:
    """The phase at this moment; `rounds.queries.in_phase` says the same in SQL.

    A round is open from `opens_at` and up to and including `closes_at`'s last instant:
    `closes_at` is the first instant at which it is closed.
    """
    if dates.withdrawn_at is not None and dates.withdrawn_at <= now:
        return Phase.WITHDRAWN
    if dates.published_at is None or dates.opens_at is None or dates.closes_at is None:
        return Phase.PREPARATION
    if dates.answered_at is not None and dates.answered_at <= now:
        return Phase.ANSWERED
    if now < dates.opens_at:
        return Phase.ANNOUNCED
    return Phase.OPEN if now < dates.closes_at else Phase.PROCESSING


PHASE_STEPS = {
    Phase.PREPARATION: frozenset({Phase.ANNOUNCED, Phase.OPEN, Phase.WITHDRAWN}),
    Phase.ANNOUNCED: frozenset({Phase.OPEN, Phase.WITHDRAWN}),
    Phase.OPEN: frozenset({Phase.PROCESSING, Phase.WITHDRAWN}),
    Phase.PROCESSING: frozenset({Phase.OPEN, Phase.ANSWERED, Phase.WITHDRAWN}),
    Phase.ANSWERED: frozenset(),
    Phase.WITHDRAWN: frozenset(),
}
