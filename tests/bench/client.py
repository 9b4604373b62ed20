"""A closed-loop client in plain sockets: so many visitors, each asking again when answered."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Speed:
    """What was seen of one page."""

    times: Sequence[float]
    seconds: float
    bytes: int

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds

    def at(self, share: float) -> float:
        """The time, in milliseconds, within which this share was answered."""
        return 1000 * statistics.quantiles(self.times, n=100)[int(share * 100) - 1]


Ask = Callable[[http.client.HTTPConnection], int]


def getting(path: str) -> Ask:
    """Ask for a page as a browser does."""

    def ask(connection: http.client.HTTPConnection) -> int:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} gives {answer.status}")
        return len(body)

    return ask


LONGEST = 15.0
"""Seconds after which no visitor asks again, so that a slow page does not hold up the rest."""


def measure(port: int, asks: Sequence[Ask], *, at_once: int) -> Speed:
    """Ask these, so many at once, each visitor over one connection."""
    waiting, times, sizes, lock = list(reversed(asks)), [], [], threading.Lock()
    failed: list[Exception] = []
    began = time.perf_counter()

    def visitor() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while not failed and time.perf_counter() - began < LONGEST:
            with lock:
                if not waiting:
                    break
                ask = waiting.pop()
            asked = time.perf_counter()
            try:
                size = ask(connection)
            except Exception as error:
                failed.append(error)
                break
            with lock:
                times.append(time.perf_counter() - asked)
                sizes.append(size)
        connection.close()

    visitors = [threading.Thread(target=visitor) for _ in range(at_once)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    if failed:
        raise failed[0]
    return Speed(times, time.perf_counter() - began, max(sizes))
