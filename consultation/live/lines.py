"""A line: one websocket, below the library, with what it may send and how much waits for it.

It takes the place of the library's own websocket class, which checks the size of a message only
when it has all of it, takes compressed ones, and waits for a client that does not read.
"""

import logging
import os
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from wsproto.frame_protocol import CloseReason, Frame, FrameProtocol, Opcode, ParseFailed

from consultation.live.packets import (
    LONGEST_MESSAGE,
    close_frame,
    frame,
    greeting,
    is_sound,
    says_goodbye,
    text_frame,
)
from consultation.live.rooms import News

log = logging.getLogger(__name__)

LINE = "consultation.line"
"""Where the request of a socket keeps its line."""

IN_A_SECOND = 20.0
AT_ONCE = 60.0
"""Frames a client may send: so many a second, and so many more after a silence."""

CONNECTS_WITHIN = 10.0
"""Seconds in which a client must have come in."""

SILENCE = 50.0
"""Seconds after which a client that says nothing, not even that it is there, is gone."""

MOST_UNSENT = 256 * 1024
"""Bytes that wait for a client that reads too slowly; one that needs more is cut."""

SLOWEST = 20.0
"""Seconds that one frame may wait for a client to read."""

KERNEL_BUFFER = 64 * 1024
"""Bytes the system keeps for a line each way, so that slow clients cannot fill the machine."""

RECEIVED_AT_ONCE = 4096


