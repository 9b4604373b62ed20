"""The sections of a version: its contents, and its text."""

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.permissions import Permission, may, require
from consultation.plain_language.reading_time import minutes
from consultation.plans.models import (
    Alinea,
    PlanVersion,
    Section,
    SectionQuestion,
    is_doubtful,
)
from consultation.plans.queries.plans import may_read
from consultation.plans.states import Room


@dataclass(frozen=True, slots=True)
class Line:
    """A section as it stands in the contents: light, without its text."""

    id: int
    permanent_id: str
    number: str
    title: str
    level: int
    position: int
    chapter_position: int
    words: int
    room: Room | None
    asks_reactions: bool
    has_summary: bool
    is_checked: bool
    page: int | None
    sureness: int
    is_stale: bool

    @property
    def is_doubtful(self) -> bool:
        """Whether a person must look at which section before it was."""
        return is_doubtful(self.sureness)

    @property
    def is_chapter(self) -> bool:
        """Whether this section starts a chapter."""
        return self.position == self.chapter_position

    @property
    def name(self) -> str:
        """Number and title together."""
        return f"{self.number} {self.title}".strip()

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes."""
        return minutes(self.words)


OUTLINE = (
    Section.id,
    Section.permanent_id,
    Section.number,
    Section.title,
    Section.level,
    Section.position,
    Section.chapter_position,
    Section.words,
    Section.room,
    Section.asks_reactions,
    (Section.summary != "").label("has_summary"),
    Section.checked_at.is_not(None).label("is_checked"),
    Section.page,
    Section.sureness,
    Section.is_stale,
)


MOST_KEPT = 16
"""Contents of frozen versions that a process keeps; they can never become wrong."""

_kept: OrderedDict[str, list[Line]] = OrderedDict()


def outline(version: PlanVersion, *, reader: Actor) -> list[Line]:
    """The contents of a version, in one statement; of a frozen one they are kept."""
    if not may_read(version, reader=reader):
        raise NotFound("not_found")
    if not version.is_published:
        return _outline(version)
    lines = _kept[version.mark] = _kept.get(version.mark) or _outline(version)
    _kept.move_to_end(version.mark)
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return list(lines)


def _outline(version: PlanVersion) -> list[Line]:
    query = select(*OUTLINE).where(Section.version_id == version.id).order_by(Section.position)
    return [Line(*tuple(row)) for row in db.session.execute(query)]


def outline_and_gone(version: PlanVersion, *, reader: Actor) -> list[Line]:
    """The contents of a version, and behind them the sections that older versions had (I11).

    For everything that was said in a round, also about a version before this one; one statement.
    """
    if not may_read(version, reader=reader):
        raise NotFound("not_found")
    older = [
        one.id for one in version.plan.versions if one.is_published and one.number < version.number
    ]
    here = select(Section.permanent_id).where(Section.version_id == version.id)
    is_gone = Section.version_id.in_(older) & Section.permanent_id.not_in(here)
    query = (
        select(*OUTLINE)
        .where(or_(Section.version_id == version.id, is_gone))
        .order_by(Section.version_id.desc(), Section.position)
    )
    lines: dict[str, Line] = {}
    for row in db.session.execute(query):
        line = Line(*tuple(row))
        lines.setdefault(line.permanent_id, line)
    return list(lines.values())


def summaries_of(
    version: PlanVersion, permanent_ids: Iterable[str], *, reader: Actor
) -> dict[str, str]:
    """The summaries of these sections, by their ids, in one statement."""
    if not may_read(version, reader=reader):
        raise NotFound("not_found")
    query = select(Section.permanent_id, Section.summary).where(
        Section.version_id == version.id, Section.permanent_id.in_(list(permanent_ids))
    )
    return {one.permanent_id: one.summary for one in db.session.execute(query)}


def audiences_of(version: PlanVersion, *, reader: Actor) -> dict[str, frozenset[str]]:
    """For whom each section is, by its id, in one statement."""
    if not may_read(version, reader=reader):
        raise NotFound("not_found")
    query = select(Section.permanent_id, Section.audiences).where(Section.version_id == version.id)
    return {number: frozenset(audiences) for number, audiences in db.session.execute(query)}


def _with_text() -> Sequence[object]:
    return (selectinload(Section.alineas), joinedload(Section.questions))


def section_by_permanent_id(version: PlanVersion, permanent_id: str, *, reader: Actor) -> Section:
    """A section with its alineas and questions; raises NotFound."""
    query = select(Section).where(
        Section.version_id == version.id, Section.permanent_id == permanent_id
    )
    whole = (joinedload(Section.alineas), joinedload(Section.questions))
    section = db.session.scalars(query.options(*whole)).unique().first()
    if section is None or not may_read(version, reader=reader):
        raise NotFound("section_unknown", section=permanent_id)
    return section


NUMBER_WORDS = re.compile(r"^(paragraaf|par\.?|hoofdstuk|hfst\.?|§|bijlage)\s*", re.IGNORECASE)


def plain_number(typed: str) -> str:
    """A section number as people type it, without words, blanks and closing dots."""
    bare = NUMBER_WORDS.sub("", typed.strip())
    return re.sub(r"\s+", "", bare).strip(".").casefold()


def section_by_number(version: PlanVersion, typed: str, *, reader: Actor) -> Section | None:
    """The section that bears this number in this version, or None."""
    wanted = plain_number(typed)
    if not wanted:
        return None
    for line in outline(version, reader=reader):
        if plain_number(line.number) == wanted:
            return section_by_permanent_id(version, line.permanent_id, reader=reader)
    return None


def chapter_sections(
    version: PlanVersion, chapter_position: int, *, reader: Actor
) -> list[Section]:
    """All sections of one chapter with their text, in a fixed number of statements."""
    return _sections(version, Section.chapter_position == chapter_position, reader=reader)


def summaries_to_sign(chapter: Section, *, reader: Actor) -> list[Section]:
    """The sections of a chapter with a summary that this language coach may find clear (R14)."""
    found = chapter_sections(chapter.version, chapter.position, reader=reader)
    return [
        one
        for one in found
        if one.summary
        and not one.is_stale
        and one.signed_at is None
        and may(reader, Permission.SIGN_SUMMARY, one)
    ]


def all_sections(version: PlanVersion, *, reader: Actor) -> list[Section]:
    """All sections with their text, in a fixed number of statements."""
    return _sections(version, Section.position >= 0, reader=reader)


def _sections(version: PlanVersion, condition: object, *, reader: Actor) -> list[Section]:
    if not may_read(version, reader=reader):
        raise NotFound("not_found")
    query = (
        select(Section)
        .where(and_(Section.version_id == version.id, condition))  # type: ignore[arg-type]
        .options(*_with_text())  # type: ignore[arg-type]
        .order_by(Section.position)
    )
    return list(db.session.scalars(query).unique())


def alinea_by_number(section: Section, number: int | None, *, reader: Actor) -> Alinea | None:
    """An alinea of a section by its number, or None."""
    require(reader, Permission.READ_PUBLIC, section)
    return next((one for one in section.alineas if one.number == number), None)


def asked_sections(version: PlanVersion, *, reader: Actor) -> list[SectionQuestion]:
    """The questions of all sections of a version, in the order of the plan."""
    if not may_read(version, reader=reader):
        raise NotFound("not_found")
    return asked_sections_of([version], reader=reader)


def asked_sections_of(versions: Sequence[PlanVersion], *, reader: Actor) -> list[SectionQuestion]:
    """The questions of all sections of these versions, as far as this person may read them."""
    readable = [version.id for version in versions if may_read(version, reader=reader)]
    query = (
        select(SectionQuestion)
        .join(SectionQuestion.section)
        .where(Section.version_id.in_(readable))
        .options(contains_eager(SectionQuestion.section))
        .order_by(Section.version_id, Section.position, SectionQuestion.position)
    )
    return list(db.session.scalars(query)) if readable else []
