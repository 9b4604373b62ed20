"""Which codes there are, and what one leads to."""

from typing import Any

from sqlalchemy import ColumnElement, and_, select

from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.short_codes.models import ShortCode
from consultation.short_codes.states import KINDS, CodeFor, parse_code


def find_code(typed: str, *, reader: Actor) -> ShortCode:
    """What a code as somebody typed it leads to; raises NotFound."""
    require(reader, Permission.READ_PUBLIC)
    code = parse_code(typed)
    found = db.session.scalar(select(ShortCode).where(ShortCode.code == code)) if code else None
    if found is None:
        raise NotFound("code_unknown")
    return found


def code_of(about: Any, *, reader: Actor, section: str = "") -> str:
    """The code of a round, a section of it, an hour or a category; empty when it has none."""
    require(reader, Permission.READ_PUBLIC, about)
    return db.session.scalar(select(ShortCode.code).where(is_code_of(about, section))) or ""


def is_code_of(about: Any, section: str = "") -> ColumnElement[bool]:
    """The condition that a code leads to this: for a thing at hand, or for all of a kind."""
    kind = CodeFor.SECTION if section else KINDS[about.__tablename__]
    return and_(
        ShortCode.kind == kind,
        ShortCode.subject_id == about.id,
        ShortCode.section_permanent_id == section,
    )


def section_codes(round: Any, *, reader: Actor) -> dict[str, str]:
    """The codes of the sections of a round, by their permanent ids."""
    require(reader, Permission.READ_PUBLIC, round)
    query = select(ShortCode.section_permanent_id, ShortCode.code).where(
        ShortCode.kind == CodeFor.SECTION, ShortCode.subject_id == round.id
    )
    return {row.section_permanent_id: row.code for row in db.session.execute(query)}