class NotSound(Exception):
    """A client sent what it may not; the number says why."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


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
        self._protocol = FrameProtocol(client=False, extensions=[])
        self._inbox: deque[str] = deque()
        self._parts: list[str] = []
        self._length = 0
        self._budget = AT_ONCE
        self._counted_at = self._heard_at = time.monotonic()
        self._has_come_in = self._is_last = self._is_over = False
        self._lock = threading.RLock()
        self._is_answering = True
        self._kept: deque[News] = deque()
        self._unsent: deque[memoryview] = deque()
        self._unsent_bytes = 0
        self._head_since = 0.0
        self._drain: threading.Thread | None = None

    def __call__(self, environ: dict[str, Any], _start_response: object) -> Any:
        """Live as a WSGI application for as long as the connection lasts."""
        is_werkzeug = "werkzeug.socket" in environ
        taken = environ["werkzeug.socket"] if is_werkzeug else environ["gunicorn.socket"]
        self._socket: socket.socket = taken
        self._file = taken.fileno()
        _bound_buffers(taken)
        environ[LINE] = self
        self._lines.add(self)
        try:
            self._push(greeting(environ["HTTP_SEC_WEBSOCKET_KEY"]))
            self._library.queue.attach(self)
            self._handler(self)
        finally:
            self._lines.discard(self)
            self._library.server.sockets.pop(self._library.sid, None)
            self._end()
            # The library holds this line: without this, only a rare collection frees the two.
            del self._handler, self._library
        # How each server is told that the connection is no longer its own.
        raise ConnectionError if is_werkzeug else StopIteration

    # --- receiving -------------------------------------------------------------------------

    def admit(self) -> None:
        """The client came in: it may stay as long as it shows it is there."""
        self._has_come_in = True

    def wait(self) -> str | None:
        """The next message of the client, or None when there will be none."""
        self._let_kept_go()
        try:
            while not self._inbox and not self._is_last:
                data = self._receive()
                if not data:
                    return None
                self._take(data)
        except NotSound as error:
            self.close(error.code)
            return None
        except OSError:
            return None
        if not self._inbox:
            return None
        with self._lock:
            self._is_answering = True
        message = self._inbox.popleft()
        self._is_last = self._is_last or says_goodbye(message)
        return message

    def _receive(self) -> bytes:
        patience = SILENCE if self._has_come_in else CONNECTS_WITHIN
        left = self._heard_at + patience - time.monotonic()
        if left <= 0:
            raise NotSound(CloseReason.POLICY_VIOLATION)
        self._socket.settimeout(left)
        try:
            received: bytes = self._socket.recv(RECEIVED_AT_ONCE)
        except TimeoutError:
            raise NotSound(CloseReason.POLICY_VIOLATION) from None
        return received

    def _take(self, data: bytes) -> None:
        self._protocol.receive_bytes(data)
        try:
            for part in self._protocol.received_frames():
                self._take_part(part)
        except ParseFailed as error:
            raise NotSound(error.code) from None

    def _take_part(self, part: Frame) -> None:
        """A frame or what came of it so far."""
        if part.frame_finished:
            self._count()
        if part.opcode is Opcode.TEXT:
            self._take_text(part)
        elif part.opcode is Opcode.PING:
            self._push(frame(Opcode.PONG, _bytes_of(part)))
        elif part.opcode is Opcode.CLOSE:
            raise NotSound(CloseReason.NORMAL_CLOSURE)
        elif part.opcode is not Opcode.PONG:
            raise NotSound(CloseReason.UNSUPPORTED_DATA)

    def _take_text(self, part: Frame) -> None:
        text = str(part.payload)
        self._length += len(text.encode())
        if self._length > LONGEST_MESSAGE:
            raise NotSound(CloseReason.MESSAGE_TOO_BIG)
        self._parts.append(text)
        if part.message_finished:
            message = "".join(self._parts)
            self._parts, self._length = [], 0
            if not is_sound(message):
                raise NotSound(CloseReason.POLICY_VIOLATION)
            if self._has_come_in:
                self._heard_at = time.monotonic()
            self._inbox.append(message)

    def _count(self) -> None:
        """A client that sends more frames than a person or a program of ours would is cut."""
        now = time.monotonic()
        self._budget = min(AT_ONCE, self._budget + (now - self._counted_at) * IN_A_SECOND) - 1
        self._counted_at = now
        if self._budget < 0:
            raise NotSound(CloseReason.POLICY_VIOLATION)

    # --- sending ---------------------------------------------------------------------------

    def send(self, text: str) -> None:
        """Send a message of the library: an answer, or the question whether the client is there."""
        self._push(text_frame(text))

    def tell(self, news: News) -> None:
        """Send news, after the answer that is being made."""
        with self._lock:
            if self._is_answering:
                self._kept.append(news)
            else:
                self._push(news.frame)

    def drop_kept(self, source: object) -> None:
        """The answer that is being made holds everything of this source."""
        with self._lock:
            self._kept = deque(news for news in self._kept if news.source is not source)

    def _let_kept_go(self) -> None:
        with self._lock:
            self._is_answering = False
            while self._kept:
                self._push(self._kept.popleft().frame)

    def _push(self, data: bytes) -> None:
        """Send now what can be sent now; the rest waits in the line, and nobody waits for it."""
        with self._lock:
            if self._is_over:
                return
            sent = 0 if self._unsent else self._try(data)
            if sent == len(data):
                return
            if not self._unsent:
                self._head_since = time.monotonic()
            self._unsent.append(memoryview(data)[sent:])
            self._unsent_bytes += len(data) - sent
            if self._unsent_bytes > MOST_UNSENT:
                self.cut()
            elif self._drain is None:
                self._drain = threading.Thread(target=self._drain_slowly, daemon=True)
                self._drain.start()

    def _try(self, data: bytes | memoryview) -> int:
        """How many bytes the system took; a connection that broke takes everything."""
        try:
            # Not the socket's own `send`, which would wait: its file never does.
            return os.write(self._file, data)
        except BlockingIOError:
            return 0
        except OSError:
            self.cut()
            return len(data)

    def _drain_slowly(self) -> None:
        """Send what waits as fast as the client reads."""
        poll = select.poll()
        poll.register(self._file, select.POLLOUT)
        while True:
            poll.poll(1000)
            with self._lock:
                self._send_unsent()
                if self._is_over or not self._unsent:
                    self._drain = None
                    return
                if time.monotonic() - self._head_since > SLOWEST:
                    self.cut()

    def _send_unsent(self) -> None:
        while self._unsent and not self._is_over:
            sent = self._try(self._unsent[0])
            self._unsent_bytes -= sent
            if sent < len(self._unsent[0]):
                self._unsent[0] = self._unsent[0][sent:]
                return
            self._unsent.popleft()
            self._head_since = time.monotonic()

    # --- ending ----------------------------------------------------------------------------

    def close(self, code: int = CloseReason.NORMAL_CLOSURE) -> None:
        """Say goodbye and end the connection."""
        self._push(close_frame(code))
        self.cut()

    def cut(self) -> None:
        """End the connection; whoever waits for the client hears that it is gone."""
        with self._lock:
            self._is_over = True
            self._unsent.clear()
            self._kept.clear()
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _end(self) -> None:
        self.cut()
        drain = self._drain
        if drain is not None:
            drain.join()


def _bytes_of(part: Frame) -> bytes:
    return part.payload if isinstance(part.payload, bytes) else b""


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
