"""From the bytes of a .docx to a document with its report."""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from consultation.documents.assembly import Assembled, Heading, Placed, assemble
from consultation.documents.counting import items_in, kept_in
from consultation.documents.guessing import with_guessed_headings
from consultation.documents.limits import Limits
from consultation.documents.package import Package
from consultation.documents.refusal import DocumentRefused
from consultation.documents.titles import shown_title
from consultation.documents.tree import Document, Doubt, ImportReport
from consultation.documents.witness import fewer, missing_texts
from consultation.documents.word.around import words_around
from consultation.documents.word.body import Body
from consultation.documents.word.counting import census_of, changes_in, found_in
from consultation.documents.word.fields import CONTENTS_NAME
from consultation.documents.word.notes import read_notes
from consultation.documents.word.parts import Journey, WordFile
from consultation.documents.word.preparing import close_fields, empty_controls
from consultation.documents.word.schema import find, name

MACRO = ("vbaProject.bin", "macroEnabled")


def read_word(data: bytes, limits: Limits, progress: Callable[[int, str], None]) -> Document:
    """Read a .docx.

    Raises DocumentRefused for what is broken, hostile, holds macros or has no headings at all.
    """
    progress(5, "unpacking")
    package = Package(data, limits)
    _refuse_macros(package)
    file = WordFile(package)
    body = find(file.document, "w:body")
    if body is None:
        raise DocumentRefused("broken_file", part=file.main)
    pieces = sum(1 for _ in body.iter(name("w:p"), name("w:r")))
    if pieces > limits.pieces:
        raise DocumentRefused("too_many_pages", count=pieces, most=limits.pieces)
    progress(20, "reading_text")
    journey = Journey(file, file.relations)
    journey.tally["asked_words"] += empty_controls(body)
    close_fields(body)
    reader = Body(journey)
    parts = _without_contents_name(list(reader.read(body)), journey)
    progress(60, "reading_notes")
    notes = read_notes(journey)
    parts = with_guessed_headings(parts, journey.doubts)
    progress(75, "building_sections")
    assembled = assemble(parts, notes)
    progress(90, "counting")
    title = shown_title(reader.title, _said_title(file), assembled, parts)
    return _document(file, journey, assembled, title)


def _without_contents_name(
    parts: Sequence[Heading | Placed], journey: Journey
) -> list[Heading | Placed]:
    """Drop the heading of a contents list that was dropped: it has no text of its own."""
    made: list[Heading | Placed] = []
    for part, after in zip_longest(parts, parts[1:]):
        is_last = after is None or isinstance(after, Heading)
        named = isinstance(part, Heading) and CONTENTS_NAME.fullmatch(part.text)
        if named and is_last and journey.contents_words:
            journey.contents_words += len(named[0].split())
        else:
            made.append(part)
    return made


def _refuse_macros(package: Package) -> None:
    if any(part.endswith(MACRO[0]) for part in package.names()):
        raise DocumentRefused("macro_file")
    types = "[Content_Types].xml"
    if package.has(types) and MACRO[1] in package.read(types).decode("utf-8", "replace"):
        raise DocumentRefused("macro_file")


def _said_title(file: WordFile) -> str:
    """The title that the file says it has."""
    core = next((part for part in file.package.names() if part.endswith("core.xml")), None)
    return (file.xml(core).findtext(name("dc:title")) if core else None) or ""


def _document(file: WordFile, journey: Journey, assembled: Assembled, title: str) -> Document:
    images = journey.pictures.kept
    sections = assembled.sections
    census, seen = census_of(file, sections)
    found = found_in(census, seen, journey, assembled.title_page)
    kept = kept_in(sections, images) | {"items": items_in(sections)}
    doubts = (
        *assembled.doubts,
        *journey.doubts,
        *changes_in(file, seen),
        *_left_out(file, journey),
        *missing_texts(seen, sections, [block.text for block in assembled.title_page]),
        *fewer(seen, sections, found, kept),
    )
    return Document(title, sections, images, ImportReport(found, kept, doubts))


def _left_out(file: WordFile, journey: Journey) -> Sequence[Doubt]:
    """What was dropped on purpose, with how much."""
    counts = {
        "contents_list_dropped": journey.contents_words,
        "running_lines_dropped": words_around(file),
        "hidden_text_left_out": journey.tally["hidden_words"],
        "comments_left_out": _comments(file),
        "placeholders_left_out": journey.tally["asked_words"],
    }
    return [Doubt(code, "", {"count": count}) for code, count in counts.items() if count]


def _comments(file: WordFile) -> int:
    comments = file.related("/comments")
    return len(comments.findall(name("w:comment"))) if comments is not None else 0
