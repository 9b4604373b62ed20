"""Keeping what somebody types until they save it: nothing of it is shown to anybody else."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, delete, select

from consultation import clock
from consultation.database import db
from consultation.errors import NotAllowed, Refused
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.plans.models import Section, WorkingCopy
from consultation.plans.operations.freezing import must_be_draft
from consultation.plans.queries import AT_WORK
from consultation.plans.states import CopyOf

MOST_TYPED = 500_000
"""Signs of a working copy; more is no text that somebody types."""


def keep_working_copy(
    section: Section, copy_of: CopyOf, typed: Mapping[str, object], *, seen: str, by: Actor
) -> WorkingCopy:
    """Keep what somebody typed so far, in the place of what they typed before.

    `seen` shows what stood there when they began. The plan itself does not change. Raises
    WrongStep on a published version, NotAllowed without an account, Refused when it is too much.
    """
    require(by, Permission.EDIT_PLAN, section)
    must_be_draft(section.version)
    if by.account_id is None:
        raise NotAllowed("not_allowed", permission=Permission.EDIT_PLAN.value)
    if sum(len(str(value)) for value in typed.values()) > MOST_TYPED:
        raise Refused("copy_too_long")
    now = clock.now()
    kept = db.session.scalars(select(WorkingCopy).where(*_mine(section, copy_of, by))).first()
    if kept is None:
        kept = WorkingCopy(
            plan_id=section.version.plan_id,
            permanent_id=section.permanent_id,
            account_id=by.account_id,
            copy_of=copy_of,
            begun_at=now,
        )
        db.session.add(kept)
    elif now - kept.kept_at > AT_WORK:
        kept.begun_at = now
    kept.typed, kept.seen, kept.kept_at = dict(typed), seen[:16], now
    return kept


def drop_working_copy(section: Section, copy_of: CopyOf, *, by: Actor) -> Section:
    """Let go of what somebody typed: it is saved now, or not wanted any more."""
    require(by, Permission.EDIT_PLAN, section)
    db.session.execute(delete(WorkingCopy).where(*_mine(section, copy_of, by)))
    return section


def _mine(section: Section, copy_of: CopyOf, by: Actor) -> tuple[ColumnElement[bool], ...]:
    return (
        WorkingCopy.plan_id == section.version.plan_id,
        WorkingCopy.permanent_id == section.permanent_id,
        WorkingCopy.account_id == by.account_id,
        WorkingCopy.copy_of == copy_of,
    )
