"""Giving out short codes: once for each thing, and for ever."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from consultation import clock
from consultation.database import db
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.short_codes.models import ShortCode
from consultation.short_codes.queries import code_of, section_codes
from consultation.short_codes.states import KINDS, CodeFor, new_code


def give_code(about: Any, *, by: Actor) -> str:
    """Give a round, an hour or a category its code; one that has a code keeps it."""
    require(by, Permission.GIVE_SHORT_CODE, about)
    _give(KINDS[about.__tablename__], about, "", by)
    return code_of(about, reader=by)


def give_section_codes(round: Any, sections: Iterable[str], *, by: Actor) -> dict[str, str]:
    """Give sections of a round their codes, by permanent id; what has one keeps it."""
    require(by, Permission.GIVE_SHORT_CODE, round)
    there = section_codes(round, reader=by)
    for section in sections:
        if section not in there:
            _give(CodeFor.SECTION, round, section, by)
    return section_codes(round, reader=by)


def _give(kind: CodeFor, about: Any, section: str, by: Actor) -> None:
    """Write down a free code. Another process may be first; then its code stands."""
    place = {"kind": kind, "subject_id": about.id, "section_permanent_id": section}
    if db.session.scalar(select(ShortCode.id).filter_by(**place)) is not None:
        return
    made = ShortCode(code=_free_code(), given_at=clock.now(), **place)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        _give(kind, about, section, by)
        return
    enter(What.SHORT_CODE_GIVEN, made, by=by)


def _free_code() -> str:
    """A code that was never given out."""
    while True:
        code = new_code()
        if db.session.scalar(select(ShortCode.id).where(ShortCode.code == code)) is None:
            return code
