"""Joining lines to running text: words cut at the end of a line become whole again."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from consultation.documents.inline import Piece
from consultation.documents.pdf.glyphs import HYPHEN
from consultation.documents.pdf.lines import Line

CUT = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")

HANGING = {"en", "of", "and", "or", "tot", "als", "und", "respectievelijk"}
"""After one of these a hyphen stands for a word that is left out: onder- en overproductie."""

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Vocabulary:
    """The words of a document, to know whether a cut word is written with a hyphen."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._counts: Counter[str] = Counter()
        for line in lines:
            self._counts.update(found.casefold() for found in WORD.findall(line.text))

    def hyphenated(self, first: str, second: str) -> bool:
        """Whether the two parts are written with a hyphen between them elsewhere."""
        whole = self._counts[f"{first}{second}".casefold()]
        return self._counts[f"{first}-{second}".casefold()] > whole


def joined(lines: Sequence[Line], words: Vocabulary) -> list[Piece]:
    """The pieces of lines after each other, as one text."""
    pieces: list[Piece] = []
    for line in lines:
        if pieces:
            _close_line(pieces, line, words)
        pieces.extend(line.pieces)
    return [replace(piece, text=_without_soft(piece.text)) for piece in pieces]


def _close_line(pieces: list[Piece], line: Line, words: Vocabulary) -> None:
    """A blank after the line before, or none where a word goes on."""
    last = pieces[-1]
    before = last.text.rstrip()
    cut = CUT.search(before)
    after = WORD.match(line.text)
    if cut is None or after is None:
        glued = before.endswith(("-", "/", "\u2013")) and not before.endswith((" -", " \u2013"))
        is_address = "://" in before.rpartition(" ")[2]
        pieces[-1] = replace(last, text=before + ("" if glued and not is_address else " "))
        return
    pieces[-1] = replace(last, text=_mended(before, cut[1], after[0], words))


def _mended(before: str, first: str, second: str, words: Vocabulary) -> str:
    bare = before[:-1]
    if second.casefold() in HANGING:
        return f"{bare}- "
    if not second[0].islower() or first.isupper() or words.hyphenated(first, second):
        return f"{bare}-"
    return bare


def _without_soft(text: str) -> str:
    """A soft hyphen within a line stood at the end of a line once, or shows as a hyphen."""
    return text.replace(HYPHEN, "-") if text.endswith(HYPHEN) else text.replace(HYPHEN, "")
