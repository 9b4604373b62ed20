"""Who watches gets every event once and in order, in whatever way it becomes known."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIO
from flask_socketio.test_client import SocketIOTestClient

from consultation.errors import Refused
from consultation.live import each_second, events, feeds, online, pump, socketio
from consultation.live.hall import Hall
from consultation.live.packets import NAMESPACE
from consultation.live.rooms import KEPT
from tests.live.bells import BELLS, ring
from tests.live.halls import empty_hall


class Listener:
    """A socket of the library's test client."""

    def __init__(self, app: Flask, sockets: SocketIO) -> None:
        self.client: SocketIOTestClient = sockets.test_client(app, namespace=NAMESPACE)

    def ask(self, event: str, *sent: object) -> dict[str, Any]:
        answer: dict[str, Any] = self.client.emit(event, *sent, namespace=NAMESPACE, callback=True)
        return answer

    def listen(self, bell: int = 1, na: int = 0, **more: Any) -> list[int]:
        return numbers(self.ask("listen", {"uur": bell, "na": na, **more})["gebeurtenissen"])

    def heard(self, name: str = "gebeurtenis") -> list[dict[str, Any]]:
        received = self.client.get_received(NAMESPACE) if self.is_here() else []
        return [said["args"][0] for said in received if said["name"] == name]

    def is_here(self) -> bool:
        return bool(self.client.is_connected(NAMESPACE))


def numbers(events: list[dict[str, Any]]) -> list[int]:
    return [event["nummer"] for event in events]


@pytest.fixture
def hall(app: Flask) -> Iterator[Hall]:
    """A hall of its own on the application, with nobody in it and no bell rung."""
    BELLS.__init__()  # type: ignore[misc]
    with empty_hall(app) as hall, app.app_context():
        yield hall


@pytest.fixture
def comes(app: Flask, hall: Hall) -> Callable[[], Listener]:
    return lambda: Listener(app, hall.socketio)


