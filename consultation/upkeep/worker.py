"""The web process: gunicorn's gevent worker, which sends its sockets away before it stops.

Imports nothing of ours: what is imported before gevent has changed the standard library would keep
the old one.
"""

from types import FrameType

import gevent
from gunicorn.workers.ggevent import GeventWorker


class Worker(GeventWorker):  # type: ignore[misc]  # gunicorn has no types
    """Serves pages and sockets. Without this, stopping would wait for sockets that never end."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Asked to stop: no new requests, and the sockets go at once; they come back elsewhere."""
        super().handle_exit(sig, frame)
        gevent.spawn(self._send_sockets_away)

    def _send_sockets_away(self) -> None:
        self.wsgi.extensions["live"].lines.close_all()
