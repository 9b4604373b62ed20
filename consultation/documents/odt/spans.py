"""Paragraphs of OpenDocument: stretches of text, links, fields, notes, tracked changes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from consultation.documents.inline import SAFE_LINK, Piece
from consultation.documents.odt.names import Element, children, name, number, short_name, value
from consultation.documents.odt.parts import Journey

SILENT = {
    "text:number", "text:ruby-text", "text:script", "text:tracked-changes", "text:change-end",
    "office:annotation-end", "office:event-listeners",
}  # fmt: skip
"""What stands among the words and does not show."""

CHANGES = {"text:change", "text:change-start"}
"""Where text was taken out or put in that nobody has judged yet."""

BOLD = {"bold", "600", "700", "800", "900"}

MOST_SPACES = 100

PLAIN = Piece("")


@dataclass
class Read:
    """A paragraph that was read: its words, and what hangs on it."""

    pieces: list[Piece] = field(default_factory=list)
    drawings: list[Element] = field(default_factory=list)


def read_paragraph(paragraph: Element, journey: Journey) -> Read:
    """The visible content of a text:p or text:h, tracked changes accepted."""
    read = Read()
    reader = _Reader(journey, read)
    reader.walk(paragraph, reader.dressed(value(paragraph, "text:style-name"), "paragraph"))
    return read


def is_hidden(style_name: str, family: str, journey: Journey) -> bool:
    """Whether a style hides what wears it."""
    return journey.file.styles.said(style_name, family, "text:display") == "none"


def pass_change(journey: Journey) -> None:
    """Note a change that was not judged yet: words taken out, or put in."""
    journey.tally["tracked_changes"] += 1
    journey.leave_out("tracked_changes_accepted")


class _Reader:
    """Walks the inside of one paragraph."""

    def __init__(self, journey: Journey, read: Read) -> None:
        self.journey = journey
        self.read = read
        self.known: dict[str, Callable[[Element, Piece], None]] = {
            "text:span": self._span,
            "text:a": self._link,
            "text:s": self._spaces,
            "text:tab": lambda _child, dress: self._add(" ", dress),
            "text:line-break": lambda _child, dress: self._add("\n", dress),
            "text:note": lambda child, _dress: self._note(child),
            "text:hidden-text": self._hidden_field,
            "office:annotation": lambda _child, _dress: self.journey.leave_out("comments_left_out"),
            "draw:a": self._linked_drawing,
        }

    def walk(self, parent: Element, dress: Piece) -> None:
        self._add_words(parent.text, dress)
        for child in parent:
            self._child(child, dress)
            self._add_words(child.tail, dress)

    def _child(self, child: Element, dress: Piece) -> None:
        short = short_name(child.tag)
        known = self.known.get(short)
        if known is not None:
            known(child, dress)
        elif short in CHANGES:
            pass_change(self.journey)
        elif short == "draw:frame" and self._is_formula(child):
            self._formula(child, dress)
        elif short.startswith("draw:"):
            self.read.drawings.append(child)
        elif isinstance(child.tag, str) and short not in SILENT:
            self.walk(child, dress)  # a field: what it says stands inside it

    def _add_words(self, text: str | None, dress: Piece) -> None:
        if text:
            self._add(re.sub(r"\s+", " ", text), dress)

    def _add(self, text: str, dress: Piece) -> None:
        self.read.pieces.append(replace(dress, text=text))

    def _spaces(self, child: Element, dress: Piece) -> None:
        self._add(" " * number(child, "text:c", 1, MOST_SPACES), dress)

    def _span(self, span: Element, dress: Piece) -> None:
        style = value(span, "text:style-name")
        if is_hidden(style, "text", self.journey):
            self.journey.hide(span)
            return
        self.walk(span, self.dressed(style, "text", dress))

    def dressed(self, style: str, family: str, outer: Piece = PLAIN) -> Piece:
        """The dress of a style over that of what stands around it."""
        said = self.journey.file.styles.said
        weight = said(style, family, "fo:font-weight")
        slant = said(style, family, "fo:font-style")
        return replace(
            outer,
            bold=weight in BOLD if weight else outer.bold,
            italic=slant in {"italic", "oblique"} if slant else outer.italic,
            raised=_raised(said(style, family, "style:text-position")) or outer.raised,
        )

    def _link(self, link: Element, dress: Piece) -> None:
        href = value(link, "xlink:href").strip()
        if href and not href.startswith("#") and not SAFE_LINK.fullmatch(href):
            self.journey.leave_out("links_left_out")
        self.walk(link, replace(dress, href=href))

    def _linked_drawing(self, link: Element, _dress: Piece) -> None:
        self.read.drawings.extend(children(link))

    def _hidden_field(self, child: Element, dress: Piece) -> None:
        if value(child, "text:is-hidden") == "false":
            self.walk(child, dress)
        else:
            self.journey.hide(child)

    def _note(self, note: Element) -> None:
        kind = "e" if value(note, "text:note-class") == "endnote" else "f"
        key = f"{kind}{len(self.journey.notes) + 1}"
        self.journey.notes[key] = note
        self.read.pieces.append(Piece(label_of(note) or key, note=key))

    def _is_formula(self, frame: Element) -> bool:
        return self.journey.file.formula(frame) is not None

    def _formula(self, frame: Element, dress: Piece) -> None:
        text = self.journey.file.formula(frame) or ""
        self._add(text, dress)
        self.journey.tally["drawn_formulas"] += frame.find(name("draw:image")) is not None
        self.journey.doubt("formula_as_text", text=text[:80])


def label_of(note: Element) -> str:
    """What the text shows for a note."""
    citation = note.find(name("text:note-citation"))
    if citation is None:
        return ""
    return value(citation, "text:label") or "".join(map(str, citation.itertext())).strip()


def _raised(position: str) -> str:
    """Raised or lowered: "super 58%", "-33% 58%"."""
    place = position.split(" ")[0]
    if place in {"super", "sub"}:
        return "sup" if place == "super" else "sub"
    if not place.endswith("%") or place in {"0%", "0.0%"}:
        return ""
    return "sub" if place.startswith("-") else "sup"
