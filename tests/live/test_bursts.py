"""A crowd that does the same at once is done in one go, and each gets its own answer."""

import threading
import time
from dataclasses import replace

import pytest
from flask import Flask

from config import Profile
from consultation.live import gather, gathers
from consultation.live.bursts import PAUSE, Bursts
from consultation.logbook import transaction

goes: list[list[int]] = []


@gathers("doubled")
def double(numbers: list[int]) -> list[object]:
    goes.append(numbers)
    if 13 in numbers:
        raise RuntimeError("thirteen")
    return [KeyError("odd one") if number == 7 else 2 * number for number in numbers]


@pytest.fixture
def bursts(app: Flask) -> Bursts:
    goes.clear()
    settings = replace(app.config["SETTINGS"], profile=Profile.REAL)
    return Bursts(app, settings)


def all_at_once(bursts: Bursts, numbers: list[int]) -> dict[int, object]:
    """What each of a crowd got, results and errors alike."""
    results: dict[int, object] = {}

    def come(number: int) -> None:
        try:
            results[number] = bursts.put("doubled", number)
        except Exception as error:
            results[number] = error

    crowd = [threading.Thread(target=come, args=(number,)) for number in numbers]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return results


def test_a_crowd_is_done_in_few_goes_and_each_gets_its_own_result(bursts: Bursts) -> None:
    results = all_at_once(bursts, list(range(7)))
    assert results == {number: 2 * number for number in range(7)}
    assert len(goes) <= 2
    assert sorted(number for go in goes for number in go) == list(range(7))


def test_the_first_after_a_quiet_time_does_not_wait_and_the_next_does(bursts: Bursts) -> None:
    began = time.monotonic()
    bursts.put("doubled", 1)
    assert time.monotonic() - began < PAUSE / 2
    bursts.put("doubled", 2)
    assert time.monotonic() - began >= PAUSE


def test_an_error_of_one_is_for_that_one_and_an_error_of_all_is_for_all(bursts: Bursts) -> None:
    bursts.put("doubled", 1)
    mixed = all_at_once(bursts, [6, 7, 8])
    assert (mixed[6], mixed[8]) == (12, 16)
    assert isinstance(mixed[7], KeyError)
    broken = all_at_once(bursts, [12, 13])
    assert {type(result) for result in broken.values()} == {RuntimeError}
    assert all_at_once(bursts, [3]) == {3: 6}, "the next go works again"


def test_in_tests_nobody_waits(app: Flask) -> None:
    with app.app_context():
        began = time.monotonic()
        assert [gather("doubled", number) for number in (1, 2, 3)] == [2, 4, 6]
        assert time.monotonic() - began < PAUSE


def test_nobody_waits_for_a_crowd_inside_a_transaction(database: Flask) -> None:
    with pytest.raises(RuntimeError), transaction():
        gather("doubled", 1)
