"""A hall of its own on the application of the tests, with nobody in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from consultation.live.hall import Hall, open_hall
from consultation.web.errors import socket_refusal


@contextmanager
def empty_hall(app: Flask) -> Iterator[Hall]:
    """What is kicked is told at once; nothing looks at the clock by itself."""
    before, kept = app.wsgi_app, app.extensions.copy()
    open_hall(app, app.config["SETTINGS"], socket_refusal)
    hall: Hall = app.extensions["live"]
    hall.pump.start = lambda: None  # type: ignore[method-assign]
    try:
        yield hall
    finally:
        app.wsgi_app = before  # type: ignore[method-assign]
        app.extensions.clear()
        app.extensions.update(kept)
