"""A worker for pages holds in memory what pages need, and nothing else."""

import subprocess
import sys

import pytest

from consultation.sparing import spared
from tests.house.source import REPOSITORY

SPARED = {
    "PIL": "pictures are read by the process that reads a file",
    "alembic": "migrating is done before the first worker",
    "cryptography.hazmat": "the job process signs",
    "odf": "files and sheets are written now and then",
    "openpyxl": "sheets are written now and then",
    "pdfplumber": "a process of its own reads a PDF",
    "psycopg": "the default profile has no PostgreSQL",
    "pypdfium2": "a process of its own reads a PDF",
    "weasyprint": "a process of its own makes a PDF",
}


def test_the_application_does_not_load_what_pages_do_not_need() -> None:
    code = "import sys, consultation.app; print(*sys.modules)"
    run = [sys.executable, "-c", code]
    loaded = subprocess.run(run, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    for name in loaded.stdout.split():
        assert name not in SPARED, f"{name} is loaded, but {SPARED[name]}"


def test_what_is_spared_can_be_loaded_afterwards() -> None:
    with spared("this", "sys"):
        assert sys.modules["sys"] is sys
        with pytest.raises(ImportError):
            __import__("this")
    assert "this" not in sys.modules
