"""Where what was said about one version of a plan stands in a newer one (F7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from consultation.comparison.standing import Standing, standing
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.queries import counted, visible_to
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.logbook import Actor, ActorKind
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.queries import changes_between, newest_version

NOT_SENT = (ContributionState.DRAFT, ContributionState.UNCONFIRMED)


class Placed(Protocol):
    """Something that was said about a place in a version: a contribution, or a row of a list."""

    @property
    def id(self) -> int: ...  # noqa: D102 - what it says
    @property
    def version_id(self) -> int | None: ...  # noqa: D102
    @property
    def section_permanent_id(self) -> str | None: ...  # noqa: D102
    @property
    def alinea_permanent_id(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True)
class Stand:
    """The version that something was said about, a newer one, and what happened in between."""

    was: PlanVersion
    now: PlanVersion
    standing: Standing


def stands_in(version: PlanVersion, said: Iterable[Placed], *, reader: Actor) -> dict[int, Stand]:
    """By its number, the stand of each that was said about a version before this one.

    What was said about this version itself, or about no place in it, has none. Nothing is asked
    of the database when these versions were compared before.
    """
    older = {one.id: one for one in version.plan.versions if one.number < version.number}
    found = {}
    for one in said:
        was = older.get(one.version_id or 0)
        if was is not None and one.section_permanent_id:
            changes = changes_between(was, version, reader=reader)
            place = standing(changes, one.section_permanent_id, one.alinea_permanent_id or "")
            found[one.id] = Stand(was, version, place)
    return found


def newest_stands(plan: Plan | None, said: Iterable[Placed], *, reader: Actor) -> dict[int, Stand]:
    """The same in the newest version that is published."""
    newest = newest_version(plan, reader=reader) if plan is not None else None
    return stands_in(newest, said, reader=reader) if newest is not None else {}


def said_about(version: PlanVersion, *, reader: Actor) -> list[Contribution]:
    """What was said about a place in a version, as far as this person may see it."""
    query = (
        select(Contribution)
        .join(Contribution.submission)
        .where(
            Contribution.version_id == version.id,
            Contribution.section_permanent_id.is_not(None),
            Contribution.state.not_in(NOT_SENT),
            visible_to(reader),
        )
        .options(contains_eager(Contribution.submission))
        .order_by(Contribution.id)
    )
    return list(db.session.scalars(query))


def told_of_version(version: PlanVersion, *, reader: Actor) -> list[Contribution]:
    """What was said about older versions and counts: for letters to their authors alone.

    Their senders left an address and showed that it is theirs.
    """
    if reader.kind is not ActorKind.SYSTEM:
        return []
    older = [one.id for one in version.plan.versions if one.number < version.number]
    query = (
        select(Contribution)
        .join(Contribution.submission)
        .where(
            Contribution.version_id.in_(older),
            Contribution.section_permanent_id.is_not(None),
            counted(),
            Submission.email != "",
            Submission.email_confirmed_at.is_not(None),
        )
        .options(contains_eager(Contribution.submission).selectinload(Submission.round))
        .order_by(Contribution.id)
    )
    return list(db.session.scalars(query))
