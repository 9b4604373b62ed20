"""An hour and its report as they come in a file: YAML or JSON, with Dutch keys."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from consultation import clock
from consultation.errors import Refused
from consultation.question_hours.forms.words import KIND_CODES, ROLE_CODES
from consultation.question_hours.operations import Guest, HourPlan, Report
from consultation.question_hours.states import HourKind

Given = Mapping[str, Any]
Word = TypeVar("Word")

SLOT = {
    "van": "from",
    "tot": "to",
    "wat": "what",
    "wie": "who",
    "plaats": "place",
    "taal": "language",
}
"""The parts of a slot of the timetable: as files and API say them, and as they are kept."""

QUOTE = {"tekst": "text", "spreker": "speaker"}
NEXT_STEP = {"wat": "what", "wie": "owner", "dag": "day"}


def plan_from(given: object) -> HourPlan:
    """Everything of an hour: `titel`, `dag`, `van` and `tot` are needed, the rest may be left out.

    An hour that ends before it begins ends on the next day. Raises Refused with
    `hour_file_unreadable` or `hour_file_part_unreadable`, which names the part.
    """
    if not isinstance(given, Mapping):
        raise Refused("hour_file_unreadable")
    begins_at, ends_at = _moments(given)
    return HourPlan(
        title=_text(given, "titel"),
        begins_at=begins_at,
        ends_at=ends_at,
        purpose=_text(given, "doel"),
        kind=_coded(KIND_CODES, given, "soort", HourKind.QUESTION_HOUR),
        language=_text(given, "taal") or "nl",
        place=_text(given, "plaats"),
        video_address=_text(given, "video"),
        captions_address=_text(given, "ondertiteling"),
        table=tuple(_guest(one) for one in _rows(given, "tafel")),
        timetable=tuple(_slot(one) for one in _rows(given, "tijdschema")),
        missing_role_reason=_text(given, "ontbreekt_omdat"),
        later_owner=_text(given, "later_door"),
        later_by=_day(given, "later_voor") if given.get("later_voor") else None,
    )


def report_from(given: object) -> Report:
    """What is written about an hour afterwards; raises Refused like `plan_from`.

    The parts are `samenvatting`, `aanwezig`, `openingsronde`, `vraag_aan_iedereen`, `ideeen`,
    `citaten`, `vervolg` and `links`; each may be left out.
    """
    if not isinstance(given, Mapping):
        raise Refused("hour_file_unreadable")
    return Report(
        recap=_lines(given, "samenvatting"),
        present=_lines(given, "aanwezig"),
        opening_round=_lines(given, "openingsronde"),
        central_question=_text(given, "vraag_aan_iedereen"),
        ideas=_lines(given, "ideeen"),
        links=_lines(given, "links"),
        quotes=[
            {**_kept(one, QUOTE, "citaten"), "is_approved": _is(one, "goedgekeurd")}
            for one in _rows(given, "citaten")
        ],
        next_steps=[
            {**_kept(one, NEXT_STEP, "vervolg"), "is_done": _is(one, "klaar")}
            for one in _rows(given, "vervolg")
        ],
    )


def _moments(given: Given) -> tuple[datetime, datetime]:
    day = _day(given, "dag")
    begins, ends = _time(given, "van"), _time(given, "tot")
    last = day + timedelta(days=1) if ends <= begins else day
    return clock.local_moment(day, begins), clock.local_moment(last, ends)


def _day(given: Given, name: str) -> date:
    found = given.get(name)
    if isinstance(found, date) and not isinstance(found, datetime):
        return found
    try:
        return date.fromisoformat(str(found))
    except ValueError:
        raise Refused("hour_file_part_unreadable", part=name) from None


def _time(given: Given, name: str) -> time:
    """Hours and minutes; YAML reads 19:00 without quotes as a number of minutes."""
    found = given.get(name)
    if isinstance(found, int) and 0 <= found < 24 * 60:
        return time(found // 60, found % 60)
    try:
        return time.fromisoformat(str(found))
    except ValueError:
        raise Refused("hour_file_part_unreadable", part=name) from None


def _guest(given: Any) -> Guest:
    if not isinstance(given, Mapping):
        raise Refused("hour_file_part_unreadable", part="tafel")
    return Guest(
        role=_coded(ROLE_CODES, given, "rol"),
        name=_text(given, "naam"),
        function=_text(given, "functie"),
        affiliation=_text(given, "organisatie"),
        shows_name=_is(given, "naam_tonen"),
    )


def _slot(given: Any) -> dict[str, Any]:
    kept = _kept(given, SLOT, "tijdschema")
    return {**kept, **{SLOT[name]: f"{_time(given, name):%H:%M}" for name in ("van", "tot")}}


def _coded(
    codes: Mapping[Word, str], given: Given, name: str, standard: Word | None = None
) -> Word:
    """What a word in a file stands for."""
    if given.get(name) is None and standard is not None:
        return standard
    for word, code in codes.items():
        if code == given.get(name):
            return word
    raise Refused("hour_file_part_unreadable", part=name)


def _kept(given: Any, names: Mapping[str, str], part: str) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise Refused("hour_file_part_unreadable", part=part)
    return {kept: _text(given, name) for name, kept in names.items()}


YES_OR_NO = {"ja": True, "true": True, "nee": False, "false": False, "none": False}


def _is(given: Given, name: str) -> bool:
    """Whether a file says ja; what is left out is nee, and what is neither is a fault."""
    found = YES_OR_NO.get(str(given.get(name)).casefold())
    if found is None:
        raise Refused("hour_file_part_unreadable", part=name)
    return found


def _text(given: Given, name: str) -> str:
    found = given.get(name)
    return "" if found is None else str(found).strip()


def _rows(given: Given, name: str) -> Sequence[Any]:
    found = given.get(name) or ()
    if isinstance(found, str) or not isinstance(found, Sequence):
        raise Refused("hour_file_part_unreadable", part=name)
    return found


def _lines(given: Given, name: str) -> tuple[str, ...]:
    return tuple(str(one).strip() for one in _rows(given, name))
