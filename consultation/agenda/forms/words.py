"""The words of what stands in the agenda: its kind, its day, its hours."""

from flask_babel import lazy_gettext as _

from consultation import clock
from consultation.agenda.states import AgendaItem, AgendaKind, RoundDay
from consultation.gatherings.forms import GATHERING_WORDS
from consultation.question_hours.forms.words import KIND_WORDS as HOUR_KIND_WORDS

KIND_WORDS: dict[str, str] = {
    **{kind.value: words for kind, words in GATHERING_WORDS.items()},
    **{kind.value: words for kind, words in HOUR_KIND_WORDS.items()},
    AgendaKind.ROUND: _("Meedenkronde"),
    AgendaKind.ANSWER: _("Antwoord"),
}

WHAT_WORDS: dict[str, str] = {
    RoundDay.OPENING: _("Eerste dag om te reageren"),
    RoundDay.CLOSING: _("Laatste dag om te reageren"),
    RoundDay.PROMISE: _("Uiterste dag van ons antwoord"),
    RoundDay.ANSWERED: _("Antwoordnota gepubliceerd"),
}


def kind_words(kind: str) -> str:
    """What kind of thing it is, in words."""
    return str(KIND_WORDS[kind])


def when_words(item: AgendaItem) -> str:
    """When it is: maandag 2 november, 19.00 tot 20.00 uur."""
    days = clock.period_words(item.first_day, item.last_day)
    if item.starts_at is None:
        return days
    return f"{days}, {clock.hours_words(item.starts_at, item.ends_at)}"
