"""The words of forums: their rhythm, who takes part, and where an action stands."""

from datetime import datetime, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from consultation import clock
from consultation.forums.models import ForumMember
from consultation.forums.states import LAST_WEEK, ActionState, Rhythm
from consultation.gatherings.states import Unit

WEEK_WORDS = {
    1: _("eerste"),
    2: _("tweede"),
    3: _("derde"),
    4: _("vierde"),
    LAST_WEEK: _("laatste"),
}

ACTION_WORDS = {
    ActionState.OPEN: _("Open"),
    ActionState.DONE: _("Klaar"),
    ActionState.DROPPED: _("Vervallen"),
}

ACTION_TONES = {
    ActionState.OPEN: "info",
    ActionState.DONE: "positive",
    ActionState.DROPPED: "neutral",
}

MEND = {
    "hour_purpose": "purpose",
    "hour_host": "tafel",
    "meeting_agenda": "agenda",
}
"""The place in the form in which each thing that a meeting lacks can be mended."""


def rhythm_words(rhythm: Rhythm) -> str:
    """When a forum meets: elke 3 maanden op de tweede dinsdag, 13.30 tot 15.30 uur."""
    day = clock.WEEKDAYS[rhythm.weekday]
    if rhythm.unit is Unit.MONTHS:
        day = gettext("de %(week)s %(day)s", week=WEEK_WORDS[rhythm.week], day=day)
    every = _every(rhythm)
    hours = _hours(rhythm)
    return str(gettext("Elke %(every)s op %(day)s, %(hours)s", every=every, day=day, hours=hours))


def _every(rhythm: Rhythm) -> str:
    if rhythm.interval == 1:
        return str(gettext("week") if rhythm.unit is Unit.WEEKS else gettext("maand"))
    words = gettext("weken") if rhythm.unit is Unit.WEEKS else gettext("maanden")
    return f"{rhythm.interval} {words}"


def _hours(rhythm: Rhythm) -> str:
    """The hours on the clock; the day does not matter, so one on which it stands still will do."""
    begins = datetime(2026, 1, 5, rhythm.begins.hour, rhythm.begins.minute, tzinfo=clock.HERE)
    return clock.hours_words(begins, begins + timedelta(minutes=rhythm.minutes))


def member_words(member: ForumMember, *, is_public: bool = True) -> str:
    """Who takes part: the name with consent, the function, the organisation."""
    name = member.public_name if is_public else member.name
    return ", ".join(filter(None, (name, member.function, member.affiliation))) or str(
        gettext("Een deelnemer")
    )
