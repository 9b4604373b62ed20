"""What goes out over a line: at once when the client reads, and a bounded part that waits."""

import os
import select
import socket
import threading
import time
from collections import deque
from contextlib import suppress

MOST_UNSENT = 256 * 1024
"""Bytes that wait for a client that reads too slowly; one that needs more is cut."""

SLOWEST = 20.0
"""Seconds that one frame may wait for a client to read."""


class Outgoing:
    """The bytes for one client, over a socket that never waits."""

    def __init__(self, taken: socket.socket) -> None:
        self._socket = taken
        self._file = taken.fileno()
        self._lock = threading.RLock()
        self._is_over = False
        self._unsent: deque[memoryview] = deque()
        self._unsent_bytes = 0
        self._head_since = 0.0
        self._drain: threading.Thread | None = None

    def push(self, data: bytes) -> None:
        """Send now what can be sent now; the rest waits here, and nobody waits for it."""
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
        while self._unsent:
            head = self._unsent[0]
            sent = self._try(head)
            if self._is_over:
                return
            self._unsent_bytes -= sent
            if sent < len(head):
                self._unsent[0] = head[sent:]
                return
            self._unsent.popleft()
            self._head_since = time.monotonic()

    def cut(self) -> None:
        """End the connection; whoever waits for the client hears that it is gone."""
        with self._lock:
            self._is_over = True
            self._unsent.clear()
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def wait_for_end(self) -> None:
        """Nothing is sent any more, by nobody, once the connection was cut."""
        drain = self._drain
        if drain is not None:
            drain.join()
