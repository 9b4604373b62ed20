"""`serve` as an operator runs it: real processes, killed and stopped for real."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consultation import clock
from consultation.app import create_app
from consultation.database import db
from consultation.mail import Letter
from consultation.upkeep import processes
from consultation.upkeep.processes import MOST_DEATHS, Child, KeepsDying, stop_all
from consultation.upkeep.serving import check_workers, web_command
from tests.house.source import REPOSITORY
from tests.upkeep.test_delivery import post_office

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks in /proc")

BIN = Path(sys.executable).parent
SLOW = 90.0
"""Seconds after which we no longer wait; a busy machine takes its time."""


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Nothing of the machine but its path: as on a fresh one."""
    return {"PATH": os.environ["PATH"], "INSTANCE": str(folder), **more}


class Site:
    """A site that `serve` keeps running."""

    def __init__(self, environment: dict[str, str], log: Path, *words: str) -> None:
        self.port = int(environment["PORT"])
        self.log = log
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [BIN / "flask", "--app", "wsgi", "serve", *words],
                cwd=REPOSITORY,
                env=environment,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def status(self, path: str = "/") -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def family(self) -> dict[int, str]:
        """The processes below ours, with their command."""
        return descendants(self.process.pid)

    def one(self, word: str) -> int:
        """The youngest process of which the command holds a word."""
        found = [number for number, command in self.family().items() if word in command]
        return max(found, default=0)


def descendants(number: int) -> dict[int, str]:
    parents: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (place / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents.setdefault(int(after_name[1]), []).append(int(place.name))
    found: dict[int, str] = {}
    waiting = list(parents.get(number, ()))
    while waiting:
        child = waiting.pop()
        waiting += parents.get(child, ())
        found[child] = command_of(child)
    return found


def command_of(number: int) -> str:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def wait_for(condition: Callable[[], Any], what: str, within: float = SLOW) -> None:
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for: {what}"
        time.sleep(0.1)


@contextmanager
def served(environment: dict[str, str], log: Path, *words: str) -> Iterator[Site]:
    site = Site(environment, log, *words)
    try:
        wait_for(
            lambda: "Ctrl-C" in site.said() or site.process.poll() is not None, "the first page"
        )
        assert site.process.poll() is None, site.said()
        yield site
    finally:
        if site.process.poll() is None:
            site.process.kill()
        site.process.wait()


def test_a_site_lives_through_deaths_and_stops_when_asked(tmp_path: Path) -> None:
    with post_office() as office:
        settings = environment(
            tmp_path,
            BASE_URL="https://meedenken.rijk.nl",
            PORT=str(free_port()),
            MAIL_SERVER=office.address,
            MAIL_SENDER="meedenken@rijk.nl",
        )
        with served(settings, tmp_path / "log") as site:
            assert site.status() == 200
            assert site.status("/demo") == 404, "a real site has no comforts of the demo"
            assert "draait op https://meedenken.rijk.nl." in site.said()

            for word in (" work", "gunicorn"):
                wait_for(lambda w=word: site.one(w), word)
                number = site.one(word)
                os.kill(number, signal.SIGKILL)
                wait_for(lambda w=word, n=number: site.one(w) not in {0, n}, f"a new {word}")
            wait_for(lambda: site.status() == 200, "a page after the web process died")
            assert "Het proces job is gestopt en wordt opnieuw gestart." in site.said()

            write_letter(settings)
            wait_for(lambda: office.letters, "the letter that the job process delivers")

            family = site.family()
            site.process.send_signal(signal.SIGTERM)
            assert site.process.wait(timeout=SLOW) == 0, site.said()
            assert site.said().rstrip().endswith("Gestopt.")
            assert not [n for n in family if command_of(n)], "a process was left behind"
            assert site.status() == 0


def write_letter(settings: dict[str, str]) -> None:
    """Another process writes while the site runs, as a command would."""
    app = create_app(settings)
    with app.app_context():
        now = clock.now()
        db.session.add(
            Letter(
                key="x",
                recipient="burger@voorbeeld.nl",
                subject="Brief",
                text="Dag.",
                html="<p>Dag.</p>",
                message_id="<1@meedenken.invalid>",
                written_at=now,
                not_before=now - timedelta(seconds=1),
            )
        )
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def test_a_demo_ends_with_its_address_and_leaves_nothing_behind_when_killed(
    tmp_path: Path,
) -> None:
    settings = environment(tmp_path, CONSULTATION_PROFILE="demo", PORT=str(free_port()))
    with served(settings, tmp_path / "log", "--demo") as site:
        address = f"http://127.0.0.1:{site.port}/demo"
        wait_for(lambda: site.said().endswith(f"{address}\n"), "the last line")
        assert site.status("/demo") == 200
        wait_for(lambda: site.one(" work"), "the job process")
        family = site.family()
        assert len(family) >= 3
        site.process.kill()
        site.process.wait()
        wait_for(lambda: not [n for n in family if command_of(n)], "the processes to end")


def refused(tmp_path: Path, *words: str, **settings: str) -> str:
    """What `serve` says when it does not start; a traceback is no sentence."""
    answer = subprocess.run(
        [BIN / "flask", "--app", "wsgi", "serve", *words],
        cwd=REPOSITORY,
        env=environment(tmp_path, **settings),
        capture_output=True,
        text=True,
        timeout=SLOW,
        check=False,
    )
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    return answer.stderr


def test_a_port_that_is_taken_is_said_with_another_one(tmp_path: Path) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]
        said = refused(tmp_path, "--demo", CONSULTATION_PROFILE="demo", PORT=str(port))
    assert f"Poort {port} is al in gebruik" in said
    assert f"make run PORT={port + 1}" in said
    assert not (tmp_path / "consultation.sqlite").exists(), "nothing slow is done before"


