"""Word-level marks: what went out of an old text, and what came into the new one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

TOKEN = re.compile(r"\s*(?:\d+(?:[.,:]\d+)+|\w+|[^\w\s])|\s+")
"""A word, a whole number or a sign, with the white space before it."""

ISLAND = 3
"""A lone word of so few signs between two changes is marked with them: it reads better."""


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
    olds, news = [], []
    for is_same, before, after in _steps(old, new):
        olds.append(Piece(Mark.SAME if is_same else Mark.GONE, before))
        news.append(Piece(Mark.SAME if is_same else Mark.NEW, after))
    return _joined(olds), _joined(news)


def marked_together(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in one: what stayed, and what went before what came."""
    pieces = []
    for is_same, before, after in _steps(old, new):
        if is_same:
            pieces.append(Piece(Mark.SAME, after))
        else:
            pieces += [Piece(Mark.GONE, before), Piece(Mark.NEW, after)]
    return _joined(pieces)


Step = tuple[bool, str, str]
"""Whether it is the same, and the words before and now."""


def _steps(old: str, new: str) -> Iterator[Step]:
    """What is the same in both and what is not, in turn; white space makes no difference."""
    for is_same, run in groupby(_small_steps(old, new), key=lambda step: step[0]):
        _, befores, nows = zip(*run, strict=True)
        yield is_same, "".join(befores), "".join(nows)


def _small_steps(old: str, new: str) -> Iterator[Step]:
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    matcher = SequenceMatcher(None, _bare(before), _bare(after), autojunk=False)
    steps = matcher.get_opcodes()
    for place, (step, i, j, k, m) in enumerate(steps):
        is_inside = 0 < place < len(steps) - 1
        is_same = step == "equal" and not (is_inside and _is_island(before[i:j]))
        yield is_same, "".join(before[i:j]), "".join(after[k:m])


def _bare(tokens: Sequence[str]) -> list[str]:
    return [token.strip() for token in tokens]


def _is_island(tokens: Sequence[str]) -> bool:
    return len(tokens) == 1 and len(tokens[0].strip()) <= ISLAND


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """What went together as one piece; without what is empty.

    The white space before a mark stands outside it.
    """
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and last.mark is piece.mark:
            joined[-1] = Piece(piece.mark, last.text + piece.text)
        elif last is not None and last.mark is Mark.SAME:
            bare = piece.text.lstrip()
            joined[-1] = Piece(Mark.SAME, last.text + piece.text[: len(piece.text) - len(bare)])
            joined += [Piece(piece.mark, bare)] if bare else []
        elif piece.text:
            joined.append(piece)
    return joined
