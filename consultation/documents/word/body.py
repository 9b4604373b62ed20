"""The body of a Word document in reading order: headings, paragraphs, lists, tables, figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from consultation.documents.assembly import Heading, Placed
from consultation.documents.building import paragraph
from consultation.documents.inline import Piece, text_of, tidied
from consultation.documents.listings import labelled
from consultation.documents.pending import Pending, Thing
from consultation.documents.tree import BlockKind
from consultation.documents.word.captions import caption_of
from consultation.documents.word.numbering import Label
from consultation.documents.word.paragraphs import (
    Paragraph,
    Read,
    is_initial,
    read_paragraph,
    runs_on,
    typed_text,
)
from consultation.documents.word.parts import Journey
from consultation.documents.word.schema import (
    Element,
    children,
    find,
    left_of,
    name,
    number,
    switch,
    value,
)
from consultation.documents.word.tables import read_table

QUOTES = ("quote", "intense quote", "citaat", "duidelijk citaat", "block text")
CAPTIONS = ("caption", "bijschrift")
CONTINUING = tuple(
    f"{words}{number}" for words in ("list continue", "lijstvoortzetting")
    for number in ("", " 2", " 3", " 4", " 5")
)  # fmt: skip
TITLES = ("title", "titel", "subtitle", "ondertitel")

UNWRAPPED = {name("w:sdt"), name("w:sdtContent"), name("w:customXml"), name("w:ins"),
             name("w:smartTag"), name("w:moveTo")}  # fmt: skip

ELSEWHERE = {name("w:altChunk"), name("w:subDoc")}
"""Where a document takes in another file."""


@dataclass
class Body:
    """Reads block after block; `in_cell` turns headings into plain text of the cell."""

    journey: Journey
    in_cell: bool = False

    def __post_init__(self) -> None:
        self.pending = Pending(self.journey.tally)
        self.carried: list[Piece] = []
        self.before = 0
        self.title = ""

    def read(self, container: Element) -> Iterator[Heading | Placed]:
        """All that stands in a body, cell, note or text box."""
        yield from self._walk(container)
        yield from self._uncarried()
        yield from self.pending.close()

    def _walk(self, container: Element) -> Iterator[Heading | Placed]:
        for child in children(container):
            if child.tag == name("w:p"):
                yield from self._paragraph(Paragraph.of(child))
            elif child.tag == name("w:tbl"):
                yield from self._uncarried()
                yield from self._table(child)
            elif child.tag == name("w:sdt") and _is_contents_control(child):
                self.journey.contents_words += len(typed_text(child).split())
            elif child.tag in UNWRAPPED:
                yield from self._walk(child)
            elif child.tag == name("mc:AlternateContent"):
                yield from self._walk(next(children(child), child))
            elif child.tag in ELSEWHERE:
                yield from self._taken_in(child)

    def _taken_in(self, chunk: Element) -> Iterator[Heading | Placed]:
        """What another file holds; in a cell or note, or where nobody can read it, it is named."""
        parts = None if self.in_cell else self.journey.take_in(chunk, self.journey)
        if parts is None:
            self.journey.doubt("part_not_read")
            return
        yield from self._uncarried()
        yield from self.pending.close()
        yield from parts

    def _uncarried(self) -> Iterator[Heading | Placed]:
        """Text that should have gone on in a next paragraph, where none comes."""
        pieces, self.carried = tidied(self.carried), []
        if pieces:
            yield from self.pending.close()
            yield Placed(paragraph(pieces))

    def _paragraph(self, found: Paragraph) -> Iterator[Heading | Placed]:
        in_contents = self.journey.fields.in_contents
        if in_contents or self.journey.file.styles.is_contents(found.style):
            yield from self._contents_line(found, in_contents)
            return
        read = read_paragraph(found, self.journey)
        pieces = tidied([*self.carried, *read.pieces])
        self.carried = []
        if runs_on(found):
            blank = [] if is_initial(found) else [Piece(" ")]
            self.carried = [*pieces, *blank]
        else:
            yield from self._placed(found, pieces)
        yield from self._hanging(read)

    def _contents_line(self, found: Paragraph, in_field: bool) -> Iterator[Heading | Placed]:
        """A line of a contents list is dropped; text after the end of its field is not."""
        before = self.journey.contents_words
        read = read_paragraph(found, self.journey)
        words = text_of(read.pieces)
        if not in_field or not words:
            counted = self.journey.contents_words - before
            self.journey.contents_words += len(typed_text(found.element).split()) - counted
            return
        yield from self.pending.close()
        yield Placed(paragraph(tidied(read.pieces)))

    def _placed(self, found: Paragraph, pieces: tuple[Piece, ...]) -> Iterator[Heading | Placed]:
        text = text_of(pieces)
        if not text and switch(found.properties, "w:rPr", "w:vanish"):
            return  # hidden with its mark, it counts for no number
        level = self._level(found)
        label = self._label(found)
        if level is None or self.in_cell:
            if text:
                self._look_at(text, level, found.style)
                yield from self._running(found, pieces, label)
        elif text:
            yield from self.pending.close()
            yield self._heading(level, label, pieces)

    def _look_at(self, text: str, level: int | None, style: str | None) -> None:
        if level is not None:
            self.journey.doubt("heading_in_table", text=text[:80])
        is_title = self.journey.file.styles.is_named(style, *TITLES)
        if is_title and not self.title and not self.in_cell:
            self.title = text

    def _running(
        self, found: Paragraph, pieces: tuple[Piece, ...], label: Label | None
    ) -> Iterator[Placed]:
        """A caption, an item of a list, or a paragraph."""
        styles = self.journey.file.styles
        is_styled = styles.is_named(found.style, *CAPTIONS)
        caption = caption_of(found.element, pieces, is_styled=is_styled)
        if caption is not None:
            yield from self.pending.say(caption)
        elif label is not None and label.simple:
            self.journey.tally["generated_words"] += label.ordered
            yield from self.pending.item(label, pieces)
        elif label is None and self._goes_on(found):
            self.pending.lists.go_on(pieces)
        else:
            yield from self.pending.close()
            self.before = self._indent(found)
            quoted = styles.is_named(found.style, *QUOTES)
            kind = BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH
            yield Placed(paragraph(labelled(pieces, label, self.journey.tally), kind))

    def _goes_on(self, found: Paragraph) -> bool:
        """Whether a paragraph without mark belongs to the item above it: set in as far as that."""
        indent = self.pending.lists.indent
        if indent is None:
            return False
        if self.journey.file.styles.is_named(found.style, *CONTINUING):
            return True
        own = self._indent(found)
        return own >= indent > 0 and own > self.before

    def _indent(self, found: Paragraph) -> int:
        own = left_of(found.properties)
        return own if own is not None else self.journey.file.styles.indent(found.style)

    def _level(self, found: Paragraph) -> int | None:
        said = number(found.properties, "w:outlineLvl")
        if said is not None:
            return said + 1 if said < 9 else None
        return self.journey.file.styles.outline_level(found.style)

    def _label(self, found: Paragraph) -> Label | None:
        file = self.journey.file
        own = find(found.properties, "w:numPr")
        list_id, depth = value(own, "w:numId"), number(own, "w:ilvl")
        inherited = file.styles.numbering(found.style)
        if list_id is None and inherited is not None:
            list_id, said, owner = inherited
            if depth is None:
                depth = said if said is not None else file.numbering.level_of_style(list_id, owner)
        if list_id is None or list_id == "0":
            return None
        return file.numbering.label(list_id, depth or 0)

    def _heading(self, level: int, label: Label | None, pieces: tuple[Piece, ...]) -> Heading:
        shown = label.text if label is not None and label.ordered else ""
        self.journey.tally["generated_words"] += len(shown.split())
        return self.journey.begin(level, shown, pieces)

    def _hanging(self, read: Read) -> Iterator[Heading | Placed]:
        """Images and text boxes come after the paragraph they hang on."""
        for drawn in read.drawings:
            yield from self.pending.show(Thing.picture(drawn))
        for box in read.boxes:
            yield from self.pending.close()
            self.journey.doubt("text_box_moved", text=typed_text(box)[:80])
            yield from Body(self.journey, in_cell=self.in_cell).read(box)

    def _table(self, element: Element) -> Iterator[Heading | Placed]:
        yield from self.pending.end_list()
        if not self.in_cell and self._is_frame(element):
            yield from self.pending.close()
            for cell in element.iter(name("w:tc")):
                yield from self._walk(cell)
            yield from self.pending.close()
            return
        grid = read_table(element, self.journey, self._cell)
        if any(cell.text or cell.contents for row in grid.rows for cell in row):
            yield from self.pending.show(Thing.table(grid))

    def _is_frame(self, element: Element) -> bool:
        """A table of one cell around headings is a frame, not a table."""
        cells = list(element.iter(name("w:tc")))
        return len(cells) == 1 and any(
            self._level(Paragraph.of(found)) is not None for found in cells[0].iter(name("w:p"))
        )

    def _cell(self, cell: Element) -> Iterator[Placed]:
        inner = Body(self.journey, in_cell=True)
        return (part for part in inner.read(cell) if isinstance(part, Placed))


def _is_contents_control(control: Element) -> bool:
    gallery = value(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery") or ""
    return gallery.casefold() in {"table of contents", "table of figures", "inhoudsopgave"}