def written_by(log: logging.Logger, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a module writes in the log, whatever other tests did to logging."""
    written: list[str] = []
    monkeypatch.setattr(log, "exception", lambda text, *more: written.append(text % more))
    return written


Comes = Callable[[], Listener]


def test_who_comes_late_gets_what_was_missed_and_then_what_follows(comes: Comes) -> None:
    for _ in range(3):
        BELLS.ring(1)
    one, other = comes(), comes()
    assert one.listen(na=0) == [1, 2, 3]
    assert other.listen(na=2) == [3]
    ring(1)
    ring(2)
    assert numbers(one.heard()) == numbers(other.heard()) == [4]


def test_what_nobody_told_is_found_within_a_second(comes: Comes, hall: Hall) -> None:
    one = comes()
    one.listen()
    BELLS.ring(1)
    assert one.heard() == []
    hall.pump.look_around()
    assert numbers(one.heard()) == [1]
    hall.pump.look_around()
    assert one.heard() == []


def test_a_number_that_is_not_committed_yet_holds_up_those_after_it(comes: Comes) -> None:
    one = comes()
    one.listen()
    BELLS.ring(1)
    BELLS.rung[1][0]["nummer"] = 2
    ring(1)
    assert one.heard() == []
    BELLS.rung[1].insert(0, {"nummer": 1})
    BELLS.rung[1].pop()
    ring(1)
    assert numbers(one.heard()) == [1, 2, 3]


def test_asking_again_begins_again(comes: Comes) -> None:
    one = comes()
    one.listen()
    for _ in range(3):
        ring(1)
    assert numbers(one.heard()) == [1, 2, 3]
    assert one.listen(na=1) == [2, 3]
    ring(1)
    assert numbers(one.heard()) == [4]


@pytest.mark.parametrize(("na", "missed"), [(-5, [1, 2]), (2, []), (99, [])])
def test_a_number_of_a_client_is_no_truth(comes: Comes, na: int, missed: list[int]) -> None:
    BELLS.ring(1)
    BELLS.ring(1)
    first = comes()
    assert first.listen(na=na) == missed
    again = comes()
    assert again.listen(na=na) == missed
    ring(1)
    assert numbers(first.heard()) == numbers(again.heard()) == [3]


def test_who_comes_from_a_quicker_process_gets_nothing_twice(comes: Comes) -> None:
    one, other = comes(), comes()
    one.listen()
    BELLS.ring(1)
    assert other.listen(na=1) == [], "it heard number 1 elsewhere, before this process did"
    ring(1)
    assert numbers(one.heard()) == [1, 2]
    assert numbers(other.heard()) == [2]


def test_a_crowd_reads_the_feed_once(comes: Comes) -> None:
    for _ in range(KEPT - 10):
        BELLS.ring(1)
    assert len(comes().listen()) == KEPT - 10
    reads = BELLS.reads
    for _ in range(20):
        assert len(comes().listen()) == KEPT - 10
    assert BELLS.reads == reads
    for _ in range(20):
        ring(1)
    assert len(comes().listen()) == KEPT + 10, "what is no longer kept is read"


def test_a_right_that_ends_ends_the_socket_before_the_next_event(comes: Comes) -> None:
    host, visitor = comes(), comes()
    host.listen(regie=True, wie="Hans")
    visitor.listen()
    ring(1)
    assert numbers(host.heard()) == [1]
    BELLS.listeners["Hans"] = False
    ring(1)
    assert not host.is_here()
    assert visitor.is_here()
    assert numbers(visitor.heard()) == [1, 2]


def test_a_right_that_ends_in_silence_ends_with_the_next_heartbeat(
    comes: Comes, hall: Hall
) -> None:
    host = comes()
    host.listen(regie=True, wie="Hilde")
    hall.pump.beat()
    assert host.heard("hartslag") == [{"uur": "bel-1", "nummer": 0, "regie": True}]
    del BELLS.listeners["Hilde"]  # asking raises
    hall.pump.beat()
    assert not host.is_here()


def test_a_heartbeat_says_the_newest_number_also_of_what_cannot_be_read(
    comes: Comes, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = comes()
    one.listen()
    BELLS.ring(1)
    with monkeypatch.context() as broken:
        room = hall.rooms.find(("bells", 1))
        assert room is not None
        broken.setattr(type(room), "read_on", None)
        hall.pump.look_around()
    hall.pump.beat()
    assert one.heard("hartslag") == [{"uur": 1, "nummer": 1}]


def test_a_feed_or_hook_that_fails_stops_nothing(
    comes: Comes,
    hall: Hall,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feeds, "_each_second", [])
    written = written_by(pump.log, monkeypatch)
    seen: list[object] = []

    @each_second
    def broken(watched: object) -> None:
        raise RuntimeError("a hook")

    @each_second
    def sound(watched: object) -> None:
        seen.append(watched)

    one = comes()
    one.listen()
    BELLS.fails = True
    BELLS.ring(1)
    hall.pump.look_around()
    assert written == ["live: the hook broken failed", "live: the counters of bells failed"]
    assert seen == [{"bells": {1}}]
    BELLS.fails = False
    hall.pump.look_around()
    assert numbers(one.heard()) == [1]


def test_how_many_watch_is_known_and_an_empty_room_is_forgotten(comes: Comes, hall: Hall) -> None:
    one, other = comes(), comes()
    one.listen()
    one.listen()
    other.listen()
    assert online("bells", 1) == 2
    assert one.ask("count", {"uur": 1})["hier"] == 2
    one.client.disconnect(NAMESPACE)
    assert online("bells", 1) == 1
    other.client.disconnect(NAMESPACE)
    hall.pump.look_around()
    assert list(hall.rooms) == []


def test_a_socket_watches_so_much_and_no_more(comes: Comes) -> None:
    one = comes()
    for bell in range(1, 12):
        one.listen(bell)
    ring(1)
    ring(11)
    assert one.heard() == [{"nummer": 1, "soort": "geluid"}]
    assert online("bells", 1) == 0


def test_an_error_is_an_answer(
    comes: Comes,
    hall: Hall,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = written_by(events.log, monkeypatch)
    one = comes()
    assert one.ask("listen", "no object") == {"ok": False}
    assert one.ask("listen", {"uur": []}) == {"ok": False}
    assert written == ["the event listen failed"] * 2

    def refuse(*_given: object) -> None:
        raise Refused("too_many_attempts", minutes=5)

    monkeypatch.setattr("tests.live.bells.watch", refuse)
    answer = one.ask("listen", {"uur": 1})
    assert answer["ok"] is False
    assert "5 minuten" in answer["melding"]


def test_the_application_has_a_hall(app: Flask) -> None:
    with app.app_context():
        assert socketio() is app.extensions["socketio"]
