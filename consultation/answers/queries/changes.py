"""Words of the plan that were changed by a round."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from consultation.answers.models import PlanChange
from consultation.contributions.models import Contribution
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.plans.models import Plan
from consultation.rounds.models import Round


def change_by_id(round: Round, number: int, *, reader: Actor) -> PlanChange:
    """A change that this round made, for who works on its note; raises NotFound."""
    require(reader, Permission.READ_DRAFT_NOTE, round)
    change = db.session.get(PlanChange, number)
    if change is None or change.round_id != round.id:
        raise NotFound("change_unknown")
    return change


def changes_of(round: Round, *, reader: Actor, section: str = "") -> Sequence[PlanChange]:
    """Words of the plan that this round changed, in the order they were recorded.

    With the permanent id of a section: only the words of that section.
    """
    if round.answered_at is None:
        require(reader, Permission.READ_DRAFT_NOTE, round)
    query = (
        select(PlanChange)
        .where(PlanChange.round_id == round.id)
        .options(selectinload(PlanChange.contributions).selectinload(Contribution.submission))
        .order_by(PlanChange.id)
    )
    if section:
        query = query.where(PlanChange.section_permanent_id == section)
    return list(db.session.scalars(query))


def public_changes(plan: Plan, *, reader: Actor) -> Sequence[PlanChange]:
    """Words of a plan that changed by any of its rounds that are answered, with who led to it."""
    require(reader, Permission.READ_PUBLIC, plan)
    query = (
        select(PlanChange)
        .join(PlanChange.round)
        .where(Round.plan_id == plan.id, Round.answered_at.is_not(None))
        .options(
            contains_eager(PlanChange.round).joinedload(Round.version),
            joinedload(PlanChange.version),
            selectinload(PlanChange.contributions).selectinload(Contribution.submission),
        )
        .order_by(PlanChange.id)
    )
    return list(db.session.scalars(query))
