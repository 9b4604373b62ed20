"""Which paragraphs of a Word file are captions."""

import re

from consultation.documents.inline import Piece, text_of
from consultation.documents.pending import FIGURE, TABLE, Caption
from consultation.documents.word.schema import Element, name, switch

OF_TABLE = re.compile(r"(tabel|table|tabelle|tableau)\b", re.IGNORECASE)
OF_FIGURE = re.compile(
    r"(figuur|figure|afbeelding|abbildung|illustratie|illustration|grafiek|diagram|schema|kaart"
    r"|foto)\b",
    re.IGNORECASE,
)

SEQUENCE = re.compile(r"\s*SEQ\s+(\S+)", re.IGNORECASE)


def caption_of(element: Element, pieces: tuple[Piece, ...], *, is_styled: bool) -> Caption | None:
    """The paragraph as a caption: by its style, or because it counts tables or figures.

    One that the word processor keeps on one page with what comes after it, belongs to that.
    """
    kind = _kind_of(text_of(pieces))
    if not is_styled and not (kind and _counts(element)):
        return None
    return Caption(pieces, kind, is_above=bool(switch(element, "w:pPr", "w:keepNext")))


def _kind_of(words: str) -> str:
    """What a caption speaks of; empty when it does not say."""
    if OF_TABLE.match(words):
        return TABLE
    return FIGURE if OF_FIGURE.match(words) else ""


def _counts(element: Element) -> bool:
    said = [found.text or "" for found in element.iter(name("w:instrText"))]
    said += [found.get(name("w:instr")) or "" for found in element.iter(name("w:fldSimple"))]
    return any(SEQUENCE.match(one) for one in said)
