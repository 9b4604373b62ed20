"""Putting a document together: headings, blocks and notes in reading order become sections."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from consultation.documents.counting import words_in
from consultation.documents.front import front_doubts, is_front_name
from consultation.documents.inline import squeezed
from consultation.documents.numbers import split_number, written
from consultation.documents.references import free_label, notes_in, relabelled
from consultation.documents.tree import Block, DocSection, Doubt, Footnote

FRONT_MATTER = "Vooraf"

TITLE_PAGE_WORDS = 60
"""Fewer words before the first heading, without table or list, are a title page."""

LONGEST_SHOWN = 600
"""Signs of a title page that are shown, which is all of it but for the longest words."""


@dataclass(frozen=True)
class Heading:
    """A heading as it stood in the file; `number` when the file gives it apart from the title."""

    level: int
    text: str
    number: str = ""
    page: int | None = None
    notes: tuple[str, ...] = ()
    """Keys of the notes the heading itself refers to; they go with its section."""


@dataclass(frozen=True)
class Placed:
    """A block in reading order, with its page where the file knows pages."""

    block: Block
    page: int | None = None


@dataclass
class Draft:
    """A section that is being filled."""

    number: str
    title: str
    level: int
    page: int | None
    depth: int = 0
    notes: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    chapter_words: int = 0

    @property
    def place(self) -> str:
        """How people find it back."""
        return squeezed(f"{self.number} {self.title}") or FRONT_MATTER


@dataclass(frozen=True)
class Assembled:
    """Sections, what was on the title page, and doubts on the way."""

    sections: tuple[DocSection, ...]
    title_page: tuple[Block, ...]
    doubts: tuple[Doubt, ...]
    chapter_words: int = 0
    """Words before a number that only say what it counts: "Hoofdstuk 1 Doel" is kept as 1 Doel."""


def assemble(
    parts: Iterable[Heading | Placed], notes: Mapping[str, Footnote], *, keep_front: bool = False
) -> Assembled:
    """Sections from headings and blocks in reading order; each with the notes it refers to.

    What stands before the first heading becomes a section "Vooraf", unless it is no more than a
    title page; that is given apart and named as a doubt. A colophon or version table there gets a
    section by its own name.
    """
    front, drafts = _drafts(parts)
    doubts: list[Doubt] = []
    title_page: tuple[Block, ...] = ()
    if front.blocks and drafts and not keep_front and _is_title_page(front.blocks):
        title_page = tuple(front.blocks)
        shown = squeezed(" ".join(block.text for block in title_page))
        doubts.append(
            Doubt("title_page_dropped", _page(front.page), {"text": shown[:LONGEST_SHOWN]})
        )
    elif front.blocks:
        doubts.append(Doubt("front_matter_kept", _page(front.page), {"title": FRONT_MATTER}))
        drafts.insert(0, front)
    _level(drafts)
    doubts.extend(_odd_numbers(drafts))
    sections = tuple(_section(draft, notes) for draft in drafts)
    doubts.extend(front_doubts(sections))
    doubts.extend(_unused_notes(sections, notes))
    return Assembled(
        sections, title_page, tuple(doubts), sum(draft.chapter_words for draft in drafts)
    )


def _page(page: int | None) -> str:
    return f"p. {page}" if page else FRONT_MATTER


def _drafts(parts: Iterable[Heading | Placed]) -> tuple[Draft, list[Draft]]:
    front = Draft("", FRONT_MATTER, 1, None)
    drafts: list[Draft] = []
    for part in parts:
        if isinstance(part, Heading):
            drafts.append(_draft(part))
            continue
        if is_front_name(part.block.text) and all(is_front_name(draft.title) for draft in drafts):
            drafts.append(_draft(Heading(1, part.block.text, page=part.page)))
            continue
        target = drafts[-1] if drafts else front
        target.page = target.page or part.page
        target.blocks.append(part.block)
    return front, drafts


def _draft(heading: Heading) -> Draft:
    text = squeezed(heading.text)
    if heading.number:
        read = split_number(f"{heading.number} ")
        return Draft(
            number=heading.number.strip().rstrip("."),
            title=text,
            level=heading.level,
            page=heading.page,
            depth=read.depth,
            notes=heading.notes,
        )
    read = split_number(text)
    return Draft(
        number=read.number,
        title=read.title or text,
        level=heading.level,
        page=heading.page,
        depth=read.depth,
        notes=heading.notes,
        chapter_words=words_in(text) - words_in(written(read, text)),
    )


def _is_title_page(blocks: Sequence[Block]) -> bool:
    words = sum(len(block.text.split()) for block in blocks)
    shapes = {"<table", "<ul", "<ol"}
    plain = not any(shape in block.html for block in blocks for shape in shapes)
    return words < TITLE_PAGE_WORDS and plain


def _level(drafts: Sequence[Draft]) -> None:
    """Numbers with points say the level; headings without follow the style, shifted alike."""
    shift = _shift(drafts)
    for draft in drafts:
        styled = max(1, draft.level - shift)
        draft.level = draft.depth if draft.depth >= 2 or draft.depth == styled else styled
    _close_gaps(drafts)


def _shift(drafts: Sequence[Draft]) -> int:
    """How much deeper the styles are than the numbers, in most headings that have both.

    A number without point is one of a chapter, or begins anew in each: the highest are chapters.
    """
    levels = [draft.level for draft in drafts if draft.title != FRONT_MATTER]
    highest = min((draft.level for draft in drafts if draft.depth == 1), default=0)
    numbered = [one for one in drafts if one.depth >= 2 or (one.depth and one.level == highest)]
    shifts = [draft.level - draft.depth for draft in numbered]
    if not shifts:
        return min(levels, default=1) - 1
    return max(sorted(set(shifts), key=abs), key=shifts.count)


def _close_gaps(drafts: Sequence[Draft]) -> None:
    """A heading without number goes at most one deeper than the one it stands under.

    Where a level was skipped, all that were set alike come to the same level.
    """
    above: list[tuple[int, int]] = []
    for draft in drafts:
        said = draft.level
        above = [(level, given) for level, given in above if level < said]
        if draft.depth < 2:
            draft.level = min(said, above[-1][1] + 1 if above else 1)
        above.append((said, draft.level))


def _odd_numbers(drafts: Sequence[Draft]) -> list[Doubt]:
    """Numbers that come twice; those that begin anew in each chapter, within one chapter."""
    seen: set[tuple[str, int]] = set()
    doubts = []
    above: list[int] = []
    for at, draft in enumerate(drafts):
        above = [one for one in above if drafts[one].level < draft.level]
        begins_anew = draft.depth < draft.level and above
        known = (draft.number, above[-1] if begins_anew else -1)
        if draft.number and known in seen:
            doubts.append(Doubt("number_twice", draft.place, {"number": draft.number}))
        seen.add(known)
        above.append(at)
    return doubts


def _section(draft: Draft, notes: Mapping[str, Footnote]) -> DocSection:
    keys = [*draft.notes]
    for block in draft.blocks:
        keys.extend(notes_in(block.html))
    labels: dict[str, str] = {}
    for key in dict.fromkeys(keys):
        if key in notes:
            labels[key] = _free(notes[key].label, labels.values())
    footnotes = [replace(notes[key], label=label) for key, label in labels.items()]
    blocks = [replace(block, html=relabelled(block.html, labels)) for block in draft.blocks]
    return DocSection(
        number=draft.number,
        title=draft.title,
        level=draft.level,
        blocks=tuple(blocks),
        footnotes=tuple(footnotes),
        page=draft.page,
    )


def _free(label: str, taken: Iterable[str]) -> str:
    """Labels that start anew on each page must differ within a section."""
    plain = re.sub(r"[^\w*-]", "", label) or "noot"
    return free_label(plain, set(taken))


def _unused_notes(sections: Sequence[DocSection], notes: Mapping[str, Footnote]) -> Iterable[Doubt]:
    kept = sum(len(section.footnotes) for section in sections)
    if kept < len(notes):
        yield Doubt("footnotes_without_reference", "", {"count": len(notes) - kept})
