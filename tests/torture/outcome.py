"""What was seen of an attack or a failure, beside what we want."""

import asyncio
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.live.server import Server

MOST_MEMORY = 20
"""Megabytes by which an attack may make the server grow."""

MOST_WAIT = 500.0
"""Milliseconds within which 95 of 100 pages come while it lasts."""


FEWEST = 20
"""Pages that are asked at least, however quickly an attack is over."""


@dataclass
class Outcome:
    """One row: what was done, what was seen, and whether that is what we want."""

    name: str
    target: str
    seen: str
    is_good: bool

    def cells(self) -> list[str]:
        """As the table shows it."""
        return [self.name, self.target, self.seen, "yes" if self.is_good else "**no**"]


@dataclass
class Watch:
    """The pages and the weight of a server while something is done to it."""

    server: Server
    times: list[float] = field(default_factory=list)
    failed: int = 0
    before: int = 0
    threads_before: int = 0
    most: int = 0
    threads: int = 0

    def p95(self) -> float:
        """Milliseconds within which 95 of 100 pages came."""
        return 1000 * statistics.quantiles(self.times, n=20)[-1]

    def pages_go_on(self) -> bool:
        """Whether pages came in time, all of them."""
        return self.p95() <= MOST_WAIT and not self.failed

    def grew(self) -> float:
        """Megabytes the server grew at most."""
        return (self.most - self.before) / 1e6

    def weigh(self) -> None:
        """Look how large the server is."""
        self.most = max(self.most, self.server.memory())
        self.threads = max(self.threads, threads_of(self.server))

    def outcome(self, name: str, *, cut: bool = True, more: str = "") -> Outcome:
        """The row of this attack."""
        good = cut and self.grew() <= MOST_MEMORY and self.pages_go_on()
        good = good and self.threads - self.threads_before <= 5
        seen = f"+{self.grew():.1f} MB, {self.threads - self.threads_before:+d} threads"
        seen += f", pages p95 {self.p95():.0f} ms"
        seen += f", {self.failed} pages failed" if self.failed else ""
        seen += f", {more}" if more else ""
        seen += "" if cut else ", not cut"
        target = f"cut, +{MOST_MEMORY} MB, +5 threads, pages p95 {MOST_WAIT:.0f} ms"
        return Outcome(name, target, seen, good)


def threads_of(server: Server) -> int:
    """Threads of the system in the workers."""
    return sum(len(list(Path(f"/proc/{one}/task").iterdir())) for one in server.workers())


@contextmanager
def watching(server: Server, page: str = "/") -> Iterator[Watch]:
    """Ask for a page again and again until the block ends."""
    server.get(page)
    watch = Watch(server, before=server.memory(), threads_before=threads_of(server))
    watch.weigh()
    over = threading.Event()

    def visit() -> None:
        while not over.wait(0.03) or len(watch.times) < FEWEST:
            began = time.perf_counter()
            try:
                server.get(page, timeout=10)
            except OSError:
                watch.failed += 1
            watch.times.append(time.perf_counter() - began)
            watch.weigh()

    visitor = threading.Thread(target=visit)
    visitor.start()
    try:
        yield watch
    finally:
        over.set()
        visitor.join()


async def within(seconds: float, waiting: asyncio.Future[None]) -> bool:
    """Whether something happened in time."""
    try:
        await asyncio.wait_for(asyncio.shield(waiting), seconds)
    except TimeoutError:
        return False
    return True
