"""A paper as a PDF that a screen reader can read, printed in a process of its own with limits."""

import ctypes
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from consultation.errors import Refused

ROOT = Path(__file__).resolve().parents[2]

PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "HOME", "SYSTEMROOT", "FONTCONFIG_FILE")
"""All that the child gets of the environment: no address or key of the application."""

LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0-0.dll", "libpango-1.0.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0.dll", "libpangoft2-1.0.dylib"),
)
"""What the printer needs of the operating system, by the names it may have."""

OUT_OF_TIME = {signal.SIGXCPU, signal.SIGKILL}


@dataclass(frozen=True)
class Limits:
    """What printing one paper may take."""

    wall_seconds: int = 300
    cpu_seconds: int = 240
    memory_bytes: int = 3 * 1024**3


USUAL = Limits()


@cache
def pdf_is_possible() -> bool:
    """Whether this machine has what printing needs; the other formats need nothing of it."""
    return all(any(_is_there(name) for name in names) for names in LIBRARIES)


def _is_there(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def pdf_of(html: str, *, limits: Limits = USUAL) -> bytes:
    """Print an HTML file that needs nothing beside it.

    Raises Refused with pdf_not_possible where the libraries are missing, pdf_took_too_long and
    pdf_failed.
    """
    if not pdf_is_possible():
        raise Refused("pdf_not_possible")
    environment = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    program = [sys.executable, "-m", "consultation.papers.printing"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*program, str(limits.cpu_seconds), str(limits.memory_bytes)],
            input=html.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=environment | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused("pdf_took_too_long", most_seconds=limits.wall_seconds) from None
    if -done.returncode in OUT_OF_TIME:
        raise Refused("pdf_took_too_long", most_seconds=limits.cpu_seconds)
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        raise Refused("pdf_failed")
    return done.stdout
