"""A section that is not in a version: where it last stood, and where its text went (I11)."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.plans.models import PlanVersion, Section
from consultation.plans.queries import changes_between, section_by_permanent_id
from consultation.reactions.queries import ReactionRow, reactions_on_section, stands_in
from consultation.rounds.models import Round


@dataclass(frozen=True)
class GoneSection:
    """A section that is in another version than the one that was asked for."""

    section: Section
    asked: PlanVersion
    since: PlanVersion
    """The first version without it, or the first one with it when it came later."""
    is_new: bool
    went_to: Sequence[tuple[str, str]]
    """The id and the name of the sections that its text stands in now."""
    reactions: Sequence[ReactionRow]


def gone_section(
    round: Round, permanent_id: str, asked: PlanVersion, *, reader: Actor
) -> GoneSection:
    """A section as it last stood before this version, or as it first came after it (I11).

    Raises NotFound when no published version has it.
    """
    versions = [one for one in asked.plan.versions if one.is_published]
    older = [one for one in reversed(versions) if one.number < asked.number]
    newer = [one for one in versions if one.number > asked.number]
    for version in (*older, *newer):
        try:
            section = section_by_permanent_id(version, permanent_id, reader=reader)
        except NotFound:
            continue
        is_new = version.number > asked.number
        since = version if is_new else _following(versions, version, asked)
        rows = reactions_on_section(round, permanent_id, reader=reader)
        stands = stands_in(asked, rows, reader=reader)
        left = [one for one in rows if one.id in stands and not stands[one.id].standing.section]
        went_to = [] if is_new else _went_to(version, since, permanent_id, reader)
        return GoneSection(section, asked, since, is_new, went_to, left)
    raise NotFound("section_unknown", section=permanent_id)


def _following(
    versions: Sequence[PlanVersion], version: PlanVersion, asked: PlanVersion
) -> PlanVersion:
    return next((one for one in versions if one.number > version.number), asked)


def _went_to(
    before: PlanVersion, now: PlanVersion, permanent_id: str, reader: Actor
) -> list[tuple[str, str]]:
    changes = changes_between(before, now, reader=reader)
    own = next(one for one in changes if one.section.id == permanent_id)
    goals = {one.section_now.id: one.section_now.name for one in own.alineas if one.section_now}
    return list(goals.items())
