"""The application starts in an empty folder, or says in a sentence why it does not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import REPOSITORY

FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]


def run(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command as an operator types it, in a folder of its own."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONUTF8": "1",
        "CONSULTATION_PROFILE": "demo",
        "INSTANCE": str(folder),
        **settings,
    }
    return subprocess.run(
        [*FLASK, *words],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_command_works_in_an_empty_folder(tmp_path: Path) -> None:
    answer = run(tmp_path, "round", "check", "kleding")
    assert answer.returncode == 1
    assert answer.stderr.strip() == "Error: Er is geen ronde met de naam kleding."


def test_the_tables_are_made_by_the_command_that_the_docs_name(tmp_path: Path) -> None:
    assert run(tmp_path, "db", "upgrade").returncode == 0
    assert "(head)" in run(tmp_path, "db", "current").stdout
    assert "db" in run(tmp_path, "--help").stdout


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"CONSULTATION_PROFILE": "real"}, "Niet gestart. BASE_URL"),
        (
            {"DATABASE_URL": "postgresql://niemand@127.0.0.1:1/niets"},
            "Niet gestart. De database antwoordt niet: ",
        ),
    ],
)
def test_what_cannot_start_says_why(
    tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    answer = run(tmp_path, "round", "check", "kleding", **settings)
    assert answer.returncode == 1
    assert answer.stderr.startswith(sentence)
    assert "Traceback" not in answer.stderr
