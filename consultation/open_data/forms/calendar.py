"""The days of a round as a calendar file (RFC 5545) that people can subscribe to."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import icalendar
from flask_babel import gettext as _

from consultation import clock
from consultation.rounds.models import Extension, Round
from consultation.rounds.queries import last_moment

ALARM = timedelta(days=-1)


def round_calendar(round: Round, *, address: str, host: str) -> bytes:
    """The opening, the closing with an alarm a day before, and the promised day of the answer.

    A day that is moved keeps the name of its event and gets a higher number, so that calendars
    move it too; the events of a withdrawn round are cancelled.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{host}//Meedenken//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", round.title)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    for name, day, summary, sequence in _days(round):
        event = _event(round, day, summary, sequence)
        event.add("uid", f"{round.slug}-{name}@{host}")
        event.add("url", address)
        event.add("description", f"{round.title}\n{address}")
        if name == "sluiting":
            event.add_component(_alarm(summary))
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _days(round: Round) -> Iterator[tuple[str, date, str, int]]:
    """The name of each event, its day, its words, and how often that day was moved."""
    moved = [one for one in round.extensions if one.answer_by != one.answer_by_before]
    last = last_moment(round)
    if round.opens_at is not None:
        yield "opening", _day(round.opens_at), _("Eerste dag om te reageren"), 0
    if last is not None:
        yield "sluiting", _day(last), _("Laatste dag om te reageren"), len(round.extensions)
    if round.answer_by is not None:
        yield "antwoord", round.answer_by, _("Uiterste dag van ons antwoord"), len(moved)


def _day(moment: datetime) -> date:
    return clock.amsterdam(moment).date()


def _event(round: Round, day: date, summary: str, sequence: int) -> icalendar.Event:
    event = icalendar.Event()
    event.add("summary", f"{summary}: {round.title}")
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("dtstamp", _changed_at(round))
    event.add("last-modified", _changed_at(round))
    is_withdrawn = round.withdrawn_at is not None
    event.add("sequence", sequence + is_withdrawn)
    event.add("status", "CANCELLED" if is_withdrawn else "CONFIRMED")
    return event


def _changed_at(round: Round) -> datetime:
    """The last decision on the days of a round, so that the file stays the same until the next."""
    decided: list[Extension] = round.extensions
    moments = [round.published_at, round.withdrawn_at, *(one.decided_at for one in decided)]
    return max((one for one in moments if one is not None), default=round.created_at)


def _alarm(summary: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", ALARM)
    return alarm
