"""Templates compile, have a title, and import nothing that they do not use."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.house.source import REPOSITORY

FOLDER = REPOSITORY / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
IMPORTED = re.compile(r"{%-?\s*from\s+\"[^\"]+\"\s+import\s+(.+?)\s*-?%}")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(app: Flask, name: str) -> None:
    app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_page_has_a_title(name: str) -> None:
    text = Path(FOLDER, name).read_text(encoding="utf-8")
    if '{% extends "layout.html" %}' in text:
        assert re.search(r"{% block title %}.+{% endblock", text), "a page needs a title block"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_uses_what_it_imports(name: str) -> None:
    text = Path(FOLDER, name).read_text(encoding="utf-8")
    rest = IMPORTED.sub("", text)
    for names in IMPORTED.findall(text):
        for word in names.replace("with context", "").split(","):
            used = word.split(" as ")[-1].strip()
            assert re.search(rf"\b{used}\b", rest), f"{used} is imported and not used"


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_inline(name: str) -> None:
    text = Path(FOLDER, name).read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text), "no inline style or script"
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "scripts come from a file"
    assert not re.search(r"""(?<!['"])\|\s*safe""", text), "markup is made safe in one place"
