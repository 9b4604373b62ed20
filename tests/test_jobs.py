"""The queue: what is asked is done by another process, on SQLite as on Redis."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from config import settings_from
from consultation.jobs import ask, in_thread, job, start_jobs
from tests.servers import redis_server

done: list[str] = []


@job("note-what-was-asked")
def note_what_was_asked(word: str) -> None:
    done.append(word)


@pytest.fixture(params=["sqlite", "redis"])
def queue(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application of which nothing but the queue was started."""
    given = {"BASE_URL": "http://localhost", "INSTANCE": str(tmp_path)}
    app = Flask("queue")
    if request.param == "sqlite":
        start_jobs(app, settings_from(given))
        yield app
        return
    with redis_server() as url:
        start_jobs(app, settings_from({**given, "REDIS_URL": url}))
        app.extensions["jobs"][0].flush()
        yield app


def test_a_job_waits_in_the_queue_until_somebody_does_it(queue: Flask) -> None:
    done.clear()
    ask(queue, "note-what-was-asked", "eerst")
    ask(queue, "note-what-was-asked", "daarna")
    assert done == []
    consumer = queue.extensions["jobs"][0].create_consumer(workers=1, periodic=False)
    consumer._set_signal_handlers = lambda: None
    worker = threading.Thread(target=consumer.run)
    worker.start()
    deadline = time.monotonic() + 20
    while len(done) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    consumer.stop_flag.set()
    worker.join()
    assert done == ["eerst", "daarna"]


def test_slow_work_is_done_at_once_where_there_is_no_loop() -> None:
    assert in_thread(sum, (1, 2, 3)) == 6