@pytest.mark.parametrize(
    ("words", "settings", "sentence"),
    [
        ((), {}, "Niet gestart. BASE_URL is needed"),
        (("--demo",), {"BASE_URL": "https://x.nl"}, "--demo kan alleen in het demoprofiel"),
        ((), {"CONSULTATION_PROFILE": "test", "PORT": "vijf"}, "PORT must be a whole number"),
        ((), {"BASE_URL": "https://x.nl", "WEB_WORKERS": "2"}, "webproces kan niet met SQLite"),
        ((), {"CONSULTATION_PROFILE": "demo", "HOST": "198.51.100.7"}, "198.51.100.7 met poort"),
    ],
)
def test_a_start_that_cannot_be_is_refused_with_a_sentence(
    tmp_path: Path, words: tuple[str, ...], settings: dict[str, str], sentence: str
) -> None:
    assert sentence in refused(tmp_path, *words, **settings)


def test_several_processes_need_postgresql_and_do_without_redis(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    known = replace(app.config["SETTINGS"], web_workers=2, database_url="postgresql://x")
    check_workers(known)
    assert "zonder REDIS_URL" in capsys.readouterr().out
    check_workers(replace(known, redis_url="redis://x"))
    assert capsys.readouterr().out == ""


def test_the_web_process_has_room_for_every_socket_and_for_pages(app: Flask) -> None:
    known = replace(app.config["SETTINGS"], live_most=6000)
    words = web_command(known)
    assert words[words.index("--worker-connections") + 1] == "7000"


def child(program: str) -> Child:
    return Child("proef", [sys.executable, "-c", program], signal.SIGTERM)


def test_a_process_that_keeps_dying_is_given_up() -> None:
    one = child("raise SystemExit(1)")
    one.start()
    for _ in range(MOST_DEATHS - 1):
        wait_for(one.has_died, "its death")
        one.start_again()
    wait_for(one.has_died, "its death")
    with pytest.raises(KeepsDying):
        one.start_again()


def test_a_process_that_does_not_want_to_stop_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PATIENCE", 0.5)
    program = (
        "import signal,time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        "print('klaar', flush=True); time.sleep(60)"
    )
    one = child(program)
    one.start()
    time.sleep(0.5)
    stop_all([one])
    assert one.process is not None
    assert one.process.returncode == -signal.SIGKILL
