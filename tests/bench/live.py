"""Live hours beside the bare library, in one run: `python -m tests.bench live`."""

import asyncio
import json
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.watchers import Join, Seen, watch, within
from tests.live.server import Server, live_server
from tests.live_client import LiveClient
from tests.paper import busy, table, when_and_where

CLIENTS = (200, 500, 1_000, 3_000, 5_000)
SECONDS = 60
WORST = 1.5
"""How many times slower than the bare library the slowest hundredth may be."""

HEAD = [
    "watchers", "server", "p50 / p95 / p99 / longest ms", "told: p50 / p99 ms",
    "p99 of the bare library", "missing", "page", "joined per second", "KB each", "of a core",
    "all back after",
]  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """A server that is measured, and how its news is joined."""

    name: str
    module: str

    async def _join(self, client: LiveClient) -> None:
        assert (await client.ask("listen", {"uur": 1, "na": 0}))["ok"]

    def joining(self, _server: Server) -> Join:
        """How a client joins here."""
        return self._join


class Hour(Subject):
    """The real hour, with its own words."""

    def joining(self, server: Server) -> Join:
        """As a page joins."""
        hour = json.loads(server.get("/uur"))["uur"]

        async def join(client: LiveClient) -> None:
            assert (await client.ask("join", {"uur": hour, "na": 10**6}))["ok"]

        return join


BARE = Subject("bare library", "tests.bench.bare_live:app")
BELLS = Subject("ours, bells", "tests.live.site:app")
HOUR = Hour("ours, an hour", "tests.bench.live_hour:app")


@contextmanager
def served(subject: Subject) -> Iterator[Server]:
    """A server for one measurement."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-live-") as folder,
        live_server(Path(folder), name=subject.module) as server,
    ):
        yield server


def seen_of(subject: Subject, clients: int, seconds: int) -> Seen:
    """What so many watchers saw of a server of its own."""
    with served(subject) as server:
        return asyncio.run(watch(server, clients, seconds, subject.joining(server)))


def cells(subject: Subject, seen: Seen, bare: Seen) -> list[str]:
    """A row of the table."""
    whole = within(seen.delays, 0.99) / within(bare.delays, 0.99)
    told = within(seen.spreads, 0.99) / within(bare.spreads, 0.99)
    return [
        str(seen.clients),
        subject.name,
        " / ".join(f"{within(seen.delays, share):.0f}" for share in (0.5, 0.95, 0.99, 0.999)),
        " / ".join(f"{within(seen.spreads, share):.0f}" for share in (0.5, 0.99)),
        "-" if seen is bare else f"x {whole:.2f}, told x {told:.2f}",
        str(seen.missing),
        f"{1000 * statistics.median(seen.pages):.0f} ms",
        f"{seen.connected_per_second:.0f}",
        f"{seen.bytes_per_client / 1000:.0f}",
        f"{100 * seen.processor:.0f} %",
        f"{seen.back_after:.1f} s",
    ]


def rows_of(clients: int, seconds: int) -> list[list[str]]:
    """Ours and the bare library with so many watchers, one after another."""
    bare = seen_of(BARE, clients, seconds)
    rows = [cells(BARE, bare, bare)]
    for subject in (BELLS, HOUR):
        rows.append(cells(subject, seen_of(subject, clients, seconds), bare))
    return rows


def report(rows: Sequence[Sequence[str]], seconds: int) -> str:
    """What docs/measurements.md says about this run."""
    return f"""
## Live hours

{when_and_where()}, with `make bench`, {busy():.0f} processes busy in the minute before: one
gevent process serves, another one holds all watchers, on the same machine. One event a second for
{seconds} seconds; a delay runs from the moment the page that makes the event is asked for to the
moment a watcher has it, so the page's own time is in it ("page"). "Longest" is that of 999 in
1,000. "Told" runs from the moment the page, having done the rest, begins what the news is: the bare
library its `emit`, ours to let a question in, with the storing of that. The bare library is
Flask-SocketIO as its documentation shows it, without a database and without limits, measured just
before; our p99 may be {WORST} times as long. "Bells" is a feed without tables, "an hour" a question
that is asked and let in, with its receipt. Afterwards all connections are cut and made again, fifty
at once.

{table(HEAD, rows)}
"""
