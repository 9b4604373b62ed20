"""Lists written as paragraphs with a level: those that follow each other become one list."""

from collections import Counter
from typing import Protocol

from consultation.documents.building import Item, Listing, listing
from consultation.documents.inline import Piece
from consultation.documents.tree import Block


class Marked(Protocol):
    """What stands before a paragraph of a list, and how deep in which list it is."""

    @property
    def level(self) -> int:
        """How deep."""

    @property
    def ordered(self) -> bool:
        """Whether it counts."""

    @property
    def value(self) -> int:
        """What it counts here."""

    @property
    def type(self) -> str:
        """How HTML names the way it counts."""

    @property
    def list_id(self) -> str:
        """In which list."""

    @property
    def indent(self) -> int:
        """How far its text stands from the margin; nought where nobody says."""


class Labelled(Protocol):
    """What the word processor puts before a paragraph."""

    @property
    def text(self) -> str:
        """The sign or number, as it shows."""


def labelled(
    pieces: tuple[Piece, ...], label: Labelled | None, tally: Counter[str]
) -> tuple[Piece, ...]:
    """The words of a paragraph after the number that the word processor makes for it."""
    if label is None or not label.text:
        return pieces
    tally["generated_words"] += len(label.text.split())
    return (Piece(f"{label.text} "), *pieces)


class ListBuilder:
    """Takes list paragraphs one by one and gives the list when it is closed."""

    def __init__(self) -> None:
        self._open: list[tuple[int, Listing]] = []
        self._list_id = ""
        self._indent = 0

    def joins(self, label: Marked) -> bool:
        """Whether this paragraph goes on in the list that is open, not in a new one."""
        if not self._open:
            return False
        if label.level > self._open[0][0]:
            return True
        outer = self._open[0][1]
        return outer.ordered == label.ordered and label.list_id == self._list_id

    def add(self, label: Marked, pieces: tuple[Piece, ...]) -> None:
        """Put a paragraph in the list, at its level."""
        while len(self._open) > 1 and self._open[-1][0] > label.level:
            self._open.pop()
        if not self._open or self._open[-1][0] < label.level or self._differs(label):
            self._begin(label)
        self._open[-1][1].items.append(Item([pieces]))
        self._indent = label.indent

    def _differs(self, label: Marked) -> bool:
        return len(self._open) > 1 and self._open[-1][1].ordered != label.ordered

    def _begin(self, label: Marked) -> None:
        made = Listing(label.ordered, label.value if label.ordered else 1, label.type)
        if self._open and self._differs(label) and self._open[-1][0] == label.level:
            self._open.pop()
        if self._open:
            self._open[-1][1].items[-1].lists.append(made)
        else:
            self._list_id = label.list_id
        self._open.append((label.level, made))

    def go_on(self, pieces: tuple[Piece, ...], level: int | None = None) -> None:
        """Put a paragraph without mark of its own in the item that is open, of this level."""
        while level is not None and len(self._open) > 1 and self._open[-1][0] > level:
            self._open.pop()
        self._open[-1][1].items[-1].paragraphs.append(pieces)

    @property
    def indent(self) -> int | None:
        """How far the text of the item that is open stands from the margin; None without one."""
        return self._indent if self._open else None

    def close(self) -> Block | None:
        """The finished list, or None when none was open."""
        if not self._open:
            return None
        made = self._open[0][1]
        self._open = []
        return listing(made)
