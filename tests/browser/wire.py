"""A wire between a browser and the site, that can be cut."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Wire:
    """Carries everything between its own port and that of the site, until it is cut."""

    def __init__(self, port: int) -> None:
        self.site = port
        self.is_cut = False
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._let_in, daemon=True).start()

    def cut(self) -> None:
        """Break every connection, and let none be made."""
        with self._lock:
            self.is_cut = True
            ends, self._ends = self._ends, set()
        for end in ends:
            _close(end)

    def mend(self) -> None:
        """Let connections be made again."""
        self.is_cut = False

    def close(self) -> None:
        """It is of no more use."""
        self.cut()
        _close(self._door)

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                browser, _address = self._door.accept()
                threading.Thread(target=self._carry, args=(browser,), daemon=True).start()

    def _carry(self, browser: socket.socket) -> None:
        site = socket.create_connection(("127.0.0.1", self.site))
        with self._lock:
            if not self.is_cut:
                self._ends |= {browser, site}
        if self.is_cut:
            _close(browser)
            _close(site)
            return
        threading.Thread(target=_pour, args=(browser, site), daemon=True).start()
        _pour(site, browser)


def _pour(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    _close(one)
    _close(other)


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        end.close()


@contextmanager
def wire_to(port: int) -> Iterator[Wire]:
    """A wire to the site on this port, for the length of a block."""
    wire = Wire(port)
    try:
        yield wire
    finally:
        wire.close()
