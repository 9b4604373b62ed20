"""What is believed of the watchers in other processes."""

import pytest

from consultation.live import crowds
from consultation.live.crowds import HOLDS, Crowds

HOUR = ("hours", 1)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until a test sets it."""
    moment = [100.0]
    monkeypatch.setattr(crowds.time, "monotonic", lambda: moment[0])
    return moment


def test_the_last_word_of_each_process_counts(now: list[float]) -> None:
    here = Crowds()
    here.hear(HOUR, "a", 3)
    here.hear(HOUR, "b", 4)
    here.hear(HOUR, "a", 5)
    here.hear(("hours", 2), "a", 60)
    assert here.elsewhere(HOUR) == 9


def test_of_itself_a_process_believes_nobody(now: list[float]) -> None:
    here = Crowds()
    here.hear(HOUR, here.name, 3)
    here.hear(HOUR, "a", -3)
    assert here.elsewhere(HOUR) == 0


def test_what_was_said_long_ago_is_believed_no_more(now: list[float]) -> None:
    here = Crowds()
    here.hear(HOUR, "a", 3)
    now[0] += HOLDS - 1
    here.hear(HOUR, "b", 4)
    assert here.elsewhere(HOUR) == 7
    now[0] += 2
    assert here.elsewhere(HOUR) == 4


def test_a_bus_that_carries_anything_fills_no_memory(
    now: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowds, "MOST", 5)
    here = Crowds()
    for number in range(20):
        here.hear(HOUR, f"stranger {number}", 1)
    here.hear(HOUR, "stranger 0", 2)
    assert here.elsewhere(HOUR) == 6
