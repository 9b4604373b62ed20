"""The gate of a tender follows from a day, also in the nights in which the clock changes (I4)."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest

from consultation import clock
from consultation.tenders.states import gate_moment, is_taken, with_those_below

GRACE = timedelta(minutes=30)
SECOND = timedelta(seconds=1)

MOMENTS = [
    (date(2027, 3, 12), datetime(2027, 3, 11, 23, tzinfo=UTC)),
    (date(2027, 3, 28), datetime(2027, 3, 27, 23, tzinfo=UTC)),
    (date(2027, 3, 29), datetime(2027, 3, 28, 22, tzinfo=UTC)),
    (date(2027, 7, 1), datetime(2027, 6, 30, 22, tzinfo=UTC)),
    (date(2027, 10, 31), datetime(2027, 10, 30, 22, tzinfo=UTC)),
    (date(2027, 11, 1), datetime(2027, 10, 31, 23, tzinfo=UTC)),
    (date(2027, 1, 1), datetime(2026, 12, 31, 23, tzinfo=UTC)),
]
"""Days around which clocks in Amsterdam go forward and back, and the instant each begins."""


@pytest.mark.parametrize(("day", "gate"), MOMENTS)
def test_the_gate_closes_at_midnight_in_amsterdam(day: date, gate: datetime) -> None:
    assert gate_moment(day) == gate
    assert clock.amsterdam(gate).timetz().replace(tzinfo=None) == time(0)


@pytest.mark.parametrize(("day", "gate"), MOMENTS)
def test_what_is_first_sent_after_the_gate_is_not_taken(day: date, gate: datetime) -> None:
    for sent_at, wanted in ((gate - SECOND, True), (gate, False), (gate + SECOND, False)):
        assert is_taken(sent_at, None, notice_on=day, grace=GRACE) is wanted
        assert is_taken(sent_at, sent_at, notice_on=day, grace=GRACE) is wanted


@pytest.mark.parametrize(("day", "gate"), MOMENTS)
def test_a_draft_begun_before_has_half_an_hour(day: date, gate: datetime) -> None:
    for begun_at in (gate - SECOND, gate - timedelta(days=9)):
        for after, wanted in ((GRACE - SECOND, True), (GRACE, False), (timedelta(days=1), False)):
            assert is_taken(gate + after, begun_at, notice_on=day, grace=GRACE) is wanted
    assert not is_taken(gate + SECOND, gate, notice_on=day, grace=GRACE)


def test_the_gate_never_opens_again_by_itself() -> None:
    """Of any two moments on any day: what is not taken at the first is not taken at the second."""
    dice = random.Random(20270328)  # noqa: S311 - the same throws each time
    for _ in range(2000):
        day = date(2026, 1, 1) + timedelta(days=dice.randrange(1000))
        near = gate_moment(day) + timedelta(seconds=dice.randrange(-7200, 7200))
        begun = None if dice.random() < 0.3 else near - timedelta(seconds=dice.randrange(9000))
        later = near + timedelta(seconds=dice.randrange(9000))
        first = is_taken(near, begun, notice_on=day, grace=GRACE)
        assert first or not is_taken(later, begun, notice_on=day, grace=GRACE)
        assert is_taken(near, begun, notice_on=day + timedelta(days=1), grace=GRACE) >= first


@dataclass(frozen=True)
class Place:
    permanent_id: str
    level: int


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        ("", ""),
        ("a", "abcd"),
        ("b", "bc"),
        ("c", "c"),
        ("bd", "bcd"),
        ("ac", "abcd"),
        ("e", "ef"),
        ("f", "f"),
        ("ef", "ef"),
        ("g", "g"),
        ("z", ""),
    ],
)
def test_a_section_brings_all_that_stands_under_it(chosen: str, wanted: str) -> None:
    lines = [Place(*one) for one in zip("abcdefg", (1, 2, 3, 2, 1, 3, 1), strict=True)]
    assert with_those_below(list(chosen), lines) == set(wanted)
