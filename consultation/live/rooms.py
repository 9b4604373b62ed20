"""Who watches what in this process, and what each of them was told."""

import json
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from flask import Flask

from consultation.jobs import let_others_go
from consultation.live.feeds import Event, Feed, Key, feed_named, fresh_look
from consultation.live.packets import NAMESPACE, text_frame

log = logging.getLogger(__name__)

KEPT = 500
"""Events of a thing that a process remembers, so that a crowd that joins reads them once."""

MOST_WATCHED = 8
"""Things one socket watches at most; the one it began with gives way."""

AT_A_TIME = 250
"""Sockets that are told before other work of this process has a turn."""


class News:
    """What is told to many, made ready once."""

    def __init__(self, name: str, data: Event, source: object = None) -> None:
        self.name = name
        self.data = data
        self.source = source

    @cached_property
    def frame(self) -> bytes:
        """As a Socket.IO event in an Engine.IO message in a frame."""
        said = json.dumps([self.name, self.data], ensure_ascii=False, separators=(",", ":"))
        return text_frame(f"42{NAMESPACE},{said}")


class Socket(Protocol):
    """Where news goes."""

    def tell(self, news: News) -> None:
        """Send it, or keep it until it can be sent; never wait."""

    def drop_kept(self, source: object) -> None:
        """Forget what is kept of this source: the answer that is being made holds it."""

    def cut(self) -> None:
        """End the connection."""


class Member:
    """A socket that watches a thing. `seen` is the number it has, None when it left."""

    __slots__ = ("allowed", "seen", "sid", "socket")

    def __init__(self, sid: str, socket: Socket, allowed: Callable[[], bool] | None) -> None:
        self.sid = sid
        self.socket = socket
        self.allowed = allowed
        self.seen: int | None = None

    def may_stay(self) -> bool:
        """Whether this socket may still hear this; a question that fails is a no."""
        if self.allowed is None:
            return True
        try:
            return self.allowed()
        except Exception:
            log.exception("whether a socket may still watch could not be said")
            return False


class Room:
    """The sockets of this process that watch one thing."""

    def __init__(self, app: Flask, feed: Feed, thing: int) -> None:
        self.app = app
        self.feed = feed
        self.thing = thing
        self.members: dict[str, Member] = {}
        self.newest = 0
        self._number: int | None = None
        self._names: Mapping[str, Any] = {}
        self._kept: deque[Event] = deque(maxlen=KEPT)
        self._lock = threading.RLock()

    @property
    def number(self) -> int | None:
        """The number everybody here was told up to, None before anybody came."""
        return self._number

    def begin(self, member: Member, since: int) -> list[Event]:
        """What a member missed; everything after it reaches the member through `tell`."""
        with self._lock:
            with fresh_look(self.app):
                if self._number is None:
                    self._names = self.feed.names(self.thing)
                    self._number = self._newest()
                if since > self._number:
                    # Another process told this socket more; no number is taken from a client.
                    since = min(since, max(self._number, self._newest()))
                missed = self._between(max(0, since))
            member.socket.drop_kept(self)
            member.seen = max(since, self._number)
            return missed

    def _newest(self) -> int:
        return self.feed.newest([self.thing]).get(self.thing, 0)

    def _between(self, since: int) -> list[Event]:
        """The events after this number, up to the number of the room."""
        if since >= (self._number or 0):
            return []
        if not self._kept or self._kept[0]["nummer"] > since + 1:
            read = self.feed.after(self.thing, since)
            events = [event for event in read if event["nummer"] <= (self._number or 0)]
            if len(events) > KEPT:
                return events
            self._kept = deque(events, maxlen=KEPT)
        return [event for event in self._kept if event["nummer"] > since]

    def read_on(self) -> None:
        """Read what is new in the feed and tell it to everybody here."""
        if self._number is None:
            return
        with fresh_look(self.app):
            events = self.feed.after(self.thing, self._number)
        for event in events:
            if event["nummer"] != self._number + 1:
                break  # what lies between is not committed yet; it comes with the next look
            self._tell_next(event)

    def _tell_next(self, event: Event) -> None:
        with self._lock:
            self._number = event["nummer"]
            if self.feed.spoils(event):
                self._kept.clear()
            self._kept.append(event)
            members = list(self.members.values())
        news = News("gebeurtenis", event, self)
        for member in self._allowed(members):
            with self._lock:
                if member.seen == event["nummer"] - 1:
                    member.seen = event["nummer"]
                    member.socket.tell(news)

    def beat(self) -> None:
        """Tell everybody which number is the newest, so that a gap is noticed."""
        number = max(self._number or 0, self.newest)
        news = News("hartslag", {**self._names, "nummer": number})
        for member in self._allowed(list(self.members.values())):
            if member.seen is not None:
                member.socket.tell(news)

    def _allowed(self, members: Sequence[Member]) -> Iterator[Member]:
        """Those who may still hear it; the others are cut. Now and then others have a turn."""
        for count, member in enumerate(members):
            if count % AT_A_TIME == AT_A_TIME - 1:
                let_others_go()
            if self._may_stay(member):
                yield member
            else:
                member.seen = None
                self.members.pop(member.sid, None)
                member.socket.cut()

    def _may_stay(self, member: Member) -> bool:
        if member.allowed is None:
            return True
        with fresh_look(self.app):
            return member.may_stay()


class Rooms:
    """Every room of this process."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._rooms: dict[Key, Room] = {}
        self._of: dict[str, list[Room]] = {}
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[Room]:
        return iter(list(self._rooms.values()))

    def find(self, key: Key) -> Room | None:
        """The room of a thing that is watched here."""
        return self._rooms.get(key)

    def enter(self, key: Key, member: Member, since: int) -> list[Event]:
        """Let a socket watch a thing; what it missed is the answer."""
        with self._lock:
            room = self._rooms.get(key)
            if room is None:
                room = self._rooms[key] = Room(self._app, feed_named(key[0]), key[1])
            before = room.members.get(member.sid)
            if before is not None:
                before.seen = None
            room.members[member.sid] = member
            self._remember(member.sid, room)
        try:
            return room.begin(member, since)
        except BaseException:
            self._leave(member.sid, room)
            raise

    def _remember(self, sid: str, room: Room) -> None:
        rooms = self._of.setdefault(sid, [])
        if room in rooms:
            return
        if len(rooms) == MOST_WATCHED:
            self._leave(sid, rooms.pop(0))
        rooms.append(room)

    def _leave(self, sid: str, room: Room) -> None:
        member = room.members.pop(sid, None)
        if member is not None:
            member.seen = None

    def leave_all(self, sid: str) -> None:
        """A socket is gone."""
        with self._lock:
            for room in self._of.pop(sid, ()):
                self._leave(sid, room)

    def forget_empty(self) -> None:
        """Nobody watches a thing any more: nothing of it is kept."""
        with self._lock:
            for key, room in list(self._rooms.items()):
                if not room.members:
                    del self._rooms[key]

    def watched(self) -> dict[str, set[int]]:
        """The things that are watched here, by feed."""
        found: dict[str, set[int]] = {}
        for name, thing in list(self._rooms):
            found.setdefault(name, set()).add(thing)
        return found
