"""The hall where the sockets of one process come together, and what a package asks of it."""

import logging
import time
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, request
from flask_socketio import SocketIO
from gevent import monkey

from config import Profile, Settings
from consultation.live.bursts import Bursts
from consultation.live.bus import Bus
from consultation.live.crowds import EVERY, Crowds
from consultation.live.door import Door
from consultation.live.events import Refusal, answering, socket_events
from consultation.live.feeds import Event, Key, give_connection_back
from consultation.live.lines import LINE, Line, Lines, Outbox
from consultation.live.packets import LONGEST_MESSAGE, NAMESPACE
from consultation.live.pump import Pump
from consultation.live.rooms import Member, News, Rooms

log = logging.getLogger(__name__)


class Hall:
    """What one application knows of its sockets."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app = app
        self.socketio = SocketIO()
        self.lines = Lines()
        self.rooms = Rooms(app)
        self.crowds = Crowds()
        self.pump = Pump(app, self.rooms, self.count_aloud)
        url = settings.redis_url
        self.bus = Bus(url, self.pump.kick, self.crowds) if url else None
        self._counts_next = 0.0
        self.tells_at_once = settings.profile is Profile.TEST

    def watch(self, key: Key, since: int, allowed: Callable[[], bool] | None) -> list[Event]:
        """Let the socket of this request watch a thing."""
        give_connection_back()
        self.pump.start()
        if self.bus is not None:
            self.bus.listen()
        sid: str = request.sid  # type: ignore[attr-defined]
        socket = request.environ.get(LINE) or ByTheLibrary(self.socketio, sid)
        return self.rooms.enter(key, Member(sid, socket, allowed), since)

    def kick(self, key: Key) -> None:
        """Tell this process and the others that a thing has news."""
        self.pump.kick(key)
        if self.bus is not None:
            self.bus.say(key)
        if self.tells_at_once:
            self.pump.deliver()

    def count_aloud(self) -> None:
        """Tell the other processes now and then how many watch each thing here."""
        if self.bus is None or time.monotonic() < self._counts_next:
            return
        self._counts_next = time.monotonic() + EVERY
        for room in self.rooms:
            self.bus.count((room.feed.name, room.thing), len(room.members))

    def online(self, key: Key) -> int:
        """How many sockets watch a thing: those here, and elsewhere as far as they said so."""
        if self.bus is not None:
            self.bus.listen()
        room = self.rooms.find(key)
        return (len(room.members) if room is not None else 0) + self.crowds.elsewhere(key)

    def came_in(self, sid: str, environ: dict[str, Any], _given: object) -> None:  # noqa: ARG002
        """A socket came in."""
        line: Line | None = environ.get(LINE)
        if line is not None:
            line.admit()

    def left(self, sid: str, *_reason: object) -> None:
        """A socket is gone."""
        self.rooms.leave_all(sid)


class ByTheLibrary:
    """A socket that has no connection of ours: that of the library's test client."""

    def __init__(self, socketio: SocketIO, sid: str) -> None:
        self._socketio = socketio
        self._sid = sid

    def tell(self, news: News) -> None:
        """Send it."""
        self._socketio.emit(news.name, news.data, namespace=NAMESPACE, to=self._sid)

    def drop_kept(self, source: object) -> None:
        """It keeps nothing."""

    def cut(self) -> None:
        """End the connection."""
        server_of(self._socketio).disconnect(self._sid, namespace=NAMESPACE)


def open_hall(app: Flask, settings: Settings, refusal: Refusal) -> None:
    """Let sockets in; `refusal` makes the answer to an error of the domain."""
    hall = Hall(app, settings)
    app.extensions["live"] = hall
    app.extensions["live_bursts"] = Bursts(app, settings)
    options: dict[str, Any] = {
        "async_mode": "gevent" if monkey.is_module_patched("threading") else "threading",
        "transports": ["websocket"],
        "async_handlers": False,
        "manage_session": False,
        "max_http_buffer_size": LONGEST_MESSAGE,
        "namespaces": [NAMESPACE],
        "monitor_clients": False,
        "cors_allowed_origins": [],
        "logger": log,
        "engineio_logger": log,
    }
    hall.socketio.init_app(app, **options)
    for event in socket_events():
        hall.socketio.on_event(event.name, answering(app, event, refusal), namespace=NAMESPACE)
    server = server_of(hall.socketio)
    server.on("connect", hall.came_in, namespace=NAMESPACE)
    server.on("disconnect", hall.left, namespace=NAMESPACE)
    server.eio._async = {**server.eio._async, "websocket": hall.lines, "queue": Outbox}
    app.wsgi_app = Door(app.wsgi_app, settings)  # type: ignore[method-assign]


def server_of(socketio: SocketIO) -> Any:
    """The server behind the extension, of which the types do not know."""
    return socketio.server  # type: ignore[attr-defined]


def _hall() -> Hall:
    hall: Hall = current_app.extensions["live"]
    return hall


def watch(
    feed: str, thing: int, since: int, *, allowed: Callable[[], bool] | None = None
) -> list[Event]:
    """Let the socket that asks watch a thing: the answer is what came after `since`.

    What comes later reaches the socket as `gebeurtenis`, each event once and in order. `allowed`
    is asked again before each delivery; when it says no, the socket is cut.
    """
    return _hall().watch((feed, thing), since, allowed)


def kick(feed: str, thing: int) -> None:
    """A thing has news; call it after the commit, in whichever process."""
    _hall().kick((feed, thing))


def online(feed: str, thing: int) -> int:
    """How many sockets watch a thing; those of other processes as they said seconds ago."""
    return _hall().online((feed, thing))


def socketio() -> SocketIO:
    """The sockets of this application, for tests that speak as a client."""
    return _hall().socketio
