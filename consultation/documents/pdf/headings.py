"""Which chunks are headings, and of what level: by tags, outline, contents list, number, letter."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultation.documents.numbers import follows, split_number
from consultation.documents.pdf.chunks import Chunk, Measures, styles_of
from consultation.documents.pdf.contents import plain_title
from consultation.documents.pdf.marks import BULLET

LONGEST = 320
"""Signs; what is longer is text, however it is set."""

MOST_LINES = 6

MOST_OF_TEXT = 0.2
"""A style in which more than this part of a document is set is no heading style."""

DEEPEST = 6

MANY_PAGES = 4
"""On so many pages no heading stands with the same words."""


@dataclass
class Known:
    """What a file says of its headings apart from the text: outline and contents list."""

    titles: Mapping[str, int]
    """Plain titles with their level, 0 when it is not known."""

    def level(self, text: str) -> int | None:
        """The level of a heading with this text; None when it is not known as a heading."""
        plain = plain_title(text)
        return self.titles.get(plain) if len(plain) > 2 else None


def mark_headings(
    chunks: Sequence[Chunk], measures: Measures, known: Known, *, tagged: bool
) -> None:
    """Mark the headings among the chunks and give each a level of its style, from 1."""
    if tagged:
        _by_tags(chunks)
        _by_likeness(chunks, known)
        return
    _by_style(chunks, measures, known)


def _by_tags(chunks: Sequence[Chunk]) -> None:
    for chunk in chunks:
        if chunk.role == "heading" and len(chunk.text) <= LONGEST * 2:
            chunk.is_heading = True
            chunk.font_level = chunk.level
    generic = [chunk for chunk in chunks if chunk.is_heading and not chunk.font_level]
    for chunk in generic:
        chunk.font_level = 1


def _by_likeness(chunks: Sequence[Chunk], known: Known) -> None:
    """Chunks nobody tagged as heading, but known as such or set and numbered like one."""
    levels: dict[tuple[float, bool], Counter[int]] = {}
    for chunk in chunks:
        if chunk.is_heading:
            levels.setdefault(chunk.first.style, Counter())[chunk.font_level] += 1
    for chunk in chunks:
        if chunk.is_heading or chunk.role != "text" or len(chunk.lines) > MOST_LINES:
            continue
        said = known.level(chunk.text)
        alike = levels.get(chunk.first.style)
        read = split_number(chunk.text)
        if said is not None or (alike and read.depth >= 2 and chunk.first.bold):
            usual = alike.most_common(1)[0][0] if alike else 1
            chunk.is_heading = True
            chunk.font_level = said or read.depth or usual


def _by_style(chunks: Sequence[Chunk], measures: Measures, known: Known) -> None:
    styles = _heading_styles(chunks, measures)
    for chunk in chunks:
        chunk.is_heading = _looks_like_heading(chunk, styles, known)
    _drop_repeated(chunks, known)
    if not any(chunk.is_heading for chunk in chunks):
        _by_number_alone(chunks)
    levels = _levels_of_styles([chunk for chunk in chunks if chunk.is_heading], known)
    _drop_stray_chapters(chunks, levels, known)
    for chunk in chunks:
        if chunk.is_heading:
            said = known.level(chunk.text)
            chunk.font_level = said or levels.get(chunk.first.style, 1)


def _heading_styles(chunks: Sequence[Chunk], measures: Measures) -> set[tuple[float, bool]]:
    """Styles larger or bolder than running text, in which little is set."""
    whole = sum(len(chunk.text) for chunk in chunks) or 1
    body_size, body_bold = measures.style
    chosen = set()
    for style, worn in styles_of(chunks).items():
        size, bold = style
        stands_out = size > 1.08 * body_size or (bold and not body_bold and size > 0.9 * body_size)
        share = sum(len(chunk.text) for chunk in worn) / whole
        length = sum(len(chunk.text) for chunk in worn) / len(worn)
        if stands_out and share < MOST_OF_TEXT and length < 160:
            chosen.add(style)
    return chosen


def _looks_like_heading(chunk: Chunk, styles: set[tuple[float, bool]], known: Known) -> bool:
    text = chunk.text
    if len(text) > LONGEST or len(chunk.lines) > MOST_LINES or BULLET.match(text):
        return False
    if not any(sign.isalpha() for sign in text):
        return False
    if known.level(text) is not None:
        return True
    if any(line.style not in styles for line in chunk.lines):
        return False
    read = split_number(text)
    if read.depth:
        return bool(read.title) and not text.endswith((";", ",", ":"))
    return not text.endswith((".", ";", ",", ":")) and text[:1] not in '(\u2018\u201c"'


def _by_number_alone(chunks: Sequence[Chunk]) -> None:
    """Nothing stands out: short lines whose numbers count on are the headings."""
    before = ""
    for chunk in chunks:
        read = split_number(chunk.text)
        short = len(chunk.lines) <= 2 and len(chunk.text) < 120
        ended = chunk.text.endswith((".", ";", ",", ":"))
        if short and read.title and not ended and read.depth and follows(read.number, before):
            chunk.is_heading = True
            before = read.number


def _drop_repeated(chunks: Sequence[Chunk], known: Known) -> None:
    """The same words on page after page are the head of a table without lines, not a section."""
    pages: dict[str, set[int]] = {}
    for chunk in chunks:
        if chunk.is_heading:
            pages.setdefault(chunk.text, set()).add(chunk.first.page)
    for chunk in chunks:
        if chunk.is_heading and len(pages[chunk.text]) >= MANY_PAGES:
            chunk.is_heading = known.level(chunk.text) is not None


def _drop_stray_chapters(
    chunks: Sequence[Chunk], levels: Mapping[tuple[float, bool], int], known: Known
) -> None:
    """A "1." in the letter of the third level is an item of a bold list, not a chapter."""
    for chunk in chunks:
        stray = split_number(chunk.text).depth == 1 and levels.get(chunk.first.style, 1) > 1
        if chunk.is_heading and stray and known.level(chunk.text) is None:
            chunk.is_heading = False


def _levels_of_styles(headings: Sequence[Chunk], known: Known) -> dict[tuple[float, bool], int]:
    """A level for each style: what its numbers or the outline say, else by size between those."""
    styles = styles_of(headings)
    levels: dict[tuple[float, bool], int] = {}
    for style, worn in styles.items():
        said = Counter(
            level
            for chunk in worn
            if (level := known.level(chunk.text) or split_number(chunk.text).depth)
        )
        if said:
            levels[style] = said.most_common(1)[0][0]
    _fill_in(styles, levels)
    return levels


def _fill_in(
    styles: Mapping[tuple[float, bool], Sequence[Chunk]], levels: dict[tuple[float, bool], int]
) -> None:
    before = 0
    for style in sorted(styles, reverse=True):
        if style not in levels:
            deeper = [level for other, level in levels.items() if other < style]
            room = min(deeper, default=DEEPEST)
            levels[style] = max(1, min(before + 1, room, DEEPEST))
        before = levels[style]


def demote_subheadings(chunks: Sequence[Chunk], known: Known) -> list[Chunk]:
    """In a numbered document, headings without number under a numbered one become bold text.

    Gives those chunks. They are lines between paragraphs that neither the outline nor the contents
    list knows; as sections of their own they would cut the numbered section in pieces.
    """
    headings = [chunk for chunk in chunks if chunk.is_heading]
    depths = Counter(split_number(chunk.text).depth for chunk in headings)
    if sum(count for depth, count in depths.items() if depth) < 0.5 * len(headings):
        return []
    if not any(depth >= 2 for depth in depths):
        return []
    demoted = []
    in_numbered = False
    for chunk in headings:
        read = split_number(chunk.text)
        if read.number:
            in_numbered = True
        elif chunk.font_level <= 1:
            in_numbered = False
        elif in_numbered and known.level(chunk.text) is None:
            chunk.is_heading = False
            demoted.append(chunk)
    return demoted
