"""What is carried along while a document is read in order, whatever kind of file it is."""

from collections import Counter
from dataclasses import dataclass, field

from consultation.documents.assembly import Heading
from consultation.documents.inline import Piece, squeezed, text_of
from consultation.documents.pictures import Pictures
from consultation.documents.tree import Doubt


@dataclass(kw_only=True)
class Journey:
    """Where the reading is, and what is noted on the way."""

    pictures: Pictures = field(default_factory=Pictures)
    place: str = ""
    tally: Counter[str] = field(default_factory=Counter)
    """Words and things that the report must reckon with."""
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How much was left out or accepted, by code and place."""
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, code: str, **params: str | int) -> None:
        """Note something a person must look at, here."""
        self.doubts.append(Doubt(code, self.place, params))

    def leave_out(self, code: str, count: int = 1) -> None:
        """Note that something is not shown or was taken as accepted, here."""
        if count:
            self.left_out[code, self.place] += count

    def begin(self, level: int, shown: str, pieces: tuple[Piece, ...]) -> Heading:
        """A heading with the number it shows; what comes after it is found back by it."""
        text = text_of(piece for piece in pieces if not piece.note)
        self.place = squeezed(f"{shown} {text}")
        notes = tuple(piece.note for piece in pieces if piece.note)
        if notes:
            self.doubt("footnote_in_heading")
        return Heading(level, text, shown, notes=notes)
