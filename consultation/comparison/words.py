"""Word-level marks: what went out of an old text, and what came into the new one."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Mark(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came together."""

    mark: Mark
    text: str


def marked(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """The pieces of the old text (same and gone) and those of the new one (same and new)."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    olds: list[Piece] = []
    news: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for step, i, j, k, m in matcher.get_opcodes():
        same = step == "equal"
        _add(olds, Mark.SAME if same else Mark.GONE, "".join(before[i:j]))
        _add(news, Mark.SAME if same else Mark.NEW, "".join(after[k:m]))
    return _smooth(olds), _smooth(news)


def _add(pieces: list[Piece], mark: Mark, text: str) -> None:
    if text:
        pieces.append(Piece(mark, text))


def _smooth(pieces: list[Piece]) -> list[Piece]:
    """Join two marked pieces with only a blank between them, so that marks read as words."""
    joined: list[Piece] = []
    for place, piece in enumerate(pieces):
        last = joined[-1] if joined else None
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        if last is None:
            joined.append(piece)
        elif last.mark is piece.mark or (
            not piece.text.strip() and following is not None and last.mark is following.mark
        ):
            joined[-1] = Piece(last.mark, last.text + piece.text)
        else:
            joined.append(piece)
    return joined
