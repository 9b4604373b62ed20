"""What the sections and alineas of a draft were in the versions before it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from consultation.comparison.rivals import DOUBTFUL
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.plans.models import Alinea, PlanVersion, Section
from consultation.plans.queries.plans import may_read
from consultation.plans.states import VersionState


def section_before(version: PlanVersion, permanent_id: str, *, reader: Actor) -> Section | None:
    """A section as it last stood in a version before this one."""
    _must_read(version, reader)
    query = _older(select(Section).join(Section.version), version)
    return db.session.scalars(query.where(Section.permanent_id == permanent_id).limit(1)).first()


def alinea_before(version: PlanVersion, permanent_id: str, *, reader: Actor) -> Alinea | None:
    """An alinea as it last stood in a version before this one."""
    _must_read(version, reader)
    query = _older(select(Alinea).join(Alinea.section).join(Section.version), version)
    return db.session.scalars(query.where(Alinea.permanent_id == permanent_id).limit(1)).first()


def alineas_of(version: PlanVersion, *, reader: Actor) -> list[Alinea]:
    """All alineas of a version with their sections, in their order."""
    _must_read(version, reader)
    query = (
        select(Alinea)
        .join(Alinea.section)
        .where(Section.version_id == version.id)
        .options(contains_eager(Alinea.section))
        .order_by(Section.position, Alinea.number)
    )
    return list(db.session.scalars(query))


def doubtful_alineas(version: PlanVersion, *, reader: Actor) -> dict[str, int]:
    """By section how many of its alineas a person must look at."""
    _must_read(version, reader)
    query = (
        select(Section.permanent_id, func.count(Alinea.id))
        .join(Section.alineas)
        .where(Section.version_id == version.id, Alinea.sureness < DOUBTFUL * 100)
        .group_by(Section.permanent_id)
    )
    return dict(db.session.execute(query).all())


def stood_in(
    version: PlanVersion, permanent_ids: Iterable[str], *, reader: Actor
) -> dict[str, int]:
    """Of these sections the number of the last version before this one that had them."""
    _must_read(version, reader)
    query = (
        select(Section.permanent_id, func.max(PlanVersion.number))
        .join(Section.version)
        .where(*_is_older(version), Section.permanent_id.in_(list(permanent_ids)))
        .group_by(Section.permanent_id)
    )
    return dict(db.session.execute(query).all())


def _older(query: Select[Any], version: PlanVersion) -> Select[Any]:
    return query.where(*_is_older(version)).order_by(PlanVersion.number.desc())


def _is_older(version: PlanVersion) -> tuple[Any, ...]:
    return (
        PlanVersion.plan_id == version.plan_id,
        PlanVersion.number < version.number,
        PlanVersion.state == VersionState.PUBLISHED,
    )


def _must_read(version: PlanVersion, reader: Actor) -> None:
    if not may_read(version, reader=reader):
        raise NotFound("not_found")
