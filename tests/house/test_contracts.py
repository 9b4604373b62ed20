"""Who may import whom (design.md 3): the storeys, the rooms, and the domain without the web."""

import contextlib
import io

from importlinter.cli import lint_imports

from tests.house.source import REPOSITORY


def test_the_import_contracts_are_kept() -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"))
    assert code == 0, said.getvalue()
