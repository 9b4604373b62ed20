"""From the bytes of a PDF to a document with its report."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

import pypdfium2

from consultation.documents.assembly import Assembled, assemble
from consultation.documents.counting import items_in, kept_in, losses, words_in
from consultation.documents.inline import SAFE_LINK, squeezed
from consultation.documents.limits import Limits
from consultation.documents.numbers import depth_of, split_number
from consultation.documents.pdf.blocks import Blocks
from consultation.documents.pdf.chunks import Chunk, chunks_of, measures_of
from consultation.documents.pdf.contents import NAMES, plain_title, take_contents
from consultation.documents.pdf.figures import Figures, drop_decoration
from consultation.documents.pdf.furniture import without_furniture
from consultation.documents.pdf.headings import Known, demote_subheadings, mark_headings
from consultation.documents.pdf.joining import Vocabulary
from consultation.documents.pdf.lines import Line
from consultation.documents.pdf.notes import take_notes, with_stray_notes
from consultation.documents.pdf.pages import (
    FEWEST_SIGNS,
    PageRead,
    Part,
    Pictured,
    Tabled,
    has_credible_tags,
    read_page,
)
from consultation.documents.pdf.spanning import join_tables
from consultation.documents.pictures import Pictures
from consultation.documents.refusal import DocumentRefused
from consultation.documents.tree import DocSection, Document, Doubt, ImportReport
from consultation.documents.witness import LINE, Seen, missing_texts

FILE_NAME = re.compile(r".*\.(?:docx?|odt|rtf|indd|pdf|afpub|pub)|(?=\S*_)\S+", re.IGNORECASE)
"""What programs write as a title when nobody gave one; no title has a low line for a blank."""


def read_pdf(
    data: bytes,
    filename: str,
    limits: Limits,
    progress: Callable[[int, str], None],
    *,
    use_tags: bool = True,
) -> Document:
    """Read a PDF; `use_tags=False` leaves its structure aside and goes by what pages look like.

    Raises DocumentRefused: encrypted, broken_file, too_many_pages, scanned_pdf, unreadable_pdf,
    no_headings.
    """
    with _opened(data, limits) as document:
        tagged = use_tags and document.is_tagged() and has_credible_tags(document)
        pages = list(_pages(document, tagged, progress))
        _refuse_pictures(pages)
        return _Reading(document, pages, tagged).document(filename, progress)


@contextmanager
def _opened(data: bytes, limits: Limits) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as refused:
        locked = getattr(refused, "err_code", 0) == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise DocumentRefused("encrypted" if locked else "broken_file") from refused
    try:
        if len(document) > limits.pages:
            raise DocumentRefused("too_many_pages", count=len(document), most=limits.pages)
        if not len(document):
            raise DocumentRefused("broken_file")
        yield document
    except pypdfium2.PdfiumError as broken:
        raise DocumentRefused("broken_file") from broken
    finally:
        document.close()


def _pages(
    document: pypdfium2.PdfDocument, tagged: bool, progress: Callable[[int, str], None]
) -> Iterator[PageRead]:
    count = len(document)
    for number in range(1, count + 1):
        page = document[number - 1]
        yield read_page(page, number, tagged=tagged)
        page.close()
        progress(5 + 65 * number // count, "reading_pages")


def _refuse_pictures(pages: Sequence[PageRead]) -> None:
    """Text that is hardly there, or that nobody can read, is no plan."""
    signs = sum(page.signs for page in pages)
    images = sum(bool(page.images) for page in pages)
    if signs >= FEWEST_SIGNS * len(pages):
        return
    if any(page.is_unreadable for page in pages):
        raise DocumentRefused("unreadable_pdf", pages=len(pages))
    if images or not signs:
        raise DocumentRefused("scanned_pdf", pages=len(pages), images=images)


def _unread(pages: Sequence[PageRead]) -> Iterator[Doubt]:
    """The pages of which no text came along."""
    for page in pages:
        if page.is_unreadable:
            yield Doubt("page_unreadable", f"p. {page.number}")
        elif page.is_picture:
            yield Doubt("page_without_text", f"p. {page.number}")


class _Reading:
    """One PDF on its way from pages to sections; keeps what was dropped and doubted."""

    def __init__(
        self, document: pypdfium2.PdfDocument, pages: list[PageRead], tagged: bool
    ) -> None:
        self.pdf = document
        self.pages = pages
        self.tagged = tagged
        self.doubts = [*_unread(pages)]
        self.dropped: list[str] = []
        self.dropped_words = 0
        self.links = self.notes = 0

    def document(self, filename: str, progress: Callable[[int, str], None]) -> Document:
        progress(72, "dropping_running_lines")
        self._drop("running_lines_dropped", without_furniture(self.pages))
        contents = take_contents(self.pages)
        self._drop("contents_list_dropped", contents.taken)
        self.doubts.extend(drop_decoration(self.pages))
        measures = measures_of(self.pages)
        words = Vocabulary(line for page in self.pages for line in _all_lines(page))
        self.links = _links(self.pages)
        notes = take_notes(self.pages, measures.size, words)
        self.notes = len(notes.by_key)
        progress(80, "finding_headings")
        parts = self._joined(chunks_of(self.pages, measures))
        chunks = [part for part in parts if isinstance(part, Chunk)]
        outline = self._outline()
        known = Known(
            {**contents.titles, **{plain_title(title): outline[title] for title in outline}}
        )
        mark_headings(chunks, measures, known, tagged=self.tagged)
        title = self._title(chunks, filename)
        self._demote(chunks, known)
        if not any(chunk.is_heading for chunk in chunks):
            raise DocumentRefused("no_headings")
        progress(85, "building_sections")
        pictures = Pictures()
        blocks = Blocks(words, notes, Figures(self.pdf, pictures), measures)
        in_order = with_stray_notes(list(blocks.parts(parts)), notes, self.doubts)
        self.dropped_words += notes.label_words
        assembled = assemble(in_order, notes.by_key)
        self.dropped_words += assembled.chapter_words
        progress(95, "counting")
        found = self._found(chunks, parts, assembled)
        kept = kept_in(assembled.sections, pictures.kept)
        kept |= {"items": items_in(assembled.sections)}
        doubts = [
            *assembled.doubts,
            *self.doubts,
            *blocks.doubts,
            *self._missing(assembled),
            *_unseen(outline, assembled.sections),
            *losses(found, kept),
        ]
        report = ImportReport(found, kept, tuple(doubts))
        return Document(title, assembled.sections, pictures.kept, report)

    def _joined(self, parts: Sequence[Chunk | Part]) -> list[Chunk | Part]:
        made = join_tables(parts)
        self.doubts.extend(Doubt("table_over_pages", f"p. {page}") for page in made.pages)
        self.dropped_words += made.words
        return made.parts

    def _drop(self, code: str, lines: Sequence[Line]) -> None:
        count = sum(words_in(line.text) for line in lines)
        self.dropped.extend(line.text for line in lines)
        self.dropped_words += count
        if lines:
            params: dict[str, str | int] = {"count": count, "example": lines[-1].text[:80]}
            self.doubts.append(Doubt(code, f"p. {lines[0].page}", params))

    def _outline(self) -> dict[str, int]:
        """The bookmarks: titles with the level their number or place says."""
        titles: dict[str, int] = {}
        for entry in self.pdf.get_toc(max_depth=6):
            title = squeezed(entry.get_title() or "")
            read = split_number(title)
            level = depth_of(read.number) if read.depth >= 2 else entry.level + 1
            titles.setdefault(title, level)
        return titles

    def _title(self, chunks: Sequence[Chunk], filename: str) -> str:
        """The title on the cover, else as the file says; headings of a cover become text."""
        cover = [chunk for chunk in chunks if chunk.first.page == self.pages[0].number]
        first = [chunk for chunk in cover if chunk.is_heading or chunk.role == "title"]
        is_cover = self.pages[0].words < 80 and len(self.pages) > 3
        numbered = any(split_number(chunk.text).number for chunk in first)
        if is_cover and not numbered:
            for chunk in first:
                chunk.is_heading = False
        said = squeezed(self.pdf.get_metadata_value("Title") or "")
        if said and not FILE_NAME.fullmatch(said):
            return said.removeprefix("Microsoft Word - ")
        pool = cover if is_cover else first
        if pool:
            return squeezed(max(pool, key=lambda chunk: chunk.first.size).text)
        return filename.rpartition(".")[0] or filename

    def _demote(self, chunks: Sequence[Chunk], known: Known) -> None:
        for chunk in demote_subheadings(chunks, known):
            place = f"p. {chunk.first.page}"
            self.doubts.append(Doubt("subheading_kept_as_text", place, {"text": chunk.text[:120]}))

    def _missing(self, made: Assembled) -> list[Doubt]:
        """Lines of the pages, as the file itself orders its text, of which words are missing."""
        seen = [
            Seen(LINE, f"p. {page.number}", line)
            for page in self.pages
            for line in page.text.splitlines()
        ]
        aside = [*self.dropped, *(block.text for block in made.title_page)]
        return missing_texts(seen, made.sections, aside)

    def _found(
        self, chunks: Sequence[Chunk], parts: Sequence[object], made: Assembled
    ) -> dict[str, int]:
        """What the file holds; words as its own text gives them, without what was dropped.

        Where paragraphs and lists begin, a PDF does not say: of those there is no other count.
        """
        on_cover = sum(words_in(block.text) for block in made.title_page)
        words = sum(page.words for page in self.pages) - self.dropped_words - on_cover
        kept = kept_in(made.sections, ())
        return {
            "sections": sum(chunk.is_heading for chunk in chunks),
            "paragraphs": kept["paragraphs"],
            "lists": kept["lists"],
            "items": items_in(made.sections),
            "tables": sum(isinstance(part, Tabled) for part in parts),
            "images": sum(isinstance(part, Pictured) for part in parts),
            "footnotes": self.notes,
            "links": self.links,
            "words": words,
        }


def _unseen(outline: Iterable[str], sections: Sequence[DocSection]) -> Iterator[Doubt]:
    """Headings that the outline of the file names, and that became no section."""
    titles = {plain_title(section.title) for section in sections}
    titles |= {plain_title(f"{section.number} {section.title}") for section in sections}
    numbers = {section.number for section in sections if section.number}
    for title in outline:
        read = split_number(title)
        known = {plain_title(title), plain_title(read.title)} & titles or read.number in numbers
        if not known and not NAMES.fullmatch(title) and plain_title(title):
            yield Doubt("outline_heading_missing", "", {"text": title[:120]})


def _links(pages: Sequence[PageRead]) -> int:
    """Links in the text, lines that carry the same one on counted once."""
    hrefs = [
        piece.href
        for page in pages
        for line in _all_lines(page)
        for piece in line.pieces
        if piece.text.strip()
    ]
    return sum(SAFE_LINK.fullmatch(href) is not None for href, _ in groupby(hrefs))


def _all_lines(page: PageRead) -> Iterator[Line]:
    for part in page.parts:
        if isinstance(part, Line):
            yield part
        elif isinstance(part, Tabled):
            for row in part.cells:
                for cell in row:
                    yield from cell.lines
        else:
            yield from part.inside
