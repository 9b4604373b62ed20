"""Other files that a Word document takes in where they should stand (w:altChunk)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from consultation.documents.assembly import Heading, Placed
from consultation.documents.building import paragraph
from consultation.documents.counting import words_in
from consultation.documents.decoding import as_text
from consultation.documents.inline import Piece, squeezed
from consultation.documents.kinds import FileKind, kind_of
from consultation.documents.limits import Limits
from consultation.documents.refusal import DocumentRefused
from consultation.documents.tree import Footnote
from consultation.documents.webpage.archive import ALONE, Saved, opened_archive
from consultation.documents.webpage.parsing import text_of_page
from consultation.documents.webpage.reading import read_part
from consultation.documents.word.parts import Journey, WordFile
from consultation.documents.word.preparing import prepared_body
from consultation.documents.word.schema import Element, name

BOUNDS = {"too_many_pages", "unpacks_too_large", "too_many_entries"}
"""What asks too much by itself makes the whole document ask too much."""

Parts = list[Heading | Placed]


@dataclass
class Chunks:
    """Takes in one file after another. `read_body` reads the body of a Word file."""

    limits: Limits
    read_body: Callable[[Journey, Element], Iterator[Heading | Placed]]
    journeys: list[Journey] = field(default_factory=list)
    """One through each Word file."""
    notes: dict[str, Footnote] = field(default_factory=dict)
    """The notes of pages; those of Word files are read with the other notes."""
    found: Counter[str] = field(default_factory=Counter)
    """What pages and plain texts hold, by a count of its own."""
    taken: int = 0

    def take_in(self, chunk: Element, journey: Journey) -> Parts | None:
        """What a file holds that the document takes in; None when it cannot be read.

        Raises DocumentRefused with too_many_pages, unpacks_too_large or too_many_entries.
        """
        relation = journey.relations.get(chunk.get(name("r:id")) or "")
        if relation is None or relation.external or not journey.file.package.has(relation.target):
            return None
        self.taken += 1
        try:
            return self._read(relation.target, journey)
        except DocumentRefused as refused:
            if refused.code in BOUNDS:
                raise
            return None

    def _read(self, part: str, journey: Journey) -> Parts | None:
        data = journey.file.package.read(part)
        match kind_of(data, part):
            case FileKind.ZIPPED:
                return self._word_file(part, journey)
            case FileKind.WEB_PAGE:
                return self._page(text_of_page(data), ALONE, journey)
            case FileKind.WEB_ARCHIVE:
                page, encoding, saved = opened_archive(data, self.limits)
                return self._page(text_of_page(page, encoding), saved, journey)
            case FileKind.MARKDOWN:
                return self._plain_text(as_text(data) or "")
        return None

    def _word_file(self, part: str, outer: Journey) -> Parts | None:
        package = outer.file.package.opened(part)
        if not package.has("word/document.xml") or package.has("word/vbaProject.bin"):
            return None
        file = WordFile(package)
        inner = outer.into(file, f"{self.taken}.")
        body = prepared_body(inner, self.limits)
        parts = list(self.read_body(inner, body))
        self.journeys.append(inner)
        outer.place = inner.place
        outer.contents_words += inner.contents_words
        return parts

    def _page(self, text: str, saved: Saved, journey: Journey) -> Parts:
        read = read_part(text, self.limits, saved, journey, f"n{self.taken}.")
        self.notes |= read.notes
        self.found.update(read.found)
        return read.parts

    def _plain_text(self, text: str) -> Parts:
        lines = [line for line in map(squeezed, text.splitlines()) if line]
        self.found.update(paragraphs=len(lines), words=sum(map(words_in, lines)))
        return [Placed(paragraph((Piece(line),))) for line in lines]
