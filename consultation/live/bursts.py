"""Many who do the same at once are done in one go: one transaction for a crowd that clicks."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask, current_app

from config import Profile, Settings
from consultation.live.feeds import fresh_look, give_connection_back

PAUSE = 0.25
"""Seconds between two goes of one kind in one process."""

PATIENCE = 30.0
"""Seconds after which somebody who waits is told that it failed."""

Go = Callable[[list[Any]], Sequence[Any]]
Gathering = TypeVar("Gathering", bound=Go)

_goes: dict[str, Go] = {}


class NotDone(RuntimeError):
    """The go in which somebody waited did not end."""


def gathers(name: str) -> Callable[[Gathering], Gathering]:
    """Let this do everything that is gathered under a name.

    It gets all items and gives as many results in the same order. A result that is an exception
    is raised to the one who brought the item; an exception it raises itself is raised to all.
    """

    def register(go: Gathering) -> Gathering:
        _goes[name] = go
        return go

    return register


def gather(name: str, item: object) -> Any:
    """Put an item with those of others and wait for its result; never inside a transaction.

    The first after a quiet time is done at once; in a burst at most four goes a second are made.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    give_connection_back()
    bursts: Bursts = app.extensions["live_bursts"]
    return bursts.put(name, item)


@dataclass
class _Waiting:
    item: object
    done: threading.Event = field(default_factory=threading.Event)
    result: object = None

    def end(self, result: object) -> None:
        self.result = result
        self.done.set()


class _Burst:
    """Those of one kind who wait; the first of them does the work of all."""

    def __init__(self) -> None:
        self.waiting: list[_Waiting] = []
        self.lock = threading.Lock()
        self.next_go = 0.0


class Bursts:
    """Everything that is gathered in this process."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._app = app
        self._pause = 0.0 if settings.profile is Profile.TEST else PAUSE
        self._bursts: dict[str, _Burst] = {}
        self._lock = threading.Lock()

    def put(self, name: str, item: object) -> Any:
        """Wait for the go that takes this item, or make it. Raises what the go says of it."""
        with self._lock:
            burst = self._bursts.setdefault(name, _Burst())
        mine = _Waiting(item)
        with burst.lock:
            burst.waiting.append(mine)
            leads = len(burst.waiting) == 1
        if leads:
            self._lead(burst, _goes[name])
        elif not mine.done.wait(PATIENCE):
            raise NotDone
        if isinstance(mine.result, BaseException):
            raise mine.result
        return mine.result

    def _lead(self, burst: _Burst, go: Go) -> None:
        crowd: list[_Waiting] = []
        try:
            time.sleep(max(0.0, burst.next_go - time.monotonic()))
            with burst.lock:
                crowd, burst.waiting = burst.waiting, []
                burst.next_go = time.monotonic() + self._pause
            self._go(crowd, go)
        finally:
            for one in crowd or burst.waiting:
                if not one.done.is_set():
                    one.end(NotDone())

    def _go(self, crowd: Sequence[_Waiting], go: Go) -> None:
        try:
            with fresh_look(self._app):
                results = list(go([one.item for one in crowd]))
            if len(results) != len(crowd):
                raise NotDone(f"{len(results)} results for {len(crowd)} items")
        except Exception as error:
            results = [error] * len(crowd)
        for one, result in zip(crowd, results, strict=True):
            one.end(result)
