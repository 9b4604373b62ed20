"""Plans, versions, sections and alineas, and who may see a draft."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import selectinload

from consultation.database import db
from consultation.documents.mending import has_table_without_heads, pictures_without_words
from consultation.errors import Lack, NotFound
from consultation.logbook import Actor
from consultation.permissions import Permission, may, require
from consultation.plans.models import (
    Alinea,
    Picture,
    Plan,
    PlanImport,
    PlanVersion,
    Section,
    SectionQuestion,
)
from consultation.plans.states import Room, VersionState

WORDS_A_MINUTE = 200
"""Reading speed for reading times (ux.md E5)."""


@dataclass(frozen=True)
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


def minutes(words: int) -> int:
    """Reading time of this many words, in whole minutes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def _may_read(version: PlanVersion, reader: Actor) -> bool:
    return version.is_published or may(reader, Permission.READ_DRAFT_PLAN, version)


def plan_by_slug(slug: str, *, reader: Actor) -> Plan:
    """A plan that this person may see something of; raises NotFound."""
    plan = db.session.scalars(select(Plan).where(Plan.slug == slug)).first()
    if plan is None or not _may_know(plan, reader):
        raise NotFound("plan_unknown", plan=slug)
    return plan


def _may_know(plan: Plan, reader: Actor) -> bool:
    published = any(version.is_published for version in plan.versions)
    return published or may(reader, Permission.READ_DRAFT_PLAN, plan)


def plans_of_staff(*, reader: Actor) -> list[Plan]:
    """The plans whose drafts this person may see, by title."""
    plans = db.session.scalars(
        select(Plan).options(selectinload(Plan.versions)).order_by(Plan.title)
    )
    return [plan for plan in plans if may(reader, Permission.READ_DRAFT_PLAN, plan)]


def version_of(plan: Plan, number: int, *, reader: Actor) -> PlanVersion:
    """A version by its number; raises NotFound when it is not there or not public."""
    for version in plan.versions:
        if version.number == number and _may_read(version, reader):
            return version
    raise NotFound("version_unknown", number=number)


def draft_version(plan: Plan, *, reader: Actor) -> PlanVersion | None:
    """The version that is being worked on, if any."""
    require(reader, Permission.READ_DRAFT_PLAN, plan)
    drafts = [one for one in plan.versions if not one.is_published]
    return drafts[-1] if drafts else None


def newest_version(plan: Plan, *, reader: Actor) -> PlanVersion | None:
    """The newest version that is published."""
    require(reader, Permission.READ_PUBLIC, plan)
    published = [one for one in plan.versions if one.is_published]
    return published[-1] if published else None


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
)


def outline(version: PlanVersion, *, reader: Actor) -> list[Line]:
    """The contents of a version, in one statement."""
    if not _may_read(version, reader):
        raise NotFound("not_found")
    query = select(*OUTLINE).where(Section.version_id == version.id).order_by(Section.position)
    return [Line(*tuple(row)) for row in db.session.execute(query)]


def _with_text() -> Sequence[object]:
    return (selectinload(Section.alineas), selectinload(Section.questions))


def section_by_permanent_id(version: PlanVersion, permanent_id: str, *, reader: Actor) -> Section:
    """A section with its alineas and questions; raises NotFound."""
    query = select(Section).where(
        Section.version_id == version.id, Section.permanent_id == permanent_id
    )
    section = db.session.scalars(query.options(*_with_text())).first()  # type: ignore[arg-type]
    if section is None or not _may_read(version, reader):
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


def all_sections(version: PlanVersion, *, reader: Actor) -> list[Section]:
    """All sections with their text, in a fixed number of statements."""
    return _sections(version, Section.position >= 0, reader=reader)


def _sections(version: PlanVersion, condition: object, *, reader: Actor) -> list[Section]:
    if not _may_read(version, reader):
        raise NotFound("not_found")
    query = (
        select(Section)
        .where(and_(Section.version_id == version.id, condition))  # type: ignore[arg-type]
        .options(*_with_text())  # type: ignore[arg-type]
        .order_by(Section.position)
    )
    return list(db.session.scalars(query))


