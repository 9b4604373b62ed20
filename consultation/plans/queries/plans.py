"""Plans, versions, pictures and imports, and who may see a draft."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload, undefer

from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.permissions import Permission, may, require
from consultation.plans.models import Picture, Plan, PlanImport, PlanVersion


def may_read(version: PlanVersion, *, reader: Actor) -> bool:
    """Whether this person may see this version."""
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
        if version.number == number and may_read(version, reader=reader):
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


def picture(version_id: int, sha256: str, *, reader: Actor) -> Picture:
    """An image of a version; raises NotFound."""
    version = db.session.get(PlanVersion, version_id)
    query = select(Picture).where(Picture.version_id == version_id, Picture.sha256 == sha256)
    found = db.session.scalars(query).first()
    if version is None or found is None or not may_read(version, reader=reader):
        raise NotFound("not_found")
    return found


def pictures_of(version: PlanVersion, *, reader: Actor) -> list[Picture]:
    """All images of a version with their bytes, in one statement; raises NotFound."""
    if not may_read(version, reader=reader):
        raise NotFound("not_found")
    query = select(Picture).where(Picture.version_id == version.id).options(undefer(Picture.data))
    return list(db.session.scalars(query.order_by(Picture.id)))


def import_by_id(number: int, *, reader: Actor) -> PlanImport:
    """An import with how far it is; raises NotFound."""
    found = db.session.get(PlanImport, number)
    if found is None or not may(reader, Permission.IMPORT_PLAN, found):
        raise NotFound("not_found")
    return found
