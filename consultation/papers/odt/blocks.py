"""The blocks of a paper, safe HTML, as elements of an ODT: text, lists, quotes and notes."""

import re
from typing import Any

from lxml import html as parser
from lxml.html import HtmlElement
from odf.text import A, LineBreak, List, ListItem, Note, NoteBody, NoteCitation, P, Span

from consultation.papers.odt.figures import frame_of
from consultation.papers.odt.styles import Styles
from consultation.papers.odt.tables import table_of
from consultation.papers.paper import Paper, Part

SPANS = {"strong": "Strong", "em": "Emphasis", "sup": "Superscript", "sub": "Subscript"}
BLOCKS = {"p", "ul", "ol", "table", "figure", "blockquote", "img"}


class Blocks:
    """Writes the blocks of one part; each footnote stands where it is first referred to."""

    def __init__(self, document: Any, styles: Styles, paper: Paper, part: Part) -> None:
        self.document = document
        self.styles = styles
        self.paper = paper
        self.notes = {note.label: note.html for note in part.notes}
        self._place = f"{paper.parts.index(part)}"

    def write(self, html: str, into: Any, style: str = "Text body") -> None:
        """Add a block to a part of the document."""
        self.write_inside(parser.fragment_fromstring(html, create_parent="div"), into, style)

    def write_inside(self, box: HtmlElement, into: Any, style: str) -> None:
        """Add what an element holds; running text without a paragraph around it gets one."""
        loose = P(stylename=self.styles.named(style))
        self._text(box.text, loose)
        for child in box:
            if child.tag in BLOCKS:
                loose = self._put(loose, into, style)
                self._element(child, into, style)
            else:
                self._piece(child, loose)
            self._text(child.tail, loose)
        self._put(loose, into, style)

    def _put(self, loose: Any, into: Any, style: str) -> Any:
        if (loose.childNodes and str(loose).strip()) or loose.getElementsByType(Note):
            into.addElement(loose)
        return P(stylename=self.styles.named(style))

    def _element(self, element: HtmlElement, into: Any, style: str) -> None:
        if element.tag in {"ul", "ol"}:
            into.addElement(self._list(element))
        elif element.tag == "table":
            for made in table_of(element, self):
                into.addElement(made)
        elif element.tag == "blockquote":
            self.write_inside(element, into, "Quotations")
        elif element.tag == "figure":
            self._figure(element, into)
        elif element.tag == "img":
            self._image(element, into)
        else:
            into.addElement(self.paragraph(element, style))

    def paragraph(self, element: HtmlElement, style: str) -> Any:
        """A paragraph with the text and the marks of an element."""
        made = P(stylename=self.styles.named(style))
        self.inline(element, made)
        return made

    def inline(self, element: HtmlElement, into: Any) -> None:
        """Add the running text of an element."""
        self._text(element.text, into)
        for child in element:
            self._piece(child, into)
            self._text(child.tail, into)

    def _piece(self, child: HtmlElement, into: Any) -> None:
        if child.tag == "br":
            into.addElement(LineBreak())
        elif child.tag == "img":
            self._frame(child, into)
        elif child.tag == "sup" and _note_label(child):
            self._note(_note_label(child), into)
        elif child.tag == "a":
            self._link(child, into)
        elif child.tag in SPANS:
            span = Span(stylename=self.styles.named(SPANS[child.tag]))
            self.inline(child, span)
            into.addElement(span)
        else:
            self.inline(child, into)

    def _link(self, child: HtmlElement, into: Any) -> None:
        href = child.get("href") or ""
        if href.startswith("#noot-"):
            self._note(href.removeprefix("#noot-"), into)
        elif href:
            link = A(href=href, type="simple")
            self.inline(child, link)
            into.addElement(link)
        else:
            self.inline(child, into)

    def _note(self, label: str, into: Any) -> None:
        """A footnote where it is first referred to; its label alone where it is again."""
        html = self.notes.pop(label, None)
        if html is None:
            into.addElement(Span(stylename=self.styles.named("Superscript"), text=label))
            return
        note = Note(noteclass="footnote", id=f"noot-{self._place}-{label}")
        note.addElement(NoteCitation(label=label, text=label))
        body = NoteBody()
        self.write_inside(parser.fragment_fromstring(html, create_parent="div"), body, "Footnote")
        if not body.childNodes:
            body.addElement(P(stylename=self.styles.named("Footnote")))
        note.addElement(body)
        into.addElement(note)

    def _list(self, element: HtmlElement) -> Any:
        style = self.styles.listing(
            is_ordered=element.tag == "ol",
            kind=element.get("type") or "",
            start=_start(element),
        )
        made = List(stylename=style)
        for entry in element.iterchildren("li"):
            item = ListItem()
            self.write_inside(entry, item, "Text body")
            made.addElement(item)
        return made

    def _figure(self, element: HtmlElement, into: Any) -> None:
        for child in element:
            if child.tag == "img":
                self._image(child, into)
            else:
                into.addElement(self.paragraph(child, "Caption"))

    def _image(self, element: HtmlElement, into: Any) -> None:
        line = P(stylename=self.styles.named("Text body"))
        self._frame(element, line)
        into.addElement(line)

    def _frame(self, element: HtmlElement, into: Any) -> None:
        sha256 = (element.get("src") or "").removeprefix("image:")
        picture = self.paper.pictures.get(sha256)
        alt = element.get("alt") or ""
        if picture is None:
            into.addText(alt)
            return
        into.addElement(frame_of(self.document, self.styles, sha256, picture, alt))

    def _text(self, text: str | None, into: Any) -> None:
        """Blanks are what separates words; how many there are says nothing."""
        if text:
            into.addText(re.sub(r"\s+", " ", text))


def _note_label(element: HtmlElement) -> str:
    """The label of the note, when all that this holds is a reference to one."""
    links = element.findall("a")
    href = (links[0].get("href") or "") if len(links) == 1 else ""
    return href.removeprefix("#noot-") if href.startswith("#noot-") else ""


def _start(element: HtmlElement) -> int:
    start = element.get("start") or "1"
    return int(start) if start.isdecimal() else 1
