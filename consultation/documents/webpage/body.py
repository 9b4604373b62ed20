"""A page in reading order: headings, paragraphs, lists, tables, figures, quotes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from consultation.documents.assembly import Heading, Placed
from consultation.documents.building import listing, paragraph
from consultation.documents.inline import Piece, text_of, tidied
from consultation.documents.pending import Caption, Pending, Thing
from consultation.documents.tree import BlockKind
from consultation.documents.webpage.images import drawn_of
from consultation.documents.webpage.items import ItemReader
from consultation.documents.webpage.journey import Journey
from consultation.documents.webpage.parsing import BLOCKS, HEADINGS, names_on, tag_of
from consultation.documents.webpage.scope import NEVER
from consultation.documents.webpage.spans import Run, Spans, dressed
from consultation.documents.webpage.tables import caption_of, cells_of, is_frame, read_table
from consultation.documents.webpage.word_lists import is_list_paragraph, take_mark

CAPTIONS = {"msocaption", "caption", "wp-caption-text", "bijschrift"}
TITLES = {"msotitle", "title", "titel"}

PLAIN = Piece("")

Parts = Iterator[Heading | Placed]


@dataclass
class Body:
    """Reads part after part; `in_cell` turns headings into plain text of the cell."""

    journey: Journey
    in_cell: bool = False
    kind: BlockKind = BlockKind.PARAGRAPH

    def __post_init__(self) -> None:
        self.spans = Spans(self.journey)
        self.pending = Pending(self.journey.tally)
        self.title = ""
        self.known: dict[str, Callable[[HtmlElement], Parts]] = {
            "p": self._paragraph,
            "table": self._table,
            "blockquote": self._quote,
            "pre": self._set_text,
            "summary": self._summary,
            "figure": self._figure,
            "dl": self._list,
            **dict.fromkeys(("ul", "ol", "menu", "dir"), self._list),
            **dict.fromkeys(HEADINGS, self._heading),
        }

    def read(self, container: HtmlElement) -> Parts:
        """All that stands in a page, cell, note or item."""
        yield from self._walk(container)
        yield from self.pending.close()

    def _walk(self, container: HtmlElement) -> Parts:
        self.spans.text(container.text, PLAIN)
        for child in container:
            tag = tag_of(child)
            if tag in BLOCKS or self.journey.holds_blocks(child):
                yield from self._flush()
                yield from self._block(child, tag)
            elif tag not in NEVER:
                self.spans.element(child, PLAIN)
            self.spans.text(child.tail, PLAIN)
        yield from self._flush()

    def _block(self, element: HtmlElement, tag: str) -> Parts:
        if tag in NEVER or self.journey.drops(element):
            return
        if element.get("role") == "heading":
            yield from self._heading(element)
        elif tag in self.known:
            yield from self.known[tag](element)
        else:
            yield from self._walk(element)

    def _flush(self) -> Iterator[Placed]:
        """The words and pictures since the last block."""
        yield from self._running(self.spans.take())

    def _running(self, run: Run) -> Iterator[Placed]:
        pieces = tidied(run.pieces)
        if text_of(pieces):
            yield from self.pending.close()
            yield Placed(paragraph(pieces, self.kind))
        yield from self._pictures(run)

    # --- paragraphs and headings -------------------------------------------------------

    def _paragraph(self, element: HtmlElement) -> Parts:
        names = set(names_on(element))
        mark = take_mark(element) if is_list_paragraph(element) else None
        if self.journey.holds_blocks(element):
            yield from self._walk(element)
            return
        run = self._run_of(element)
        pieces = tidied(run.pieces)
        if not text_of(pieces) or names.isdisjoint(CAPTIONS | TITLES):
            if mark is not None and text_of(pieces):
                yield from self.pending.item(mark, pieces)
                yield from self._pictures(run)
            else:
                yield from self._running(run)
            return
        if not names.isdisjoint(TITLES) and not self.title and not self.in_cell:
            self.title = text_of(pieces)
            yield from self._running(run)
        else:
            yield from self.pending.say(Caption(pieces, is_above=bool(run.pictures)))
            yield from self._pictures(run)

    def _run_of(self, element: HtmlElement) -> Run:
        self.spans.inside(element, dressed(element, PLAIN))
        return self.spans.take()

    def _heading(self, element: HtmlElement) -> Parts:
        mark = take_mark(element)
        run = self._run_of(element)
        pieces = tidied(run.pieces)
        if self.in_cell or not text_of(piece for piece in pieces if not piece.note):
            yield from self._running(run)
            return
        yield from self.pending.close()
        shown = mark.shown if mark is not None and mark.shown[:1].isalnum() else ""
        yield self.journey.begin(_level(element), shown, pieces)
        yield from self._pictures(run)

    def _summary(self, element: HtmlElement) -> Parts:
        """What one can open is always open in a plan; its name stands above it in bold."""
        if self.journey.holds_blocks(element):
            yield from self._walk(element)
            return
        self.spans.inside(element, Piece("", bold=True))
        yield from self._flush()

    def _quote(self, element: HtmlElement) -> Parts:
        before, self.kind = self.kind, BlockKind.QUOTE
        yield from self._walk(element)
        self.kind = before

    def _set_text(self, element: HtmlElement) -> Parts:
        spans = Spans(self.journey, keeps_lines=True)
        spans.inside(element, PLAIN)
        run = spans.take()
        if run.pieces:
            run.pieces[0] = Piece(run.pieces[0].text.lstrip("\n"))
        yield from self._running(run)

    # --- lists, figures and tables -----------------------------------------------------

    def _list(self, element: HtmlElement) -> Parts:
        """A list; one that holds headings is no list but the text itself."""
        if not self.in_cell and any(element.find(f".//{tag}") is not None for tag in HEADINGS):
            for item in element:
                yield from self._block(item, tag_of(item))
            return
        yield from self.pending.close()
        reader = ItemReader(self.journey)
        made = reader.read(element)
        if made.items:
            yield Placed(listing(made))
        for hung in reader.hung:
            yield from self._block(hung, tag_of(hung))
        yield from self._pictures(Run(pictures=reader.pictures))

    def _figure(self, element: HtmlElement) -> Parts:
        """The words under a figure go with its first picture or table."""
        yield from self.pending.close()
        under = next(element.iter("figcaption"), None)
        if under is not None:
            self.spans.inside(under, PLAIN)
            run = self.spans.take()
            yield from self._belongs(run)
            under.drop_tree()
            yield from self._pictures(run)
        yield from self._walk(element)
        yield from self.pending.close()

    def _belongs(self, run: Run, *, is_above: bool = False) -> Iterator[Placed]:
        """The words that a page itself gives to a figure or a table."""
        pieces = tidied(run.pieces)
        if pieces:
            caption = Caption(pieces, is_above=is_above, is_paragraph=False)
            yield from self.pending.say(caption)

    def _pictures(self, run: Run) -> Iterator[Placed]:
        """Pictures come after the words they stand among."""
        for image in run.pictures:
            drawn = drawn_of(image, self.journey)
            if drawn is not None:
                yield from self.pending.show(Thing.picture(drawn))

    def _table(self, element: HtmlElement) -> Parts:
        yield from self.pending.end_list()
        if not self.in_cell and is_frame(element):
            yield from self.pending.close()
            self.journey.tally["frames"] += element.get("role") not in {"presentation", "none"}
            for cell in cells_of(element):
                yield from self._walk(cell)
            return
        own = caption_of(element)
        if own is not None:
            self.spans.inside(own, PLAIN)
            yield from self._belongs(self.spans.take(), is_above=True)
        grid = read_table(element, self._cell)
        if not any(cell.text or cell.contents for row in grid.rows for cell in row):
            return
        if not any(cell.scope for row in grid.rows for cell in row):
            self.journey.doubt("table_without_header")
        yield from self.pending.show(Thing.table(grid))
        yield from self.pending.close()

    def _cell(self, cell: HtmlElement) -> Iterator[Placed]:
        inner = Body(self.journey, in_cell=True)
        return (part for part in inner.read(cell) if isinstance(part, Placed))


def _level(element: HtmlElement) -> int:
    tag = tag_of(element)
    said = element.get("aria-level") or ""
    if tag in HEADINGS:
        return int(tag[1])
    return int(said) if re.fullmatch(r"[1-9]", said) else 2
