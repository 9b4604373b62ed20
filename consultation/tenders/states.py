"""The gate of a tender: from the day of its notice, its subject is talked about on TenderNed (R3).

It follows from a date and a decision, never from a job at midnight (I4).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from consultation import clock


class Decided(StrEnum):
    """What is decided about a tender and a round, each time with a reason."""

    LINKED = "linked"
    CHANGED = "changed"
    UNLINKED = "unlinked"


@dataclass(frozen=True)
class Notice:
    """What is said of a tender; without sections it is about the whole round."""

    title: str
    number: str
    address: str
    notice_on: date
    questions_until: date | None = None
    sections: tuple[str, ...] = ()


class Line(Protocol):
    """A section in the contents of a plan, as far as its place among the others goes."""

    @property
    def permanent_id(self) -> str:
        """What the section keeps through all versions."""

    @property
    def level(self) -> int:
        """How deep it lies; a chapter lies at one."""


def gate_moment(notice_on: date) -> datetime:
    """The first instant at which the subject is closed: midnight, as clocks in Amsterdam say it."""
    return clock.start_of_day(notice_on)


def is_taken(
    sent_at: datetime, begun_at: datetime | None, *, notice_on: date, grace: timedelta
) -> bool:
    """Whether something of this moment is still taken.

    What was begun before the gate may be sent until `grace` later; after that it is given back,
    for keeping it would be a way to talk about a running tender outside TenderNed.
    """
    gate = gate_moment(notice_on)
    if sent_at < gate:
        return True
    return begun_at is not None and begun_at < gate and sent_at < gate + grace


def with_those_below(chosen: Collection[str], lines: Iterable[Line]) -> set[str]:
    """The chosen sections and every section under them."""
    covered: set[str] = set()
    depth = None
    for line in lines:
        if depth is not None and line.level <= depth:
            depth = None
        if depth is None and line.permanent_id in chosen:
            depth = line.level
        if depth is not None:
            covered.add(line.permanent_id)
    return covered
