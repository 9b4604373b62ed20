"""The words of hours and questions, on pages and in what sockets and API send."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _

from consultation import clock
from consultation.moderation.forms import reason_lines
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import EventView, QuestionView
from consultation.question_hours.states import (
    EventKind,
    HourKind,
    HourState,
    LiveState,
    TableRole,
)

PUBLIC = "uur"
FOR_HOSTS = "regie"
"""The two lists of an hour, as what sockets watch."""

WISHES = "wishes"
"""Under which wishes to know too are gathered, from pages and sockets alike."""

HOUR_WORDS = {
    HourState.PLANNED: _("Gepland"),
    HourState.WAITING_ROOM: _("Begint zo"),
    HourState.LIVE: _("Nu bezig"),
    HourState.ENDED: _("Voorbij"),
    HourState.REPORTED: _("Verslag"),
    HourState.CANCELLED: _("Afgelast"),
}

HOUR_TONES = {
    HourState.PLANNED: "info",
    HourState.WAITING_ROOM: "positive",
    HourState.LIVE: "positive",
    HourState.ENDED: "neutral",
    HourState.REPORTED: "neutral",
    HourState.CANCELLED: "negative",
}

KIND_WORDS = {
    HourKind.QUESTION_HOUR: _("Vragenuur"),
    HourKind.DIALOGUE: _("Dialoogsessie"),
    HourKind.FORUM: _("Forum"),
}

ROUND_KINDS = {kind: words for kind, words in KIND_WORDS.items() if kind is not HourKind.FORUM}
"""The kinds of session that a round can have; a forum plans its own meetings."""

THE_WORDS = {
    HourKind.QUESTION_HOUR: _("het vragenuur"),
    HourKind.DIALOGUE: _("de dialoogsessie"),
    HourKind.FORUM: _("de bijeenkomst"),
}

THIS_WORDS = {
    HourKind.QUESTION_HOUR: _("dit vragenuur"),
    HourKind.DIALOGUE: _("deze dialoogsessie"),
    HourKind.FORUM: _("deze bijeenkomst"),
}

ROLE_WORDS = {
    TableRole.HOST: _("gespreksleider"),
    TableRole.BUYER: _("inkoper"),
    TableRole.POLICY: _("beleidsmedewerker"),
    TableRole.LEGAL: _("jurist"),
    TableRole.COMMUNICATION: _("communicatieadviseur"),
    TableRole.GUEST: _("tafelgast"),
}

LIVE_WORDS = {
    LiveState.WAITING: _("Wij kijken ernaar"),
    LiveState.PLACED: _("Wacht op antwoord"),
    LiveState.NEXT: _("Straks aan de beurt"),
    LiveState.ON_SCREEN: _("Nu aan de beurt"),
    LiveState.ANSWERED: _("Beantwoord"),
    LiveState.DEFERRED: _("Antwoord komt later"),
    LiveState.MERGED: _("Samengevoegd"),
    LiveState.DECLINED: _("Niet geplaatst"),
}

HOUR_CODES = {
    HourState.PLANNED: "gepland",
    HourState.WAITING_ROOM: "wachtkamer",
    HourState.LIVE: "live",
    HourState.ENDED: "afgelopen",
    HourState.REPORTED: "verslag",
    HourState.CANCELLED: "afgelast",
}
"""The state of an hour as sockets and API say it (design.md 6)."""

LIVE_CODES = {
    LiveState.WAITING: "wacht",
    LiveState.PLACED: "geplaatst",
    LiveState.NEXT: "volgende",
    LiveState.ON_SCREEN: "op_scherm",
    LiveState.ANSWERED: "beantwoord",
    LiveState.DEFERRED: "later",
    LiveState.MERGED: "samengevoegd",
    LiveState.DECLINED: "afgewezen",
}

EVENT_CODES = {
    EventKind.PLACED: "geplaatst",
    EventKind.NEXT: "volgende",
    EventKind.ON_SCREEN: "op_scherm",
    EventKind.ANSWERED: "beantwoord",
    EventKind.DEFERRED: "doorgeschoven",
    EventKind.MERGED: "samengevoegd",
    EventKind.DECLINED: "afgewezen",
    EventKind.HIDDEN: "verborgen",
    EventKind.SUPPORTED: "gesteund",
    EventKind.STATE: "stand",
    EventKind.ASKED: "gesteld",
    EventKind.HOSTING: "regie",
}


ROLE_CODES = {
    TableRole.HOST: "gespreksleider",
    TableRole.BUYER: "inkoper",
    TableRole.POLICY: "beleid",
    TableRole.LEGAL: "jurist",
    TableRole.COMMUNICATION: "communicatie",
    TableRole.GUEST: "tafelgast",
}
"""Who sits at the table, as files and API say it."""

KIND_CODES = {
    HourKind.QUESTION_HOUR: "vragenuur",
    HourKind.DIALOGUE: "dialoogsessie",
    HourKind.FORUM: "forum",
}


def the_session(hour: QuestionHour) -> str:
    """What a session is called in a sentence: het vragenuur, de dialoogsessie."""
    return str(THE_WORDS[hour.kind])


def this_session(hour: QuestionHour) -> str:
    """The same, pointed at: dit vragenuur, deze dialoogsessie."""
    return str(THIS_WORDS[hour.kind])


def hour_when(hour: QuestionHour) -> str:
    """When an hour is: donderdag 5 november, 19.00 tot 20.00 uur."""
    day = clock.weekday_words(hour.day)
    return f"{day}, {clock.hours_words(hour.begins_at, hour.ends_at)}"


def hour_json(hour: QuestionHour, now: datetime) -> dict[str, Any]:
    """What is said of an hour as a whole."""
    return {
        "stand": HOUR_CODES[hour.state(now)],
        "begint_op": hour.begins_at.isoformat(),
        "eindigt_op": hour.ends_at.isoformat(),
        "gepauzeerd": hour.paused_at is not None,
        "gespreksleider_weg": hour.host_is_away(now),
        "notities": hour.notes,
    }


def question_json(view: QuestionView, *, base: str = "") -> dict[str, Any]:
    """What is said of a question; one that is not for this reader has no text and no section.

    `base` stands before its addresses.
    """
    said: dict[str, Any] = {
        "nummer": view.number,
        "stand": LIVE_CODES[view.state],
        "tekst": view.text if view.is_visible else None,
        "steun": view.support,
        "plaats": view.position,
        "ontvangst": view.receipt,
        "gevraagd_op": view.asked_at.isoformat() if view.asked_at else None,
    }
    if not view.is_visible:
        return {**said, "reden": reason_words(view)}
    return {
        **said,
        "paragraaf": _section(view),
        "antwoord": _answer(view, base),
        "samengevoegd_met": view.merged_into,
        "eigenaar": view.owner,
        "uiterlijk": view.due.isoformat() if view.due else None,
        "reden": view.why,
    }


def _section(view: QuestionView) -> dict[str, str] | None:
    if not view.section_permanent_id:
        return None
    return {
        "id": view.section_permanent_id,
        "nummer": view.section_number,
        "titel": view.section_title,
    }


def _answer(view: QuestionView, base: str) -> dict[str, Any] | None:
    if not view.answer_id:
        return None
    return {
        "tekst": view.answer,
        "door": view.answered_by,
        "op": view.answered_at.isoformat() if view.answered_at else None,
        "adres": f"{base}/antwoorden/{view.answer_id}",
        "mondeling": view.is_spoken,
        "verbeterd_op": view.corrected_at.isoformat() if view.corrected_at else None,
    }


def event_json(event: EventView, hour: QuestionHour, now: datetime) -> dict[str, Any]:
    """An event as sockets and the list of events give it."""
    said: dict[str, Any] = {
        "nummer": event.number,
        "soort": EVENT_CODES[event.kind],
        "op": event.at.isoformat(),
    }
    if event.question is not None:
        said["vraag"] = question_json(event.question)
    if event.kind is EventKind.SUPPORTED:
        said["steun"] = {str(number): count for number, count in event.supports}
    if event.kind is EventKind.STATE:
        said["uur"] = hour_json(hour, now)
    if event.kind is EventKind.HOSTING:
        said["door"] = hour.host.name if hour.host else ""
    return said


def reason_words(view: QuestionView) -> str:
    """Why the text of a question is not on the site, with the house rule."""
    if view.reason is None:
        return ""
    return " ".join(reason_lines(view.reason, "")[:2])
