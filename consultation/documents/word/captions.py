"""Captions: which table or figure they belong to, above or below them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from consultation.documents.assembly import Placed
from consultation.documents.building import paragraph
from consultation.documents.inline import Piece, text_of
from consultation.documents.tree import Block
from consultation.documents.word.schema import Element, name, switch

TABLE, FIGURE = "table", "figure"

OF_TABLE = re.compile(r"(tabel|table|tabelle|tableau)\b", re.IGNORECASE)
OF_FIGURE = re.compile(
    r"(figuur|figure|afbeelding|abbildung|illustratie|illustration|grafiek|diagram|schema|kaart"
    r"|foto)\b",
    re.IGNORECASE,
)

SEQUENCE = re.compile(r"\s*SEQ\s+(\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Caption:
    """The words under or above something; `kind` is empty when they do not say of what."""

    pieces: tuple[Piece, ...]
    kind: str
    is_above: bool
    """The word processor keeps it on one page with what comes after it."""

    def fits(self, kind: str) -> bool:
        """Whether it can belong to a table or figure."""
        return self.kind in {"", kind}


@dataclass(frozen=True)
class Thing:
    """A table or figure that may still get the caption under it."""

    kind: str
    made: Callable[[tuple[Piece, ...]], Block]


def kind_of(words: str) -> str:
    """What a caption or the name of a sequence speaks of."""
    if OF_TABLE.match(words):
        return TABLE
    return FIGURE if OF_FIGURE.match(words) else ""


def caption_of(element: Element, pieces: tuple[Piece, ...], *, is_styled: bool) -> Caption | None:
    """The paragraph as a caption: by its style, or because it counts tables or figures."""
    words = text_of(pieces)
    kind = kind_of(words)
    if not is_styled and not (kind and _counts(element)):
        return None
    return Caption(pieces, kind, bool(switch(element, "w:pPr", "w:keepNext")))


def _counts(element: Element) -> bool:
    said = [found.text or "" for found in element.iter(name("w:instrText"))]
    said += [found.get(name("w:instr")) or "" for found in element.iter(name("w:fldSimple"))]
    return any(SEQUENCE.match(one) for one in said)


class Captions:
    """Keeps a caption until its thing comes, and a thing until its caption comes."""

    def __init__(self) -> None:
        self._caption: Caption | None = None
        self._thing: Thing | None = None

    def say(self, caption: Caption) -> list[Placed]:
        """A caption: under the thing before it, or above the one that comes."""
        thing = self._thing
        if thing is not None and caption.fits(thing.kind) and not caption.is_above:
            self._thing = None
            return [Placed(thing.made(caption.pieces))]
        done = self.close()
        self._caption = caption
        return done

    def show(self, thing: Thing) -> list[Placed]:
        """A table or figure: with the caption above it, or waiting for the one below."""
        caption = self._caption
        if caption is not None and caption.fits(thing.kind):
            self._caption = None
            return [Placed(thing.made(caption.pieces))]
        done = self.close()
        self._thing = thing
        return done

    def close(self) -> list[Placed]:
        """What was kept, when something else comes: a lone caption is a paragraph."""
        done = []
        if self._thing is not None:
            done.append(Placed(self._thing.made(())))
        if self._caption is not None:
            done.append(Placed(paragraph(self._caption.pieces)))
        self._thing = self._caption = None
        return done
