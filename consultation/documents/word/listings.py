"""Lists of a Word document: paragraphs that follow each other become one list with levels."""

from consultation.documents.building import Item, Listing, listing
from consultation.documents.inline import Piece
from consultation.documents.tree import Block
from consultation.documents.word.numbering import Label


class ListBuilder:
    """Takes list paragraphs one by one and gives the list when it is closed."""

    def __init__(self) -> None:
        self._open: list[tuple[int, Listing]] = []
        self._list_id = ""
        self._indent = 0

    def joins(self, label: Label) -> bool:
        """Whether this paragraph goes on in the list that is open, not in a new one."""
        if not self._open:
            return False
        if label.level > self._open[0][0]:
            return True
        outer = self._open[0][1]
        return outer.ordered == label.ordered and label.list_id == self._list_id

    def add(self, label: Label, pieces: tuple[Piece, ...]) -> None:
        """Put a paragraph in the list, at its level."""
        while len(self._open) > 1 and self._open[-1][0] > label.level:
            self._open.pop()
        if not self._open or self._open[-1][0] < label.level or self._differs(label):
            self._begin(label)
        self._open[-1][1].items.append(Item([pieces]))
        self._indent = label.indent

    def _differs(self, label: Label) -> bool:
        return len(self._open) > 1 and self._open[-1][1].ordered != label.ordered

    def _begin(self, label: Label) -> None:
        made = Listing(label.ordered, label.value if label.ordered else 1, label.type)
        if self._open and self._differs(label) and self._open[-1][0] == label.level:
            self._open.pop()
        if self._open:
            self._open[-1][1].items[-1].lists.append(made)
        else:
            self._list_id = label.list_id
        self._open.append((label.level, made))

    def go_on(self, pieces: tuple[Piece, ...]) -> None:
        """Put a paragraph without mark of its own in the item that is open."""
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
