"""The phase of a round: worked out from dates in Python and in SQL, always the same (I4)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from consultation import clock
from consultation.database import db
from consultation.rounds.models import Round
from consultation.rounds.queries import in_phase
from consultation.rounds.states import Phase, phase_of
from tests.factories import make_round


@dataclass
class Dates:
    """What a phase is worked out from."""

    published_at: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    withdrawn_at: datetime | None = None
    answered_at: datetime | None = None


OPENS = clock.start_of_day(date(2026, 10, 1))
CLOSES = clock.end_of_day(date(2026, 10, 31))
BEFORE = OPENS - timedelta(days=10)
AFTER = CLOSES + timedelta(days=40)
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)

PUBLISHED = Dates(BEFORE, OPENS, CLOSES)
ANSWERED = Dates(BEFORE, OPENS, CLOSES, answered_at=AFTER)
WITHDRAWN = Dates(BEFORE, OPENS, CLOSES, withdrawn_at=OPENS + DAY)

CASES = [
    ("nothing is known", Dates(), OPENS, Phase.PREPARATION),
    ("dates, not announced", Dates(None, OPENS, CLOSES), OPENS, Phase.PREPARATION),
    ("dates, not announced, past", Dates(None, OPENS, CLOSES), AFTER, Phase.PREPARATION),
    ("announced without dates", Dates(BEFORE), OPENS, Phase.PREPARATION),
    ("announced, long before", PUBLISHED, BEFORE, Phase.ANNOUNCED),
    ("just before it opens", PUBLISHED, OPENS - TICK, Phase.ANNOUNCED),
    ("the instant it opens", PUBLISHED, OPENS, Phase.OPEN),
    ("just before it closes", PUBLISHED, CLOSES - TICK, Phase.OPEN),
    ("the instant it closes", PUBLISHED, CLOSES, Phase.PROCESSING),
    ("long after it closed", PUBLISHED, AFTER + DAY, Phase.PROCESSING),
    ("just before the note", ANSWERED, AFTER - TICK, Phase.PROCESSING),
    ("the instant of the note", ANSWERED, AFTER, Phase.ANSWERED),
    ("just before withdrawal", WITHDRAWN, OPENS + DAY - TICK, Phase.OPEN),
    ("the instant of withdrawal", WITHDRAWN, OPENS + DAY, Phase.WITHDRAWN),
    ("withdrawn in preparation", Dates(withdrawn_at=BEFORE), OPENS, Phase.WITHDRAWN),
    (
        "withdrawal wins over an answer",
        Dates(BEFORE, OPENS, CLOSES, withdrawn_at=AFTER, answered_at=AFTER),
        AFTER,
        Phase.WITHDRAWN,
    ),
]


@pytest.mark.parametrize(("why", "dates", "now", "expected"), CASES, ids=[c[0] for c in CASES])
def test_the_phase_follows_from_the_dates(
    why: str, dates: Dates, now: datetime, expected: Phase
) -> None:
    assert phase_of(dates, now) is expected, why


def test_sql_says_the_same_as_python(database: Flask) -> None:
    made = {
        make_round(**vars(dates)).id: (why, now, expected) for why, dates, now, expected in CASES
    }
    for number, (why, now, expected) in made.items():
        query = db.select(Round.id).where(Round.id == number)
        found = {p for p in Phase if db.session.scalar(query.where(in_phase(p, now)))}
        assert found == {expected}, why


def test_every_round_is_in_one_phase_at_every_moment(database: Flask) -> None:
    rounds = [make_round(**vars(dates)) for _why, dates, _now, _expected in CASES]
    moments = {moment for _why, _dates, moment, _expected in CASES}
    for moment in moments:
        for phase in Phase:
            by_sql = set(db.session.scalars(db.select(Round.id).where(in_phase(phase, moment))))
            by_python = {one.id for one in rounds if one.phase(moment) is phase}
            assert by_sql == by_python, (phase, moment)


NIGHTS = [
    ("a night in winter", date(2026, 1, 15), timedelta(hours=1), 24),
    ("a night in summer", date(2026, 7, 15), timedelta(hours=2), 24),
    ("the clock goes forward", date(2026, 3, 29), timedelta(hours=1), 23),
    ("the clock goes back", date(2026, 10, 25), timedelta(hours=2), 25),
    ("31 October", date(2026, 10, 31), timedelta(hours=1), 24),
    ("the last day of the year", date(2026, 12, 31), timedelta(hours=1), 24),
]


@pytest.mark.parametrize(("why", "day", "ahead", "hours"), NIGHTS, ids=[n[0] for n in NIGHTS])
def test_a_day_lasts_from_midnight_to_midnight_in_the_netherlands(
    why: str, day: date, ahead: timedelta, hours: int
) -> None:
    opens, closes = clock.start_of_day(day), clock.end_of_day(day)
    assert opens == datetime(day.year, day.month, day.day, tzinfo=UTC) - ahead, why
    assert closes - opens == timedelta(hours=hours), why
    one_day = Dates(BEFORE - timedelta(days=400), opens, closes)
    last = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=clock.HERE)
    assert phase_of(one_day, last.astimezone(UTC)) is Phase.OPEN
    assert phase_of(one_day, last.astimezone(UTC) + clock.SECOND) is Phase.PROCESSING


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24),
                                 date(2026, 10, 25), date(2026, 10, 31)])  # fmt: skip
def test_closing_days_hold_on_the_database_too(database: Flask, day: date) -> None:
    made = make_round(opens_at=OPENS - timedelta(days=300), closes_at=clock.end_of_day(day))
    last = clock.end_of_day(day) - clock.SECOND
    for moment, phase in ((last, Phase.OPEN), (last + clock.SECOND, Phase.PROCESSING)):
        found = db.session.scalar(db.select(Round.id).where(in_phase(phase, moment)))
        assert found == made.id, (day, phase)
