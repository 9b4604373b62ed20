"""Many who hold a connection and do little with it (reliability.md 3.12)."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from tests.live.running import run_apart
from tests.live.server import Server
from tests.live_client import LiveClient
from tests.torture.outcome import Outcome, watching

Hold = Callable[[int, int, float], Awaitable[None]]


async def _connect(port: int) -> asyncio.StreamWriter:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    return writer


async def _drip(writer: asyncio.StreamWriter, text: bytes, seconds: float) -> None:
    """A byte every half second, as long as it is taken."""
    with suppress(ConnectionError):
        for number in range(int(seconds * 2)):
            writer.write(text[number % len(text) :][:1])
            await writer.drain()
            await asyncio.sleep(0.5)
    writer.close()


async def headers_in_drips(port: int, count: int, seconds: float) -> None:
    """Requests of which the head never ends."""
    writers = [await _connect(port) for _ in range(count)]
    head = b"GET / HTTP/1.1\r\nHost: x\r\nX-Veel: " + b"x" * 1000
    await asyncio.gather(*(_drip(writer, head, seconds) for writer in writers))


async def bodies_in_drips(port: int, count: int, seconds: float) -> None:
    """Forms of which the end never comes."""
    head = (
        f"POST /inloggen HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 100000\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    ).encode()
    writers = [await _connect(port) for _ in range(count)]
    for writer in writers:
        writer.write(head)
    await asyncio.gather(*(_drip(writer, b"x", seconds) for writer in writers))


async def pages_that_are_not_read(port: int, count: int, seconds: float) -> None:
    """Requests whose answer is left where it is."""
    doors = []
    for _ in range(count):
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        door.setblocking(False)
        await asyncio.get_running_loop().sock_connect(door, ("127.0.0.1", port))
        asked = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode() * 2
        await asyncio.get_running_loop().sock_sendall(door, asked)
        doors.append(door)
    await asyncio.sleep(seconds)
    for door in doors:
        door.close()


async def connections_that_ask_nothing(port: int, count: int, seconds: float) -> None:
    """Connections for pages on which nothing is asked."""
    writers = [await _connect(port) for _ in range(count)]
    await asyncio.sleep(seconds)
    for writer in writers:
        writer.close()


async def sockets_that_say_nothing(port: int, count: int, seconds: float) -> None:
    """Sockets that came in and only show that they are there."""
    crowd = [await LiveClient.come(port) for _ in range(count)]
    await asyncio.sleep(seconds)
    assert not any(client.gone.done() for client in crowd)
    await asyncio.gather(*(client.leave() for client in crowd))


HOLDS: dict[str, Hold] = {
    "heads in drips": headers_in_drips,
    "bodies in drips": bodies_in_drips,
    "pages that are not read": pages_that_are_not_read,
    "connections that ask nothing": connections_that_ask_nothing,
    "sockets that say nothing": sockets_that_say_nothing,
}


def held(server: Server, name: str, count: int, seconds: float) -> Outcome:
    """What pages suffer while so many hold on for so long."""
    with watching(server) as watch:
        run_apart(HOLDS[name](server.port, count, seconds))
    row = watch.outcome(f"{count} {name}")
    row.target = "pages p95 500 ms, none fails"
    row.is_good = watch.pages_go_on()
    return row


def unread(server: Server, slow: int, quick: int, rings: int) -> Outcome:
    """Sockets that do not read what they are told, among others that do."""
    heard: list[int] = []

    def told(_client: LiveClient, name: str, data: dict[str, Any]) -> None:
        if name == "gebeurtenis":
            heard.append(data["nummer"])

    async def run() -> int:
        sluggish = [await LiveClient.come(server.port) for _ in range(slow)]
        crowd = [await LiveClient.come(server.port, told=told) for _ in range(quick)]
        for client in (*sluggish, *crowd):
            await client.ask("listen", {"uur": 50})
        for client in sluggish:
            client.transport.pause_reading()
        for _ in range(rings):
            await asyncio.to_thread(server.get, f"/bel/50?tekst={'x' * 4000}")
        await asyncio.sleep(2)
        for client in sluggish:
            client.transport.resume_reading()
        await asyncio.sleep(2)
        gone = sum(client.gone.done() for client in sluggish)
        await asyncio.gather(*(client.leave() for client in (*sluggish, *crowd)))
        return gone

    with watching(server) as watch:
        gone = run_apart(run())
    complete = len(heard) == quick * rings
    more = f"{gone} cut, the others heard {len(heard)} of {quick * rings}"
    row = watch.outcome(f"{slow} sockets that do not read", more=more)
    row.target = "the others hear everything, +40 MB, pages p95 500 ms"
    row.is_good = complete and watch.grew() <= 40 and watch.pages_go_on()
    return row
