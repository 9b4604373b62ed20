from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation import clock
from consultation.contributions.states import (
    CONTRIBUTION_STEPS,
    LIMIT,
    ContributionState,
    Timing,
    timing_of,
)
from consultation.steps import reachable

OPENS = datetime(2026, 10, 1, 7, 0, tzinfo=UTC)
CLOSES = clock.end_of_day(datetime(2026, 10, 31, tzinfo=UTC).date())
GRACE = timedelta(minutes=30)
SECOND = timedelta(seconds=1)


def judged(sent_at: datetime, begun_at: datetime | None = OPENS) -> Timing:
    return timing_of(sent_at, begun_at, opens_at=OPENS, closes_at=CLOSES, grace=GRACE)


@pytest.mark.parametrize(
    ("sent_at", "begun_at", "timing"),
    [
        (OPENS - SECOND, OPENS - SECOND, Timing.EARLY),
        (OPENS, OPENS, Timing.IN_TIME),
        (CLOSES - SECOND, CLOSES - SECOND, Timing.IN_TIME),
        (CLOSES, CLOSES - SECOND, Timing.GRACE),
        (CLOSES + GRACE - SECOND, OPENS, Timing.GRACE),
        (CLOSES + GRACE, OPENS, Timing.LATE),
        (CLOSES + timedelta(days=3), OPENS, Timing.LATE),
        (CLOSES, CLOSES, Timing.REFUSED),
        (CLOSES + SECOND, None, Timing.REFUSED),
    ],
)
def test_the_moment_decides_what_happens_with_an_input(
    sent_at: datetime, begun_at: datetime | None, timing: Timing
) -> None:
    assert judged(sent_at, begun_at) is timing


def test_a_round_that_closes_on_the_31st_accepts_at_23_59_59_and_no_later() -> None:
    last = datetime(2026, 10, 31, 22, 59, 59, tzinfo=UTC)  # 23.59.59 here, in winter time
    assert clock.amsterdam(last).strftime("%H:%M:%S") == "23:59:59"
    assert judged(last, last) is Timing.IN_TIME
    assert judged(last + SECOND, last + SECOND) is Timing.REFUSED


moments = st.datetimes(datetime(2026, 9, 1), datetime(2026, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@given(moments, st.one_of(st.none(), moments))
def test_nothing_sent_before_closing_is_refused_and_nothing_begun_after_it_is_taken(
    sent_at: datetime, begun_at: datetime | None
) -> None:
    timing = judged(sent_at, begun_at)
    if OPENS <= sent_at < CLOSES:
        assert timing is Timing.IN_TIME
    elif sent_at >= CLOSES:
        begun_in_time = begun_at is not None and begun_at < CLOSES
        assert (timing is Timing.REFUSED) is not begun_in_time


@given(moments, moments, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_sending_later_never_gives_a_better_verdict(
    sent_at: datetime, begun_at: datetime, later: timedelta
) -> None:
    order = [Timing.IN_TIME, Timing.GRACE, Timing.LATE]
    first, second = judged(sent_at, begun_at), judged(sent_at + later, begun_at)
    if first in order and second in order:
        assert order.index(first) <= order.index(second)


def test_every_state_can_be_reached_and_only_erased_is_the_end() -> None:
    assert reachable(CONTRIBUTION_STEPS, ContributionState.DRAFT) == set(ContributionState)
    ends = [state for state, following in CONTRIBUTION_STEPS.items() if not following]
    assert ends == [ContributionState.ERASED]


def test_the_limit_covers_the_longest_real_reactions() -> None:
    assert LIMIT >= 4000
