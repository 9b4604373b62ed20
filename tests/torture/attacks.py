"""What somebody may send over one connection to bring the server down (reliability.md 3.11)."""

import asyncio
import zlib
from collections.abc import Awaitable, Callable

from tests.live.running import run_apart
from tests.live.server import Server
from tests.live_client import LiveClient, frame
from tests.torture.outcome import Outcome, watching, within

CUT_WITHIN = 1.0
"""Seconds in which whoever attacks is sent away."""

ALLOWED = 10.0
"""Seconds a connection may take to come in."""

EACH = 60
"""Kilobytes a connection may cost while it lasts."""

Attack = Callable[[LiveClient], Awaitable[None]]


async def _stream(client: LiveClient, data: bytes, times: int) -> None:
    """Send as long as the server takes it."""
    for _ in range(times):
        if client.gone.done():
            return
        client.transport.write(data)
        if client.transport.get_write_buffer_size() > 1 << 20:
            await asyncio.sleep(0.01)


async def a_message_of_200_megabytes(client: LiveClient) -> None:
    """One frame that announces 200 MB, and then brings them."""
    length = 200 << 20
    client.transport.write(b"\x81\xff" + length.to_bytes(8, "big") + b"\0\0\0\0")
    await _stream(client, b"x" * (1 << 20), 200)


async def a_message_of_200_megabytes_in_pieces(client: LiveClient) -> None:
    """The same in frames of 10 KB that go on and on."""
    client.transport.write(frame(b"4", first=0))
    await _stream(client, frame(b"x" * 10_000, 0, first=0), 20_000)


async def a_bomb(client: LiveClient) -> None:
    """A compressed message of 0.2 MB that becomes 200 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    parts = [packer.compress(b"x" * (1 << 20)) for _ in range(200)]
    packed = b"".join([*parts, packer.flush(zlib.Z_SYNC_FLUSH)])[:-4]
    await _stream(client, frame(packed, first=0xC0), 1)


async def attachments_without_end(client: LiveClient) -> None:
    """An event that announces 9,999,999,999 attachments of 60 KB, and brings 3,400."""
    client.say('459999999999-/vragenuur,["listen",{"_placeholder":true,"num":0}]')
    await _stream(client, frame(b"x" * 60_000, 2), 3_400)


async def single_bytes(client: LiveClient) -> None:
    """A message of 16 KB in frames of one byte."""
    client.transport.write(frame(b"4", first=0))
    await _stream(client, frame(b"x", 0, first=0), 16_000)


async def fifty_namespaces(client: LiveClient) -> None:
    """Coming in everywhere."""
    for number in range(200):
        client.say(f"40/kamer{number},")


async def pongs(client: LiveClient) -> None:
    """Answers to questions that were not asked (CVE-2026-48802)."""
    await _stream(client, frame(b"3") * 100, 200)


async def small_events(client: LiveClient) -> None:
    """20,000 small events at once."""
    await _stream(client, frame(b'42/vragenuur,1["count",{"uur":1}]') * 100, 200)


async def a_thousand_joins(client: LiveClient) -> None:
    """Joining all there is."""
    for number in range(1_000):
        client.say(f'42/vragenuur,["listen",{{"uur":{number}}}]')


ATTACKS: dict[str, Attack] = {
    "one frame of 200 MB": a_message_of_200_megabytes,
    "200 MB in pieces": a_message_of_200_megabytes_in_pieces,
    "0.2 MB that unpacks to 200 MB": a_bomb,
    "10^10 attachments, 3,400 sent": attachments_without_end,
    "16 KB in frames of one byte": single_bytes,
    "200 namespaces": fifty_namespaces,
    "20,000 pongs": pongs,
    "20,000 events in one go": small_events,
    "1,000 joins": a_thousand_joins,
}


def attacked(server: Server, name: str, *, times: int = 3) -> Outcome:
    """What an attack does to the server and to everybody else."""

    async def run() -> bool:
        cut = True
        bystander = await LiveClient.come(server.port)
        for _ in range(times):
            client = await LiveClient.come(server.port)
            await ATTACKS[name](client)
            cut = await within(CUT_WITHIN, client.gone) and cut
        answered = await bystander.ask("count", {"uur": 1})
        await bystander.leave()
        return cut and bool(answered["ok"])

    with watching(server) as watch:
        cut = run_apart(run())
    return watch.outcome(name, cut=cut)


def never_comes_in(server: Server, count: int) -> Outcome:
    """Connections that shake hands and then say nothing, or only that they are there."""

    async def run() -> float:
        loop = asyncio.get_running_loop()
        crowd = [await LiveClient.knock(server.port) for _ in range(count)]
        began = loop.time()
        for client in crowd[::2]:
            client.say("3")
        await asyncio.wait([client.gone for client in crowd], timeout=ALLOWED + 5)
        assert all(client.gone.done() for client in crowd)
        return loop.time() - began

    with watching(server) as watch:
        took = run_apart(run())
    row = watch.outcome(f"{count} sockets that never come in", more=f"cut after {took:.0f} s")
    row.target = f"cut after {ALLOWED:.0f} s, {EACH} KB each, pages p95 500 ms"
    good = watch.grew() * 1000 <= EACH * count and watch.pages_go_on()
    row.is_good = good and took <= ALLOWED + 1
    return row
