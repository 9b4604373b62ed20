"""Everything `make test` checks, in the order in which a mistake is cheapest to hear of.

What the tests need is set up first: a browser, PostgreSQL and Redis. In CI nothing is skipped.
"""

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY))

from tests.servers import postgresql, redis_server  # noqa: E402 - run as a file, not a module

BIN = Path(sys.executable).parent
WORKERS = str(min(4, os.cpu_count() or 2))
PYTEST = (BIN / "pytest", "-n", WORKERS, "-rs")

STEPS = (
    ("style", (BIN / "ruff", "check", ".")),
    ("form", (BIN / "ruff", "format", "--check", ".")),
    ("contracts", (BIN / "lint-imports",)),
    ("types", (BIN / "mypy",)),
    ("tests on SQLite", (*PYTEST, "--database", "sqlite")),
    ("tests on PostgreSQL", (*PYTEST, "--database", "postgresql", "-m", "not browser")),
)


def say(text: str) -> None:
    print(f"== {text}", flush=True)  # noqa: T201 - a script that people watch


def find_browser() -> None:
    """Install Chromium where that can be done without asking; else say what is skipped."""
    if shutil.which("chromium") or shutil.which("chromium-browser"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing Chromium (once)")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call(["apt-get", "-qq", "update"], env=quiet)
        words = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", "chromium"]
        subprocess.call(words, env=quiet, stdout=subprocess.DEVNULL)
    if not shutil.which("chromium"):
        say("there is no Chromium: the journeys in a browser are SKIPPED (apt install chromium)")


def run_all() -> int:
    """Run the steps; the exit code is that of the first one that fails."""
    began = time.monotonic()
    find_browser()
    with ExitStack() as servers:
        os.environ["TEST_POSTGRES_URL"] = servers.enter_context(postgresql())
        os.environ["TEST_REDIS_URL"] = servers.enter_context(redis_server())
        say(f"PostgreSQL {os.environ['TEST_POSTGRES_URL']}, Redis {os.environ['TEST_REDIS_URL']}")
        code = next((code for name, command in STEPS if (code := _run(name, command))), 0)
    say(f"{'everything is good' if code == 0 else 'STOPPED'}, {time.monotonic() - began:.0f} s")
    return code


def _run(name: str, command: tuple[str | Path, ...]) -> int:
    began = time.monotonic()
    say(name)
    code = subprocess.call([str(part) for part in command], cwd=REPOSITORY)
    say(f"{name}: {'good' if code == 0 else 'WRONG'}, {time.monotonic() - began:.0f} s")
    return code


if __name__ == "__main__":
    sys.exit(run_all())
