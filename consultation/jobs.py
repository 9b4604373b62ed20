"""Work that takes time, behind one adapter over huey; operations know nothing of it.

SQLite keeps the queue by default, Redis in the scaled profile. In tests the work is done at once.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import gevent
from flask import Flask
from gevent import monkey

from config import Profile, Settings
from consultation.sparing import spared

with spared("psycopg"):  # huey would load it for a queue in PostgreSQL, which we do not use
    from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey

Work = Callable[..., None]
Result = TypeVar("Result")

_work: dict[str, Work] = {}


def job(name: str) -> Callable[[Work], Work]:
    """Give a piece of work its name in the queue."""

    def register(work: Work) -> Work:
        _work[name] = work
        return work

    return register


def start_jobs(app: Flask, settings: Settings) -> None:
    """Connect the application to its queue."""
    queue = _queue(settings)

    @queue.task(name="do")  # type: ignore[untyped-decorator]  # huey has no types
    def do(name: str, *arguments: Any) -> None:
        with app.app_context():
            _work[name](*arguments)

    app.extensions["jobs"] = (queue, do)


def ask(app: Flask, name: str, *arguments: Any) -> None:
    """Put a piece of work in the queue; call it after the commit, never inside a transaction."""
    _, do = app.extensions["jobs"]
    do(name, *arguments)


def work(app: Flask) -> None:
    """Do what is in the queue, until the process is stopped."""
    queue, _ = app.extensions["jobs"]
    queue.create_consumer(workers=1, periodic=False, max_delay=1.0).run()


def in_thread(slow: Callable[..., Result], *arguments: Any) -> Result:
    """Run slow work (a password hash, a sheet) beside the web loop and wait for it."""
    if not monkey.is_module_patched("threading"):
        return slow(*arguments)
    result: Result = gevent.get_hub().threadpool.apply(slow, arguments)
    return result


def let_others_go() -> None:
    """Let other requests of this process run between two pieces of long work."""
    if monkey.is_module_patched("threading"):
        gevent.sleep(0)


def _queue(settings: Settings) -> Huey:
    if settings.profile is Profile.TEST:
        return MemoryHuey(immediate=True)
    if settings.redis_url:
        return RedisHuey("consultation", url=settings.redis_url)
    return SqliteHuey(filename=str(settings.instance / "jobs.sqlite"), fsync=True)
