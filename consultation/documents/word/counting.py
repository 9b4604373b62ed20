"""Counting what a Word file holds straight from its XML, apart from how it is read."""

from collections.abc import Sequence

from consultation.documents.counting import words_in
from consultation.documents.tree import Block, BlockKind
from consultation.documents.word.paragraphs import typed_text
from consultation.documents.word.parts import Journey, WordFile
from consultation.documents.word.schema import Element, name, value

UNSHOWN = {name("w:moveFrom"), name("mc:Fallback")}
"""What holds words that do not show: moved away, or written a second time for old programs."""


def found_in(file: WordFile, journey: Journey, title_page: Sequence[Block]) -> dict[str, int]:
    """What the body and the notes hold, per kind; contents lists and hidden text left out."""
    root = file.document
    notes = _notes(file)
    paragraphs = [found for found in root.iter(name("w:p")) if _shows(found)]
    words = _words(root) + sum(_words(note) for note in notes)
    on_cover = sum(words_in(block.text) for block in title_page)
    dropped = journey.contents_words + journey.tally["hidden_words"] + on_cover
    running = _running_text(file, paragraphs)
    running["paragraphs"] -= sum(block.kind is BlockKind.PARAGRAPH for block in title_page)
    return {
        "sections": sum(_is_heading(file, found) for found in paragraphs),
        "tables": sum(1 for _ in root.iter(name("w:tbl"))),
        "images": len(_images(root)),
        "footnotes": len(notes),
        "links": _links(file),
        "words": max(0, words - dropped + journey.tally["generated_words"]),
        **running,
    }


def _shows(paragraph: Element) -> bool:
    outer = paragraph.iterancestors(name("w:p"))
    return next(outer, None) is None


def _words(root: Element) -> int:
    """Words that show, counted for each paragraph by itself, those in text boxes too."""
    texts: dict[Element, list[str]] = {}
    for found in root.iter(name("w:t")):
        own = next(found.iterancestors(name("w:p")), None)
        if own is not None and not any(above.tag in UNSHOWN for above in found.iterancestors()):
            texts.setdefault(own, []).append(found.text or "")
    return sum(words_in("".join(pieces)) for pieces in texts.values())


def _is_heading(file: WordFile, paragraph: Element) -> bool:
    style = value(paragraph, "w:pPr", "w:pStyle")
    level = file.styles.outline_level(style)
    in_table = next(paragraph.iterancestors(name("w:tc")), None) is not None
    return level is not None and not in_table and bool(typed_text(paragraph))


def _running_text(file: WordFile, paragraphs: list[Element]) -> dict[str, int]:
    """Paragraphs outside tables, and lists as unbroken rows of list paragraphs."""
    counts = {"paragraphs": 0, "lists": 0}
    in_list = False
    for found in paragraphs:
        style = value(found, "w:pPr", "w:pStyle")
        outside = next(found.iterancestors(name("w:tc")), None) is not None
        if outside or not typed_text(found) or file.styles.is_contents(style):
            continue
        listed = found.find(f".//{name('w:numPr')}") is not None
        listed = listed or file.styles.numbering(style) is not None
        if _is_heading(file, found):
            in_list = False
            continue
        counts["lists"] += listed and not in_list
        counts["paragraphs"] += not listed
        in_list = listed
    return counts


def _images(root: Element) -> set[str]:
    blips = (found.get(name("r:embed")) or "" for found in root.iter(name("a:blip")))
    drawn = (found.get(name("r:id")) or "" for found in root.iter(name("v:imagedata")))
    return {relation for relation in (*blips, *drawn) if relation}


def _notes(file: WordFile) -> list[Element]:
    notes = []
    for kind, tag in (("/footnotes", "w:footnote"), ("/endnotes", "w:endnote")):
        part = file.related(kind)
        if part is not None:
            notes += [found for found in part.findall(name(tag)) if not found.get(name("w:type"))]
    return notes


def _links(file: WordFile) -> int:
    """Links to web and mail addresses; those within the file are no links here."""
    count = 0
    for found in file.document.iter(name("w:hyperlink")):
        relation = file.relations.get(found.get(name("r:id")) or "")
        outside = relation is not None and relation.external
        if outside and relation is not None and typed_text(found):
            count += relation.target.casefold().startswith(("http:", "https:", "mailto:"))
    return count


def words_around(file: WordFile) -> int:
    """Words in running headers and footers, each counted once."""
    words = 0
    for relation in file.relations.values():
        running = relation.kind.endswith(("/header", "/footer"))
        if running and file.package.has(relation.target):
            words += len(typed_text(file.xml(relation.target)).split())
    return words
