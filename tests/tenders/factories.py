"""Tenders for tests, linked by the operation."""

from datetime import date, timedelta
from typing import Any

from consultation import clock
from consultation.logbook import COMMAND_LINE, transaction
from consultation.rounds.models import Round
from consultation.tenders.models import Tender
from consultation.tenders.operations import link_tender
from consultation.tenders.states import Notice

ADDRESS = "https://www.tenderned.nl/aankondigingen/overzicht/000123"


def days_from_now(days: int) -> date:
    return clock.today() + timedelta(days=days)


def make_notice(**changes: Any) -> Notice:
    """What is said of a tender of which the notice was out yesterday."""
    values: dict[str, Any] = {
        "title": "Bedrijfskleding 2027",
        "number": "000123",
        "address": ADDRESS,
        "notice_on": days_from_now(-1),
    }
    return Notice(**{**values, **changes})


def section_of(round_: Round, number: str) -> str:
    """The permanent id of a section by its number."""
    assert round_.version is not None
    return next(one.permanent_id for one in round_.version.sections if one.number == number)


def make_tender(round_: Round, *numbers: str, **changes: Any) -> Tender:
    """A tender about these sections of a round, or about all of it."""
    sections = tuple(section_of(round_, number) for number in numbers)
    with transaction():
        notice = make_notice(sections=sections, **changes)
        return link_tender(round_, notice, reason="De opdracht is klaar.", by=COMMAND_LINE)
