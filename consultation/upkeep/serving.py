"""`serve`: everything a site needs on one machine, from an empty folder to pages that answer."""

import errno
import http.client
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import click

from config import EVERY_HOST, Settings
from consultation.accounts.models import Organisation
from consultation.database import db
from consultation.demo.loading import load_demo
from consultation.papers.pdf import pdf_is_possible
from consultation.upkeep.processes import Child, KeepsDying, stop_all
from consultation.web.command_line import progress
from consultation.web.sentences import serving as sentences

READY_WITHIN = 60.0
"""Seconds in which the first page must answer."""

LOOK = 0.2
"""Seconds between two looks at the processes."""


PAGES_AT_ONCE = 1_000
"""Connections for pages in each web process, beside those of sockets."""


class CannotStart(Exception):
    """The site cannot be started here; the sentence says what to do."""


def serve(settings: Settings, *, demo: bool) -> None:
    """Prepare the database, start the processes, say where the site is, and keep them alive.

    Raises CannotStart.
    """
    if demo and not settings.has_demo_comforts:
        raise CannotStart(sentences.NO_DEMO)
    check_workers(settings)
    check_port(settings.host, settings.port)
    if not pdf_is_possible():
        _say(sentences.NO_PDF)
    _say(sentences.DATABASE)
    from flask_migrate import upgrade  # noqa: PLC0415 - once, before the first worker

    upgrade()
    if demo:
        _load_when_empty()
    db.session.remove()
    db.engine.dispose()
    _raise_limit_of_files()
    _run(_children(settings), settings, demo=demo)


def check_workers(settings: Settings) -> None:
    """Refuse several web processes on SQLite, where one may wait in vain for its turn to write.

    Raises CannotStart.
    """
    if settings.web_workers == 1:
        return
    if settings.database_url.startswith("sqlite"):
        raise CannotStart(sentences.SEVERAL_ON_SQLITE % {"count": settings.web_workers})
    if not settings.redis_url:
        _say(sentences.SEVERAL_WITHOUT_REDIS)


def check_port(host: str, port: int) -> None:
    """Refuse a port that cannot be had, before anything slow is done.

    Raises CannotStart.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as error:
            texts = {errno.EADDRINUSE: sentences.PORT_TAKEN, errno.EACCES: sentences.PORT_CLOSED}
            text = texts.get(error.errno or 0, sentences.NO_SUCH_HOST)
            raise CannotStart(text % {"port": port, "other": port + 1, "host": host}) from error


def _load_when_empty() -> None:
    if db.session.scalar(db.select(Organisation.id).limit(1)) is not None:
        return
    with progress(100, sentences.EXAMPLES) as bar:

        def show(percent: int, _step: str) -> None:
            bar.update(max(0, percent - bar.pos))

        load_demo(show)


def web_command(settings: Settings, name: str = "wsgi:app") -> list[str]:
    """The command line of the web process."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    most = settings.live_most + PAGES_AT_ONCE
    return [
        *(sys.executable, "-m", "gunicorn", "--worker-class", "consultation.upkeep.worker.Worker"),
        *("--workers", str(settings.web_workers), "--worker-connections", str(most)),
        *("--bind", f"{host}:{settings.port}", "--backlog", "4096", "--timeout", "60"),
        *("--graceful-timeout", "10", "--log-level", "warning"),
        *("--no-control-socket", "--forwarded-allow-ips", "", name),
    ]


def _children(settings: Settings) -> list[Child]:
    return [
        Child("web", web_command(settings), signal.SIGTERM),
        Child("job", [sys.executable, "-m", "flask", "--app", "wsgi", "work"], signal.SIGINT),
    ]


def _raise_limit_of_files() -> None:
    """Each socket is a file to the system: take as many as it gives."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _run(children: list[Child], settings: Settings, *, demo: bool) -> None:
    with _stop_asked() as is_asked:
        try:
            for child in children:
                child.start()
            if _wait_until_ready(settings, children, is_asked):
                _say_where(settings, demo=demo)
            while not is_asked():
                _start_again(children)
                time.sleep(LOOK)
        except KeepsDying as error:
            raise CannotStart(sentences.KEEPS_DYING % {"name": error}) from error
        finally:
            stop_all(children)
    _say(sentences.STOPPED)


def _start_again(children: list[Child]) -> None:
    for child in children:
        if child.has_died():
            _say(sentences.AGAIN % {"name": child.name})
            child.start_again()


@contextmanager
def _stop_asked() -> Iterator[Callable[[], bool]]:
    """Whether somebody asked to stop: Ctrl-C, a service manager, or a terminal that closed."""
    asked: list[int] = []

    def remember(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(number, remember) for number in numbers]
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _wait_until_ready(
    settings: Settings, children: list[Child], is_asked: Callable[[], bool]
) -> bool:
    deadline = time.monotonic() + READY_WITHIN
    while not is_asked():
        if _answers(settings):
            return True
        if time.monotonic() > deadline:
            raise CannotStart(sentences.NO_ANSWER)
        _start_again(children)
        time.sleep(LOOK)
    return False


def _answers(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.host in EVERY_HOST else settings.host
    connection = http.client.HTTPConnection(host, settings.port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _say_where(settings: Settings, *, demo: bool) -> None:
    _say(sentences.RUNS % {"address": settings.base_url})
    if demo:
        _say(sentences.SIGN_INS)
        _say(f"{settings.base_url}/demo")


def _say(text: object) -> None:
    click.echo(str(text))
    sys.stdout.flush()
