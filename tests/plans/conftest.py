"""Files are read in this process, which is quicker, but where a test is about the other one."""

import pytest

from consultation.documents.reading import Progress, read_document, silent
from consultation.documents.tree import Document


@pytest.fixture
def own_process() -> None:
    """Read files in a process of their own, as outside the tests."""


@pytest.fixture(autouse=True)
def read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(data: bytes, filename: str, *, progress: Progress = silent) -> Document:
        return read_document(data, filename, progress)

    if "own_process" not in request.fixturenames:
        monkeypatch.setattr("consultation.plans.commands.read_in_child", read)
        monkeypatch.setattr("consultation.plans.jobs.read_in_child", read)
