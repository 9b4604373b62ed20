"""The words of what stands in the agenda: its kind, its day, its hours."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from consultation import clock
from consultation.agenda.states import AgendaItem, AgendaKind, RoundDay

KIND_WORDS: dict[str, str] = {
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
    days = _days(item.first_day, item.last_day)
    if item.starts_at is None:
        return days
    return f"{days}, {clock.hours_words(item.starts_at, item.ends_at)}"


def _days(first: date, last: date) -> str:
    begin, end = clock.weekday_words(first), clock.weekday_words(last)
    if last - first < timedelta(days=1):
        return begin
    years = (f" {first.year}", f" {last.year}") if first.year != last.year else ("", "")
    return str(_("%(begin)s tot en met %(end)s")) % {
        "begin": begin + years[0],
        "end": end + years[1],
    }
