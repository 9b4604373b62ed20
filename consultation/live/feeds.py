"""What there is to watch: feeds of numbered news, and what looks at the clock each second."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask

from consultation.database import db, is_writing

Event = dict[str, Any]
"""A piece of news, ready for JSON, with its `nummer`."""

Key = tuple[str, int]
"""A feed's name and the id of a thing in it."""


@dataclass(frozen=True)
class Feed:
    """A source of numbered news about things.

    `newest` gives the last number of each of these things; `after` gives the events of one thing
    after a number, in order and without gaps. Both are asked in an application context of their
    own. A heartbeat says which thing it is of in the words of `names`. An event that `spoils`
    changed what earlier ones say: what a process kept of them is read again, so that a text that
    was hidden is in none of them.
    """

    name: str
    newest: Callable[[Collection[int]], Mapping[int, int]]
    after: Callable[[int, int], Sequence[Event]]
    names: Callable[[int], Mapping[str, Any]] = lambda thing: {"uur": thing}
    spoils: Callable[[Event], bool] = lambda _event: False


EachSecond = Callable[[Mapping[str, Collection[int]]], None]
Hook = TypeVar("Hook", bound=EachSecond)

_feeds: dict[str, Feed] = {}
_each_second: list[EachSecond] = []


def register_feed(feed: Feed) -> None:
    """Make a feed known under its name."""
    _feeds[feed.name] = feed


def feed_named(name: str) -> Feed:
    """The feed of this name."""
    return _feeds[name]


def each_second(hook: Hook) -> Hook:
    """Call this each second with the things that are watched here, by feed."""
    _each_second.append(hook)
    return hook


def hooks() -> Sequence[EachSecond]:
    """What is called each second."""
    return tuple(_each_second)


@contextmanager
def fresh_look(app: Flask) -> Iterator[None]:
    """Look at the database as it is now, whatever the caller has read before."""
    with app.app_context():
        try:
            yield
        finally:
            db.session.remove()


def give_connection_back() -> None:
    """End the caller's reading, so that a crowd that waits keeps no connection to the database.

    Whoever does the work needs one, and would wait for those who wait. Raises RuntimeError inside
    a transaction, whose lock all would wait for.
    """
    if is_writing():
        raise RuntimeError("a crowd cannot wait inside a transaction")
    db.session.rollback()
