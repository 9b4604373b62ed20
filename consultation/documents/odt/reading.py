"""From the bytes of a .odt or .fodt to a document with its report."""

from collections.abc import Callable, Sequence

from consultation.documents.assembly import Placed, assemble
from consultation.documents.building import footnote
from consultation.documents.counting import kept_in, losses
from consultation.documents.guessing import with_guessed_headings
from consultation.documents.limits import Limits
from consultation.documents.odt.body import Body
from consultation.documents.odt.counting import found_in, words_in_lines
from consultation.documents.odt.names import name
from consultation.documents.odt.parts import Flat, Journey, Packed, TextFile
from consultation.documents.odt.spans import label_of
from consultation.documents.package import Package
from consultation.documents.refusal import DocumentRefused
from consultation.documents.titles import shown_title
from consultation.documents.tree import Document, Doubt, Footnote, ImportReport

Progress = Callable[[int, str], None]

MACROS = ("Basic/", "Scripts/")


def read_packed_text(package: Package, limits: Limits, progress: Progress) -> Document:
    """Read a .odt.

    Raises DocumentRefused for what is broken or locked, or has no headings at all.
    """
    progress(5, "unpacking")
    parts = Packed(package)
    has_macros = any(part.startswith(MACROS) and part[-1] != "/" for part in package.names())
    dropped = [Doubt("macros_left_out", "")] if has_macros else []
    return _read(TextFile(parts), package.read("content.xml"), limits, progress, dropped)


def read_flat_text(data: bytes, limits: Limits, progress: Progress) -> Document:
    """Read a .fodt, as `read_packed_text` does."""
    progress(5, "unpacking")
    return _read(TextFile(Flat(data)), data, limits, progress, [])


def _read(
    file: TextFile, content: bytes, limits: Limits, progress: Progress, dropped: Sequence[Doubt]
) -> Document:
    pieces = sum(1 for _ in file.body.iter(name("text:p"), name("text:span")))
    if pieces > limits.pieces:
        raise DocumentRefused("too_many_pages", count=pieces, most=limits.pieces)
    progress(20, "reading_text")
    journey = Journey(file)
    reader = Body(journey)
    parts = list(reader.read(file.body))
    progress(60, "reading_notes")
    notes = _notes(journey)
    parts = with_guessed_headings(parts, journey.doubts)
    progress(75, "building_sections")
    assembled = assemble(parts, notes)
    progress(90, "counting")
    found = found_in(content, journey.tally, assembled.title_page)
    found["words"] -= assembled.chapter_words
    kept = kept_in(assembled.sections, journey.pictures.kept)
    doubts = (
        *assembled.doubts,
        *journey.doubts,
        *dropped,
        *_left_out(journey),
        *losses(found, kept),
    )
    title = shown_title(reader.title, file.title, assembled, parts)
    report = ImportReport(found, kept, doubts)
    return Document(title, assembled.sections, journey.pictures.kept, report)


def _notes(journey: Journey) -> dict[str, Footnote]:
    notes = {}
    for key, note in list(journey.notes.items()):
        inside = note.find(name("text:note-body"))
        parts = Body(journey, in_cell=True).read(inside) if inside is not None else ()
        blocks = [part.block for part in parts if isinstance(part, Placed)]
        notes[key] = footnote(label_of(note) or key, blocks)
    return notes


def _left_out(journey: Journey) -> Sequence[Doubt]:
    """What was dropped on purpose, with how much and, in the text, where."""
    tally = journey.tally
    counts = {
        "contents_list_dropped": tally["contents_words"] + tally["index_words"],
        "running_lines_dropped": words_in_lines(journey.file.running_lines()),
    }
    whole = [Doubt(code, "", {"count": count}) for code, count in counts.items() if count]
    placed = [
        Doubt(code, place, {"count": count}) for (code, place), count in journey.left_out.items()
    ]
    return [*whole, *placed]
