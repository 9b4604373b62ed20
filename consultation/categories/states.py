"""The six steps of the chain of a category, and what is said of each and of who keeps it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """A step of the chain from first research to what was spent, in order."""

    RESEARCH = "research"
    PLAN = "plan"
    CALENDAR = "calendar"
    TENDER = "tender"
    CONTRACT = "contract"
    SPENDING = "spending"


STAGE_NAMES = {
    Stage.RESEARCH: "onderzoek",
    Stage.PLAN: "categorieplan",
    Stage.CALENDAR: "aanbestedingskalender",
    Stage.TENDER: "aanbesteding",
    Stage.CONTRACT: "contract",
    Stage.SPENDING: "uitgaven",
}
"""The names of the steps in addresses, in the API and on the command line."""

STAGE_BY_NAME = {name: stage for stage, name in STAGE_NAMES.items()}


@dataclass(frozen=True)
class Link:
    """Where a step of the chain can be read: its address, of which day, and who says so."""

    address: str
    dated_on: date
    source: str
    title: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Colophon:
    """Who keeps a category, and whom people can write to about what."""

    manager: str = ""
    manager_contact: str = ""
    contract_contact: str = ""
    complaint_contact: str = ""
    text: str = ""
