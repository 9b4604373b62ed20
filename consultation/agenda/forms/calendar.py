"""The agenda as a calendar file (RFC 5545) that people can subscribe to."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import icalendar

from consultation import clock
from consultation.agenda.forms.words import WHAT_WORDS
from consultation.agenda.states import AgendaItem

ALARM = timedelta(days=-1)


def calendar_file(items: Iterable[AgendaItem], *, name: str, base: str) -> bytes:
    """These things as events; what warns has an alarm a day before.

    What is moved keeps the name of its event and gets a higher number, so that calendars move it
    too; what does not take place is cancelled and stays.
    """
    host = urlsplit(base).hostname or "localhost"
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{host}//Meedenken//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    calendar.add_component(_zone())
    for item in items:
        calendar.add_component(_event(item, base, host))
    data: bytes = calendar.to_ical()
    return data


def _event(item: AgendaItem, base: str, host: str) -> icalendar.Event:
    event = icalendar.Event()
    what = str(WHAT_WORDS.get(item.what, ""))
    summary = f"{what}: {item.title}" if what else item.title
    event.add("uid", f"{item.uid}@{host}")
    event.add("summary", summary, parameters={"language": item.language})
    _add_times(event, item)
    event.add("dtstamp", item.changed_at)
    event.add("last-modified", item.changed_at)
    event.add("sequence", item.sequence)
    event.add("status", "CANCELLED" if item.is_cancelled else "CONFIRMED")
    event.add("url", base + item.address)
    lines = (item.title if what else "", item.reason, item.text, base + item.address)
    event.add("description", "\n".join(filter(None, lines)))
    if item.place:
        event.add("location", item.place)
    if item.warns and not item.is_cancelled:
        event.add_component(_alarm(what or item.title))
    return event


def _add_times(event: icalendar.Event, item: AgendaItem) -> None:
    """Whole days up to and including the last one, or the hours as the Netherlands reads them."""
    if item.starts_at is None:
        event.add("dtstart", item.first_day)
        event.add("dtend", item.last_day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    event.add("dtstart", clock.amsterdam(item.starts_at))
    if item.ends_at is not None:
        event.add("dtend", clock.amsterdam(item.ends_at))


def _alarm(summary: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", ALARM)
    return alarm


def _zone() -> icalendar.Timezone:
    """The clock of the Netherlands, with the rule by which it has changed since 1996."""
    zone = icalendar.Timezone()
    zone.add("tzid", clock.HERE.key)
    changes = (
        (icalendar.TimezoneDaylight(), "CEST", 3, datetime(1996, 3, 31, 2), (1, 2)),  # noqa: DTZ001
        (icalendar.TimezoneStandard(), "CET", 10, datetime(1996, 10, 27, 3), (2, 1)),  # noqa: DTZ001
    )
    for change, name, month, start, (before, after) in changes:
        change.add("tzname", name)
        change.add("dtstart", start)
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        change.add("tzoffsetfrom", timedelta(hours=before))
        change.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(change)
    return zone
