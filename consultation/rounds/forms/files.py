"""The texts and days of a round as they come in a file: YAML or JSON, with Dutch keys."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from consultation import clock
from consultation.errors import Refused
from consultation.rounds.operations import (
    AskedQuestion,
    RoundDates,
    RoundTexts,
    standard_dates,
)
from consultation.rounds.states import QUESTION_KIND_NAMES, QuestionKind


def texts_from(given: Mapping[str, Any]) -> RoundTexts:
    """The texts of a round from a file (YAML or JSON, Dutch keys); the rest is the standard.

    Raises Refused when it is not a mapping with a title.
    """
    if not isinstance(given, Mapping) or not given.get("titel"):
        raise Refused("round_file_unreadable")
    charter, contact = _part(given, "charter"), _part(given, "contact")
    found: dict[str, Any] = {
        "intro": given.get("intro"),
        "background": given.get("achtergrond"),
        "can_change": lines_of(charter.get("wat_kan_nog_anders")),
        "is_fixed": lines_of(charter.get("wat_ligt_vast")),
        "who_decides": charter.get("wie_beslist"),
        "what_we_do": lines_of(charter.get("wat_doen_wij_met_uw_reactie")),
        "when_answer": charter.get("wanneer_antwoord"),
        "not_to_share": lines_of(charter.get("wat_mag_u_hier_niet_delen")),
        "disclaimer": charter.get("los_van_aanbesteding"),
        "contact_name": contact.get("rol") or contact.get("naam"),
        "contact_how": contact.get("hoe"),
        "questions": tuple(_question(one) for one in _rows(given, "vragen")),
    }
    return RoundTexts(str(given["titel"]), **{k: _text(v) for k, v in found.items() if v})


def _part(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = given.get(name) or {}
    if not isinstance(found, Mapping):
        raise Refused("round_file_part_unreadable", part=name)
    return found


def _rows(given: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = given.get(name) or ()
    if isinstance(found, str) or not isinstance(found, Sequence):
        raise Refused("round_file_part_unreadable", part=name)
    return found


def _text(given: Any) -> Any:
    return given if isinstance(given, tuple) else str(given).strip()


def _question(given: Any) -> AskedQuestion:
    if not isinstance(given, Mapping):
        raise Refused("round_file_part_unreadable", part="vragen")
    return AskedQuestion(
        text=str(given.get("vraag", "")).strip(),
        why=str(given.get("waarom", "")).strip(),
        kind=QUESTION_KIND_NAMES.get(str(given.get("soort", "open")), QuestionKind.OPEN),
        choices=tuple(str(one) for one in _rows(given, "keuzes")),
        section_number=str(given.get("paragraaf") or ""),
    )


def lines_of(given: object) -> tuple[str, ...]:
    """A list, or a text with one thing a line, without its empty lines."""
    if isinstance(given, str):
        given = given.splitlines()
    found = given if isinstance(given, Sequence) else ()
    return tuple(str(line).strip() for line in found if str(line).strip())


def dates_from(given: Mapping[str, Any]) -> RoundDates:
    """The days of a round from a file: `opent`, `sluit`, `antwoord_voor`, or days from today.

    Raises Refused when a date cannot be read.
    """
    relative = given.get("dagen") or {}
    if not isinstance(relative, Mapping):
        raise Refused("date_unreadable")
    days = {name: _day(given[name]) for name in DAYS if given.get(name)}
    days |= {name: _days_from_today(relative[name]) for name in DAYS if name in relative}
    standard = standard_dates(days.get("opent"), days.get("sluit"))
    return replace(standard, answer_by=days.get("antwoord_voor", standard.answer_by))


DAYS = ("opent", "sluit", "antwoord_voor")


def _days_from_today(given: object) -> date:
    try:
        return clock.today() + timedelta(days=int(str(given)))
    except (ValueError, OverflowError):
        raise Refused("date_unreadable") from None


def _day(given: object) -> date:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise Refused("date_unreadable") from None
