"""What an officer sees of a version: how far each chapter and each summary is."""

from dataclasses import dataclass

from sqlalchemy import select

from consultation.database import db
from consultation.errors import Lack
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.plain_language.measurement import LONGEST_SENTENCE
from consultation.plain_language.sentences import sentences_of
from consultation.plans.models import Plan, PlanImport, PlanVersion, Section
from consultation.plans.queries.lacks import reading_lacks
from consultation.plans.queries.sections import Line, outline
from consultation.plans.states import SummaryState
from consultation.typed import whole_number

MOST_SUMMARY_WORDS = 80
"""Words of a summary of a section; more is advised against, not refused (ux.md U24)."""


@dataclass(frozen=True)
class Chapter:
    """A chapter with its sections, and what keeps it from being marked as checked."""

    lines: tuple[Line, ...]
    lacks: tuple[Lack, ...]

    @property
    def head(self) -> Line:
        """The section that begins the chapter."""
        return self.lines[0]


def chapters(version: PlanVersion, *, reader: Actor) -> list[Chapter]:
    """The chapters of a version in their order, in a fixed number of statements."""
    require(reader, Permission.READ_DRAFT_PLAN, version)
    lines = outline(version, reader=reader)
    chapter_of = {line.permanent_id: line.chapter_position for line in lines}
    lacks: dict[int, list[Lack]] = {}
    for lack in reading_lacks(version, reader=reader):
        permanent_id = lack.address.removeprefix("#").partition("-")[0]
        lacks.setdefault(chapter_of[permanent_id], []).append(lack)
    by_chapter: dict[int, list[Line]] = {}
    for line in lines:
        by_chapter.setdefault(line.chapter_position, []).append(line)
    return [
        Chapter(tuple(found), tuple(lacks.get(position, ())))
        for position, found in by_chapter.items()
    ]


def summary_states(version: PlanVersion, *, reader: Actor) -> dict[str, SummaryState]:
    """How far the summary of each section is, by its permanent id, in one statement."""
    require(reader, Permission.READ_DRAFT_PLAN, version)
    query = select(Section.permanent_id, Section.summary).where(Section.version_id == version.id)
    return {permanent_id: _state(text) for permanent_id, text in db.session.execute(query)}


def _state(text: str) -> SummaryState:
    lengths = [len(sentence.words) for sentence in sentences_of(text)]
    if not lengths:
        return SummaryState.MISSING
    if sum(lengths) > MOST_SUMMARY_WORDS:
        return SummaryState.TOO_LONG
    return SummaryState.GOOD if max(lengths) <= LONGEST_SENTENCE else SummaryState.TOO_HARD


def section_at_place(lines: list[Line], place: str) -> Line | None:
    """The section a doubt of an import is about: by its name, or by the page of the file."""
    by_name = {name: line for line in reversed(lines) for name in (line.title, line.name)}
    if place in by_name:
        return by_name[place]
    page = whole_number(place.removeprefix("p. "))
    if page is None:
        return None
    before = [line for line in lines if line.page is not None and line.page <= page]
    return before[-1] if before else None


def newest_import(plan: Plan, *, reader: Actor) -> PlanImport | None:
    """The last file that somebody began to read in for a plan."""
    require(reader, Permission.READ_DRAFT_PLAN, plan)
    query = select(PlanImport).where(PlanImport.plan_id == plan.id)
    return db.session.scalars(query.order_by(PlanImport.id.desc()).limit(1)).first()
