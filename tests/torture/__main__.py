"""`python -m tests.torture`: attacks and failures in full, printed and written down.

With words, only the rows whose name holds one of them are done, and nothing is written.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.live.server import Server, live_server
from tests.paper import busy, say, table, when_and_where, write_part
from tests.torture.attacks import ATTACKS, attacked, never_comes_in
from tests.torture.crowds import HOLDS, held, unread
from tests.torture.failing import come_and_go, killed, without_redis
from tests.torture.outcome import Outcome

HEAD = ["what is done", "what we want", "what was seen", "good"]
HELD = {"sockets that say nothing": 500, "connections that ask nothing": 500}
OnServer = Callable[[Server], Outcome]
InFolder = Callable[[Path], Outcome]


def on_server() -> Iterator[tuple[str, OnServer]]:
    """What is done to one server, one after another."""
    for name in ATTACKS:
        yield name, lambda server, name=name: attacked(server, name)
    yield "sockets that never come in", lambda server: never_comes_in(server, 500)
    for name in HOLDS:
        count = HELD.get(name, 200)
        yield name, lambda server, name=name, count=count: held(server, name, count, 12)
    yield "sockets that do not read", lambda server: unread(server, 100, 100, 200)
    yield "visits", lambda server: come_and_go(server, 100, 50)


def in_folder() -> Iterator[tuple[str, InFolder]]:
    """What has a server of its own."""
    yield "killed", lambda at: killed(at, workers=2, visitors=2_000, seconds=300, pause=20)
    yield "Redis", lambda at: without_redis(at, visitors=500, seconds=120, pause=20)


def wanted(name: str, words: list[str]) -> bool:
    """Whether a row was asked for."""
    return not words or any(word in name for word in words)


def do_all(words: list[str]) -> list[Outcome]:
    """Every row that is wanted, printed when it is there."""
    rows: list[Outcome] = []

    def keep(row: Outcome) -> None:
        rows.append(row)
        say("  " + " | ".join(row.cells()))

    small = [act for name, act in on_server() if wanted(name, words)]
    if small:
        with (
            tempfile.TemporaryDirectory(prefix="torture-") as folder,
            live_server(Path(folder)) as server,
        ):
            for act in small:
                keep(act(server))
    for name, deed in in_folder():
        if wanted(name, words):
            with tempfile.TemporaryDirectory(prefix="torture-") as folder:
                keep(deed(Path(folder)))
    return rows


def report(rows: list[Outcome]) -> str:
    """What docs/measurements.md says about this run."""
    return f"""
## Attacks and failures of live hours

{when_and_where()}, with `make torture`, {busy():.0f} processes busy in the minute before. A
real server (gunicorn, gevent) with a feed of bells; growth is that of all web processes together,
pages are the start page, asked again and again meanwhile. `tests/live/test_attacks.py` does the
same in small with every run of the tests.

{table(HEAD, [row.cells() for row in rows])}
"""


def main(words: list[str]) -> int:
    """Do what is wanted; write it down when it is everything."""
    rows = do_all(words)
    if not words:
        write_part("torture", report(rows))
    return 0 if all(row.is_good for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
