"""Where is measured: a real deployment with a large round, and the servers that show it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from consultation.accounts.models import Account
from consultation.app import create_app
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.permissions import Role
from tests.contributions.factories import make_contribution
from tests.crowd import make_crowd, sections_of
from tests.factories import make_account, make_plan, make_round
from tests.house.source import REPOSITORY

SECTIONS = 130
REACTIONS = 5_000
WAITING = 40


@dataclass(frozen=True)
class Place:
    """A deployment and what stands in it."""

    app: Flask
    environment: dict[str, str]
    round: str
    section: str
    receipt: str
    key: str
    staff: int


def make_place(folder: Path) -> Place:
    """A round on a plan of 130 sections with 5,000 placed reactions and some that wait."""
    environment = {
        "CONSULTATION_PROFILE": "real",
        "INSTANCE": str(folder),
        "BASE_URL": "http://127.0.0.1",
        "SECRET_KEY": "a secret of the measurements",
        "PATH": os.environ["PATH"],
    }
    app = create_app(environment)
    with app.app_context():
        db.create_all()
        plan = make_plan(sections=sections_of(SECTIONS))
        round = make_round(plan=plan)
        make_crowd(round, REACTIONS)
        for _ in range(WAITING):
            mine = make_contribution(round, state=ContributionState.RECEIVED)
        roles = (Role.OFFICER, Role.ROUND_MANAGER, Role.MODERATOR, Role.PROGRAMME)
        account: Account = make_account(*roles, organisation=round.organisation)
        section = plan.versions[0].sections[11]
        return Place(
            app=app,
            environment=environment,
            round=round.slug,
            section=f"{section.permanent_id}-{section.title.lower().replace(' ', '-')}",
            receipt=str(mine.submission.receipt),
            key=str(mine.submission.secret_key),
            staff=account.id,
        )


@contextmanager
def serving(name: str, environment: dict[str, str]) -> Iterator[int]:
    """A server as `serve` starts it, on a free port."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    words = ["--worker-class", "gevent", "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *words, "--no-control-socket", name],
        cwd=REPOSITORY,
        env=environment,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for(port: int) -> None:
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def memory_of(place: Path) -> int:
    """Kilobytes a process has in memory."""
    for line in place.read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0
