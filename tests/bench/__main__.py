"""`python -m tests.bench`: measures, prints, and writes the table in docs/measurements.md."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from consultation.accounts.models import Account
from consultation.database import db
from tests.bench import live
from tests.bench.client import LONGEST, Ask, Speed, getting, measure
from tests.bench.imports import bench_imports
from tests.bench.language import bench_language
from tests.bench.place import REACTIONS, SECTIONS, Place, make_place, memory_of, serving
from tests.bench.sending import ready_to_send
from tests.bench.versions import bench_versions
from tests.page import Visit
from tests.paper import busy, say, table, when_and_where, write_part
from tests.statements import counted

AT_ONCE = 4
SENDERS = 8
ASKED = 200
SENT = 200


@dataclass(frozen=True)
class Row:
    """What was seen of one kind of work, the reference measured just before it."""

    name: str
    speed: Speed
    reference: Speed
    statements: int | None = None
    target: str = ""

    def cells(self) -> list[str]:
        """As the table shows it."""
        speed = self.speed
        times = self.reference.per_second / speed.per_second
        return [
            self.name,
            f"{speed.at(0.5):.0f} / {speed.at(0.95):.0f}",
            f"{speed.per_second:.0f}",
            f"REF / {times:.1f}",
            "-" if self.statements is None else str(self.statements),
            f"{speed.bytes / 1024:.0f}",
            self.target,
        ]


HEAD = ["work", "p50 / p95 ms", "per second", "of the reference", "SQL", "KB", "target"]


def signed_in(ask_path: str, cookie: str) -> Ask:
    """Ask for a page as somebody with this session; such a page comes from no cache."""

    def ask(connection: HTTPConnection) -> int:
        connection.request("GET", ask_path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{ask_path} gives {answer.status}")
        return len(body)

    return ask


def session_of(place: Place) -> str:
    """The cookie of a member of staff."""
    with place.app.app_context():
        visitor = Visit(place.app)
        visitor.sign_in(db.session.get_one(Account, place.staff))
        return "; ".join(f"{one.key}={one.value}" for one in visitor.client._cookies.values())


def statements_of(place: Place, path: str, cookie: str) -> int:
    """How many statements a page sends when no cache has it."""
    client = place.app.test_client()
    name, _, token = cookie.partition("=")
    client.set_cookie(name, token)
    client.get(path)
    with place.app.app_context(), counted() as sent:
        client.get(path)
    return len(sent)


def author_of(place: Place) -> str:
    """The cookie of whoever opened a receipt with its key."""
    client = place.app.test_client()
    client.get(f"/ontvangst/{place.receipt}?sleutel={place.key}")
    return "; ".join(f"{one.key}={one.value}" for one in client._cookies.values())


def pages_of(place: Place) -> list[tuple[str, str, str, str]]:
    """Name, address, the cookie of whoever asks, and the target."""
    nobody, staff, author = "", session_of(place), author_of(place)
    round = f"/rondes/{place.round}"
    return [
        ("section page, kept", f"{round}/plan/{place.section}", nobody, "REF / 2"),
        ("section page, not kept", f"{round}/plan/{place.section}", staff, "REF / 12, 8 SQL"),
        (f"whole plan, {SECTIONS} sections, kept", f"{round}/plan/alles", nobody, "REF / 3"),
        (f"whole plan, {SECTIONS} sections, not kept", f"{round}/plan/alles", staff, "5 SQL"),
        ("round page, kept", round, nobody, "REF / 2"),
        ("round page, not kept", round, staff, ""),
        ("reactions, first page, not kept", f"{round}/reacties", staff, ""),
        ("board of all categories", "/programma", staff, ""),
        ("receipt with its key", f"/ontvangst/{place.receipt}", author, ""),
    ]


def measure_all(place: Place) -> tuple[list[Row], int]:
    """Every row, and the memory of the page worker afterwards, in kilobytes."""
    rows: list[Row] = []
    with (
        serving("tests.bench.reference:app", place.environment) as reference,
        serving("wsgi:app", place.environment) as port,
    ):
        for name, path, cookie, target in pages_of(place):
            ask = signed_in(path, cookie) if cookie else getting(path)
            measure(port, [ask] * 10, at_once=1)
            seen = measure(reference, [getting("/")] * ASKED * 3, at_once=AT_ONCE)
            speed = measure(port, [ask] * ASKED, at_once=AT_ONCE)
            count = statements_of(place, path, cookie) if cookie else None
            rows.append(Row(name, speed, seen, count, target))
            say("  " + " | ".join(rows[-1].cells()))
        asks = ready_to_send(place, SENT)
        seen = measure(reference, [getting("/")] * ASKED * 3, at_once=SENDERS)
        sent = measure(port, asks, at_once=SENDERS)
        target = "100 per second, p95 100 ms"
        rows.append(Row(f"send a reaction, {SENDERS} at once", sent, seen, None, target))
        say("  " + " | ".join(rows[-1].cells()))
        return rows, largest_worker(port)


def largest_worker(port: int) -> int:
    """Memory of the largest process that serves this port."""
    found = [0]
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().decode()
            if f"127.0.0.1:{port}" in words:
                found.append(memory_of(place / "status"))
        except OSError:
            continue
    return max(found)


def written(rows: Sequence[Row], memory: int) -> str:
    """What docs/measurements.md says about this run."""
    return f"""
## Speed

{when_and_where()}, with `make bench`: SQLite with `synchronous=FULL`, one gevent worker, client
and server on the same machine, {busy():.0f} processes busy in the minute before. A plan of
{SECTIONS} sections with {REACTIONS} placed reactions. Pages were asked {ASKED} times (or for
{LONGEST:.0f} seconds), {AT_ONCE} at once; {SENT} reactions were sent, {SENDERS} at once. The
reference (REF) is a bare Flask view of 60 KB of prebuilt bytes under the same server, measured just
before each row. "Kept" is what visitors without a session get from the kept pages, "not kept" the
same page for somebody signed in, drawn anew. Sending counts the POST
that makes the receipt and its leaf in the public record.

{table(HEAD, [row.cells() for row in rows])}

The page worker had {memory / 1024:.0f} MB in memory afterwards (target 110 MB).
"""


def bench_pages() -> None:
    """Measure the pages and write it down."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        say(f"making a round with {SECTIONS} sections and {REACTIONS} reactions ...")
        place = make_place(Path(folder))
        rows, memory = measure_all(place)
    write_part("bench", written(rows, memory))


def bench_live(clients: Sequence[int], seconds: int) -> None:
    """Measure the live hours; write it down when it was everything."""
    rows: list[list[str]] = []
    for count in clients:
        for row in live.rows_of(count, seconds):
            rows.append(row)
            say("  " + " | ".join(row))
    if (tuple(clients), seconds) == (live.CLIENTS, live.SECONDS):
        write_part("live", live.report(rows, seconds))


def main() -> int:
    """One or more parts, or all; `live --clients 200 --seconds 10` only looks."""
    parts = ["pages", "live", "versions", "imports", "language"]
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("what", nargs="*", default=parts)
    parser.add_argument("--clients", type=int, nargs="+", default=live.CLIENTS)
    parser.add_argument("--seconds", type=int, default=live.SECONDS)
    asked = parser.parse_args()
    if "pages" in asked.what:
        bench_pages()
    if "versions" in asked.what:
        bench_versions()
    if "imports" in asked.what:
        bench_imports()
    if "language" in asked.what:
        bench_language()
    if "live" in asked.what:
        bench_live(asked.clients, asked.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
