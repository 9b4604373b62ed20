"""Live news over websockets: the database is the source, each process tells its own sockets.

A package above registers a feed of numbered news, watches it in a socket handler, and kicks it
after a commit. Nothing is ever sent that was not read from the database, so that every process
tells every socket the same, once and in order.
"""

from consultation.live.bursts import gather, gathers
from consultation.live.events import on
from consultation.live.feeds import Event, Feed, each_second, register_feed
from consultation.live.hall import kick, online, socketio, watch

__all__ = [
    "Event",
    "Feed",
    "each_second",
    "gather",
    "gathers",
    "kick",
    "on",
    "online",
    "register_feed",
    "socketio",
    "watch",
]
