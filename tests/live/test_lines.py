"""What a connection bears, seen from both ends of a socket; `test_server` tries it on a server."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from consultation.live import incoming, outgoing
from consultation.live.lines import Line, Lines, Outbox
from consultation.live.outgoing import Outgoing
from consultation.live.packets import frame, text_frame
from consultation.live.rooms import News
from tests.live_client import frame as client_frame

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
ACCEPT = b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
"""The pair that stands in RFC 6455."""


class Library:
    """What a line needs of the library: it reads until there is nothing more."""

    def __init__(self) -> None:
        self.queue = Outbox()
        self.sid = "een"
        self.server = self
        self.sockets = {self.sid: self}
        self.got: list[str] = []
        self.works_for = 0.0

    def handle(self, line: Line) -> None:
        while (message := line.wait()) is not None:
            self.got.append(message)
            if message.startswith("42"):
                line.admit()
                time.sleep(self.works_for)
                line.send("43/vragenuur,1[]")


class Pair:
    """A line and the client's end of it."""

    def __init__(self) -> None:
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            door.listen()
            self.client = socket.create_connection(door.getsockname())
            taken, _ = door.accept()
        self.client.settimeout(5)
        self.library = Library()
        self.all = Lines()
        self.line: Line = self.all(self.library.handle, None)
        environ = {"werkzeug.socket": taken, "HTTP_SEC_WEBSOCKET_KEY": KEY}
        self.ended = threading.Event()
        threading.Thread(target=self._live, args=(environ,), daemon=True).start()
        self.head = self.client.recv(1000)

    def _live(self, environ: dict[str, Any]) -> None:
        with pytest.raises(ConnectionError):
            self.line(environ, None)
        environ["werkzeug.socket"].close()
        self.ended.set()

    def said(self, enough: int = 1) -> bytes:
        """What the client gets until it has so many bytes, or the end."""
        got = b""
        while len(got) < enough:
            part = self.client.recv(65536)
            if not part:
                break
            got += part
        return got

    def code(self) -> int:
        """The number in the last frame before the end."""
        got = self.said(10**9)
        assert got[-4:-2] == b"\x88\x02", got[-20:]
        return int.from_bytes(got[-2:], "big")


@pytest.fixture
def pair() -> Iterator[Pair]:
    pair = Pair()
    yield pair
    pair.client.close()
    assert pair.ended.wait(5), "the line did not end with its connection"
    assert not pair.library.sockets
    assert len(pair.all) == 0


HELLO = client_frame(b'42/vragenuur,1["listen",{}]')


def test_the_handshake_is_that_of_the_standard_and_takes_up_no_extension(pair: Pair) -> None:
    assert pair.head.startswith(b"HTTP/1.1 101 ")
    assert b"Sec-WebSocket-Accept: " + ACCEPT in pair.head
    assert b"extensions" not in pair.head.lower()


@pytest.mark.parametrize("length", [0, 125, 126, 65_535, 65_536])
def test_frames_of_every_length_are_read_as_they_were_written(length: int) -> None:
    whole = frame(1, b"x" * length)  # type: ignore[arg-type]
    assert whole.endswith(b"x" * length)
    assert whole == text_frame("x" * length)
    head = {0: 2, 125: 2, 126: 4, 65_535: 4, 65_536: 10}[length]
    assert len(whole) == head + length


def test_a_message_in_pieces_is_one_message(pair: Pair) -> None:
    text = '42/vragenuur,1["listen",{"tekst":"één"}]'.encode()
    middle = text.index("é".encode()) + 1
    pair.client.sendall(client_frame(text[:middle], first=0))
    pair.client.sendall(client_frame(b"hoi", 9))
    pair.client.sendall(client_frame(text[middle:], 0))
    assert frame(10, b"hoi") in pair.said(20)  # type: ignore[arg-type]
    assert pair.library.got == [text.decode()]


