"""The words of meetings: their kinds, times, states and reasons, for pages and letters."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from consultation import clock
from consultation.gatherings.operations import LONGEST_TEXT
from consultation.gatherings.states import (
    Details,
    GatheringKind,
    GatheringState,
    Span,
    Unit,
    happenings,
)
from consultation.moderation.states import HOUSE_RULE, Reason
from consultation.web.languages import language_words

GATHERING_WORDS = {
    GatheringKind.MEETING: _("Ontmoeting"),
    GatheringKind.WEBINAR: _("Webinar"),
    GatheringKind.CONFERENCE: _("Congres"),
    GatheringKind.FESTIVAL: _("Festival"),
    GatheringKind.FAIR: _("Beurs"),
    GatheringKind.FORUM: _("Forum"),
    GatheringKind.LAUNCH: _("Lancering"),
    GatheringKind.WALK_IN: _("Inloop"),
    GatheringKind.COURSE: _("Cursus"),
    GatheringKind.OTHER: _("Andere bijeenkomst"),
}

SPAN_WORDS = {
    Span.MOMENT: _("Op één dag, met een begintijd en een eindtijd"),
    Span.DAY: _("Een hele dag"),
    Span.DAYS: _("Meer dagen achter elkaar"),
    Span.SERIES: _("Een reeks: het komt een paar keer terug"),
}

UNIT_WORDS = {Unit.WEEKS: _("weken"), Unit.MONTHS: _("maanden")}

GATHERING_STATE_WORDS = {
    GatheringState.WAITING: _("Wacht op controle"),
    GatheringState.PLACED: _("Staat in de agenda"),
    GatheringState.REFUSED: _("Niet geplaatst"),
    GatheringState.CANCELLED: _("Gaat niet door"),
}

GATHERING_STATE_TONES = {
    GatheringState.WAITING: "caution",
    GatheringState.PLACED: "positive",
    GatheringState.REFUSED: "negative",
    GatheringState.CANCELLED: "neutral",
}

GATHERING_REASONS = {
    Reason.ADVERTISING: _("Het is reclame."),
    Reason.OFF_TOPIC: _("Het gaat niet over inkoop door de overheid."),
    Reason.DUPLICATE: _("Deze bijeenkomst staat al in de agenda."),
    Reason.PERSONAL_DATA: _("Er staan gegevens van iemand anders in."),
    Reason.ABUSE: _("Er staan scheldwoorden of discriminatie in."),
    Reason.OTHER: _("Een andere reden."),
}
"""The reasons of the house rules that fit a meeting, as its organiser reads them."""


def refusal_lines(reason: Reason, explanation: str) -> list[str]:
    """Why a meeting is not placed, and what its organiser can do."""
    lines = []
    if reason is not Reason.OTHER:
        words = str(GATHERING_REASONS.get(reason, ""))
        lines.append(gettext("De reden: %(reason)s", reason=words))
    if reason in HOUSE_RULE and reason is not Reason.DUPLICATE:
        lines.append(gettext("Dit mag niet volgens spelregel %(rule)s.", rule=HOUSE_RULE[reason]))
    if explanation:
        lines.append(gettext("Onze uitleg: %(words)s", words=explanation))
    return [
        *lines,
        gettext("U kunt de tekst verbeteren en opnieuw sturen. Dan kijken wij opnieuw."),
    ]


def repetition_words(details: Details) -> str:
    """How a series repeats: elke 3 maanden, 4 keer. Empty for what is no series."""
    if details.span is not Span.SERIES:
        return ""
    unit = str(UNIT_WORDS[details.unit])
    one = {Unit.WEEKS: gettext("week"), Unit.MONTHS: gettext("maand")}[details.unit]
    every = one if details.interval == 1 else f"{details.interval} {unit}"
    words = gettext("Elke %(every)s, %(count)s keer", every=every, count=details.count)
    return str(words)


def when_lines(details: Details) -> list[str]:
    """Each time that it is held: zaterdag 7 november 2026, 10.00 tot 12.00 uur."""
    lines = []
    for one in happenings(details):
        days = clock.period_words(one.first_day, one.last_day, with_year=True)
        hours = clock.hours_words(one.starts_at, one.ends_at) if one.starts_at else ""
        lines.append(", ".join(filter(None, (days, hours))))
    return lines


def words_for_pages() -> Mapping[str, Any]:
    """What the pages of meetings and of the agenda say of them."""
    return {
        "gathering_words": GATHERING_WORDS,
        "gathering_states": GATHERING_STATE_WORDS,
        "gathering_tones": GATHERING_STATE_TONES,
        "gathering_reasons": GATHERING_REASONS,
        "language_words": language_words,
        "repetition_words": repetition_words,
        "when_lines": when_lines,
        "hour_words": _hour_words,
        "longest_text": LONGEST_TEXT,
    }


def _hour_words(begin: time, end: time) -> str:
    return f"{begin.hour}.{begin.minute:02d} tot {end.hour}.{end.minute:02d} uur"
