"""What somebody typed and did not save, who else is at work, and who saved last."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from consultation import clock
from consultation.accounts.models import Account
from consultation.database import db
from consultation.logbook import Actor, Entry
from consultation.permissions import Permission, require
from consultation.plans.models import PlanVersion, Section, WorkingCopy
from consultation.plans.states import CopyOf

AT_WORK = timedelta(minutes=10)
"""So long after their last word somebody still counts as at work (F17)."""


@dataclass(frozen=True)
class Colleague:
    """Somebody who does something to a section, and since or on what moment."""

    name: str
    moment: datetime


def working_copy(section: Section, copy_of: CopyOf, *, reader: Actor) -> WorkingCopy | None:
    """What this person typed about a section and did not save; never that of another."""
    require(reader, Permission.EDIT_PLAN, section)
    query = select(WorkingCopy).where(
        WorkingCopy.plan_id == section.version.plan_id,
        WorkingCopy.permanent_id == section.permanent_id,
        WorkingCopy.account_id == reader.account_id,
        WorkingCopy.copy_of == copy_of,
    )
    return db.session.scalars(query).first()


def own_copies(version: PlanVersion, *, reader: Actor) -> set[str]:
    """The sections, by permanent id, of which this person left something without saving it."""
    require(reader, Permission.READ_DRAFT_PLAN, version)
    query = select(WorkingCopy.permanent_id).where(
        WorkingCopy.plan_id == version.plan_id, WorkingCopy.account_id == reader.account_id
    )
    return set(db.session.scalars(query))


def colleagues_at_work(section: Section, *, reader: Actor) -> list[Colleague]:
    """Who else typed about a section in the last ten minutes, and since when."""
    require(reader, Permission.EDIT_PLAN, section)
    query = (
        select(Account.name, func.min(WorkingCopy.begun_at))
        .join(WorkingCopy.account)
        .where(
            WorkingCopy.plan_id == section.version.plan_id,
            WorkingCopy.permanent_id == section.permanent_id,
            WorkingCopy.account_id != reader.account_id,
            WorkingCopy.kept_at > clock.now() - AT_WORK,
        )
        .group_by(Account.id, Account.name)
        .order_by(Account.name)
    )
    return [Colleague(*row) for row in db.session.execute(query)]


def last_change(section: Section, *, reader: Actor) -> Colleague | None:
    """Who changed a section last, and when."""
    require(reader, Permission.EDIT_PLAN, section)
    query = (
        select(Entry.actor_name, Entry.at)
        .where(Entry.subject_kind == section.__tablename__, Entry.subject_id == section.id)
        .order_by(Entry.id.desc())
        .limit(1)
    )
    row = db.session.execute(query).first()
    return Colleague(*row) if row else None
