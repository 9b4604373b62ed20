"""The agenda: everything with a date, by week, and as a calendar that holds all year."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from flask import Flask

from consultation import clock
from consultation.agenda.forms import calendar_file, when_words
from consultation.agenda.queries import agenda_items
from consultation.agenda.states import AgendaItem, months_of, weeks_of
from consultation.gatherings.operations import (
    cancel_gathering,
    correct_gathering,
    place_gathering,
)
from consultation.gatherings.states import Span
from consultation.logbook import ANYONE, SYSTEM, transaction
from consultation.question_hours.operations import cancel_hour, edit_hour, plan_hour
from consultation.rounds.operations import withdraw_round
from tests.factories import make_round
from tests.gatherings.factories import (
    in_days,
    make_placed_gathering,
    organiser_of,
    some_details,
)
from tests.page import Visit
from tests.question_hours.factories import hour_plan, make_hour
from tests.rounds.factories import make_prepared_round
from tests.statements import counted

CHANGED = datetime(2026, 1, 1, tzinfo=UTC)


def item(first: date, last: date | None = None, **changes: object) -> AgendaItem:
    values = {
        "uid": f"iets-{first}",
        "kind": "round",
        "title": "Iets",
        "first_day": first,
        "last_day": last or first,
        "address": "/rondes/iets",
        "changed_at": CHANGED,
    }
    return AgendaItem(**{**values, **changes})  # type: ignore[arg-type]


def hour(day: date, begin: int, end: int, **changes: object) -> AgendaItem:
    """Something from a whole hour to another, as the clock of the Netherlands reads."""
    at = datetime(day.year, day.month, day.day, begin, tzinfo=clock.HERE)
    until = at.replace(hour=end)
    times = {"starts_at": at.astimezone(UTC), "ends_at": until.astimezone(UTC)}
    return item(day, uid=f"uur-{day}", **{**times, **changes})


def event_of(found: AgendaItem) -> icalendar.Event:
    data = calendar_file([found], name="Agenda", base="https://meedenken.example")
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    return calendar.walk("VEVENT")[0]


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 3, 28), 18),
        (date(2026, 3, 29), 17),
        (date(2026, 10, 24), 17),
        (date(2026, 10, 25), 18),
    ],
    ids=["winter", "the first summer day", "summer", "the first winter day"],
)
def test_an_hour_stays_seven_in_the_evening(app: Flask, day: date, utc: int) -> None:
    """Also on the days on which the clock is changed."""
    evening = hour(day, 19, 20)
    assert evening.starts_at is not None
    assert evening.starts_at.hour == utc
    event = event_of(evening)
    begin = event["dtstart"].dt
    assert (begin.hour, begin.astimezone(UTC).hour) == (19, utc)
    assert event["dtstart"].params["TZID"] == "Europe/Amsterdam"
    assert event["dtend"].dt - begin == timedelta(hours=1)
    assert when_words(evening).endswith(", 19.00 tot 20.00 uur")


@pytest.mark.parametrize("year", [2026, 2027, 2040])
def test_the_zone_in_the_file_changes_when_the_netherlands_does(app: Flask, year: int) -> None:
    data = calendar_file([], name="Agenda", base="https://meedenken.example")
    unknown = data.replace(b"Europe/Amsterdam", b"Ons/Eigen")  # so that our rules are read
    zone = icalendar.Calendar.from_ical(unknown).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    day = datetime(year, 3, 1, 12)  # noqa: DTZ001 - given the zone below
    for _ in range(260):
        here = day.replace(tzinfo=clock.HERE).utcoffset()
        assert day.replace(tzinfo=zone).utcoffset() == here, day
        day += timedelta(days=1)


def test_whole_days_last_up_to_and_including_the_last(app: Flask) -> None:
    event = event_of(item(date(2026, 10, 24), date(2026, 10, 26)))
    assert event.decoded("dtstart") == date(2026, 10, 24)
    assert event.decoded("dtend") == date(2026, 10, 27)


def test_what_does_not_take_place_is_cancelled_and_does_not_warn(app: Flask) -> None:
    event = event_of(item(date(2026, 5, 1), is_cancelled=True, reason="Ziek.", warns=True))
    assert event["status"] == "CANCELLED"
    assert not event.walk("VALARM")
    assert "Ziek." in event["description"]


def test_a_language_is_told_to_calendars_too(app: Flask) -> None:
    event = event_of(item(date(2026, 5, 1), language="en", title="Open afternoon"))
    assert event["summary"].params["LANGUAGE"] == "en"


def test_weeks_begin_on_monday_and_know_their_number() -> None:
    weeks = weeks_of([item(date(2026, 12, 31)), item(date(2027, 1, 3)), item(date(2027, 1, 4))])
    assert [(one.number, one.monday, len(one.items)) for one in weeks] == [
        (53, date(2026, 12, 28), 2),
        (1, date(2027, 1, 4), 1),
    ]


def test_a_month_is_jumped_to_at_its_first_thing() -> None:
    months = months_of([item(date(2026, 11, 30)), item(date(2026, 12, 1)), item(date(2026, 12, 2))])
    assert [(one.first, one.uid) for one in months] == [
        (date(2026, 11, 1), "iets-2026-11-30"),
        (date(2026, 12, 1), "iets-2026-12-01"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 5), None, "donderdag 5 november"),
        (date(2026, 11, 5), date(2026, 11, 7),
         "donderdag 5 november tot en met zaterdag 7 november"),
        (date(2026, 12, 31), date(2027, 1, 1),
         "donderdag 31 december 2026 tot en met vrijdag 1 januari 2027"),
    ],
)  # fmt: skip
def test_days_in_words(app: Flask, first: date, last: date | None, words: str) -> None:
    with app.test_request_context():
        assert when_words(item(first, last)) == words


def test_the_page_tells_the_days_of_a_round(visit: Visit) -> None:
    round = make_round(opens_in=3, closes_in=40, title="Welke jas?")
    page = visit.get("/agenda")
    assert page.text.count("Welke jas?") == 3
    for words in ("Eerste dag om te reageren", "Laatste dag om te reageren", "Uiterste dag"):
        assert words in page.text
    assert page.links()["Welke jas?"].startswith(f"/rondes/{round.slug}")
    assert page.links()["Zet alles in mijn agenda"] == "/agenda.ics"


def test_what_was_stands_apart_by_year(visit: Visit) -> None:
    with clock.frozen(clock.local_moment(date(2026, 7, 1), time(12))):
        make_round(opens_in=-800, closes_in=-780, title="Lang geleden")
        make_round(title="Nu open")
        first = visit.get("/agenda")
        assert "Laatste dag om te reageren" in first.text
        assert "Eerste dag om te reageren" not in first.text
        newest = visit.get("/agenda?vroeger")
        assert "Nu open" in newest.text
        assert "Lang geleden" not in newest.text
        oldest = visit.get(newest.links()["2024"])
        assert "Lang geleden" in oldest.text


def test_a_filter_keeps_one_kind(visit: Visit) -> None:
    make_round(opens_in=3)
    page = visit.get("/agenda?soort=antwoord")
    assert "Uiterste dag van ons antwoord" in page.text
    assert "Eerste dag om te reageren" not in page.text
    assert visit.get("/agenda?soort=onzin").status == 200


def test_a_withdrawn_round_does_not_take_place(visit: Visit) -> None:
    round = make_round(opens_in=3)
    with transaction():
        withdraw_round(round, reason="Het plan vervalt.", by=SYSTEM)
    page = visit.get("/agenda")
    assert "Gaat niet door" in page.text
    assert "Het plan vervalt." in page.text


def test_a_round_in_preparation_is_not_told(visit: Visit) -> None:
    make_prepared_round(title="Nog geheim")
    assert "Nog geheim" not in visit.get("/agenda").text
    assert b"Nog geheim" not in visit.client.get("/agenda.ics").get_data()


def test_one_calendar_holds_all_rounds(visit: Visit) -> None:
    one, other = make_round(), make_round()
    answer = visit.client.get("/agenda.ics")
    calendar = icalendar.Calendar.from_ical(answer.get_data())
    names = {str(event["uid"]) for event in calendar.walk("VEVENT")}
    assert {f"{one.slug}-sluiting@localhost", f"{other.slug}-antwoord@localhost"} <= names
    assert len(names) == 6
    again = visit.client.get("/agenda.ics", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def events_of(visit: Visit, address: str) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(visit.client.get(address).get_data())
    assert not calendar.errors
    return {str(one["uid"]): one for one in calendar.walk("VEVENT")}


def test_a_series_stands_in_it_each_time(visit: Visit) -> None:
    gathering = make_placed_gathering(span=Span.SERIES, count=4, title="Inloopuur")
    assert visit.get("/agenda").text.count("Inloopuur") == 4
    own = events_of(visit, f"/agenda/{gathering.public_id}/agenda.ics")
    assert len(own) == 4
    assert own.keys() <= events_of(visit, "/agenda.ics").keys()


def test_a_meeting_that_moves_keeps_its_name_and_gets_a_higher_number(visit: Visit) -> None:
    gathering = make_placed_gathering()
    address = f"/agenda/{gathering.public_id}/agenda.ics"
    ((name, before),) = events_of(visit, address).items()
    moved = some_details(first_day=in_days(12))
    with transaction():
        correct_gathering(gathering, moved, seen=1, by=organiser_of(gathering))
    assert events_of(visit, address)[name]["dtstart"].dt == before["dtstart"].dt
    with transaction():
        place_gathering(gathering, seen=2, by=SYSTEM)
    after = events_of(visit, address)[name]
    assert after["dtstart"].dt - before["dtstart"].dt >= timedelta(days=1)
    assert int(after["sequence"]) > int(before["sequence"])
    with transaction():
        cancel_gathering(gathering, reason="De zaal is dicht.", by=SYSTEM)
    gone = events_of(visit, address)[name]
    assert gone["status"] == "CANCELLED"
    assert int(gone["sequence"]) > int(after["sequence"])


def test_a_question_hour_has_a_moment_and_keeps_its_name(visit: Visit) -> None:
    begins_at = clock.now() + timedelta(days=3)
    hour = make_hour(begins_at=begins_at, title="Vragenuur over jassen", place="Online")
    assert hour.round is not None
    page = visit.get("/agenda?soort=vragenuur")
    assert page.links()["Vragenuur over jassen"] == hour.path
    assert clock.hours_words(hour.begins_at, hour.ends_at) in page.text
    address, name = f"/rondes/{hour.round.slug}/agenda.ics", f"vragenuur-{hour.public_id}@localhost"
    before = events_of(visit, address)[name]
    assert (before["sequence"], before["location"]) == (0, "Online")
    moved = hour_plan(begins_at=begins_at + timedelta(hours=1))
    with clock.frozen(clock.now() + timedelta(minutes=1)), transaction():
        edit_hour(hour, moved, by=SYSTEM)
    after = events_of(visit, "/agenda.ics")[name]
    assert after["dtstart"].dt - before["dtstart"].dt == timedelta(hours=1)
    assert (after["sequence"], after["status"]) == (1, "CONFIRMED")
    assert after["last-modified"].dt > before["last-modified"].dt
    with transaction():
        cancel_hour(hour, "De inkoper is ziek.", by=SYSTEM)
    gone = events_of(visit, address)[name]
    assert (gone["sequence"], gone["status"]) == (2, "CANCELLED")
    assert "De inkoper is ziek." in gone["description"]


def test_an_hour_in_preparation_is_not_told(visit: Visit) -> None:
    round = make_round()
    with transaction():
        plan_hour(round, hour_plan(title="Nog geheim"), by=SYSTEM)
    assert "Nog geheim" not in visit.get("/agenda").text


def test_what_lasts_longer_is_going_on_now(visit: Visit) -> None:
    make_placed_gathering(span=Span.DAYS, last_day=in_days(60), title="Webinars")
    with clock.frozen(clock.now() + timedelta(days=30)):
        page = visit.get("/agenda")
    assert "Nu bezig" in page.text
    assert page.text.count("Webinars") == 1


@pytest.mark.usefixtures("database")
def test_it_costs_the_same_however_much_there_is() -> None:
    make_hour()
    make_placed_gathering()
    agenda_items(reader=ANYONE)
    with counted() as few:
        agenda_items(reader=ANYONE)
    for _ in range(5):
        make_hour()
        make_placed_gathering()
    with counted() as many:
        agenda_items(reader=ANYONE)
    assert len(many) == len(few)
