"""Footnotes and endnotes of a Word document, numbered as the word processor does."""

from consultation.documents.assembly import Placed
from consultation.documents.inline import squeezed
from consultation.documents.tree import Footnote
from consultation.documents.word.body import Body
from consultation.documents.word.parts import Journey
from consultation.documents.word.preparing import close_fields, empty_controls
from consultation.documents.word.schema import Element, name

SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def read_notes(journey: Journey) -> dict[str, Footnote]:
    """All notes by key ("f2", "e1"), with the labels the text has given them; read it first."""
    notes = {}
    for kind, part_kind, tag in (
        ("f", "/footnotes", "w:footnote"),
        ("e", "/endnotes", "w:endnote"),
    ):
        part = journey.file.part_named(part_kind)
        if part is None:
            continue
        inside = journey.within(part)
        story = journey.file.xml(part)
        journey.tally["asked_words"] += empty_controls(story)
        close_fields(story)
        for note in story.findall(name(tag)):
            if note.get(name("w:type")) not in SEPARATORS:
                key = journey.key(kind, note.get(name("w:id")))
                notes[key] = _note(note, journey.labels.get(key, key), inside)
    return notes


def _note(note: Element, label: str, journey: Journey) -> Footnote:
    parts = Body(journey, in_cell=True).read(note)
    blocks = [part.block for part in parts if isinstance(part, Placed)]
    html = "".join(block.html for block in blocks)
    if len(blocks) == 1 and html.startswith("<p>"):
        html = html.removeprefix("<p>").removesuffix("</p>")
    return Footnote(label, html, squeezed(" ".join(block.text for block in blocks)))
