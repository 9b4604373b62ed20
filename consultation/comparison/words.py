"""Word-level marks: what went out of an old text, and what came into the new one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from consultation.comparison.alignment import same_blocks
from consultation.comparison.typography import bare, tokens_of

ISLAND = 3
"""So few signs between two changes are always marked with them: it reads better."""

LARGEST_ISLAND = 40
"""More signs than this are never marked with the changes around them."""


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
    for step in _steps(old, new):
        olds.append(Piece(Mark.SAME if step.is_same else Mark.GONE, step.before))
        news.append(Piece(Mark.SAME if step.is_same else Mark.NEW, step.after))
    return _joined(olds), _joined(news)


def marked_together(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in one: what stayed, and what went before what came."""
    pieces = []
    for step in _steps(old, new):
        if step.is_same:
            pieces.append(Piece(Mark.SAME, step.after))
        else:
            pieces += [Piece(Mark.GONE, step.before), Piece(Mark.NEW, step.after)]
    return _joined(pieces)


@dataclass(frozen=True)
class _Step:
    """Words before and now, the same or not; `weight` is how many signs the longer one has."""

    is_same: bool
    before: str
    after: str

    @property
    def weight(self) -> int:
        return max(len(self.before.strip()), len(self.after.strip()))


def _steps(old: str, new: str) -> list[_Step]:
    """What is the same in both and what is not, in turn; looks make no difference."""
    steps = _melted(_small_steps(old, new))
    while (melted := _melted(_without_islands(steps))) != steps:
        steps = melted
    return steps


def _small_steps(old: str, new: str) -> Iterator[_Step]:
    before, after = tokens_of(old), tokens_of(new)
    blocks = same_blocks([bare(one) for one in before], [bare(one) for one in after])
    i = j = 0
    for a, b, size in (*blocks, (len(before), len(after), 0)):
        yield _Step(False, "".join(before[i:a]), "".join(after[j:b]))
        i, j = a + size, b + size
        yield _Step(True, "".join(before[a:i]), "".join(after[b:j]))


def _without_islands(steps: Sequence[_Step]) -> Iterator[_Step]:
    """The same steps, of which a few words between two larger changes are changed with them."""
    for place, step in enumerate(steps):
        if step.is_same and 0 < place < len(steps) - 1:
            beside = min(steps[place - 1].weight, steps[place + 1].weight, LARGEST_ISLAND)
            yield replace(step, is_same=step.weight > max(beside, ISLAND))
        else:
            yield step


def _melted(steps: Iterable[_Step]) -> list[_Step]:
    """Steps of the same kind behind one another as one; without those that hold nothing."""
    full = (step for step in steps if step.before or step.after)
    runs = (list(run) for _, run in groupby(full, key=lambda step: step.is_same))
    return [
        _Step(run[0].is_same, "".join(s.before for s in run), "".join(s.after for s in run))
        for run in runs
    ]


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """What went together as one piece; without what is empty.

    The white space before a mark stands outside it.
    """
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and last.mark is piece.mark:
            joined[-1] = Piece(piece.mark, last.text + piece.text)
        elif last is not None and piece.text:
            words = piece.text.lstrip()
            space = piece.text[: len(piece.text) - len(words)]
            if last.mark is Mark.SAME:
                joined[-1] = Piece(Mark.SAME, last.text + space)
            elif space and piece.mark is not Mark.SAME:
                joined.append(Piece(Mark.SAME, space))
            else:
                words = piece.text
            joined += [Piece(piece.mark, words)] if words else []
        elif piece.text:
            joined.append(piece)
    return joined
