"""What stands in the agenda, and how it is laid out: by week, with the months to jump to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class AgendaKind(StrEnum):
    """The kinds of things of our own; meetings of others have kinds of theirs."""

    ROUND = "round"
    ANSWER = "answer"


class RoundDay(StrEnum):
    """What happens with a round on a day."""

    OPENING = "opening"
    CLOSING = "closing"
    PROMISE = "promise"
    ANSWERED = "answered"


@dataclass(frozen=True)
class AgendaItem:
    """One thing with a date: whole days, or one moment with a begin and an end.

    `uid` is its name in calendars, the same for ever; `sequence` rises whenever calendars must
    change what they have. `address` is its page on this site.
    """

    uid: str
    kind: str
    title: str
    first_day: date
    last_day: date
    address: str
    changed_at: datetime
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    what: str = ""
    text: str = ""
    place: str = ""
    organiser: str = ""
    language: str = "nl"
    sequence: int = 0
    is_cancelled: bool = False
    reason: str = ""
    warns: bool = False
    is_example: bool = False

    @property
    def order(self) -> tuple[date, float, str]:
        """Its place among others: by day, whole days first, then by the hour."""
        hour = self.starts_at.timestamp() if self.starts_at else 0.0
        return self.first_day, hour, self.uid


@dataclass(frozen=True)
class Week:
    """A week from Monday to Sunday with what begins in it."""

    monday: date
    items: Sequence[AgendaItem]

    @property
    def number(self) -> int:
        """Its number in the year (ISO 8601)."""
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)


@dataclass(frozen=True)
class Month:
    """A month to jump to, at the first thing that begins in it."""

    first: date
    uid: str


def weeks_of(items: Iterable[AgendaItem]) -> list[Week]:
    """The same things by week, in the order they are given."""
    weeks: dict[date, list[AgendaItem]] = {}
    for item in items:
        monday = item.first_day - timedelta(days=item.first_day.weekday())
        weeks.setdefault(monday, []).append(item)
    return [Week(monday, found) for monday, found in weeks.items()]


def months_of(items: Iterable[AgendaItem]) -> list[Month]:
    """Each month in which something begins, in the order they are given."""
    found: dict[date, str] = {}
    for item in items:
        found.setdefault(item.first_day.replace(day=1), item.uid)
    return [Month(first, uid) for first, uid in found.items()]
