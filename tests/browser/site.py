"""A site that runs: a server on a free port of this machine, with a database of its own."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask, session
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from consultation.accounts.models import Account
from consultation.accounts.session import start
from consultation.app import create_app
from consultation.database import db


class Quiet(WSGIRequestHandler):
    """Answers as a server in front of people does, and writes no line for each request."""

    protocol_version = "HTTP/1.1"

    def log(self, *_line: Any) -> None:
        """Say nothing."""


class Site:
    """A running site: its application, its address, and what stands in its database."""

    def __init__(self, app: Flask, server: BaseWSGIServer) -> None:
        self.app = app
        self.server = server
        self.address = f"http://127.0.0.1:{server.port}"

    def empty(self) -> None:
        """Take every row out of every table."""
        with self.app.app_context(), db.engine.begin() as connection:
            for table in reversed(db.metadata.sorted_tables):
                connection.execute(table.delete())


@contextmanager
def running_site(folder: Path, profile: str = "test") -> Iterator[Site]:
    """A site on an empty SQLite database in this folder, as long as it is needed."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        app = create_app(
            {
                "CONSULTATION_PROFILE": profile,
                "INSTANCE": str(folder),
                "BASE_URL": f"http://127.0.0.1:{port}",
                "SECRET_KEY": "a secret of the tests",
                "HELP_PHONE": "0800-0000",
                "HELP_MAIL": "hulp@voorbeeld.nl",
            }
        )
        with app.app_context():
            db.create_all()
        server = make_server(
            "127.0.0.1", port, app, threaded=True, request_handler=Quiet, fd=door.fileno()
        )
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Site(app, server)
        finally:
            server.shutdown()
            thread.join(timeout=10)


def session_of(site: Site, account: Account) -> str:
    """The token of a session in which this account is signed in."""
    with site.app.test_request_context():
        start(account)
        answer = site.app.response_class()
        kept = session._get_current_object()  # type: ignore[attr-defined]
        site.app.session_interface.save_session(site.app, kept, answer)
        return answer.headers["Set-Cookie"].split(";")[0].partition("=")[2]
