"""The attacks and failures of `make torture`, at a size that fits between the other tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.server import Server, live_server
from tests.torture import attacks, crowds, failing, outcome
from tests.torture.outcome import Outcome


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with live_server(tmp_path_factory.mktemp("attacked")) as server:
        yield server


@pytest.fixture(autouse=True)
def busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests run beside these: what is slow then is not yet what is held up."""
    monkeypatch.setattr(outcome, "MOST_WAIT", 3_000.0)
    monkeypatch.setattr(attacks, "CUT_WITHIN", 5.0)


def good(row: Outcome) -> bool:
    assert row.is_good, " | ".join(row.cells())
    return True


@pytest.mark.parametrize("name", attacks.ATTACKS)
def test_an_attack_is_cut_and_costs_nobody_anything(server: Server, name: str) -> None:
    assert good(attacks.attacked(server, name, times=1))


@pytest.mark.parametrize("name", crowds.HOLDS)
def test_pages_go_on_while_many_hold_on(server: Server, name: str) -> None:
    assert good(crowds.held(server, name, 60, 1.0))


def test_who_does_not_read_holds_up_nobody(server: Server) -> None:
    assert good(crowds.unread(server, 5, 10, 40))


def test_nothing_is_left_of_who_came_and_went(server: Server) -> None:
    assert good(failing.come_and_go(server, 10, 20))


def test_nobody_misses_anything_when_processes_are_killed(tmp_path: Path) -> None:
    assert good(failing.killed(tmp_path, workers=2, visitors=20, seconds=5, pause=2))
