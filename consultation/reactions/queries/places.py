"""The places of a round: what people call them, and what comes after one."""

from sqlalchemy import select

from consultation.contributions.models import Contribution
from consultation.contributions.queries import Where
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import ANYONE, Actor
from consultation.plans.models import PlanVersion, Section
from consultation.plans.queries import (
    alinea_by_number,
    all_sections,
    plain_number,
    section_by_number,
    section_by_permanent_id,
)
from consultation.reactions.models import Place, Reaction
from consultation.rounds.models import Round


def place_in_round(
    round_: Round, permanent_id: str | None, alinea: int | None = None, *, reader: Actor = ANYONE
) -> Place:
    """What a form is about: a section of the consulted version, an alinea in it, or all of it.

    Raises NotFound when the version has no such section.
    """
    if permanent_id is None:
        return Place()
    section = section_by_permanent_id(_version(round_), permanent_id, reader=reader)
    return Place(section, alinea_by_number(section, alinea, reader=reader))


def place_named(round_: Round, number: str, alinea: int | None = None, *, reader: Actor) -> Place:
    """The place somebody names by a section number; an unknown number stays with the whole plan."""
    if not number or round_.version is None:
        return Place(unknown_number=number[:40])
    section = section_by_number(round_.version, number, reader=reader)
    if section is None:
        return Place(unknown_number=number[:40])
    return Place(section, alinea_by_number(section, alinea, reader=reader))


class Places:
    """The places of a round by what people call them, loaded once for a whole sheet."""

    def __init__(self, round_: Round, *, reader: Actor) -> None:
        version = round_.version
        sections = all_sections(version, reader=reader) if version is not None else []
        numbered = ((plain_number(one.number), one) for one in reversed(sections))
        self._by_number = {number: one for number, one in numbered if number}

    def named(self, number: str, alinea: int | None = None) -> Place:
        """The place with this number; an unknown number stays with the whole plan."""
        section = self._by_number.get(plain_number(number))
        if section is None:
            return Place(unknown_number=number[:40])
        return Place(section, next((one for one in section.alineas if one.number == alinea), None))


def place_of(reaction: Contribution, where: Where) -> Place:
    """The place of a reaction that was written, to offer it again in its form."""
    question = reaction.question if isinstance(reaction, Reaction) else None
    asked = reaction.section_question if isinstance(reaction, Reaction) else ""
    return Place(where.section, where.alinea, question, asked)


def next_section(reaction: Contribution, *, reader: Actor = ANYONE) -> Section | None:  # noqa: ARG001 - a consulted plan is public
    """The next section that asks for reactions: what to read after sending one."""
    if reaction.version_id is None:
        return None
    here = select(Section.position).where(
        Section.version_id == reaction.version_id,
        Section.permanent_id == reaction.section_permanent_id,
    )
    query = (
        select(Section)
        .where(Section.version_id == reaction.version_id, Section.asks_reactions)
        .where(Section.position > here.scalar_subquery())
    )
    return db.session.scalar(query.order_by(Section.position).limit(1))


def _version(round_: Round) -> PlanVersion:
    if round_.version is None:
        raise NotFound("section_unknown", section="")
    return round_.version
