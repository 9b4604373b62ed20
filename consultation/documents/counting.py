"""Counting what was kept, to be laid beside what the file held."""

import re
from collections.abc import Iterable, Mapping, Sequence

from consultation.documents.numbers import Numbered, split_number
from consultation.documents.tree import Block, BlockKind, DocSection, Doubt, Image

KINDS = (
    "sections", "paragraphs", "lists", "items", "tables", "images", "footnotes", "links", "words",
)  # fmt: skip

LINK = re.compile(r'<a href="(?:https?:|mailto:)', re.IGNORECASE)

WORDS_SLACK = 0.002
"""Two words in a thousand may differ: words that were cut at a line end count otherwise."""


WORD_SIGN = re.compile(r"\S*\w\S*")


def words_in(text: str) -> int:
    """How many words a text has, cut at blanks; a lone bullet or dash is no word."""
    return len(WORD_SIGN.findall(text))


def kept_in(sections: Sequence[DocSection], images: Sequence[Image]) -> dict[str, int]:
    """What stands in the sections, per kind."""
    blocks = [block for section in sections for block in section.blocks]
    notes = [note for section in sections for note in section.footnotes]
    html = "".join([block.html for block in blocks] + [note.html for note in notes])
    texts = [block.text for block in blocks] + [note.text for note in notes]
    titles = [_heading(section) for section in sections]
    prose = {BlockKind.PARAGRAPH, BlockKind.QUOTE}
    return {
        "sections": len(sections),
        "paragraphs": sum(block.kind in prose for block in blocks) + _in_items(blocks),
        "lists": sum(block.kind is BlockKind.LIST for block in blocks),
        "tables": html.count("<table"),
        "images": len({image.sha256 for image in images}),
        "footnotes": len(notes),
        "links": len(LINK.findall(html)),
        "words": sum(words_in(text) for text in texts + titles),
    }


def _in_items(blocks: Sequence[Block]) -> int:
    """Paragraphs that belong to an item of a list beside its first."""
    lists = [block.html for block in blocks if block.kind is BlockKind.LIST]
    return sum(html.count("<p>") - html.count("<li><p>") for html in lists)


def items_in(sections: Sequence[DocSection]) -> int:
    """How many items the lists of the sections have, those in tables left out."""
    blocks = (block for section in sections for block in section.blocks)
    return sum(block.html.count("<li>") for block in blocks if block.kind is BlockKind.LIST)


def _heading(section: DocSection) -> str:
    """A heading as it was typed; "Hoofdstuk 1" is all of it, and gives the number too."""
    whole = split_number(section.title) == Numbered(section.number, section.title, 1)
    return section.title if whole else f"{section.number} {section.title}"


def losses(found: Mapping[str, int], kept: Mapping[str, int]) -> Iterable[Doubt]:
    """A doubt for each kind of which less was kept than the file held.

    Paragraphs that became headings are not lost.
    """
    became = max(0, kept.get("sections", 0) - found.get("sections", 0))
    for kind in KINDS:
        lost = found.get(kind, 0) - kept.get(kind, 0) - (became if kind == "paragraphs" else 0)
        slack = WORDS_SLACK * found.get(kind, 0) if kind == "words" else 0
        if lost > slack:
            params: dict[str, str | int] = {"found": found[kind], "kept": kept.get(kind, 0)}
            yield Doubt(f"fewer_{kind}", "", params)
