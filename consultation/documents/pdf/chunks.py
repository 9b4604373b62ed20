"""Lines that belong together: a paragraph, an item of a list, a heading, by tags or by place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from consultation.documents.pdf.lines import Line
from consultation.documents.pdf.marks import BULLET, marker_of
from consultation.documents.pdf.pages import PageRead, Part

SENTENCE_END = (".", "!", "?", ":", ";", ".\u201d", ".\u2019", ".)")

SIGN_WIDTH = 0.5
"""How wide a sign is on average, as a part of its height."""


@dataclass
class Chunk:
    """Lines that are one piece of text."""

    lines: list[Line] = field(default_factory=list)
    role: str = "text"
    level: int = 0
    marker: str = ""
    is_heading: bool = False
    font_level: int = 0

    @property
    def first(self) -> Line:
        """The line it begins with."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The line it ends with."""
        return self.lines[-1]

    @property
    def text(self) -> str:
        """All its words, lines set apart by blanks."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Measures:
    """What is usual in a document: letter size of running text, distance of lines, margins."""

    size: float
    bold: bool
    pitch: float
    right: dict[int, float]

    @property
    def style(self) -> tuple[float, bool]:
        """The style of running text, as lines have it."""
        return round(self.size * 2) / 2, self.bold


def measures_of(pages: Sequence[PageRead]) -> Measures:
    """Measure a document."""
    styles: Counter[tuple[float, bool]] = Counter()
    pitches: Counter[float] = Counter()
    right: dict[int, float] = {}
    for page in pages:
        lines = list(page.lines())
        for line in lines:
            styles[line.style] += len(line.text)
        for upper, lower in pairwise(lines):
            if upper.style == lower.style and 0 < upper.y - lower.y < 4 * upper.size:
                pitches[round((upper.y - lower.y) / upper.size, 1)] += 1
        ends = sorted(line.x1 for line in lines)
        right[page.number] = ends[int(0.95 * (len(ends) - 1))] if ends else page.width
    size, bold = styles.most_common(1)[0][0] if styles else (10.0, False)
    pitch = pitches.most_common(1)[0][0] if pitches else 1.2
    return Measures(size, bold, min(max(pitch, 1.0), 2.2), right)


def chunks_of(pages: Sequence[PageRead], measures: Measures) -> list[Chunk | Part]:
    """The lines of all pages as chunks, with tables and figures between them."""
    made: list[Chunk | Part] = []
    for page in pages:
        for part in page.parts:
            if isinstance(part, Line):
                _add(part, made, measures)
            else:
                made.append(part)
    return made


def _add(line: Line, made: list[Chunk | Part], measures: Measures) -> None:
    before = made[-1] if made and isinstance(made[-1], Chunk) else None
    if before is not None and _goes_on(before, line, measures):
        before.lines.append(line)
        return
    tag = line.tag
    chunk = Chunk([line])
    if tag is not None:
        chunk.role, chunk.level = tag.role, tag.level
    if chunk.role in {"text", "item"}:
        chunk.marker = marker_of(line)
        if tag is None and chunk.marker and line.style[0] <= measures.style[0] * 1.1:
            chunk.role = "item"
    made.append(chunk)


def _goes_on(before: Chunk, line: Line, measures: Measures) -> bool:
    if line.page != before.last.page:
        return _over_the_page(before, line)
    if line.tag is not None or before.last.tag is not None:
        return _same_element(before.last, line)
    if line.style != before.last.style and not _runs_on(before.last, line):
        return False
    gap = before.last.y - line.y
    if gap < -0.5 * line.size:
        return _over_the_page(before, line)
    if gap > 1.25 * measures.pitch * max(line.size, before.last.size):
        return False
    if marker_of(line) and not _is_middle(before, line, measures):
        return False
    if before.role == "item":
        return not _left_the_item(before, line, measures)
    return not _ended(before, line, measures)


def _same_element(last: Line, line: Line) -> bool:
    if last.tag is None or line.tag is None:
        return False
    same = (last.tag.role, last.tag.key) == (line.tag.role, line.tag.key)
    # An element may hold a whole list of bullets that nobody tagged as a list.
    return same and not (line.tag.role == "text" and BULLET.match(line.text))


def _over_the_page(before: Chunk, line: Line) -> bool:
    """A sentence that was not ended goes on on the next page or in the next column."""
    roles = {before.role, line.tag.role if line.tag is not None else before.role}
    if line.style != before.last.style or not roles <= {"text", "item"} or marker_of(line):
        return False
    if line.tag is not None and line.tag.label:
        return False
    return not before.last.text.endswith(SENTENCE_END) and line.text[:1].islower()


def _runs_on(last: Line, line: Line) -> bool:
    """A bold word can fill a line in the middle of a sentence."""
    same_size = abs(last.size - line.size) < 0.6
    return same_size and line.text[:1].islower() and not last.text.endswith(SENTENCE_END)


def _is_middle(before: Chunk, line: Line, measures: Measures) -> bool:
    """A number after a full line without end can be an amount: "artikel\\n2. van de wet"."""
    return (
        BULLET.match(line.text) is None
        and not before.last.text.endswith((*SENTENCE_END, ","))
        and not before.marker
        and not _would_fit(before.last, line, measures)
    )


def _left_the_item(before: Chunk, line: Line, measures: Measures) -> bool:
    """Text that is set back to where the bullet stood is no part of the item any more."""
    if line.x0 < before.first.x0 - 2:
        return True
    hangs = len(before.lines) > 1 and before.lines[1].x0 > before.first.x0 + 4
    if hangs:
        return line.x0 < before.lines[1].x0 - 3
    if line.x0 > before.first.x0 + 4:
        return False
    return _would_fit(before.last, line, measures)


def _ended(before: Chunk, line: Line, measures: Measures) -> bool:
    last = before.last
    if line.x0 > last.x0 + 6 and abs(last.x0 - before.first.x0) < 2:
        return last.text.endswith(SENTENCE_END)
    return last.text.endswith(SENTENCE_END) and _would_fit(last, line, measures)


def _would_fit(last: Line, line: Line, measures: Measures) -> bool:
    """Whether the first word of a line had room on the line before: then it was not wrapped."""
    first = line.text.split(" ", 1)[0]
    width = (len(first) + 1) * SIGN_WIDTH * line.size
    return last.x1 + width < measures.right.get(last.page, 0) - line.size


def styles_of(chunks: Iterable[Chunk]) -> dict[tuple[float, bool], list[Chunk]]:
    """The chunks by the style of their first line."""
    styles: dict[tuple[float, bool], list[Chunk]] = defaultdict(list)
    for chunk in chunks:
        styles[chunk.first.style].append(chunk)
    return styles