def alinea_by_number(section: Section, number: int | None, *, reader: Actor) -> Alinea | None:
    """An alinea of a section by its number, or None."""
    require(reader, Permission.READ_PUBLIC, section)
    return next((one for one in section.alineas if one.number == number), None)


def asked_sections(version: PlanVersion, *, reader: Actor) -> list[SectionQuestion]:
    """The questions of all sections of a version, in the order of the plan."""
    if not _may_read(version, reader):
        raise NotFound("not_found")
    query = (
        select(SectionQuestion)
        .join(SectionQuestion.section)
        .where(Section.version_id == version.id)
        .options(selectinload(SectionQuestion.section))
        .order_by(Section.position, SectionQuestion.position)
    )
    return list(db.session.scalars(query))


def picture(version_id: int, sha256: str, *, reader: Actor) -> Picture:
    """An image of a version; raises NotFound."""
    version = db.session.get(PlanVersion, version_id)
    query = select(Picture).where(Picture.version_id == version_id, Picture.sha256 == sha256)
    found = db.session.scalars(query).first()
    if version is None or found is None or not _may_read(version, reader):
        raise NotFound("not_found")
    return found


def import_by_id(number: int, *, reader: Actor) -> PlanImport:
    """An import with how far it is; raises NotFound."""
    found = db.session.get(PlanImport, number)
    if found is None or not may(reader, Permission.IMPORT_PLAN, found):
        raise NotFound("not_found")
    return found


def publication_lacks(version: PlanVersion, *, reader: Actor) -> list[Lack]:
    """What keeps a version from being published, all at once."""
    require(reader, Permission.READ_DRAFT_PLAN, version)
    lines = outline(version, reader=reader)
    lacks = [] if lines else [Lack("plan_is_empty")]
    lacks += [
        Lack("chapter_not_checked", (("chapter", line.name),))
        for line in lines
        if line.is_chapter and not line.is_checked
    ]
    return lacks + reading_lacks(version, reader=reader)


def reading_lacks(version: PlanVersion, *, reader: Actor, chapter: int | None = None) -> list[Lack]:
    """What somebody cannot read who does not see it (T38), in all chapters or in one.

    Pictures without words, tables without heads, headings that skip a level.
    """
    require(reader, Permission.READ_DRAFT_PLAN, version)
    here = all_sections(version, reader=reader)
    lacks = []
    above = 0
    for section in here:
        if chapter in {None, section.chapter_position}:
            lacks += _reading_lacks_of(section, above)
        above = section.level
    return lacks


def _reading_lacks_of(section: Section, above: int) -> list[Lack]:
    name = f"{section.number} {section.title}".strip()
    lacks = []
    if section.level > above + 1:
        lacks.append(Lack("heading_skips_level", (("section", name),), f"#{section.permanent_id}"))
    for alinea in section.alineas:
        place = (("section", name), ("alinea", alinea.number))
        address = f"#{section.permanent_id}-{alinea.number}"
        if pictures_without_words(alinea.html):
            lacks.append(Lack("picture_without_text", place, address))
        if has_table_without_heads(alinea.html):
            lacks.append(Lack("table_without_heads", place, address))
    return lacks


def consultation_lacks(version: PlanVersion, *, reader: Actor) -> list[Lack]:
    """What a version lacks before people can be asked to react to it (I3)."""
    require(reader, Permission.READ_PUBLIC, version)
    query = (
        select(Section.number, Section.title, Section.summary, Section.room, Section.room_reason)
        .where(Section.version_id == version.id, Section.asks_reactions)
        .order_by(Section.position)
    )
    lacks = []
    if version.state is not VersionState.PUBLISHED:
        lacks.append(Lack("version_not_published"))
    if not version.summary:
        lacks.append(Lack("plan_summary_missing"))
    for number, title, summary, room, reason in db.session.execute(query):
        place = (("section", f"{number} {title}".strip()),)
        if not summary:
            lacks.append(Lack("section_summary_missing", place))
        if room is None:
            lacks.append(Lack("section_room_missing", place))
        elif not reason:
            lacks.append(Lack("section_room_reason_missing", place))
    return lacks
