"""What a version still lacks: before it can be published, and before people can be asked."""

from collections.abc import Sequence

from sqlalchemy import func, select

from consultation.database import db
from consultation.documents.mending import has_table_without_heads, pictures_without_words
from consultation.errors import Lack
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.plans.models import PlanVersion, Section
from consultation.plans.queries.sections import all_sections, outline
from consultation.plans.states import Room, VersionState


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
    name = section.name
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
    return consultation_lacks_of([version], reader=reader)[version.id]


def consultation_lacks_of(
    versions: Sequence[PlanVersion], *, reader: Actor
) -> dict[int, list[Lack]]:
    """The same for many versions, in one statement."""
    require(reader, Permission.READ_PUBLIC)
    lacks = {version.id: _version_lacks(version) for version in versions}
    query = (
        select(
            Section.version_id,
            Section.permanent_id,
            Section.number,
            Section.title,
            Section.summary != "",
            Section.room,
            Section.room_reason != "",
            Section.is_stale,
        )
        .where(Section.version_id.in_(lacks), Section.asks_reactions)
        .order_by(Section.version_id, Section.position)
    )
    for version_id, permanent_id, number, title, summary, room, reason, stale in db.session.execute(
        query
    ):
        place = (("section", f"{number} {title}".strip()),)
        codes = _section_codes(has_summary=summary, room=room, has_reason=reason, is_stale=stale)
        lacks[version_id] += [Lack(code, place, f"#{permanent_id}") for code in codes]
    return lacks


def _version_lacks(version: PlanVersion) -> list[Lack]:
    lacks = []
    if version.state is not VersionState.PUBLISHED:
        lacks.append(Lack("version_not_published"))
    if not version.summary:
        lacks.append(Lack("plan_summary_missing"))
    return lacks


def _section_codes(
    *, has_summary: bool, room: Room | None, has_reason: bool, is_stale: bool
) -> list[str]:
    codes = [] if has_summary else ["section_summary_missing"]
    if is_stale:
        codes.append("section_text_changed")
    if room is None:
        codes.append("section_room_missing")
    elif not has_reason:
        codes.append("section_room_reason_missing")
    return codes


def unsigned_summaries(version: PlanVersion, *, reader: Actor) -> int:
    """How many summaries no language coach has found clear (R14)."""
    require(reader, Permission.READ_DRAFT_PLAN, version)
    query = select(func.count(Section.id)).where(
        Section.version_id == version.id, Section.summary != "", Section.signed_at.is_(None)
    )
    return db.session.scalar(query) or 0
