"""The part of the plan that a contribution is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, select, tuple_

from consultation.contributions.models import Contribution
from consultation.database import db
from consultation.logbook import ANYONE, Actor
from consultation.plans.models import Alinea, Section


@dataclass(frozen=True)
class Where:
    """The part of the plan a contribution is about, in the version it was written for."""

    section: Section | None = None
    alinea: Alinea | None = None


def where_of(contribution: Contribution, *, reader: Actor = ANYONE) -> Where:  # noqa: ARG001 - a consulted plan is public
    """The section and alinea a contribution is about; empty for the whole plan."""
    anchor = contribution.anchor
    if anchor is None:
        return Where()
    version_id, section_id, alinea_id = anchor
    section = db.session.scalar(
        select(Section).where(Section.version_id == version_id, Section.permanent_id == section_id)
    )
    if section is None:
        return Where()
    alineas = {alinea.permanent_id: alinea for alinea in section.alineas}
    return Where(section, alineas.get(alinea_id or ""))


def wheres_of(
    contributions: Iterable[Contribution],
    *,
    reader: Actor = ANYONE,  # noqa: ARG001 - a consulted plan is public
) -> dict[int, Where]:
    """The place of each contribution that has one, in one statement for all of them."""
    anchors = {one.id: one.anchor for one in contributions if one.anchor is not None}
    alineas = {alinea for _version, _section, alinea in anchors.values() if alinea}
    query = (
        select(Section, Alinea)
        .outerjoin(Alinea, and_(Alinea.section_id == Section.id, Alinea.permanent_id.in_(alineas)))
        .where(
            tuple_(Section.version_id, Section.permanent_id).in_(
                {(version, section) for version, section, _alinea in anchors.values()}
            )
        )
    )
    found: dict[tuple[int, str, str | None], Where] = {}
    for section, alinea in db.session.execute(query) if anchors else ():
        place = (section.version_id, section.permanent_id)
        found[*place, None] = Where(section)
        if alinea is not None:
            found[*place, alinea.permanent_id] = Where(section, alinea)
    return {
        number: found.get(anchor) or found.get((*anchor[:2], None)) or Where()
        for number, anchor in anchors.items()
    }
