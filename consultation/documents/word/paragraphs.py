"""Paragraphs of a Word document: runs, links, fields, notes, tracked changes and what floats."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from consultation.documents.inline import Piece, squeezed, text_of
from consultation.documents.pictures import Drawn
from consultation.documents.word.drawings import drawings_in, text_boxes_in
from consultation.documents.word.formulas import formula_text
from consultation.documents.word.parts import Journey
from consultation.documents.word.schema import OFF, Element, children, find, name, value
from consultation.documents.word.symbols import sign_of

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

SOFT_HYPHEN = "\u00ad"
"""Where a word may be cut; it shows only at the end of a line."""

OF_THE_FONT = re.compile("[\uf000-\uf0ff]")

UNKNOWN_SIGN = "\u25a1"

BROKEN_REFERENCE = re.compile(r"(?:Fout|Error|Fehler)!\s[\w\s]+\.")
"""What Word shows where something that was referred to is gone."""

RAISED = {"superscript": "sup", "subscript": "sub"}

STRUCK = (name("w:strike"), name("w:dstrike"))


@dataclass
class Read:
    """A paragraph that was read: its words, and what hangs on it."""

    pieces: list[Piece] = field(default_factory=list)
    drawings: list[Drawn] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    struck: bool = False
    """Whether some of it is struck through by hand."""


@dataclass(frozen=True)
class Paragraph:
    """A w:p, with what is said of all of it, looked up once."""

    element: Element
    properties: Element | None
    style: str | None

    @classmethod
    def of(cls, element: Element) -> "Paragraph":
        """The paragraph that an element is."""
        properties = find(element, "w:pPr")
        return cls(element, properties, value(properties, "w:pStyle"))


def read_paragraph(paragraph: Paragraph, journey: Journey) -> Read:
    """The visible content of a paragraph, tracked changes accepted."""
    read = Read()
    _Reader(journey, read, paragraph.style).walk(paragraph.element, "")
    text = "".join(piece.text for piece in read.pieces)
    if read.struck and text.strip():
        journey.doubt("struck_text_kept", text=squeezed(text)[:80])
    broken = BROKEN_REFERENCE.search(text) if "!" in text else None
    if broken:
        journey.doubt("reference_broken", text=broken[0])
    return read


def runs_on(paragraph: Paragraph) -> bool:
    """Whether its text goes on in the next paragraph: its mark was removed, or it is an initial."""
    mark = find(paragraph.properties, "w:rPr")
    gone = find(mark, "w:del") is not None or find(mark, "w:moveFrom") is not None
    return gone or is_initial(paragraph)


def is_initial(paragraph: Paragraph) -> bool:
    """Whether it holds only the large first letter of the next paragraph."""
    frame = find(paragraph.properties, "w:framePr")
    return frame is not None and frame.get(name("w:dropCap")) in {"drop", "margin"}


class _Reader:
    """Walks the inside of one paragraph."""

    def __init__(self, journey: Journey, read: Read, style: str | None) -> None:
        self.journey = journey
        self.read = read
        self.style = style
        self.font = ""

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
            self.walk(child, href)
        elif short in REMOVED:
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
        text = formula_text(formula)
        self.read.pieces.append(Piece(text))
        self.journey.doubt("formula_as_text", text=text[:80])

    def _run(self, run: Element, href: str) -> None:
        properties = find(run, "w:rPr")
        said = {} if properties is None else {one.tag: one for one in children(properties)}
        if self._worn(said, "w:vanish"):
            hidden = "".join(found.text or "" for found in run.iter(name("w:t")))
            self.journey.tally["hidden_words"] += len(hidden.split())
            return
        raised = said.get(name("w:vertAlign"))
        fonts = said.get(name("w:rFonts"))
        dress = Piece(
            "",
            bold=self._worn(said, "w:b"),
            italic=self._worn(said, "w:i"),
            raised=RAISED.get(raised.get(name("w:val")) or "", "") if raised is not None else "",
            href=href,
        )
        self.font = "" if fonts is None else fonts.get(name("w:ascii")) or ""
        self.read.struck = self.read.struck or any(_is_on(said.get(one)) for one in STRUCK)
        self._signs(run, dress)

    def _worn(self, said: Mapping[str, Element], what: str) -> bool:
        own = said.get(name(what))
        if own is not None:
            return _is_on(own)
        styles = self.journey.file.styles
        styled = said.get(name("w:rStyle"))
        worn = "" if styled is None else styled.get(name("w:val")) or ""
        if worn and styles.run_switch(worn, "character", what):
            return True
        return styles.run_switch(self.style, "paragraph", what)

    def _signs(self, run: Element, dress: Piece) -> None:
        for child in _chosen(run):
            short = SHORT.get(child.tag, "")
            if short == "w:t":
                self._text(self._written(child.text or ""), dress)
            elif short in {"w:footnoteReference", "w:endnoteReference"}:
                if self._note(child, short, run):
                    return
            elif short in WRAPPERS:
                self._signs(child, dress)
            elif short in {"w:fldChar", "w:instrText", "w:drawing", "w:pict", "w:object"}:
                self._unwritten(child, short)
            elif short:
                self._text(self._sign_for(child, short), dress)

    def _unwritten(self, child: Element, short: str) -> None:
        if short == "w:fldChar":
            self.journey.fields.mark(child.get(name("w:fldCharType")))
        elif short == "w:instrText":
            self.journey.fields.instruct(child.text or "")
        else:
            self.read.drawings.extend(drawings_in(child, self.journey))
            self.read.boxes.extend(text_boxes_in(child))

    def _sign_for(self, child: Element, short: str) -> str:
        if short == "w:sym":
            return self._symbol(child)
        if short == "w:br":
            return " " if child.get(name("w:type")) in {"page", "column"} else "\n"
        return SIGNS.get(short, "")

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

    def _written(self, text: str) -> str:
        """The text of a run, with signs of its font as signs that any font has."""
        if OF_THE_FONT.search(text):
            text = "".join(self._sign(ord(sign)) for sign in text)
        return text.replace(SOFT_HYPHEN, "")

    def _symbol(self, symbol: Element) -> str:
        font = symbol.get(name("w:font"))
        self.font = font if font is not None else self.font
        try:
            return self._sign(int(symbol.get(name("w:char")) or "", 16))
        except ValueError:
            return ""

    def _sign(self, code: int) -> str:
        sign = sign_of(code, self.font)
        if sign is None:
            self.journey.doubt("sign_unknown", name=self.font or "?")
            return UNKNOWN_SIGN
        return sign

    def _note(self, reference: Element, short: str, run: Element) -> bool:
        """A reference; True when its own mark stands in the rest of the run."""
        kind = "f" if short == "w:footnoteReference" else "e"
        key = self.journey.key(kind, reference.get(name("w:id")))
        typed = reference.get(name("w:customMarkFollows"))
        mark = typed_text(run) if typed in {"1", "true", "on"} else ""
        if mark:
            self.journey.labels[key] = mark
        self.read.pieces.append(Piece(mark or self.journey.label(key), note=key))
        return bool(mark)


def _is_on(said: Element | None) -> bool:
    return said is not None and (said.get(name("w:val")) or "1").casefold() not in OFF


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
