"""A real server with the bells: gunicorn with a gevent worker, as `serve` starts it."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flask_migrate import upgrade

from consultation.app import create_app
from consultation.upkeep.serving import web_command
from tests.house.source import REPOSITORY


@dataclass
class Server:
    """A running server."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    def workers(self) -> list[int]:
        """The processes that serve, not the one that watches them."""
        place = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in place.read_text().split()]

    def memory(self) -> int:
        """Bytes the workers have in memory."""
        found = 0
        for worker in self.workers():
            for line in Path(f"/proc/{worker}/status").read_text().splitlines():
                if line.startswith("VmRSS"):
                    found += int(line.split()[1]) * 1024
        return found

    def seconds_of_processor(self) -> float:
        """What the workers used of the processor."""
        ticks = 0
        for worker in self.workers():
            after = Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(after[11]) + int(after[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def get(self, path: str, timeout: float = 30) -> bytes:
        """A page."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=timeout) as said:
            found: bytes = said.read()
            return found

    def ring(self, bell: int = 1) -> None:
        """Ring by a page."""
        self.get(f"/bel/{bell}")

    def stop(self, patience: float = 30) -> float:
        """Ask it to stop; the seconds that took."""
        began = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(patience)
        return time.monotonic() - began


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def live_server(
    folder: Path, *, workers: int = 1, name: str = "tests.live.site:app", **settings: str
) -> Iterator[Server]:
    """A server on a free port, with a database of its own, until the end of the block."""
    port = free_port()
    (folder / "bells").mkdir(parents=True, exist_ok=True)
    environment = {
        "PATH": os.environ["PATH"],
        "CONSULTATION_PROFILE": "demo",
        "INSTANCE": str(folder),
        "BELLS": str(folder / "bells"),
        "PORT": str(port),
        "WEB_WORKERS": str(workers),
        "LIVE_PER_NETWORK": "6000",
        **settings,
    }
    app = create_app(environment)
    with app.app_context():
        upgrade()
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            web_command(app.config["SETTINGS"], name),
            cwd=REPOSITORY,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    server = Server(port, process, log)
    try:
        _wait_for(server)
        yield server
    finally:
        with suppress(subprocess.TimeoutExpired):
            server.stop()
        process.kill()
        process.wait()


def _wait_for(server: Server) -> None:
    for _ in range(300):
        with suppress(OSError):
            server.get("/healthz")
            return
        assert server.process.poll() is None, server.log.read_text()
        time.sleep(0.1)
    raise TimeoutError(server.log.read_text())
