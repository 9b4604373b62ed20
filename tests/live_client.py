"""A client of live hours in plain asyncio: small enough to hold thousands in one process.

It speaks websocket, Engine.IO and Socket.IO as a browser does, and can be told to misbehave.
"""

import asyncio
import base64
import json
import os
import struct
from collections.abc import Callable
from typing import Any

NAMESPACE = "/vragenuur"
ADDRESS = "/socket.io/?EIO=4&transport=websocket"
PATIENCE = 30.0

Told = Callable[["LiveClient", str, dict[str, Any]], None]


class NotLetIn(ConnectionError):
    """The server did not take the connection."""

    def __init__(self, status: int, text: str = "") -> None:
        super().__init__(status, text)
        self.status = status


class Gone(ConnectionError):
    """The connection ended while something was waited for."""


def frame(payload: bytes, opcode: int = 1, *, first: int = 0x80) -> bytes:
    """A frame of a client, with a mask that changes nothing."""
    length = len(payload)
    if length < 126:
        head = struct.pack("!BB", first | opcode, 0x80 | length)
    elif length < 1 << 16:
        head = struct.pack("!BBH", first | opcode, 0x80 | 126, length)
    else:
        head = struct.pack("!BBQ", first | opcode, 0x80 | 127, length)
    return head + b"\0\0\0\0" + payload


class LiveClient(asyncio.Protocol):
    """One connection. `told` is called with each event and answer; else `events` keeps events."""

    offers = "permessage-deflate; client_max_window_bits"
    """What a browser offers and the server may not take up."""

    def __init__(self, told: Told | None = None) -> None:
        self.told = told
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.order: list[str] = []
        self.status = 0
        self.close_code = 0
        self.answers_pings = True
        self.sid = ""
        self.transport: asyncio.Transport
        self._buffer = b""
        self._asked = 0
        loop = asyncio.get_running_loop()
        self.greeted: asyncio.Future[None] = loop.create_future()
        self.admitted: asyncio.Future[None] = loop.create_future()
        self.gone: asyncio.Future[None] = loop.create_future()
        self._answers: dict[int, asyncio.Future[Any]] = {}

    # --- what a client does ----------------------------------------------------------------

    @classmethod
    async def knock(
        cls,
        port: int,
        *,
        told: Told | None = None,
        origin: str | None = "",
        headers: dict[str, str] | None = None,
        address: str = ADDRESS,
    ) -> "LiveClient":
        """Make the websocket and nothing more. `origin` is that of the site when not given."""
        loop = asyncio.get_running_loop()
        _, client = await loop.create_connection(lambda: cls(told), "127.0.0.1", port)
        key = base64.b64encode(os.urandom(16)).decode()
        said = {
            "Host": f"127.0.0.1:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": key,
        }
        if cls.offers:
            said["Sec-WebSocket-Extensions"] = cls.offers
        if origin is not None:
            said["Origin"] = origin or f"http://127.0.0.1:{port}"
        lines = [f"GET {address} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in (said | (headers or {})).items()]
        client.transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        await asyncio.wait_for(client.greeted, PATIENCE)
        return client

    @classmethod
    async def come(cls, port: int, **more: Any) -> "LiveClient":
        """Make the connection and come in."""
        client = await cls.knock(port, **more)
        client.say(f"40{NAMESPACE},")
        await asyncio.wait_for(client.admitted, PATIENCE)
        return client

    def say(self, text: str) -> None:
        """Send a message as it is."""
        self.transport.write(frame(text.encode()))

    async def ask(self, event: str, *sent: object) -> Any:
        """Send an event and wait for the answer."""
        number = self._asked = self._asked + 1
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        self.say(f"42{NAMESPACE},{number}{json.dumps([event, *sent])}")
        try:
            return await asyncio.wait_for(answer, PATIENCE)
        finally:
            del self._answers[number]

    def hear(self, name: str = "gebeurtenis") -> list[dict[str, Any]]:
        """What was told so far."""
        return [data for told, data in self.events if told == name]

    async def leave(self) -> None:
        """End the connection."""
        self.transport.abort()
        await self.gone

    # --- what the server says --------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def connection_lost(self, _exc: Exception | None) -> None:
        for waiting in (self.greeted, self.admitted, *self._answers.values()):
            if not waiting.done():
                waiting.set_exception(Gone(self.close_code))
                waiting.exception()  # nobody need wait for it
        if not self.gone.done():
            self.gone.set_result(None)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self.status and not self._greet():
            return
        while self._take_frame():
            pass

    def _greet(self) -> bool:
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return False
        self.status = int(head.split(b" ", 2)[1])
        self._buffer = rest
        assert b"sec-websocket-extensions" not in head.lower(), "nothing may be compressed"
        if self.status != 101:
            if not self.greeted.done():
                self.greeted.set_exception(NotLetIn(self.status, rest.decode()))
            self.transport.abort()
            return False
        return True

    def _take_frame(self) -> bool:
        data = self._buffer
        if len(data) < 2 or self.status != 101:
            return False
        length, start = data[1], 2
        if length == 126:
            length, start = int.from_bytes(data[2:4], "big"), 4
        elif length == 127:
            length, start = int.from_bytes(data[2:10], "big"), 10
        if len(data) < start + length:
            return False
        self._buffer = data[start + length :]
        self._take(data[0] & 15, data[start : start + length])
        return True

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == 8:
            self.close_code = int.from_bytes(payload[:2], "big")
            self.transport.close()
        elif opcode == 1:
            self._take_message(payload.decode())

    def _take_message(self, text: str) -> None:
        if text.startswith("0"):
            self.greeted.set_result(None)
        elif text == "2" and self.answers_pings:
            self.say("3")
        elif text.startswith("40"):
            self.sid = json.loads(text.partition(",")[2])["sid"]
            self.admitted.set_result(None)
        elif text.startswith("44") and not self.admitted.done():
            self.admitted.set_exception(NotLetIn(403, text))
        elif text.startswith("42"):
            self._take_event(json.loads(text.partition(",")[2]))
        elif text.startswith("43"):
            self.order.append("antwoord")
            said = text.partition(",")[2]
            number = said[: said.index("[")]
            self._take_answer(int(number), json.loads(said[len(number) :]))

    def _take_answer(self, number: int, said: list[Any]) -> None:
        answer = self._answers.get(number)
        if answer is None or answer.done():
            return
        if self.told is not None:
            # At once: whoever waits for it only gets it after the news that came with it.
            self.told(self, "antwoord", said[0])
        answer.set_result(said[0])

    def _take_event(self, said: list[Any]) -> None:
        name, data = said
        if self.told is not None:
            self.told(self, name, data)
        else:
            self.order.append(name)
            self.events.append((name, data))
