"""A person says what a section or an alinea of a draft was in the versions before."""

from dataclasses import replace

from consultation.comparison.alineas import match_alineas
from consultation.database import db
from consultation.errors import NotFound, WrongStep
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import Alinea, PlanVersion, Section
from consultation.plans.operations.carrying import Known, PermanentIds
from consultation.plans.operations.freezing import must_be_draft
from consultation.plans.queries import alinea_before, section_before, section_text

SURE = 100


def match_section(section: Section, origin: str, *, by: Actor) -> Section:
    """Say which section before this one was, by its permanent id; "" for none.

    It takes over the id, and what was written about that section where nobody wrote anything
    else. Another section of the draft that had the id is new from then on, and doubtful. Raises
    WrongStep on a published version or without a version before, NotFound for an unknown id.
    """
    require(by, Permission.EDIT_PLAN, section)
    must_be_draft(section.version)
    _must_have_before(section.version)
    was = section_before(section.version, section.permanent_id, reader=by)
    goal = section_before(section.version, origin, reader=by)
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


def match_alinea(alinea: Alinea, origin: str, *, by: Actor) -> Alinea:
    """Say which alinea before this one was, by its permanent id; "" for none.

    Reactions on that alinea then point to this one. Another alinea of the draft that had the id is
    new from then on, and doubtful. Raises WrongStep on a published version or without a version
    before, NotFound for an unknown id.
    """
    section = alinea.section
    require(by, Permission.EDIT_PLAN, section)
    must_be_draft(section.version)
    _must_have_before(section.version)
    was = alinea_before(section.version, alinea.permanent_id, reader=by)
    goal = alinea_before(section.version, origin, reader=by)
    if origin and goal is None:
        raise NotFound("alinea_unknown", alinea=origin)
    if (goal.permanent_id if goal else "") != (was.permanent_id if was else ""):
        _give_id(alinea, origin, PermanentIds(section.version.plan))
    alinea.sureness = SURE
    section.edition += 1
    enter(What.SECTION_MATCHED, section, by=by, alinea=alinea.number, origin=origin)
    return alinea


def _give_id(alinea: Alinea, origin: str, ids: PermanentIds) -> None:
    for other in alinea.section.version.sections:
        for one in other.alineas:
            if origin and one.permanent_id == origin:
                one.permanent_id, one.sureness = ids.for_alinea(), 0
                other.edition += 1
    db.session.flush()
    alinea.permanent_id = origin or ids.for_alinea()
    db.session.flush()


def _must_have_before(version: PlanVersion) -> None:
    if version.previous is None:
        raise WrongStep("no_version_before")


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
            alinea.permanent_id, alinea.sureness = ids.for_alinea(), SURE
    if _is_only_carried(section, was):
        section.questions.clear()
        for name in ("summary", "summary_by", "room_reason"):
            setattr(section, name, "")
        section.summary_at = section.summary_by_id = section.room = None
        section.lift_signature()
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
    matched = match_alineas([free], [here], {0: 0})
    for (n, k), (_b, i) in matched.spots.items():
        section.alineas[k].permanent_id = free.alineas[i].id
        section.alineas[k].sureness = round(100 * matched.sureness[n, k])
