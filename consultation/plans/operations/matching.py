"""A person says which section of the version before a section of a draft was."""

from dataclasses import replace

from consultation.comparison.alineas import match_alineas
from consultation.database import db
from consultation.errors import NotFound, WrongStep
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import PlanVersion, Section
from consultation.plans.operations.carrying import Known, PermanentIds
from consultation.plans.operations.freezing import must_be_draft
from consultation.plans.queries import section_text

SURE = 100


def match_section(section: Section, origin: str, *, by: Actor) -> Section:
    """Say which section of the version before this one was, by its permanent id; "" for none.

    It takes over the id, and what was written about that section where nobody wrote anything
    else. Another section of the draft that had the id is new from then on, and doubtful. Raises
    WrongStep on a published version or without a version before, NotFound for an unknown id.
    """
    require(by, Permission.EDIT_PLAN, section)
    must_be_draft(section.version)
    before = section.version.previous
    if before is None:
        raise WrongStep("no_version_before")
    was = _section(before, section.permanent_id)
    goal = _section(before, origin)
    if origin and goal is None:
        raise NotFound("section_unknown", section=origin)
    if goal is not was:
        ids = PermanentIds(section.version.plan)
        _let_go(section, was, ids)
        if goal is not None:
            _take_over(section, goal, ids)
    section.sureness = SURE
    section.edition += 1
    enter(What.SECTION_MATCHED, section, by=by, origin=origin)
    return section


def _section(version: PlanVersion, permanent_id: str) -> Section | None:
    return next((one for one in version.sections if one.permanent_id == permanent_id), None)


def _let_go(section: Section, was: Section | None, ids: PermanentIds) -> None:
    """Make a section new: with ids of its own, and without what was only carried to it."""
    if was is None:
        return
    section.permanent_id = ids.for_section()
    old = {alinea.permanent_id for alinea in was.alineas}
    for alinea in section.alineas:
        if alinea.permanent_id in old:
            alinea.permanent_id = ids.for_alinea()
    if _is_only_carried(section, was):
        section.questions.clear()
        for name in ("summary", "summary_by", "room_reason"):
            setattr(section, name, "")
        section.summary_at = section.room = None
    section.is_stale = False
    db.session.flush()


def _is_only_carried(section: Section, was: Section) -> bool:
    mine, theirs = Known.of(section), Known.of(was)
    return (mine.values, mine.questions) == (theirs.values, theirs.questions)


def _take_over(section: Section, goal: Section, ids: PermanentIds) -> None:
    """Make a section the one that it was before."""
    holder = _section(section.version, goal.permanent_id)
    if holder is not None:
        _let_go(holder, goal, ids)
        holder.sureness = 0
        holder.edition += 1
    section.permanent_id = goal.permanent_id
    _take_alineas(section, goal)
    known = Known.of(goal)
    if not Known.of(section).is_written_about:
        known.give_to(section, section_text(section))
    db.session.flush()


def _take_alineas(section: Section, goal: Section) -> None:
    """Find the alineas of the section before again, but those that stand elsewhere in the draft."""
    elsewhere = {
        alinea.permanent_id for other in section.version.sections for alinea in other.alineas
    }
    here, there = section_text(section), section_text(goal)
    free = replace(there, alineas=tuple(a for a in there.alineas if a.id not in elsewhere))
    for (_n, k), (_b, i) in match_alineas([free], [here], {0: 0}).spots.items():
        section.alineas[k].permanent_id = free.alineas[i].id
