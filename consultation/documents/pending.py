"""What is not done yet while a document is read: a list that may go on, a caption, its thing."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from consultation.documents.assembly import Placed
from consultation.documents.building import Grid, figure, paragraph, table
from consultation.documents.inline import Piece, without_bold
from consultation.documents.listings import ListBuilder, Marked
from consultation.documents.pictures import Drawn
from consultation.documents.tree import Block

TABLE, FIGURE = "table", "figure"


@dataclass(frozen=True)
class Caption:
    """The words under or above something."""

    pieces: tuple[Piece, ...]
    kind: str = ""
    """Of what it is the caption; empty when it can be of anything."""
    is_above: bool = False
    """It belongs to what comes after it, whatever stands before it."""
    is_paragraph: bool = True
    """The file holds it as a paragraph, so one paragraph less is kept when it finds its thing."""

    def fits(self, kind: str) -> bool:
        """Whether it can belong to a table or figure."""
        return self.kind in {"", kind}


@dataclass(frozen=True)
class Thing:
    """A table or figure that may still get the caption under it."""

    kind: str
    made: Callable[[tuple[Piece, ...]], Block]

    @classmethod
    def picture(cls, drawn: Drawn) -> "Thing":
        """An image."""
        return cls(FIGURE, partial(_figure, drawn))

    @classmethod
    def table(cls, grid: Grid) -> "Thing":
        """A table."""
        return cls(TABLE, partial(_table, grid))


def _figure(drawn: Drawn, caption: tuple[Piece, ...]) -> Block:
    return figure(drawn.sha256, drawn.alt, without_bold(caption))


def _table(grid: Grid, caption: tuple[Piece, ...]) -> Block:
    return table(replace(grid, caption=without_bold(caption)))


class Pending:
    """Takes list paragraphs, captions and things one by one, and gives what is done.

    A list is never open while a caption or a thing waits for the other.
    """

    def __init__(self, tally: Counter[str]) -> None:
        self.lists = ListBuilder()
        self._tally = tally
        self._caption: Caption | None = None
        self._thing: Thing | None = None

    def item(self, label: Marked, pieces: tuple[Piece, ...]) -> list[Placed]:
        """A paragraph of a list: in the list that is open, or in a new one."""
        done = [] if self.lists.joins(label) else self.close()
        self.lists.add(label, pieces)
        return done

    def say(self, caption: Caption) -> list[Placed]:
        """A caption: under the thing before it, or above the one that comes."""
        thing = self._thing
        if thing is not None and caption.fits(thing.kind) and not caption.is_above:
            self._thing = None
            return [self._joined(thing, caption)]
        done = self.close()
        self._caption = caption
        return done

    def show(self, thing: Thing) -> list[Placed]:
        """A table or figure: with the caption above it, or waiting for the one below."""
        caption = self._caption
        if caption is not None and caption.fits(thing.kind):
            self._caption = None
            return [self._joined(thing, caption)]
        done = self.close()
        self._thing = thing
        return done

    def _joined(self, thing: Thing, caption: Caption) -> Placed:
        self._tally["captions"] += caption.is_paragraph
        return Placed(thing.made(caption.pieces))

    def end_list(self) -> list[Placed]:
        """The list, when something comes that is no part of it."""
        made = self.lists.close()
        return [Placed(made)] if made is not None else []

    def close(self) -> list[Placed]:
        """All that was open, when something else comes: a lone caption is a paragraph."""
        done = self.end_list()
        if self._thing is not None:
            done.append(Placed(self._thing.made(())))
        if self._caption is not None:
            done.append(Placed(paragraph(self._caption.pieces)))
        self._thing = self._caption = None
        return done
