"""An OpenDocument text in reading order: headings, paragraphs, lists, tables, figures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from consultation.documents.assembly import Heading, Placed
from consultation.documents.building import paragraph
from consultation.documents.counting import words_in
from consultation.documents.inline import Piece, squeezed, text_of, tidied
from consultation.documents.listings import labelled
from consultation.documents.odt.frames import drawn_in
from consultation.documents.odt.names import (
    INDEXES,
    XML_ID,
    Element,
    children,
    is_on,
    name,
    number,
    short_name,
    value,
)
from consultation.documents.odt.numbering import OUTLINE, Counted, Label
from consultation.documents.odt.parts import Journey, words_under
from consultation.documents.odt.spans import (
    CHANGES,
    is_hidden,
    pass_change,
    read_paragraph,
)
from consultation.documents.odt.tables import read_table
from consultation.documents.pending import Caption, Pending, Thing
from consultation.documents.pictures import Drawn
from consultation.documents.tree import BlockKind

QUOTES = ("quotations", "quote", "citaat", "duidelijk citaat", "block quotation")
CAPTIONS = ("caption", "bijschrift")
TITLES = ("title", "titel", "subtitle", "ondertitel")

Parts = Iterator[Heading | Placed]


@dataclass
class Body:
    """Reads part after part; `in_cell` turns headings into plain text of the cell."""

    journey: Journey
    in_cell: bool = False

    def __post_init__(self) -> None:
        self.pending = Pending(self.journey.tally)
        self.title = ""
        self.known: dict[str, Callable[[Element], Parts]] = {
            "text:p": self._paragraph,
            "text:h": self._paragraph,
            "text:list": self._list,
            "text:section": self._section,
            "text:numbered-paragraph": self._walk,
            "text:bibliography": self._walk,
            "text:index-body": self._walk,
            "table:table": self._table,
        }

    def read(self, container: Element) -> Parts:
        """All that stands in a text, cell, note or text box."""
        yield from self._walk(container)
        yield from self.pending.close()

    def _walk(self, container: Element) -> Parts:
        for child in children(container):
            short = short_name(child.tag)
            known = self.known.get(short)
            if known is not None:
                yield from known(child)
            elif short in INDEXES:
                self.journey.tally["index_words"] += words_in(words_under(child))
            elif short in CHANGES:
                pass_change(self.journey)
            elif short.startswith("draw:"):
                yield from self._drawing(child)

    def _section(self, section: Element) -> Parts:
        shown = value(section, "text:display")
        if shown == "none" or (shown == "condition" and is_on(section, "text:is-hidden")):
            self.journey.hide(section)
            return
        yield from self._walk(section)

    # --- paragraphs and headings -------------------------------------------------------

    def _paragraph(self, element: Element, label: Label | None = None) -> Parts:
        styles = self.journey.file.styles
        style = value(element, "text:style-name")
        if self._hides(element, style):
            self.journey.hide(element)
        elif styles.is_contents(style):
            self.journey.tally["contents_lines"] += 1
            self.journey.tally["contents_words"] += words_in(words_under(element))
        else:
            read = read_paragraph(element, self.journey)
            pieces = tidied(read.pieces)
            level = None if self.in_cell else self._level(element, style)
            if level is not None and text_of(pieces):
                yield from self.pending.close()
                yield self._heading(element, style, level, label, pieces)
            elif text_of(pieces):
                yield from self._placed(style, label, pieces, read.drawings)
            for drawing in read.drawings:
                yield from self._drawing(drawing)

    def _hides(self, element: Element, style: str) -> bool:
        if is_hidden(style, "paragraph", self.journey):
            return True
        fields = element.iter(name("text:hidden-paragraph"))
        return any(value(found, "text:is-hidden") != "false" for found in fields)

    def _level(self, element: Element, style: str) -> int | None:
        if element.tag == name("text:h"):
            return max(1, number(element, "text:outline-level", 1))
        return self.journey.file.styles.outline_level(style)

    def _heading(
        self,
        element: Element,
        style: str,
        level: int,
        label: Label | None,
        pieces: tuple[Piece, ...],
    ) -> Heading:
        shown = label.text if label is not None else self._outline_number(element, style, level)
        self.journey.tally["generated_words"] += len(shown.split())
        return self.journey.begin(level, shown, pieces)

    def _outline_number(self, element: Element, style: str, level: int) -> str:
        """The number the outline gives, or the one the file says that it gave."""
        if is_on(element, "text:is-list-header"):
            return ""
        start = None
        if is_on(element, "text:restart-numbering"):
            start = number(element, "text:start-value", 1)
        if self.journey.file.styles.list_style(style) == "":
            return ""
        shown = self.journey.file.numbering.heading(level, start)
        return shown or (element.findtext(name("text:number")) or "").strip()

    def _placed(
        self, style: str, label: Label | None, pieces: tuple[Piece, ...], drawings: list[Element]
    ) -> Iterator[Placed]:
        styles = self.journey.file.styles
        if styles.is_named(style, *TITLES) and not self.title and not self.in_cell:
            self.title = text_of(pieces)
        if styles.is_named(style, *CAPTIONS):
            yield from self.pending.say(Caption(pieces, is_above=bool(drawings)))
        elif label is not None and label.simple:
            self.journey.tally["generated_words"] += label.ordered
            yield from self.pending.item(label, pieces)
        else:
            yield from self.pending.close()
            quoted = styles.is_named(style, *QUOTES)
            kind = BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH
            yield Placed(paragraph(labelled(pieces, label, self.journey.tally), kind))

    # --- lists -------------------------------------------------------------------------

    def _list(self, listed: Element, outer: Counted | None = None, depth: int = 1) -> Parts:
        counted = self._counted(listed, outer)
        for item in children(listed):
            start = value(item, "text:start-value")
            first = int(start) if start.isascii() and start.isdecimal() else None
            is_marked = item.tag == name("text:list-item")
            for child in children(item):
                if child.tag == name("text:list"):
                    yield from self._list(child, counted, depth + 1)
                elif child.tag in {name("text:p"), name("text:h")}:
                    yield from self._item(child, counted, depth, is_marked=is_marked, start=first)
                    is_marked = False

    def _counted(self, listed: Element, outer: Counted | None) -> Counted:
        style = value(listed, "text:style-name")
        if outer is not None and style in {"", outer.style}:
            return outer
        self.journey.tally["lists"] += 1
        key = listed.get(XML_ID)
        made = key or f"list {self.journey.tally['lists']}"
        return self.journey.file.numbering.begin(listed, style, made)

    def _item(
        self, element: Element, counted: Counted, depth: int, *, is_marked: bool, start: int | None
    ) -> Parts:
        """A paragraph of a list: the first one of an item bears its mark."""
        shows = bool(words_under(element).strip())
        if is_marked and shows:
            level = depth
            if element.tag == name("text:h") and counted.key == OUTLINE:
                level = number(element, "text:outline-level", depth)
            label = self.journey.file.numbering.next(counted, level, start)
            yield from self._paragraph(element, label)
        elif shows and self.pending.lists.indent is not None and element.tag == name("text:p"):
            read = read_paragraph(element, self.journey)
            self.pending.lists.go_on(tidied(read.pieces), depth)
            for drawing in read.drawings:
                yield from self._drawing(drawing)
        else:
            yield from self._paragraph(element)

    # --- pictures, boxes and tables ----------------------------------------------------

    def _drawing(self, drawing: Element) -> Parts:
        """Pictures and text boxes come after the paragraph they hang on."""
        for drawn in drawn_in(drawing, self.journey):
            if isinstance(drawn, Drawn):
                yield from self.pending.show(Thing.picture(drawn))
            else:
                yield from self._box(drawn)

    def _box(self, box: Element) -> Parts:
        """A text box; one around a picture and its caption is no more than their frame."""
        yield from self.pending.close()
        parts = list(Body(self.journey, in_cell=self.in_cell).read(box))
        is_frame = any(isinstance(part, Placed) and "<figure>" in part.block.html for part in parts)
        if parts and not is_frame:
            self.journey.doubt("text_box_moved", text=squeezed(words_under(box))[:80])
        yield from parts

    def _table(self, element: Element) -> Parts:
        yield from self.pending.end_list()
        if not self.in_cell and self._is_frame(element):
            yield from self.pending.close()
            for cell in element.iter(name("table:table-cell")):
                yield from self._walk(cell)
            yield from self.pending.close()
            return
        grid = read_table(element, self.journey, self._cell)
        if any(cell.text or cell.contents for row in grid.rows for cell in row):
            if not grid.head and not any(cell.scope for row in grid.rows for cell in row):
                self.journey.doubt("table_without_header")
            yield from self.pending.show(Thing.table(grid))
            yield from self.pending.close()

    def _is_frame(self, element: Element) -> bool:
        """A table of one cell around headings is a frame, not a table."""
        cells = list(element.iter(name("table:table-cell")))
        return len(cells) == 1 and next(cells[0].iter(name("text:h")), None) is not None

    def _cell(self, cell: Element) -> Iterator[Placed]:
        inner = Body(self.journey, in_cell=True)
        return (part for part in inner.read(cell) if isinstance(part, Placed))
