"""Bullets and numbers of lists, also those that a file draws apart from their text."""

import re
from collections.abc import Sequence

from consultation.documents.inline import Piece
from consultation.documents.pdf.lines import Line

SIGNS = (
    r"\u2022\u25aa\u25ab\u25e6\u2023\u25cf\u25cb\u25a0\u25a1\u00b7\u27a2\u2713"
    r"\u2714\u2756\u2794\u203a\u00bb\u2043\u2219\uf000-\uf0ff"
)
DASHES = r"-\u2013\u2014*"
BULLET = re.compile(rf"([{SIGNS}]|[{DASHES}](?=\s))\s*")
COUNT = r"\(?((?P<count>\d{1,2})|(?P<letter>[a-z])|(?P<roman>[ivx]{2,5}))[.)]"
NUMBER = re.compile(rf"{COUNT}\s*(?=\S)")
LONE = re.compile(rf"[{SIGNS}{DASHES}]|{COUNT}")

FARTHEST = 3.0
"""A mark stands no farther from its text than this part of the letter size."""


def marker_of(line: Line) -> str:
    """The bullet or number a line begins with; a bullet is given as itself."""
    found = BULLET.match(line.text) or NUMBER.match(line.text)
    return found[0].strip() if found else ""


def with_marks(lines: Sequence[Line]) -> list[Line]:
    """The lines, with each lone mark before the text at its right, wherever the file draws it."""
    texts = [line for line in lines if not LONE.fullmatch(line.text)]
    marks = [line for line in lines if LONE.fullmatch(line.text)]
    taken = {id(mark) for mark in marks if _joined(mark, texts)}
    return [line for line in lines if id(line) not in taken]


def _joined(mark: Line, texts: Sequence[Line]) -> bool:
    """Put a mark before the nearest text at its right; tells whether there is any."""
    beside = [
        line
        for line in texts
        if abs(line.y - mark.y) < 0.5 * mark.size
        and mark.x1 <= line.x0 < mark.x1 + FARTHEST * mark.size
    ]
    if not beside:
        return False
    line = min(beside, key=lambda one: one.x0)
    line.pieces = (*mark.pieces, Piece(" "), *line.pieces)
    line.text, line.x0 = f"{mark.text} {line.text}", mark.x0
    return True
