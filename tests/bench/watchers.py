"""Thousands of watchers in one process, and what they saw of the news."""

import asyncio
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
            now = time.perf_counter()
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
    pages: list[float] = field(default_factory=list)

    def at(self, share: float) -> float:
        """Milliseconds within which this share of the deliveries was made."""
        return 1000 * statistics.quantiles(self.delays, n=1000)[int(share * 1000) - 1]

    @property
    def missing(self) -> int:
        """Deliveries that did not come."""
        return self.clients * self.events - len(self.delays)


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


async def _ring(server: Server, number: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    asked = f"GET /bel/{number} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"
    writer.write(asked.encode())
    answer = await reader.readuntil(b"}")
    assert b" 200 " in answer.split(b"\r\n", 1)[0], answer
    writer.close()


async def _tell(server: Server, crowd: Sequence[Watcher], seen: Seen) -> None:
    """One piece of news a second; the delay is from the moment it is asked for."""
    began, used = time.perf_counter(), server.seconds_of_processor()
    for number in range(seen.events):
        await asyncio.sleep(max(0.0, began + number - time.perf_counter()))
        asked_at = time.perf_counter()
        await _ring(server, 1)
        seen.pages.append(time.perf_counter() - asked_at)
        for _ in range(500):
            if all(client.heard_at for client in crowd):
                break
            await asyncio.sleep(0.01)
        for client in crowd:
            seen.delays += [at - asked_at for at in client.heard_at[:1]]
            client.heard_at.clear()
    seen.processor = (server.seconds_of_processor() - used) / (time.perf_counter() - began)


async def watch(server: Server, clients: int, seconds: int, join: Join) -> Seen:
    """Let so many come, tell them something each second, cut them all and let them come back."""
    first = await _all_come(server, 20, join)
    before, began = server.memory(), time.perf_counter()
    crowd = [*first, *await _all_come(server, clients - 20, join)]
    seen = Seen(clients, seconds)
    seen.connected_per_second = (clients - 20) / (time.perf_counter() - began)
    await asyncio.sleep(1)
    seen.bytes_per_client = (server.memory() - before) / (clients - 20)
    await _tell(server, crowd, seen)
    await asyncio.gather(*(client.leave() for client in crowd))
    began = time.perf_counter()
    again = await _all_come(server, clients, join)
    seen.back_after = time.perf_counter() - began
    await asyncio.gather(*(client.leave() for client in again))
    return seen
