"""Every code that can be raised has a sentence, and every sentence can be filled in."""

import ast
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from consultation import errors
from consultation.web.sentences import SENTENCES
from tests.house.source import called_name, modules, place_of, tree_of

KINDS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.DomainError)
}


def raised_codes() -> Iterator[tuple[str, str]]:
    """Every constant code of an error or a lack, with the module it stands in."""
    for path in modules():
        calls = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))
        for call in calls:
            for code in codes_of(call):
                yield code, place_of(path)


def codes_of(call: ast.Call) -> list[str]:
    name = called_name(call)
    if name == "Invalid":
        given: list[ast.expr] = [word.value for word in call.keywords]
    elif name in KINDS or name == "Lack":
        given = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "code")]
    else:
        given = []
    return [
        value.value
        for value in given
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    ]


def test_every_code_has_a_sentence() -> None:
    silent: dict[str, set[str]] = {}
    for code, place in raised_codes():
        if code not in SENTENCES:
            silent.setdefault(place, set()).add(code)
    lines = "\n".join(f"{place}: {', '.join(sorted(codes))}" for place, codes in silent.items())
    assert not silent, f"write a sentence in web/sentences for\n{lines}"


DOUBTED = re.compile(r"""(?:[dD]oubt|_drop)\(\s*"([a-z_]+)\"""")
COUNTED = re.compile(r'"([a-z_]+)": (?:journey|words_around|_comments)')


def test_every_doubt_of_an_import_has_a_sentence() -> None:
    texts = [path.read_text(encoding="utf-8") for path in modules("documents/**/*.py")]
    codes = {code for text in texts for code in (*DOUBTED.findall(text), *COUNTED.findall(text))}
    assert len(codes) > 15
    silent = {code for code in codes if f"doubt_{code}" not in SENTENCES}
    assert not silent, f"write a sentence in web/sentences/files.py for {sorted(silent)}"


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_one(app: Flask, code: str) -> None:
    with app.test_request_context():
        text = str(SENTENCES[code])
    first = text.lstrip("'‘“")
    assert first[:1].isupper() or first.startswith("%("), f"{code} begins with a capital"
    assert text.rstrip()[-1:] in ".?!:", f"{code} ends with a full stop"
