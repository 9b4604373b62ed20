"""Files and functions stay small enough to read at once (style.md 5.11)."""

import ast
from pathlib import Path

import pytest

from tests.house.source import CODE, REPOSITORY, modules, place_of, tree_of

LONGEST_FILE = 500
LONGEST_FUNCTION = 50
LONGEST_TEMPLATE = 200

EXCUSED: dict[str, str] = {}
"""Longer places, as `file` or `file:function`, with the reason."""

TEMPLATES = sorted((REPOSITORY / "templates").rglob("*.html"))


def code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement to the last, without the docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", modules(), ids=place_of)
def test_a_module_is_small(path: Path) -> None:
    place = place_of(path)
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE or place in EXCUSED, f"{place} has {lines} lines; split it"
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            long = code_lines(node) > LONGEST_FUNCTION
            assert not long or f"{place}:{node.name}" in EXCUSED, (
                f"{place}:{node.name} has {code_lines(node)} lines of code; split it"
            )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_is_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_TEMPLATE, f"{path.name} has {lines} lines; split it"


def test_every_module_says_what_it_is_for() -> None:
    silent = [place_of(path) for path in modules() if not ast.get_docstring(tree_of(path))]
    assert not silent, f"no docstring: {silent}"


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "common", "core", "misc", "base", "manager", "services"}
    found = [str(path.relative_to(CODE)) for path in CODE.rglob("*") if path.stem in empty]
    assert not found
