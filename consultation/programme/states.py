"""How much attention a round asks for: worked out from dates and counts, worst first (W14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from consultation.rounds.states import Phase


class Concern(StrEnum):
    """Why a round asks for attention, the worst first."""

    NOTE_LATE = "note-late"
    """The promised day is past and there is no note."""
    NOT_ANNOUNCED = "not-announced"
    """The first day is here and the round is not announced."""
    QUESTIONS_LATE = "questions-late"
    """The promised day of a question out of an hour is past without an answer."""
    NOTE_SOON = "note-soon"
    """The promised day is near and inputs lack an outcome."""
    OPENS_SOON = "opens-soon"
    """The first day is near and something is missing."""
    CONTROL_SLOW = "control-slow"
    """An input waits long for the moderators."""
    FEW_INPUTS = "few-inputs"
    """The round closes soon and hardly anybody reacted."""


NEAR = 14
"""Days in which a promise or a first day is near."""

CLOSES_SOON = 7
FEW = 5
SLOW = 3
"""Days an input may wait for the moderators before it stands here."""

CALM = (
    Phase.OPEN,
    Phase.PROCESSING,
    Phase.ANNOUNCED,
    Phase.PREPARATION,
    Phase.ANSWERED,
    Phase.WITHDRAWN,
)
"""The order of rounds that ask for no attention; categories without a round come last."""


@dataclass(frozen=True)
class Standing:
    """What is known of a round, or of a category without one, to say how urgent it is."""

    name: str
    phase: Phase | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    answer_by: date | None = None
    answered_on: date | None = None
    lacks: int = 0
    inputs: int = 0
    missing: int = 0
    waiting_since: date | None = None
    late_questions: int = 0

    def days_left(self, today: date) -> int | None:
        """Days until the promised answer, negative when it is late; none when there is no more."""
        running = self.phase in {Phase.ANNOUNCED, Phase.OPEN, Phase.PROCESSING}
        return (self.answer_by - today).days if running and self.answer_by else None

    @property
    def next_on(self) -> date | None:
        """The next day on which something happens; of a round that is answered, the last one."""
        if self.phase in {Phase.PREPARATION, Phase.ANNOUNCED}:
            return self.opens_on
        if self.phase is Phase.OPEN:
            return self.closes_on
        return self.answer_by if self.phase is Phase.PROCESSING else self.answered_on


def concerns_of(one: Standing, today: date) -> list[Concern]:
    """Everything for which this round asks attention today, the worst first."""
    found = {
        Phase.PREPARATION: _while_preparing,
        Phase.OPEN: _while_open,
        Phase.PROCESSING: _while_answering,
    }
    concerns = found[one.phase](one, today) if one.phase in found else []
    is_slow = one.waiting_since is not None and (today - one.waiting_since).days >= SLOW
    concerns += [Concern.CONTROL_SLOW] if is_slow else []
    concerns += [Concern.QUESTIONS_LATE] if one.late_questions else []
    return sorted(concerns, key=WEIGHTS.index)


WEIGHTS = tuple(Concern)


def _while_preparing(one: Standing, today: date) -> list[Concern]:
    if one.opens_on is None:
        return []
    if one.opens_on <= today:
        return [Concern.NOT_ANNOUNCED]
    is_near = (one.opens_on - today).days <= NEAR
    return [Concern.OPENS_SOON] if is_near and one.lacks else []


def _while_open(one: Standing, today: date) -> list[Concern]:
    if one.closes_on is None:
        return []
    is_near = (one.closes_on - today).days <= CLOSES_SOON
    return [Concern.FEW_INPUTS] if is_near and one.inputs < FEW else []


def _while_answering(one: Standing, today: date) -> list[Concern]:
    left = one.days_left(today)
    if left is None:
        return []
    if left < 0:
        return [Concern.NOTE_LATE]
    return [Concern.NOTE_SOON] if left <= NEAR and one.missing else []


Urgency = tuple[int, int, str]


def urgency_of(one: Standing, today: date) -> Urgency:
    """Where a round stands in the list: by its worst concern, then by days, then by name."""
    concerns = concerns_of(one, today)
    if concerns:
        return (WEIGHTS.index(concerns[0]), _days(one, concerns[0], today), one.name)
    place = len(WEIGHTS) + (CALM.index(one.phase) if one.phase else len(CALM))
    until = (one.next_on - today).days if one.next_on else 0
    return (place, -until if one.phase is Phase.ANSWERED else until, one.name)


def _days(one: Standing, concern: Concern, today: date) -> int:
    """Days until the day that matters for this concern; the fewer, the more urgent."""
    if concern is Concern.CONTROL_SLOW:
        return ((one.waiting_since or today) - today).days
    return ((one.next_on or today) - today).days


def promises_kept(all_of_them: Sequence[Standing], today: date) -> tuple[int, int]:
    """Of the notes that were due this year or came this year: how many were in time, of how many.

    A round that is answered counts in the year of its note, one that is late in the year of its
    promise (U20).
    """
    answered = [
        one
        for one in all_of_them
        if one.answered_on is not None and one.answered_on.year == today.year
    ]
    late = [
        one
        for one in all_of_them
        if (one.days_left(today) or 0) < 0 and one.answer_by and one.answer_by.year == today.year
    ]
    in_time = [one for one in answered if one.answer_by and one.answered_on <= one.answer_by]  # type: ignore[operator]  # answered ones have their day
    return len(in_time), len(answered) + len(late)


@dataclass(frozen=True)
class Coming:
    """A day in the weeks ahead on which a round opens, closes or must be answered."""

    day: date
    phase: Phase
    name: str


WEEKS = 8


def coming_days(all_of_them: Sequence[Standing], today: date) -> list[Coming]:
    """What happens in the next eight weeks, day by day."""
    last = today + timedelta(weeks=WEEKS)
    found = [
        Coming(day, phase, one.name)
        for one in all_of_them
        for phase, day in _days_of(one)
        if day is not None and today <= day <= last
    ]
    return sorted(found, key=lambda one: (one.day, one.name, CALM.index(one.phase)))


def _days_of(one: Standing) -> list[tuple[Phase, date | None]]:
    opens, closes = (Phase.ANNOUNCED, one.opens_on), (Phase.OPEN, one.closes_on)
    promise = (Phase.PROCESSING, one.answer_by)
    days = {
        Phase.ANNOUNCED: [opens, closes, promise],
        Phase.OPEN: [closes, promise],
        Phase.PROCESSING: [promise],
    }
    return days.get(one.phase, []) if one.phase else []
