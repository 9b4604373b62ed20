"""How many watch a thing in the other processes, as each of them said last."""

import secrets
import threading
import time
from dataclasses import dataclass, field

from consultation.live.feeds import Key

EVERY = 5.0
"""Seconds between two times that a process says how many watch there."""

HOLDS = 3 * EVERY
"""Seconds after which what a process said is no longer believed; it may be gone."""

MOST = 10_000
"""Things of processes that are remembered: a bus may carry anything."""


@dataclass
class Crowds:
    """What was heard of the watchers elsewhere; `name` is what the others know this process by."""

    name: str = field(default_factory=lambda: secrets.token_hex(8))
    _heard: dict[tuple[Key, str], tuple[int, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hear(self, key: Key, process: str, count: int) -> None:
        """A process says how many watch a thing there; of itself each knows better."""
        if process == self.name or count < 0:
            return
        with self._lock:
            self._forget_old()
            if len(self._heard) < MOST or (key, process) in self._heard:
                self._heard[key, process] = (count, time.monotonic())

    def elsewhere(self, key: Key) -> int:
        """How many watch a thing in the other processes."""
        with self._lock:
            self._forget_old()
            return sum(count for (thing, _), (count, _at) in self._heard.items() if thing == key)

    def _forget_old(self) -> None:
        oldest = time.monotonic() - HOLDS
        self._heard = {about: said for about, said in self._heard.items() if said[1] >= oldest}
