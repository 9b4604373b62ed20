"""Thousands of watchers in one process, and what they saw of the news."""

import asyncio
import json
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.live.server import Server
from tests.live_client import LiveClient

AT_ONCE = 50
"""Connections that are made side by side."""

NEWS = b'["gebeurtenis"'
PING = b"\x81\x012"
PONG = b"\x81\x81\0\0\0\x003"

Join = Callable[[LiveClient], Awaitable[Any]]


class Watcher(LiveClient):
    """A client that from some moment on only counts, so that it costs as little as it can."""

    offers = ""  # the bare library would take it up
    heard_at: list[float]
    counts = False

    def data_received(self, data: bytes) -> None:
        if not self.counts:
            super().data_received(data)
        elif data == PING:
            self.transport.write(PONG)
        else:
            now = time.monotonic()
            self.heard_at += [now] * data.count(NEWS)


@dataclass
class Seen:
    """What was seen of one server with so many watchers."""

    clients: int
    events: int = 0
    connected_per_second: float = 0.0
    bytes_per_client: float = 0.0
    processor: float = 0.0
    back_after: float = 0.0
    delays: list[float] = field(default_factory=list)
    """Seconds from the moment a page is asked for the news until a watcher has it."""
    spreads: list[float] = field(default_factory=list)
    """Seconds of these from the moment that page begins to tell it, when it has done the rest."""
    pages: list[float] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """Deliveries that did not come."""
        return self.clients * self.events - len(self.delays)


def within(times: Sequence[float], share: float) -> float:
    """Milliseconds within which this share of the deliveries was made."""
    return 1000 * statistics.quantiles(times, n=1000)[int(share * 1000) - 1]


async def _all_come(server: Server, count: int, join: Join) -> list[Watcher]:
    """So many watchers, some side by side."""
    gate, crowd = asyncio.Semaphore(AT_ONCE), []

    async def come() -> None:
        async with gate:
            client = await Watcher.come(server.port)
            assert isinstance(client, Watcher)
            await join(client)
            client.heard_at, client.counts = [], True
            crowd.append(client)

    await asyncio.gather(*(come() for _ in range(count)))
    return crowd


async def _ring(server: Server, number: int) -> float:
    """Ask for news; the moment at which the page began to tell it (one clock for all processes)."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    asked = f"GET /bel/{number} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"
    writer.write(asked.encode())
    answer = await reader.readuntil(b"}")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b" 200 " in head.split(b"\r\n", 1)[0], answer
    writer.close()
    return float(json.loads(body)["om"])


async def _tell(server: Server, crowd: Sequence[Watcher], seen: Seen) -> None:
    """One piece of news a second; the delay is from the moment it is asked for."""
    began, used = time.monotonic(), server.seconds_of_processor()
    for number in range(seen.events):
        await asyncio.sleep(max(0.0, began + number - time.monotonic()))
        asked_at = time.monotonic()
        told_at = await _ring(server, 1)
        seen.pages.append(time.monotonic() - asked_at)
        for _ in range(500):
            if all(client.heard_at for client in crowd):
                break
            await asyncio.sleep(0.01)
        for client in crowd:
            seen.delays += [at - asked_at for at in client.heard_at[:1]]
            seen.spreads += [at - told_at for at in client.heard_at[:1]]
            client.heard_at.clear()
    seen.processor = (server.seconds_of_processor() - used) / (time.monotonic() - began)


async def watch(server: Server, clients: int, seconds: int, join: Join) -> Seen:
    """Let so many come, tell them something each second, cut them all and let them come back."""
    first = await _all_come(server, 20, join)
    before, began = server.memory(), time.monotonic()
    crowd = [*first, *await _all_come(server, clients - 20, join)]
    seen = Seen(clients, seconds)
    seen.connected_per_second = (clients - 20) / (time.monotonic() - began)
    await asyncio.sleep(1)
    seen.bytes_per_client = (server.memory() - before) / (clients - 20)
    await _tell(server, crowd, seen)
    await asyncio.gather(*(client.leave() for client in crowd))
    began = time.monotonic()
    again = await _all_come(server, clients, join)
    seen.back_after = time.monotonic() - began
    await asyncio.gather(*(client.leave() for client in again))
    return seen