WRONG = {
    "a frame without a mask": (b"\x81\x01x", 1002),
    "a compressed frame": (client_frame(b"x", first=0xC0), 1002),
    "an unknown kind of frame": (client_frame(b"x", 3), 1002),
    "a binary frame": (client_frame(b"x", 2), 1003),
    "no text": (client_frame(b"\xff\xfe"), 1007),
    "a long message": (client_frame(b"x" * 20_000), 1009),
    "a long message in pieces": (
        client_frame(b"x" * 9_000, first=0) + client_frame(b"x" * 9_000, 0, first=0),
        1009,
    ),
    "nothing we know": (client_frame(b"hallo"), 1008),
    "goodbye": (client_frame(b"\x03\xe8", 8), 1000),
}


@pytest.mark.parametrize(("sent", "code"), WRONG.values(), ids=WRONG)
def test_what_may_not_be_sent_ends_the_connection(pair: Pair, sent: bytes, code: int) -> None:
    pair.client.sendall(sent)
    assert pair.code() == code


def test_a_frame_is_refused_on_its_first_bytes(pair: Pair) -> None:
    announced = client_frame(b"x")[:1] + b"\xff" + (200 << 20).to_bytes(8, "big") + b"\0\0\0\0"
    pair.client.sendall(announced + b"x" * 30_000)
    assert pair.code() == 1009


def test_so_many_frames_and_no_more(pair: Pair) -> None:
    pair.client.sendall(client_frame(b"3") * 60)
    time.sleep(0.2)
    assert len(pair.library.got) == 60
    pair.client.sendall(client_frame(b"", 9) * 60)
    assert pair.code() == 1008


def test_who_never_comes_in_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "CONNECTS_WITHIN", 0.4)
    pair = Pair()
    began = time.monotonic()
    pair.client.sendall(client_frame(b"3"))
    time.sleep(0.2)
    pair.client.sendall(client_frame(b"3"))
    assert pair.code() == 1008
    assert time.monotonic() - began < 2


def test_who_falls_silent_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "SILENCE", 0.4)
    pair = Pair()
    pair.client.sendall(HELLO)
    for _ in range(4):
        time.sleep(0.2)
        pair.client.sendall(client_frame(b"3"))
    assert not pair.ended.is_set(), "it says it is there"
    assert pair.code() == 1008


NEWS = News("gebeurtenis", {"nummer": 1, "tekst": "x" * 10_000})


def test_news_waits_for_the_answer_and_then_comes_once(pair: Pair) -> None:
    pair.library.works_for = 0.3
    pair.client.sendall(HELLO)
    time.sleep(0.1)
    source = object()
    pair.line.tell(News("hartslag", {"nummer": 1}, source))
    pair.line.tell(News("hartslag", {"nummer": 2}, source))
    pair.line.drop_kept(source)
    pair.line.tell(News("hartslag", {"nummer": 3}))
    expected = text_frame("43/vragenuur,1[]") + News("hartslag", {"nummer": 3}).frame
    assert pair.said(len(expected)) == expected


def test_a_slow_client_gets_everything_and_nobody_waits_for_it(pair: Pair) -> None:
    pair.client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 50_000)
    pair.client.sendall(HELLO)
    time.sleep(0.1)
    began = time.monotonic()
    for _ in range(20):
        pair.line.tell(NEWS)
    assert time.monotonic() - began < 0.5
    expected = text_frame("43/vragenuur,1[]") + NEWS.frame * 20
    assert pair.said(len(expected)) == expected


@pytest.mark.parametrize(
    ("limit", "value", "news"), [("MOST_UNSENT", 50_000, 100), ("SLOWEST", 0.5, 25)]
)
def test_a_client_that_does_not_read_is_cut(
    pair: Pair, limit: str, value: float, news: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, limit, value)
    pair.client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    pair.client.sendall(HELLO)
    time.sleep(0.1)
    for _ in range(news):
        pair.line.tell(NEWS)
    assert pair.ended.wait(5)


def test_what_waits_ends_when_its_client_breaks_off() -> None:
    client, taken = socket.socketpair()
    taken.setblocking(False)
    waiting = Outgoing(taken)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    waiting.push(b"x" * 100_000)
    client.close()
    waiting.wait_for_end()
    taken.close()


def test_everybody_is_sent_away_at_the_end(pair: Pair) -> None:
    pair.client.sendall(HELLO)
    pair.said()
    pair.all.close_all()
    assert pair.code() == 1012
