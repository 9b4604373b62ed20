"""The door before the sockets: who comes from another site or with too many is not let in."""

import base64
import binascii
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from config import Settings
from consultation.networks import network_of

Environment = dict[str, Any]
StartResponse = Callable[..., Any]
Inner = Callable[[Environment, StartResponse], Iterable[bytes]]

ADDRESS = "/socket.io/"


class Door:
    """Stands before the whole application and looks only at the address of the sockets."""

    def __init__(self, inner: Inner, settings: Settings) -> None:
        self._inner = inner
        self._settings = settings
        self._origin = origin_of(settings.base_url)
        self._from: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __call__(self, environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Let a request through, or answer it here."""
        if not environ.get("PATH_INFO", "").startswith(ADDRESS):
            return self._inner(environ, start_response)
        if not self._is_ours(environ):
            return _answer(start_response, "403 Forbidden", "Not from this site.")
        if not _is_handshake(environ):
            return _answer(start_response, "400 Bad Request", "Only websockets.")
        network = network_of(environ.get("REMOTE_ADDR", ""))
        if not self._enter(network):
            return _answer(start_response, "503 Service Unavailable", "Too many connections.")
        try:
            return self._inner(environ, start_response)
        finally:
            self._leave(network)

    def _is_ours(self, environ: Environment) -> bool:
        """Whether a page of this site asks: a browser always says which site it shows."""
        origin = origin_of(environ.get("HTTP_ORIGIN", ""))
        if not origin:
            return False
        if self._settings.has_demo_comforts:
            asked = f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
            if origin == origin_of(asked):
                return True
        return origin == self._origin

    def _enter(self, network: str) -> bool:
        with self._lock:
            if self._from.total() >= self._settings.live_most:
                return False
            if self._from[network] >= self._settings.live_per_network:
                return False
            self._from[network] += 1
            return True

    def _leave(self, network: str) -> None:
        with self._lock:
            self._from[network] -= 1
            if not self._from[network]:
                del self._from[network]


PORTS = {"http": 80, "https": 443}


def origin_of(address: str) -> str:
    """The site of an address, always written the same way; empty when it is none."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return ""
    if parts.scheme not in PORTS or not parts.hostname:
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}"


def _is_handshake(environ: Environment) -> bool:
    """Whether somebody asks for a websocket in the one way there is."""
    connection = environ.get("HTTP_CONNECTION", "").lower().replace(" ", "").split(",")
    try:
        key = base64.b64decode(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""), validate=True)
    except (ValueError, binascii.Error):
        return False
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        and "upgrade" in connection
        and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13"
        and len(key) == 16
        and ("gunicorn.socket" in environ or "werkzeug.socket" in environ)
    )


def _answer(start_response: StartResponse, status: str, text: str) -> Iterable[bytes]:
    body = text.encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response(status, headers)
    return [body]
