"""The days of a round as a calendar file: stable names, higher numbers when a day moves."""

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from flask import Flask

from consultation import clock
from consultation.logbook import SYSTEM, transaction
from consultation.rounds.models import Round
from consultation.rounds.operations import extend_round, withdraw_round
from tests.factories import make_round
from tests.rounds.factories import make_prepared_round

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def round() -> Round:
    return make_round(
        slug="kleding",
        title="Welke jas; past u?",
        opens_at=clock.start_of_day(date(2026, 10, 1)),
        closes_at=clock.end_of_day(date(2099, 10, 31)),
        answer_by=date(2099, 12, 12),
    )


@pytest.fixture
def events(database: Flask) -> Any:
    """The events of the calendar of a round, by the first part of their name."""

    def fetch(round: Round) -> dict[str, icalendar.Event]:
        answer = database.test_client().get(f"/rondes/{round.slug}/agenda.ics")
        assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
        calendar = icalendar.Calendar.from_ical(answer.get_data())
        assert not calendar.errors
        assert b"\r\n" in answer.get_data(), "the lines end as RFC 5545 wants"
        found = calendar.walk("VEVENT")
        return {str(one["uid"]).split("@")[0].removeprefix("kleding-"): one for one in found}

    return fetch


def test_a_round_has_three_days(round: Round, events: Any) -> None:
    found = events(round)
    days = {name: one.decoded("dtstart") for name, one in found.items()}
    assert days == {
        "opening": date(2026, 10, 1),
        "sluiting": date(2099, 10, 31),
        "antwoord": date(2099, 12, 12),
    }
    assert {one["uid"] for one in found.values()} == {
        "kleding-opening@localhost", "kleding-sluiting@localhost", "kleding-antwoord@localhost",
    }  # fmt: skip
    assert found["sluiting"]["summary"] == "Laatste dag om te reageren: Welke jas; past u?"
    assert found["opening"]["url"] == "http://localhost/rondes/kleding"


def test_only_the_closing_warns_a_day_before(round: Round, events: Any) -> None:
    found = events(round)
    alarms = {name: one.walk("VALARM") for name, one in found.items()}
    assert [name for name, some in alarms.items() if some] == ["sluiting"]
    assert alarms["sluiting"][0].decoded("trigger") == timedelta(days=-1)


def test_an_extension_moves_the_same_events(round: Round, events: Any) -> None:
    before = events(round)
    with transaction():
        extend_round(round, closes_on=date(2099, 11, 7), reason="Storing", by=SYSTEM)
    after = events(round)
    assert {n: one["uid"] for n, one in before.items()} == {
        n: one["uid"] for n, one in after.items()
    }
    assert after["sluiting"].decoded("dtstart") == date(2099, 11, 7)
    assert numbers(before) == {"opening": 0, "sluiting": 0, "antwoord": 0}
    assert numbers(after) == {"opening": 0, "sluiting": 1, "antwoord": 0}
    with transaction():
        extend_round(
            round,
            closes_on=date(2099, 11, 14),
            answer_by=date(2099, 12, 24),
            reason="Nog eens",
            by=SYSTEM,
        )
    assert numbers(events(round)) == {"opening": 0, "sluiting": 2, "antwoord": 1}


def numbers(events: dict[str, icalendar.Event]) -> dict[str, int]:
    return {name: int(one["sequence"]) for name, one in events.items()}


def test_a_withdrawn_round_cancels_its_days(round: Round, events: Any) -> None:
    before = numbers(events(round))
    with transaction():
        withdraw_round(round, reason="Het plan vervalt.", by=SYSTEM)
    found = events(round)
    assert {one["status"] for one in found.values()} == {"CANCELLED"}
    assert all(number > before[name] for name, number in numbers(found).items())


def test_the_file_stays_the_same_until_a_day_moves(round: Round, database: Flask) -> None:
    client = database.test_client()
    first = client.get("/rondes/kleding/agenda.ics")
    with clock.frozen(clock.now() + timedelta(days=3)):
        second = client.get("/rondes/kleding/agenda.ics")
    assert first.get_data() == second.get_data()
    again = client.get(
        "/rondes/kleding/agenda.ics", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304


def test_a_round_in_preparation_has_no_calendar(database: Flask) -> None:
    draft = make_prepared_round()
    assert database.test_client().get(f"/rondes/{draft.slug}/agenda.ics").status_code == 404
