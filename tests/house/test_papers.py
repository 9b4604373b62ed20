"""The papers beside the code say what is true of it."""

import ast
import re
import tomllib
from pathlib import Path

import click
import pytest
import yaml
from flask import Flask

from config import NAMES
from tests.house.source import CODE, REPOSITORY, modules, place_of, tree_of

DOCS = REPOSITORY / "docs"
PAPERS = sorted([*REPOSITORY.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)|(?:src|href)=\"([^\"]+)\"")
ROW = re.compile(r"^\| (.+?) \|", re.MULTILINE)
TICKED = re.compile(r"`([^`]+)`")


def text_of(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def first_cells(name: str) -> list[str]:
    """The words between ticks in the first column of the tables of a paper."""
    return [word for cell in ROW.findall(text_of(name)) for word in TICKED.findall(cell)]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_link_leads_somewhere(paper: Path) -> None:
    found = [one or other for one, other in LINK.findall(paper.read_text(encoding="utf-8"))]
    lost = [
        link
        for link in found
        if not link.startswith(("http://", "https://")) and not (paper.parent / link).exists()
    ]
    assert not lost, f"{paper.name} points at what is not there: {lost}"


def test_every_setting_has_its_line() -> None:
    assert first_cells("docs/settings.md") == list(NAMES), "docs/settings.md follows config.NAMES"


def test_every_library_has_its_reason() -> None:
    lines = (line.split("#")[0] for line in text_of("requirements.in").splitlines())
    wanted = {re.split(r"[\[;]", line)[0].strip() for line in lines if line.strip()}
    assert set(first_cells("docs/decisions/0002-libraries.md")) == wanted


def test_every_storey_is_on_the_map() -> None:
    contracts = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    storeys = [name for layer in contracts[0]["layers"] for name in layer.split(" | ")]
    assert first_cells("docs/architecture.md") == storeys


def test_every_model_is_in_the_glossary() -> None:
    words = set(first_cells("docs/glossary.md"))
    lost = {
        node.name
        for path in modules("*/models.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and node.bases and node.name not in words
    }
    assert not lost - PARTS, f"docs/glossary.md binds words; it lacks {sorted(lost - PARTS)}"


PARTS = {
    "RoleGrant", "OneTimeLink", "BrowserSession", "Extension", "ContributionText", "Picture",
    "PlanImport", "PlanChange", "SectionQuestion", "AnswerVersion", "ChangeContribution",
    "NoteTheme", "RecordHead", "RecordLeaf",
}  # fmt: skip
"""Tables that are a part of a thing with a word of its own."""


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_commands_and_targets_that_are_named_exist(app: Flask) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    words = " ".join(path.read_text(encoding="utf-8") for path in PAPERS)
    named = set(re.findall(r"`make ([a-z-]+)|^make ([a-z-]+)(?:\s+#|$)", words, re.MULTILINE))
    assert {one or other for one, other in named} <= targets | {""}
    told = set(re.findall(r"flask --app wsgi ([a-z-]+)", words))
    commands = set(app.cli.list_commands(click.Context(app.cli))) | {"db"}
    assert told <= commands, f"these are no commands: {told - commands}"


def test_publiccode_says_what_the_project_file_says() -> None:
    told = yaml.safe_load(text_of("publiccode.yml"))
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    assert told["softwareVersion"] == project["version"]
    assert told["legal"]["license"] == project["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text_of("LICENSE")
    for language in told["description"].values():
        assert len(language["shortDescription"]) <= 150
        assert 150 <= len(language["longDescription"]) <= 10_000


def test_a_text_for_people_is_whole_when_it_is_collected() -> None:
    """Gettext collects what stands in `_( )`; words that are pasted together are never found."""
    pasted = [
        f"{place_of(path)}:{node.lineno}"
        for path in CODE.rglob("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_"
        and not (node.args and isinstance(node.args[0], ast.Constant))
    ]
    assert not pasted, f"give _() one whole sentence with named places: {pasted}"
