"""The pump: one thread a process that reads what is new and tells the sockets that watch it."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask

from consultation.live.feeds import Key, feed_named, fresh_look, hooks
from consultation.live.rooms import Rooms

log = logging.getLogger(__name__)

SECOND = 1.0
"""Seconds between two looks at the counters, whoever was or was not heard."""

HEARTBEAT = 10.0
"""Seconds between two heartbeats of a thing."""


@contextmanager
def _survives(what: str) -> Iterator[None]:
    """One feed or hook that fails is written down and does not stop the others."""
    try:
        yield
    except Exception:
        log.exception("live: %s failed", what)


class Pump:
    """Tells what was kicked at once, and looks at everything that is watched each second."""

    def __init__(self, app: Flask, rooms: Rooms, also: Callable[[], None]) -> None:
        self._app = app
        self._rooms = rooms
        self._also = also
        self._kicked: set[Key] = set()
        self._woken = threading.Event()
        self._turn = threading.Lock()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._next_heartbeat = time.monotonic() + HEARTBEAT

    def start(self) -> None:
        """Begin, when nobody did yet."""
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="live", daemon=True)
                self._thread.start()

    def kick(self, key: Key) -> None:
        """Something happened to this thing: look at once, when anybody here watches it."""
        if self._rooms.find(key) is not None:
            self._kicked.add(key)
            self._woken.set()

    def _run(self) -> None:
        next_second = time.monotonic()
        while True:
            self._woken.wait(max(0.0, next_second - time.monotonic()))
            self._woken.clear()
            self.deliver()
            if time.monotonic() >= next_second:
                next_second = time.monotonic() + SECOND
                with _survives("the look of each second"):
                    self.look_around()

    def deliver(self) -> None:
        """Tell what was kicked."""
        with self._turn:
            while self._kicked:
                room = self._rooms.find(self._kicked.pop())
                if room is not None:
                    with _survives(f"{room.feed.name} {room.thing}"):
                        room.read_on()

    def look_around(self) -> None:
        """What happens each second: hooks, counters, what the hall wants too, heartbeats."""
        self._rooms.forget_empty()
        watched = self._rooms.watched()
        for hook in hooks():
            with _survives(f"the hook {hook.__name__}"), fresh_look(self._app):
                hook(watched)
        for name, things in watched.items():
            with _survives(f"the counters of {name}"):
                self._compare(name, things)
        self.deliver()
        with _survives("what the hall does each second"):
            self._also()
        if time.monotonic() >= self._next_heartbeat:
            self._next_heartbeat = time.monotonic() + HEARTBEAT
            self.beat()

    def _compare(self, name: str, things: set[int]) -> None:
        with fresh_look(self._app):
            newest = feed_named(name).newest(things)
        for thing, number in newest.items():
            room = self._rooms.find((name, thing))
            if room is not None and room.number is not None:
                room.newest = number
                if number > room.number:
                    self._kicked.add((name, thing))

    def beat(self) -> None:
        """A heartbeat for everybody."""
        for room in self._rooms:
            with self._turn, _survives("a heartbeat"):
                room.beat()
