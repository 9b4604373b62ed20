"""Counting what a Word file holds straight from its XML, apart from how it is read."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from consultation.documents.counting import words_in
from consultation.documents.tree import Block, BlockKind, DocSection, Doubt
from consultation.documents.witness import APART, Seen, names_of
from consultation.documents.word.around import links_in
from consultation.documents.word.fields import CONTENTS_NAME, Fields
from consultation.documents.word.parts import Journey, WordFile
from consultation.documents.word.schema import (
    OFF,
    Element,
    find,
    left_of,
    name,
    number,
    value,
)

UNSHOWN = (name("w:moveFrom"), name("mc:Fallback"), name("w:del"))
"""What holds words that do not show: moved or taken away, or written again for old programs."""

NO_WORD = {name(short) for short in (
    "w:sym", "w:footnoteReference", "w:endnoteReference", "m:oMath", "w:tab", "w:br", "w:cr",
)}  # fmt: skip

LOOKED_AT = (
    name("w:p"), name("w:t"), name("w:tbl"), name("a:blip"), name("v:imagedata"),
    name("w:fldChar"), name("w:instrText"), *NO_WORD,
)  # fmt: skip

SHOWN = (name("a:blip"), name("v:imagedata"), name("w:sym"), name("m:t"))
"""What shows without being written words."""

NOTES = {name("w:footnoteReference"), name("w:endnoteReference")}


COUNTED = ("sections", "paragraphs", "items", "tables", "images", "footnotes")

CHANGES = {name(short) for short in (
    "w:ins", "w:del", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:trPrChange",
    "w:tcPrChange", "w:sectPrChange", "w:cellIns", "w:cellDel", "w:cellMerge",
)}  # fmt: skip
"""What an author changed while the word processor watched; a move is counted where it ends."""


@dataclass
class Paragraph:
    """A paragraph as it stands in the XML."""

    element: Element
    style: str | None
    in_contents: bool
    words: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    """What hangs on it, or stands before it: kinds of the report."""


class Census:
    """Everything the body of a file holds, in its order."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.images: set[str] = set()
        self._fields = Fields()
        self._unshown = _unshown(file.document)
        tables = [*file.document.iter(name("w:tbl"))]
        self._frames = {table for table in tables if self._frames_text(table)}
        self._uncounted = self._frames | {table for table in tables if not _holds(table)}
        self._before = 0
        self.headings: list[str] = []
        self.lists = 0
        self.seen = [*self._seen()]

    def _paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs in order, tables as things of the paragraph they come before."""
        known: dict[Element, Paragraph] = {}
        waiting: list[str] = []
        for element in self.file.document.iter(*LOOKED_AT, *CHANGES):
            tag = element.tag
            if tag in CHANGES:
                own = known.get(next(element.iterancestors(name("w:p")), element))
                (own.things if own else waiting).append("changes")
            if tag in CHANGES or element in self._unshown:
                continue
            if tag == name("w:p"):
                style = value(element, "w:pPr", "w:pStyle")
                inside = self._fields.in_contents
                known[element] = Paragraph(element, style, inside, things=waiting)
                waiting = []
            elif tag == name("w:tbl"):
                waiting += ["tables"] * (element not in self._uncounted)
            else:
                own = known.get(next(element.iterancestors(name("w:p")), element))
                self._note(element, own)
        yield from known.values()
        yield Paragraph(self.file.document, None, in_contents=False, things=waiting)

    def _note(self, element: Element, own: Paragraph | None) -> None:
        if element.tag == name("w:fldChar"):
            self._fields.mark(element.get(name("w:fldCharType")))
        elif element.tag == name("w:instrText"):
            self._fields.instruct(element.text or "")
        elif own is None:
            return
        elif element.tag == name("w:t"):
            if not self._fields.in_contents:
                own.words.append(element.text or "")
        elif element.tag in {name("a:blip"), name("v:imagedata")}:
            own.things += self._image(element)
        else:
            own.words.append(APART)
            own.things += ["footnotes"] * (element.tag in NOTES)

    def _image(self, element: Element) -> Sequence[str]:
        """An image, unless the same one was there before: of those one is kept."""
        relation = self.file.relations.get(
            element.get(name("r:embed")) or element.get(name("r:id")) or ""
        )
        if relation is None:
            return ()
        mark = relation.target
        if not relation.external and self.file.package.has(relation.target):
            mark = str(zlib.crc32(self.file.package.read(relation.target)))
        is_new = mark not in self.images
        self.images.add(mark)
        return ["images"] * is_new

    def _seen(self) -> Iterator[Seen]:
        place = 0
        in_list = False
        for one, kind in self._with_kinds():
            in_list = in_list and "tables" not in one.things
            if kind == "sections":
                self.headings.append(_joined(one).replace(APART, " "))
                place += 1
            for thing in one.things:
                yield Seen(thing, str(place))
            if kind:
                yield Seen(kind, str(place), _joined(one))
            if kind and kind not in {"cells", "boxes"} and not self._hangs(one, kind, in_list):
                self.lists += kind == "items" and not in_list
                in_list = kind == "items"

    def _with_kinds(self) -> list[tuple[Paragraph, str]]:
        """Each paragraph with its kind; a heading that only names a contents list has none."""
        pairs = [(one, self._kind(one)) for one in self._paragraphs()]
        has_contents = any(self._is_entry(one) for one, _ in pairs) or self._has_gallery()
        after = ""
        for at in range(len(pairs) - 1, -1, -1):
            one, kind = pairs[at]
            is_name = kind == "sections" and CONTENTS_NAME.fullmatch(_joined(one).strip())
            if is_name and has_contents and after in {"", "sections"}:
                pairs[at] = (one, "")
            after = pairs[at][1] or after
        return pairs

    def _is_entry(self, one: Paragraph) -> bool:
        return one.in_contents or self.file.styles.is_contents(one.style)

    def _has_gallery(self) -> bool:
        found = self.file.document.iter(name("w:docPartGallery"))
        return any("content" in (one.get(name("w:val")) or "").casefold() for one in found)

    def _kind(self, one: Paragraph) -> str:
        """What a paragraph is; nothing when it has no words or is a line of a contents list."""
        style = one.style
        if not _joined(one).strip() or self.file.styles.is_contents(style):
            return ""
        above = {holder.tag for holder in one.element.iterancestors(name("w:tbl"), name("w:p"))}
        if any(found not in self._frames for found in one.element.iterancestors(name("w:tbl"))):
            return "cells"
        if self._level(one.element, style) is not None:
            return "sections"
        if name("w:p") in above:
            return "boxes"
        if self.file.styles.is_named(style, "caption", "bijschrift") or _counts_things(one.element):
            return "captions"
        return "items" if self._is_item(one.element, style) else "paragraphs"

    def _frames_text(self, table: Element) -> bool:
        """Whether a table is no more than a line around headings and their text."""
        cells = [*table.iter(name("w:tc"))]
        return len(cells) == 1 and any(
            self._level(found, value(found, "w:pPr", "w:pStyle")) is not None
            for found in cells[0].iter(name("w:p"))
        )

    def _level(self, element: Element, style: str | None) -> int | None:
        said = number(element, "w:pPr", "w:outlineLvl")
        if said is not None:
            return said if said < 9 else None
        return self.file.styles.outline_level(style)

    def _is_item(self, element: Element, style: str | None) -> bool:
        """Whether it has a bullet, or a number of one level that a list can show."""
        own = find(element, "w:pPr", "w:numPr")
        list_id, depth = value(own, "w:numId"), number(own, "w:ilvl")
        styled = self.file.styles.numbering(style)
        if list_id is None and styled is not None:
            list_id, said, owner = styled
            usual = said if said is not None else self.file.numbering.level_of_style(list_id, owner)
            depth = usual if depth is None else depth
        return self.file.numbering.makes_items(list_id, depth or 0)

    def _hangs(self, one: Paragraph, kind: str, in_list: bool) -> bool:
        """Whether a paragraph is set in under an item, so that the list goes on after it."""
        if kind != "paragraphs":
            return False
        own = left_of(find(one.element, "w:pPr"))
        if own is None:
            own = self.file.styles.indent(one.style)
        hangs = in_list and own > self._before
        if not hangs:
            self._before = own
        return hangs


def _holds(table: Element) -> bool:
    """Whether a table has words or anything else that shows."""
    words = ((found.text or "").strip() for found in table.iter(name("w:t")))
    return any(words) or next(table.iter(*SHOWN), None) is not None


def _joined(one: Paragraph) -> str:
    return "".join(one.words)


def _counts_things(element: Element) -> bool:
    said = [found.text or "" for found in element.iter(name("w:instrText"))]
    return any(one.split()[:1] == ["SEQ"] for one in said)


def _unshown(root: Element) -> set[Element]:
    """Elements whose words do not show; held, so that they are the same ones later."""
    holders = [*root.iter(*UNSHOWN)]
    holders += [*_removed_rows(root)]
    for hidden in root.iter(name("w:vanish")):
        run = hidden.getparent().getparent()  # type: ignore[union-attr]
        if (hidden.get(name("w:val")) or "1").casefold() not in OFF and run is not None:
            holders += [run] if run.tag == name("w:r") else []
    for gallery in root.iter(name("w:docPartGallery")):
        if "content" in (gallery.get(name("w:val")) or "").casefold():
            holders += [*gallery.iterancestors(name("w:sdt"))][:1]
    return {inside for holder in holders for inside in holder.iter(*LOOKED_AT)}


def _removed_rows(root: Element) -> Iterator[Element]:
    """Rows that a tracked change took away, and tables of which it took all rows."""
    gone: Counter[Element] = Counter()
    for mark in root.iter(name("w:del")):
        row = next(mark.iterancestors(name("w:tr")), None)
        holder = mark.getparent()
        if row is None or holder is None or holder.tag != name("w:trPr"):
            continue
        yield row
        table = row.getparent()
        if table is not None:
            gone[table] += 1
    for table, count in gone.items():
        if count == len(table.findall(name("w:tr"))):
            yield table


def census_of(file: WordFile, sections: Sequence[DocSection]) -> tuple[Census, list[Seen]]:
    """What the file holds, each thing with the name of its section, and its notes after that."""
    census = Census(file)
    places = ["", *names_of(census.headings, sections)]
    seen = [replace(one, place=places[int(one.place)]) for one in census.seen]
    return census, [*seen, *_notes(file)]


def found_in(
    censuses: Sequence[Census], seen: Iterable[Seen], journey: Journey, title_page: Sequence[Block]
) -> dict[str, int]:
    """How much the file holds, per kind; contents lists and hidden text left out."""
    held = [*seen]
    counts = dict.fromkeys(COUNTED, 0)
    for one in held:
        if one.kind in counts:
            counts[one.kind] += 1
    on_cover = sum(words_in(block.text) for block in title_page)
    words = sum(words_in(one.text.replace(APART, " ")) for one in held) - on_cover
    counts["paragraphs"] -= sum(block.kind is BlockKind.PARAGRAPH for block in title_page)
    return {
        **counts,
        "lists": sum(census.lists for census in censuses),
        "links": sum(links_in(census.file) for census in censuses),
        "words": max(0, words + journey.tally["generated_words"]),
    }


def changes_in(files: Sequence[WordFile], seen: Iterable[Seen]) -> list[Doubt]:
    """A doubt for each section with tracked changes, and one for those in the notes."""
    places = Counter(one.place for one in seen if one.kind == "changes")
    parts = (file.related(kind) for file in files for kind in ("/footnotes", "/endnotes"))
    in_notes = sum(1 for part in parts if part is not None for _ in part.iter(*CHANGES))
    if in_notes:
        places[""] += in_notes
    return [
        Doubt("tracked_changes_accepted", place, {"count": count})
        for place, count in places.items()
    ]


def _notes(file: WordFile) -> Iterator[Seen]:
    """The words of the notes; how many there are is counted where the text refers to them."""
    for kind, tag in (("/footnotes", "w:footnote"), ("/endnotes", "w:endnote")):
        part = file.related(kind)
        for note in part.iter(name(tag)) if part is not None else ():
            if note.get(name("w:type")) is None:
                unshown = _unshown(note)
                words = [one.text or "" for one in note.iter(name("w:t")) if one not in unshown]
                yield Seen("notes", "", APART.join(words))
