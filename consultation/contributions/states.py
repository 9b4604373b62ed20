"""The life of a contribution, and the words people choose from when they send one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class ContributionState(StrEnum):
    """Where a contribution stands."""

    DRAFT = "draft"
    UNCONFIRMED = "unconfirmed"
    RECEIVED = "received"
    PLACED = "placed"
    NOT_PLACED = "not-placed"
    REDACTED = "redacted"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


S = ContributionState
CONTRIBUTION_STEPS = {
    S.DRAFT: frozenset({S.UNCONFIRMED, S.RECEIVED}),
    S.UNCONFIRMED: frozenset({S.RECEIVED, S.WITHDRAWN, S.ERASED}),
    S.RECEIVED: frozenset({S.PLACED, S.NOT_PLACED, S.REDACTED, S.WITHDRAWN, S.ERASED}),
    S.PLACED: frozenset({S.RECEIVED, S.NOT_PLACED, S.REDACTED, S.HIDDEN, S.WITHDRAWN, S.ERASED}),
    S.NOT_PLACED: frozenset({S.RECEIVED, S.PLACED, S.REDACTED, S.WITHDRAWN, S.ERASED}),
    S.REDACTED: frozenset(
        {S.RECEIVED, S.PLACED, S.NOT_PLACED, S.REDACTED, S.HIDDEN, S.WITHDRAWN, S.ERASED}
    ),
    S.HIDDEN: frozenset({S.RECEIVED, S.PLACED, S.REDACTED, S.WITHDRAWN, S.ERASED}),
    S.WITHDRAWN: frozenset({S.ERASED}),
    S.ERASED: frozenset(),
}

VISIBLE = frozenset({S.PLACED, S.REDACTED})
"""States in which the public may read the text."""

COUNTED = frozenset({S.RECEIVED, S.PLACED, S.NOT_PLACED, S.REDACTED, S.HIDDEN, S.ERASED})
"""States that count as an input that needs an outcome (withdrawn ones are listed apart)."""


class Kind(StrEnum):
    """What kind of thing somebody says; it decides which outcomes there are."""

    QUESTION = "question"
    PROPOSAL = "proposal"
    OPINION = "opinion"
    ERROR = "error"


LIVE_QUESTION = "live-question"
"""The type of a contribution that is a question asked in or before a live question hour."""


class Channel(StrEnum):
    """How an input reached us; all count the same."""

    WEB = "web"
    PAPER = "paper"
    PHONE = "phone"
    DESK = "desk"
    MEETING = "meeting"


class NameShown(StrEnum):
    """What the public sees of the sender."""

    FULL = "full"
    FIRST = "first"
    NONE = "none"
    NOT_PLACED = "not-placed"
    """The sender asks us to read it and not to place it."""


@dataclass(frozen=True)
class Sender:
    """Who sends, and what of that everybody may see."""

    email: str = ""
    name: str = ""
    name_shown: NameShown = NameShown.NONE
    organisation_name: str = ""
    capacity: str = ""


class CodeVerdict(StrEnum):
    """What came of a code that was entered."""

    CONFIRMED = "confirmed"
    WRONG = "wrong"
    EXPIRED = "expired"
    SPENT = "spent"


class PassageKind(StrEnum):
    """What may be shown of a passage."""

    PUBLIC = "public"
    CONFIDENTIAL = "confidential"
    REDACTED = "redacted"


LIMIT = 4000
"""Characters of one contribution; covers 99.9 % of 955 real ones (ux.md E1, U4)."""

CODE_LIVES = timedelta(hours=24)
CODE_TRIES = 5
UNCONFIRMED_LIVES = timedelta(days=7)
"""How long after closing a code can still be entered (F8)."""


@dataclass(frozen=True)
class Arrival:
    """When something reached us by the database's clock, and when its form was opened."""

    at: datetime
    grace: timedelta
    begun_at: datetime | None = None


@dataclass(frozen=True)
class Elsewhere:
    """How an input that staff write down reached us; without a moment it came in now."""

    channel: Channel
    received_at: datetime | None = None


class Timing(StrEnum):
    """The verdict on the moment of an input (I4)."""

    IN_TIME = "in-time"
    GRACE = "grace"
    LATE = "late"
    REFUSED = "refused"
    EARLY = "early"


def timing_of(
    sent_at: datetime,
    begun_at: datetime | None,
    *,
    opens_at: datetime,
    closes_at: datetime,
    grace: timedelta,
) -> Timing:
    """Judge the moment of an input by the database's clock when Verstuur was received.

    In time before `closes_at`; a text begun before closing may be sent until `grace` later,
    and is kept as late after that; a text first sent after closing is refused and given back.
    """
    if sent_at < opens_at:
        return Timing.EARLY
    if sent_at < closes_at:
        return Timing.IN_TIME
    if begun_at is None or begun_at >= closes_at:
        return Timing.REFUSED
    return Timing.GRACE if sent_at < closes_at + grace else Timing.LATE


@dataclass(frozen=True)
class Step:
    """One of the five steps of an input (W6): done on a day, or expected by one."""

    name: str
    is_done: bool
    is_current: bool
    on: date | None = None
    by: date | None = None


@dataclass(frozen=True)
class StepDays:
    """The days of the five steps as far as they are known."""

    received: date | None = None
    checked: date | None = None
    closes: date | None = None
    answered: date | None = None
    answer_by: date | None = None


def steps_of(state: ContributionState, days: StepDays, *, is_read: bool) -> list[Step]:
    """Received, checked, placed, read and answered: what is done, and the first that is not.

    An input that is not placed skips that step; it is read and answered like any other. What is
    answered before the round closes was read by then.
    """
    is_checked = state not in {S.DRAFT, S.UNCONFIRMED, S.RECEIVED}
    is_answered = days.answered is not None
    ends = [day for day in (days.closes, days.answered) if day is not None]
    lines = [
        ("received", state not in {S.DRAFT, S.UNCONFIRMED}, days.received, None),
        ("checked", is_checked, days.checked, None),
        ("placed", state in VISIBLE, days.checked, None),
        ("read", is_read or is_answered, min(ends, default=None), days.closes),
        ("answered", is_answered, days.answered, days.answer_by),
    ]
    if state in {S.NOT_PLACED, S.HIDDEN, S.WITHDRAWN, S.ERASED}:
        lines = [line for line in lines if line[0] != "placed"]
    current = next((name for name, is_done, _on, _by in lines if not is_done), "")
    return [Step(name, is_done, name == current, on, by) for name, is_done, on, by in lines]
