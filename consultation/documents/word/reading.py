"""From the bytes of a .docx to a document with its report."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
from consultation.documents.word.chunks import Chunks
from consultation.documents.word.counting import census_of, changes_in, found_in
from consultation.documents.word.fields import CONTENTS_NAME
from consultation.documents.word.notes import read_notes
from consultation.documents.word.parts import Journey, WordFile
from consultation.documents.word.preparing import prepared_body
from consultation.documents.word.schema import name

MACRO = ("vbaProject.bin", "macroEnabled")


def read_word(data: bytes, limits: Limits, progress: Callable[[int, str], None]) -> Document:
    """Read a .docx.

    Raises DocumentRefused for what is broken, hostile, holds macros or has no headings at all.
    """
    progress(5, "unpacking")
    package = Package(data, limits)
    _refuse_macros(package)
    file = WordFile(package)
    progress(20, "reading_text")
    chunks = Chunks(limits, lambda inner, body: Body(inner).read(body))
    journey = Journey(file, file.relations, take_in=chunks.take_in)
    body = prepared_body(journey, limits)
    reader = Body(journey)
    parts = _without_contents_name(list(reader.read(body)), journey)
    progress(60, "reading_notes")
    notes = {**chunks.notes}
    for one in (journey, *chunks.journeys):
        notes |= read_notes(one)
    parts = with_guessed_headings(parts, journey.doubts)
    progress(75, "building_sections")
    assembled = assemble(parts, notes)
    progress(90, "counting")
    title = shown_title(reader.title, _said_title(file), assembled, parts)
    return _document(journey, chunks, assembled, title)


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


def _document(journey: Journey, chunks: Chunks, assembled: Assembled, title: str) -> Document:
    images = journey.pictures.kept
    sections = assembled.sections
    files = [one.file for one in (journey, *chunks.journeys)]
    counts = [census_of(file, sections) for file in files]
    seen = [one for _, of_file in counts for one in of_file]
    found = Counter(found_in([census for census, _ in counts], seen, journey, assembled.title_page))
    found.update(chunks.found)
    found["words"] -= assembled.chapter_words
    kept = kept_in(sections, images) | {"items": items_in(sections)}
    doubts = (
        *assembled.doubts,
        *journey.doubts,
        *changes_in(files, seen),
        *_left_out(files, journey),
        *missing_texts(seen, sections, [block.text for block in assembled.title_page]),
        *fewer(seen, sections, found, kept),
    )
    return Document(title, sections, images, ImportReport(dict(found), kept, doubts))


def _left_out(files: Sequence[WordFile], journey: Journey) -> Iterator[Doubt]:
    """What was dropped on purpose, with how much."""
    counts = {
        "contents_list_dropped": journey.contents_words,
        "running_lines_dropped": sum(map(words_around, files)),
        "hidden_text_left_out": journey.tally["hidden_words"],
        "comments_left_out": sum(map(_comments, files)),
        "placeholders_left_out": journey.tally["asked_words"],
    }
    yield from (Doubt(code, "", {"count": count}) for code, count in counts.items() if count)
    for (code, place), count in journey.left_out.items():
        yield Doubt(code, place, {"count": count})


def _comments(file: WordFile) -> int:
    comments = file.related("/comments")
    return len(comments.findall(name("w:comment"))) if comments is not None else 0
