"""What was said about a section as it stands in a version, however much that is.

Places are counted in the database and followed to this version, a few for each version before it;
of what was said only the newest is read.
"""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_

from consultation.answers.models import Disposition
from consultation.comparison.verdicts import Verdict
from consultation.contributions.models import Contribution, Point
from consultation.contributions.queries import answered_in_public, visible_to
from consultation.database import db
from consultation.logbook import Actor
from consultation.plans.models import Section
from consultation.reactions.queries.lists import ReactionRow, newest_rows, on_section
from consultation.reactions.queries.spoken import Place, Spoken
from consultation.reactions.queries.stands import Stand, stands_in
from consultation.rounds.models import Round

WHOLE_SECTION = "alles"
LOST = "vervallen"


@dataclass(frozen=True)
class SaidBeside:
    """What was said about a section: how much of each group, the newest, how many are answered.

    Groups are alineas by their number, the whole section, and text that is gone.
    """

    counts: Counter[str]
    rows: Sequence[ReactionRow]
    groups: dict[int, str]
    """The group of each of these rows."""
    answered: int


def said_beside(
    round_: Round, section: Section, spoken: Sequence[Spoken], *, reader: Actor, most: int
) -> SaidBeside:
    """The newest so many reactions beside a section, and how many there are in all.

    `spoken` is everything that people spoke about in this round.
    """
    names = {alinea.permanent_id: str(alinea.number) for alinea in section.alineas}
    near = [one for one in spoken if _may_stand_in(section, names, one)]
    stands = stands_in(section.version, near, reader=reader)
    groups = {one.place: _group_of(one, stands.get(one.id), section, names) for one in near}
    here = {place: group for place, group in groups.items() if group is not None}
    if not here:
        return SaidBeside(Counter(), [], {}, 0)
    counts: Counter[str] = Counter()
    asked_live = 0
    for one in near:
        if one.place in here:
            counts[here[one.place]] += one.said
            asked_live += one.asked_live
    wanted = and_(_near(section), _at(list(here)))
    rows = newest_rows(round_, wanted, reader=reader, most=most)
    shown = {
        row.id: here[row.version_id, row.section_permanent_id, row.alinea_permanent_id]
        for row in rows
    }
    may_be_answered = round_.answered_at is not None or asked_live
    return SaidBeside(
        counts, rows, shown, _answered(round_, wanted, reader) if may_be_answered else 0
    )


def _may_stand_in(section: Section, alineas: Container[str], one: Spoken) -> bool:
    """Whether something was said about this section, or about its alineas elsewhere."""
    is_about = one.section_permanent_id == section.permanent_id
    return is_about or one.alinea_permanent_id in alineas


def _near(section: Section) -> ColumnElement[bool]:
    """`_may_stand_in`, as the database asks it."""
    alineas = [alinea.permanent_id for alinea in section.alineas]
    on_alineas = Contribution.alinea_permanent_id.in_(alineas)
    return or_(on_section(section.permanent_id), on_alineas)


def _group_of(
    one: Spoken, stand: Stand | None, section: Section, names: dict[str, str]
) -> str | None:
    """The group of a place in this section; None when it stands in another one."""
    if stand is None:
        is_here = one.section_permanent_id == section.permanent_id
        name = names.get(one.alinea_permanent_id or "", WHOLE_SECTION)
        return name if is_here else None
    found = stand.standing
    if found.section is None or found.section.id != section.permanent_id:
        return None
    if found.verdict is Verdict.REMOVED:
        return LOST
    return str(found.alinea.number) if found.alinea is not None else WHOLE_SECTION


def _at(places: Sequence[Place]) -> ColumnElement[bool]:
    """The condition that a contribution is about one of these places."""
    column = tuple_(
        func.coalesce(Contribution.version_id, 0),
        func.coalesce(Contribution.section_permanent_id, ""),
        func.coalesce(Contribution.alinea_permanent_id, ""),
    )
    return column.in_([(version or 0, one or "", other or "") for version, one, other in places])


def _answered(round_: Round, wanted: ColumnElement[bool], reader: Actor) -> int:
    """How many of these have an outcome that everybody may read."""
    query = (
        select(func.count(Contribution.id.distinct()))
        .join(Point, Point.contribution_id == Contribution.id)
        .join(Disposition, Disposition.point_id == Point.id)
        .where(Contribution.round_id == round_.id, visible_to(reader), wanted)
    )
    if round_.answered_at is None:
        query = query.where(answered_in_public())
    return db.session.scalar(query) or 0
