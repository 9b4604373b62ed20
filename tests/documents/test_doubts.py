"""Every doubt of the importer has a sentence that its parameters fill."""

import ast
from collections.abc import Iterator

import pytest
from flask import Flask

from consultation.documents.counting import KINDS
from consultation.web.sentences import SENTENCES
from tests.house.source import called_name, modules, place_of, tree_of

DOUBTING = {"Doubt", "doubt", "_doubt", "_drop"}

COUNTED = {
    "contents_list_dropped",
    "running_lines_dropped",
    "hidden_text_left_out",
    "tracked_changes_accepted",
    "comments_left_out",
    "placeholders_left_out",
}
"""Codes of which a Word file gives only how many."""


def codes() -> Iterator[str]:
    yield from COUNTED
    yield from (f"fewer_{kind}" for kind in KINDS)
    for path in modules():
        if "documents" not in place_of(path):
            continue
        for call in ast.walk(tree_of(path)):
            if isinstance(call, ast.Call) and called_name(call) in DOUBTING and call.args:
                code = call.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value


PARAMS = {"count": 3, "text": "een kop", "label": "1", "number": "2.1", "name": "a.png",
          "title": "Vooraf", "found": 3, "kept": 2, "example": "x", "alt": ""}  # fmt: skip


@pytest.mark.parametrize("code", sorted(set(codes())))
def test_a_doubt_has_a_sentence(app: Flask, code: str) -> None:
    with app.test_request_context():
        text = str(SENTENCES[f"doubt_{code}"]) % PARAMS
    assert text.endswith((".", "?"))
