"""The doubts of an import as people read them: where, what, and a link to the place."""

from dataclasses import dataclass

from consultation.plans.forms import doubt_words
from consultation.plans.models import PlanVersion
from consultation.plans.queries import Chapter, Line, section_at_place


@dataclass(frozen=True)
class Doubted:
    """Something a person must look at, with the section it is about and that one's chapter."""

    place: str
    words: str
    line: Line | None
    chapter: str


def doubts_of(version: PlanVersion, chapters: list[Chapter]) -> list[Doubted]:
    """All doubts of the import of a version, in the order of the file."""
    lines = [line for chapter in chapters for line in chapter.lines]
    heads = {chapter.head.position: chapter.head.permanent_id for chapter in chapters}
    found = []
    for doubt in version.import_report.get("doubts", ()):
        line = section_at_place(lines, doubt["place"])
        chapter = heads[line.chapter_position] if line else ""
        found.append(Doubted(doubt["place"], doubt_words(doubt), line, chapter))
    return found
