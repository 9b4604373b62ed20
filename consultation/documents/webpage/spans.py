"""What stands within a line of a page: dress, links, marks of notes, pictures."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from consultation.documents.inline import Piece
from consultation.documents.webpage.journey import Journey
from consultation.documents.webpage.parsing import style_on, tag_of, words_of
from consultation.documents.webpage.scope import NEVER

BOLD = {"b", "strong"}
ITALIC = {"i", "em", "cite", "dfn", "var"}
PLAYED = {"iframe", "video", "audio", "object", "embed", "canvas", "applet", "frame"}

WEIGHT = re.compile(r"font-weight:(bold|bolder|[6-9]00|normal|[1-5]00)")
SLANT = re.compile(r"font-style:(italic|oblique|normal)")
RAISED = re.compile(r"vertical-align:(super|sub)")

SOFT_HYPHEN = "\u00ad"

IGNORED = "mso-list:ignore"
"""How Word marks the sign or number that it made for an item."""


@dataclass
class Run:
    """The words of a line, and the pictures that hang on it."""

    pieces: list[Piece] = field(default_factory=list)
    pictures: list[HtmlElement] = field(default_factory=list)


class Spans:
    """Reads what stands within lines into a run; `keeps_lines` for text set by its line ends."""

    def __init__(self, journey: Journey, *, keeps_lines: bool = False) -> None:
        self.journey = journey
        self.keeps_lines = keeps_lines
        self.run = Run()
        self.known: dict[str, Callable[[HtmlElement, Piece], None]] = {
            "a": self._link,
            "br": lambda _element, dress: self._add("\n", dress),
            "img": lambda element, _dress: self.run.pictures.append(element),
            "q": self._quoted,
            "ins": self._inserted,
            "math": self._formula,
            "rt": lambda _element, _dress: None,
            "rp": lambda _element, _dress: None,
            "svg": lambda element, _dress: self._drawing(element),
        }

    def take(self) -> Run:
        """What was read so far; the next words begin a new run."""
        run, self.run = self.run, Run()
        return run

    def text(self, text: str | None, dress: Piece) -> None:
        """Words that stand between elements."""
        if not text:
            return
        self._add(text if self.keeps_lines else re.sub(r"\s+", " ", text), dress)

    def element(self, element: HtmlElement, dress: Piece) -> None:
        """An element within the line."""
        tag = tag_of(element)
        if not tag or tag in NEVER or self.journey.drops(element):
            return
        if tag in PLAYED:
            self.journey.doubt("media_not_read")
        elif tag in self.known:
            self.known[tag](element, dress)
        elif IGNORED not in style_on(element):
            self.inside(element, dressed(element, dress))

    def inside(self, element: HtmlElement, dress: Piece) -> None:
        """All that an element holds."""
        self.text(element.text, dress)
        for child in element:
            self.element(child, dress)
            self.text(child.tail, dress)

    def _add(self, text: str, dress: Piece) -> None:
        self.run.pieces.append(replace(dress, text=text.replace(SOFT_HYPHEN, "")))

    def _link(self, link: HtmlElement, dress: Piece) -> None:
        notes = self.journey.notes
        if link in notes.back:
            return
        known = notes.references.get(link)
        if known is not None:
            self.run.pieces.append(Piece(known.label, note=known.key))
            return
        href = self.journey.address(link)
        self.inside(link, replace(dress, href=href) if href else dress)

    def _quoted(self, element: HtmlElement, dress: Piece) -> None:
        self._add("\u2018", dress)
        self.inside(element, dress)
        self._add("\u2019", dress)

    def _inserted(self, element: HtmlElement, dress: Piece) -> None:
        self.journey.leave_out("tracked_changes_accepted")
        self.inside(element, dress)

    def _formula(self, element: HtmlElement, dress: Piece) -> None:
        for note in element.xpath(".//annotation | .//annotation-xml"):
            note.drop_tree()
        text = " ".join(words_of(element).split())
        self._add(text, dress)
        self.journey.doubt("formula_as_text", text=text[:80])

    def _drawing(self, element: HtmlElement) -> None:
        """A drawing in lines; an icon beside words says nothing more than they do."""
        said = element.get("aria-label") or element.findtext(".//{*}title") or ""
        if said or element.get("role") == "img" or element.find(".//{*}text") is not None:
            self.journey.doubt("drawing_not_read", alt=said[:200])


def dressed(element: HtmlElement, outer: Piece) -> Piece:
    """The dress of an element over that of what stands around it."""
    tag, style = tag_of(element), style_on(element)
    weight, slant, place = WEIGHT.search(style), SLANT.search(style), RAISED.search(style)
    bold = outer.bold or tag in BOLD
    italic = outer.italic or tag in ITALIC
    raised = tag if tag in {"sup", "sub"} else outer.raised
    if place:
        raised = "sup" if place[1] == "super" else "sub"
    if weight:
        bold = weight[1] in {"bold", "bolder"} or weight[1][0] in "6789"
    return replace(
        outer,
        bold=bold,
        italic=slant[1] != "normal" if slant else italic,
        raised=raised,
    )
