"""A site of its own for a journey: the real command line, its pages, and what each step cost."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask

from consultation.app import create_app
from tests.page import Page, Visit

ROOT = Path(__file__).parents[2]


def most_memory() -> int:
    """The most memory that this process needed so far, in megabytes; 0 where it is not told."""
    status = Path("/proc/self/status")
    told = status.read_text("ascii") if status.exists() else ""
    found = re.search(r"VmHWM:\s*(\d+) kB", told)
    return int(found[1]) // 1024 if found else 0


class Watch:
    """Measures from when it is made, its children included."""

    def __init__(self) -> None:
        self.began, self.used = time.monotonic(), self._processor()

    @staticmethod
    def _processor() -> float:
        return sum(os.times()[:4])

    def stop(self) -> tuple[float, float]:
        return time.monotonic() - self.began, self._processor() - self.used


@dataclass
class Spent:
    """What one step took: by the clock, of the processor, and the most memory of its process."""

    step: str
    seconds: float
    processor: float
    megabytes: int = 0


@dataclass
class Refusal:
    """What a command said when it would not do it."""

    code: int
    text: str


@dataclass
class Site:
    """A deployment in the test profile, as an operator has it: an instance and a database."""

    instance: Path
    database: str
    in_processes: bool = False
    """Each command in a process of its own: slower, and it says what each needs by itself."""
    spent: list[Spent] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    """Bytes of pages, as they are sent before packing."""
    _app: Flask | None = None

    @property
    def environment(self) -> dict[str, str]:
        return {
            "CONSULTATION_PROFILE": "test",
            "INSTANCE": str(self.instance),
            "DATABASE_URL": self.database,
            "BASE_URL": "http://localhost",
            "SECRET_KEY": "a secret of the journey",
        }

    def run(self, *words: object, step: str = "") -> str:
        """One command of `flask --app wsgi`; gives what it printed."""
        code, out, err = self._command(words, step)
        assert code == 0, f"{' '.join(map(str, words))}: {err or out}"
        return out

    def told(self, *words: object, step: str = "") -> Any:
        """The same for a command that answers in JSON."""
        return json.loads(self.run(*words, "--json", step=step))

    def refused(self, *words: object) -> Refusal:
        """The same for a command that must refuse."""
        code, out, err = self._command(words, "")
        assert code != 0, f"{' '.join(map(str, words))} was not refused: {out}"
        return Refusal(code, f"{out}\n{err}")

    def _command(self, words: tuple[object, ...], step: str) -> tuple[int, str, str]:
        watch = Watch()
        given = [str(word) for word in words]
        code, out, err, megabytes = (
            self._in_process_of_its_own(given) if self.in_processes else self._here(given)
        )
        self.spent.append(Spent(step or " ".join(given[:2]), *watch.stop(), megabytes))
        return code, out, err

    def _here(self, words: list[str]) -> tuple[int, str, str, int]:
        # The context is its own, for the commands would take one that another test left open.
        with self.app.app_context():
            made = self.app.test_cli_runner().invoke(args=words)
        error = "" if made.exception is None else repr(made.exception)
        return made.exit_code, made.stdout, f"{made.stderr}{error}", most_memory()

    def _in_process_of_its_own(self, words: list[str]) -> tuple[int, str, str, int]:
        made = subprocess.run(
            [sys.executable, "-m", "tests.journeys.measured", *words],
            cwd=ROOT,
            env={**os.environ, **self.environment, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        error, _, peak = made.stderr.rpartition("peak ")
        return made.returncode, made.stdout, error, int(peak or 0)

    @property
    def app(self) -> Flask:
        """The pages, on the same database and by the same clock as the commands."""
        if self._app is None:
            self._app = create_app(self.environment)
        return self._app

    def visitor(self) -> Visit:
        return Visit(self.app)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """What is done on pages, as a step."""
        watch = Watch()
        yield
        self.spent.append(Spent(step, *watch.stop(), most_memory()))

    def weigh(self, name: str, page: Page) -> None:
        self.weights[name] = len(page.answer.get_data())

    def figures(self) -> str:
        """The steps as a table for people who run with `-s`."""
        rows = [
            f"| {one.step} | {one.seconds:.1f} | {one.processor:.1f} | {one.megabytes} |"
            for one in self.spent
        ]
        heads = "| step | seconds | of the processor | peak MB |"
        pages = [f"{name}: {size / 1000:.0f} kB" for name, size in self.weights.items()]
        return "\n".join([heads, "|---|---:|---:|---:|", *rows, *pages])
