"""Paragraphs of a Word document: runs, links, fields, notes, tracked changes and what floats."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from consultation.documents.inline import Piece, text_of
from consultation.documents.word.drawings import Drawn, drawings_in, text_boxes_in
from consultation.documents.word.parts import Journey
from consultation.documents.word.schema import Element, children, find, name, switch, value

SYMBOLS = {
    "F0FC": "\u2713", "F0FE": "\u2612", "F0FD": "\u2612", "F0A8": "\u2610", "F06F": "\u2610",
    "F052": "\u2611", "F0E0": "\u2192", "F0E8": "\u2794", "F0D8": "\u27a2",
}  # fmt: skip
"""Signs of the Wingdings fonts as signs any font has."""

ADDED = {"w:ins", "w:moveTo"}
REMOVED = {"w:del", "w:moveFrom"}
WRAPPERS = {
    "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent", "w:ruby", "w:rubyBase",
    "mc:AlternateContent", "mc:Choice", "mc:Fallback",
}  # fmt: skip

SHORT = {full: short for short in (
    *ADDED, *REMOVED, *WRAPPERS, "w:r", "w:hyperlink", "w:fldSimple", "w:sdt", "m:oMath",
    "m:oMathPara", "w:t", "w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen", "w:sym",
    "w:fldChar", "w:instrText", "w:footnoteReference", "w:endnoteReference", "w:drawing",
    "w:pict", "w:object",
) for full in [name(short)]}  # fmt: skip

SIGNS = {
    "w:tab": " ", "w:ptab": " ", "w:cr": "\n", "w:noBreakHyphen": "\u2011",
}  # fmt: skip


@dataclass
class Read:
    """A paragraph that was read: its words, and what hangs on it."""

    pieces: list[Piece] = field(default_factory=list)
    drawings: list[Drawn] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def read_paragraph(paragraph: Element, journey: Journey) -> Read:
    """The visible content of a w:p, tracked changes accepted."""
    read = Read()
    style = value(paragraph, "w:pPr", "w:pStyle")
    _Reader(journey, read, style).walk(paragraph, "")
    return read


class _Reader:
    """Walks the inside of one paragraph."""

    def __init__(self, journey: Journey, read: Read, style: str | None) -> None:
        self.journey = journey
        self.read = read
        self.style = style

    def walk(self, parent: Element, href: str) -> None:
        for child in _chosen(parent):
            short = SHORT.get(child.tag)
            if short == "w:r":
                self._run(child, href)
            elif short == "w:hyperlink":
                self.walk(child, self._address(child) or href)
            elif short == "w:fldSimple":
                self._simple_field(child, href)
            elif short is not None:
                self._other(child, short, href)

    def _other(self, child: Element, short: str, href: str) -> None:
        if short in ADDED:
            self.journey.tally["tracked_changes"] += 1
            self.walk(child, href)
        elif short in REMOVED:
            self.journey.tally["tracked_changes"] += 1
            _pass_fields(child, self.journey)
        elif short in {"m:oMath", "m:oMathPara"}:
            self._formula(child)
        elif short == "w:sdt":
            self._control(child, href)
        elif short in WRAPPERS:
            self.walk(child, href)

    def _control(self, child: Element, href: str) -> None:
        inside = find(child, "w:sdtContent")
        if inside is not None:
            self.walk(inside, href)

    def _address(self, link: Element) -> str:
        relation = self.journey.relations.get(link.get(name("r:id")) or "")
        if relation is None or not relation.external:
            return ""
        anchor = link.get(name("w:anchor"))
        return f"{relation.target}#{anchor}" if anchor else relation.target

    def _simple_field(self, child: Element, href: str) -> None:
        fields = self.journey.fields
        fields.mark("begin")
        fields.instruct(child.get(name("w:instr")) or "")
        fields.mark("separate")
        self.walk(child, href)
        fields.mark("end")

    def _formula(self, formula: Element) -> None:
        text = "".join(found.text or "" for found in formula.iter(name("m:t")))
        self.read.pieces.append(Piece(text))
        self.journey.doubt("formula_as_text", text=text[:80])

    def _run(self, run: Element, href: str) -> None:
        properties = find(run, "w:rPr")
        if self._worn(properties, "w:vanish"):
            hidden = "".join(found.text or "" for found in run.iter(name("w:t")))
            self.journey.tally["hidden_words"] += len(hidden.split())
            return
        raised = {"superscript": "sup", "subscript": "sub"}.get(
            value(properties, "w:vertAlign") or "", ""
        )
        dress = Piece(
            "",
            bold=self._worn(properties, "w:b"),
            italic=self._worn(properties, "w:i"),
            raised=raised,
            href=href,
        )
        self._signs(run, dress)

    def _worn(self, properties: Element | None, what: str) -> bool:
        said = switch(properties, what)
        if said is not None:
            return said
        styles = self.journey.file.styles
        own = value(properties, "w:rStyle")
        if own and styles.run_switch(own, "character", what):
            return True
        return styles.run_switch(self.style, "paragraph", what)

    def _signs(self, run: Element, dress: Piece) -> None:
        for child in _chosen(run):
            short = SHORT.get(child.tag, "")
            if short == "w:fldChar":
                self.journey.fields.mark(child.get(name("w:fldCharType")))
            elif short == "w:instrText":
                self.journey.fields.instruct(child.text or "")
            elif short in {"w:footnoteReference", "w:endnoteReference"}:
                self._note(child, short)
            elif short in {"w:drawing", "w:pict", "w:object"}:
                self.read.drawings.extend(drawings_in(child, self.journey))
                self.read.boxes.extend(text_boxes_in(child))
            elif short in WRAPPERS:
                self._signs(child, dress)
            else:
                self._text(_shown(child, short), dress)

    def _text(self, text: str, dress: Piece) -> None:
        fields = self.journey.fields
        if not text or fields.hides:
            return
        if fields.in_contents:
            self.journey.contents_words += len(text.split())
            return
        self.read.pieces.append(
            Piece(text, dress.bold, dress.italic, dress.raised, dress.href or fields.href)
        )

    def _note(self, reference: Element, short: str) -> None:
        kind = "f" if short == "w:footnoteReference" else "e"
        key = f"{kind}{reference.get(name('w:id'))}"
        self.read.pieces.append(Piece(self.journey.label(key), note=key))


def _shown(child: Element, short: str) -> str:
    if short == "w:t":
        return child.text or ""
    if short == "w:br":
        return " " if child.get(name("w:type")) in {"page", "column"} else "\n"
    if short == "w:sym":
        return SYMBOLS.get((child.get(name("w:char")) or "").upper(), "\u2022")
    return SIGNS.get(short, "")


def _pass_fields(removed: Element, journey: Journey) -> None:
    """Text that was taken out does not show, but fields it begins or ends must stay in step."""
    for mark in removed.iter(name("w:fldChar")):
        journey.fields.mark(mark.get(name("w:fldCharType")))


def _chosen(parent: Element) -> Iterator[Element]:
    """The children; of alternatives only the first, or the text would stand there twice."""
    if parent.tag == name("mc:AlternateContent"):
        yield from list(children(parent))[:1]
        return
    yield from children(parent)


def typed_text(paragraph: Element) -> str:
    """All w:t text below an element, whatever it is: for counting, not for showing."""
    return text_of(Piece(found.text or "") for found in paragraph.iter(name("w:t")))
