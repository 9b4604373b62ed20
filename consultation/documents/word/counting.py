"""Counting what a Word file holds straight from its XML, apart from how it is read."""

from consultation.documents.counting import words_in
from consultation.documents.word.paragraphs import typed_text
from consultation.documents.word.parts import Journey, WordFile
from consultation.documents.word.schema import Element, name, value

UNSHOWN = {name("w:del"), name("w:moveFrom"), name("mc:Fallback")}


def found_in(file: WordFile, journey: Journey, title_words: int) -> dict[str, int]:
    """What the body and the notes hold, per kind; contents lists and hidden text left out."""
    root = file.document
    notes = _notes(file)
    paragraphs = [found for found in root.iter(name("w:p")) if _shows(found)]
    words = sum(words_in(typed_text(found)) for found in paragraphs)
    words += sum(words_in(typed_text(note)) for note in notes)
    dropped = journey.contents_words + journey.tally["hidden_words"] + title_words
    generated = journey.tally["generated_words"]
    return {
        "sections": sum(_is_heading(file, found) for found in paragraphs),
        "tables": sum(1 for _ in root.iter(name("w:tbl"))),
        "images": len(_images(root)),
        "footnotes": len(notes),
        "links": _links(file),
        "words": max(0, words - dropped - _removed_words(root) + generated),
        **_running_text(file, paragraphs),
    }


def _shows(paragraph: Element) -> bool:
    outer = paragraph.iterancestors(name("w:p"))
    return next(outer, None) is None


def _removed_words(root: Element) -> int:
    unshown = [found for tag in UNSHOWN for found in root.iter(tag)]
    return sum(words_in(typed_text(found)) for found in unshown)


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
