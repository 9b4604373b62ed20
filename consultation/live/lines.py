"""A line: one websocket, below the library, with what it may send and how much waits for it.

It takes the place of the library's own websocket class, which checks the size of a message only
when it has all of it, takes compressed ones, and waits for a client that does not read.
"""

import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from wsproto.frame_protocol import CloseReason

from consultation.live.incoming import CONNECTS_WITHIN, Incoming, NotSound
from consultation.live.outgoing import Outgoing
from consultation.live.packets import close_frame, greeting, text_frame
from consultation.live.rooms import News

LINE = "consultation.line"
"""Where the request of a socket keeps its line."""

KERNEL_BUFFER = 64 * 1024
"""Bytes the system keeps for a line each way, so that slow clients cannot fill the machine."""


class Outbox:
    """What the library takes for its queue: what is put in goes out at once, or waits in the line.

    The library's writer only waits here for the end.
    """

    def __init__(self) -> None:
        self._line: Line | None = None
        self._early: list[Any] = []
        self._ended = threading.Event()

    def attach(self, line: "Line") -> None:
        """There is a connection now; what was put in before it goes first."""
        self._line = line
        for packet in self._early:
            line.send(packet.encode())
        self._early.clear()

    def put(self, packet: Any) -> None:
        """Send a packet; None is the end."""
        if packet is None:
            self._ended.set()
        elif self._line is None:
            self._early.append(packet)
        else:
            self._line.send(packet.encode())

    def get(self, block: bool = True, timeout: float | None = None) -> None:  # noqa: ARG002 - as a queue has it
        """Wait for the end."""
        self._ended.wait()

    def task_done(self) -> None:
        """Nothing waits here."""

    def join(self) -> None:
        """Nothing waits here."""


class Line:
    """One websocket of a client."""

    def __init__(self, lines: "Lines", handler: Callable[["Line"], Any], library: Any) -> None:
        self._lines = lines
        self._handler = handler
        self._library = library
        self._lock = threading.RLock()
        self._is_answering = True
        self._kept: deque[News] = deque()

    def __call__(self, environ: dict[str, Any], _start_response: object) -> Any:
        """Live as a WSGI application for as long as the connection lasts."""
        is_werkzeug = "werkzeug.socket" in environ
        taken = environ["werkzeug.socket"] if is_werkzeug else environ["gunicorn.socket"]
        _bound_buffers(taken)
        self._outgoing = Outgoing(taken)
        self._incoming = Incoming(taken, self._outgoing.push)
        environ[LINE] = self
        self._lines.add(self)
        try:
            self._outgoing.push(greeting(environ["HTTP_SEC_WEBSOCKET_KEY"]))
            self._library.queue.attach(self)
            self._handler(self)
        finally:
            self._lines.discard(self)
            self._library.server.sockets.pop(self._library.sid, None)
            self.cut()
            self._outgoing.wait_for_end()
            # The library holds this line: without this, only a rare collection frees the two.
            del self._handler, self._library
        # How each server is told that the connection is no longer its own.
        raise ConnectionError if is_werkzeug else StopIteration

    def admit(self) -> None:
        """The client came in: it may stay as long as it shows it is there."""
        self._incoming.admit()

    def wait(self) -> str | None:
        """The next message of the client, or None when there will be none."""
        self._let_kept_go()
        try:
            message = self._incoming.next_message()
        except NotSound as error:
            self.close(error.code)
            return None
        except OSError:
            return None
        if message is not None:
            with self._lock:
                self._is_answering = True
        return message

    def _let_kept_go(self) -> None:
        with self._lock:
            self._is_answering = False
            while self._kept:
                self._outgoing.push(self._kept.popleft().frame)

    def send(self, text: str) -> None:
        """Send a message of the library: an answer, or the question whether the client is there."""
        self._outgoing.push(text_frame(text))

    def tell(self, news: News) -> None:
        """Send news, after the answer that is being made."""
        with self._lock:
            if self._is_answering:
                self._kept.append(news)
            else:
                self._outgoing.push(news.frame)

    def drop_kept(self, source: object) -> None:
        """The answer that is being made holds everything of this source."""
        with self._lock:
            self._kept = deque(news for news in self._kept if news.source is not source)

    def close(self, code: int = CloseReason.NORMAL_CLOSURE) -> None:
        """Say goodbye and end the connection."""
        self._outgoing.push(close_frame(code))
        self.cut()

    def cut(self) -> None:
        """End the connection; whoever waits for the client hears that it is gone."""
        self._outgoing.cut()
        with self._lock:
            self._kept.clear()


def _bound_buffers(taken: socket.socket) -> None:
    taken.settimeout(CONNECTS_WITHIN)
    taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BUFFER)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, KERNEL_BUFFER)


class Lines:
    """Every line of this process; makes a line where the library makes its websocket."""

    def __init__(self) -> None:
        self._open: set[Line] = set()

    def __call__(self, handler: Any, _server: object) -> Line:
        """The line for a connection of the library, to which the handler belongs."""
        return Line(self, handler, handler.__self__)

    def __len__(self) -> int:
        return len(self._open)

    def add(self, line: Line) -> None:
        """A connection was made."""
        self._open.add(line)

    def discard(self, line: Line) -> None:
        """A connection is gone."""
        self._open.discard(line)

    def close_all(self) -> None:
        """Send everybody away because this process stops; they come back by themselves."""
        lines: Iterable[Line] = tuple(self._open)
        for line in lines:
            line.close(CloseReason.SERVICE_RESTART)
