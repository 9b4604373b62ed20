"""What is written of a round: its texts, its questions and its days, with those of the standard."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from consultation import clock
from consultation.errors import Refused
from consultation.rounds.states import QuestionKind

STANDARD: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent.parent / "standard.yaml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class AskedQuestion:
    """A question of the officer as it is entered.

    It is about a section by its permanent id, or by its number in the consulted version (a number
    that is not in it: about the whole plan), or about the whole plan.
    """

    text: str
    why: str
    kind: QuestionKind = QuestionKind.OPEN
    choices: tuple[str, ...] = ()
    section_permanent_id: str | None = None
    section_number: str = ""


@dataclass(frozen=True)
class RoundTexts:
    """All texts of a round; what is left out comes from the standard."""

    title: str
    intro: str = STANDARD["intro"]
    background: str = ""
    can_change: tuple[str, ...] = ()
    is_fixed: tuple[str, ...] = ()
    who_decides: str = ""
    what_we_do: tuple[str, ...] = tuple(STANDARD["wat_doen_wij_met_uw_reactie"])
    when_answer: str = STANDARD["wanneer_antwoord"]
    not_to_share: tuple[str, ...] = tuple(STANDARD["wat_mag_u_hier_niet_delen"])
    disclaimer: str = STANDARD["los_van_aanbesteding"]
    contact_name: str = ""
    contact_how: str = ""
    questions: tuple[AskedQuestion, ...] = field(default=())


@dataclass(frozen=True)
class RoundDates:
    """The days of a round: the first and the last day to react, and the day of the promise."""

    opens_on: date
    closes_on: date
    answer_by: date


def standard_dates(opens_on: date | None = None, closes_on: date | None = None) -> RoundDates:
    """The days of a round as the standard has them, counted from those that are given.

    Raises Refused when a day is not in this century.
    """
    first = opens_on or clock.today() + timedelta(days=STANDARD["opent_na_dagen"])
    last = closes_on or likely_day(first) + timedelta(days=STANDARD["open_dagen"] - 1)
    return RoundDates(first, last, likely_day(last) + timedelta(days=STANDARD["antwoord_na_dagen"]))


def likely_day(day: date) -> date:
    """A day in this century; raises Refused for what must be a typing mistake."""
    if day.year not in clock.THIS_CENTURY:
        raise Refused("date_unlikely")
    return day
