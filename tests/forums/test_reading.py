"""What everybody reads of forums: pages, calendars, and what is kept from them."""

from collections.abc import Callable
from datetime import date

import icalendar
import pytest

from consultation import clock
from consultation.accounts.models import Account
from consultation.forums import operations
from consultation.logbook import COMMAND_LINE, transaction
from consultation.question_hours.operations import Report
from tests.factories import make_category
from tests.forums.factories import (
    after,
    make_action,
    make_forum,
    make_keeper,
    make_meeting,
    publish,
)
from tests.page import Visit
from tests.statements import counted

SignIn = Callable[[Account], Visit]


def events(visit: Visit, address: str) -> list[icalendar.Event]:
    data = visit.client.get(address).get_data()
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    return calendar.walk("VEVENT")


def test_the_list_tells_when_each_forum_meets(visit: Visit) -> None:
    make_meeting(make_forum(title="Forum schoenen"))
    make_forum(title="Geheim plan", is_published=False)
    page = visit.get("/forums")
    assert "Elke week op dinsdag, 13.30 tot 15.30 uur" in page.text
    assert "De volgende keer is dinsdag" in page.text
    assert "Geheim plan" not in page.text


def test_a_forum_shows_its_members_with_consent_and_its_next_meeting(visit: Visit) -> None:
    meeting = make_meeting()
    page = visit.get(f"/forums/{meeting.forum.slug}")
    assert "Dirk Drager, chauffeur, Voorbeeldbond" in page.text
    assert "Geheime Gast" not in page.text
    assert "adviseur, Voorbeeldclub" in page.text
    assert meeting.path in page.links().values()
    assert "Er staat geen actie open." in page.text


def test_open_actions_stand_there_with_owner_and_day_and_late_ones_say_so(visit: Visit) -> None:
    meeting = make_meeting()
    with after(meeting):
        action = make_action(meeting, "Norm schrijven")
        publish(meeting)
        page = visit.get(f"/forums/{meeting.forum.slug}")
        assert "Norm schrijven inkoper kleding" in page.text
        assert "Te laat" not in page.text
    late = clock.start_of_day(date.fromordinal(action.due.toordinal() + 1))
    with clock.frozen(late):
        assert "Te laat" in visit.get(f"/forums/{meeting.forum.slug}").text


def test_a_forum_that_is_not_public_says_why_and_keeps_its_members(visit: Visit) -> None:
    forum = make_forum(is_public=False, private_reason="Wij bespreken de veiligheid.")
    page = visit.get(f"/forums/{forum.slug}")
    assert "Wij bespreken de veiligheid." in page.text
    assert "Dirk Drager" not in page.text


def test_a_meeting_shows_its_agenda_before_and_its_minutes_after(visit: Visit) -> None:
    meeting = make_meeting()
    page = visit.get(meeting.path)
    assert "Reparatie (30 minuten) Wij kiezen een norm. Ingebracht door Dirk Drager" in page.text
    assert "Deze bijeenkomst is in het Nederlands." in page.text
    with after(meeting):
        report = Report(
            recap=["Wij kozen een norm."],
            present=["Voorbeeldbond, 2 mensen"],
            opening_round=["De jas lekt."],
            central_question="Wat is goed genoeg?",
            ideas=["Meet het."],
            links=["Het plan: https://voorbeeld.nl/plan"],
            quotes=[
                {"text": "Ik sta droog.", "speaker": "Dirk", "is_approved": True},
                {"text": "Niet voor de krant.", "speaker": "Iris", "is_approved": False},
            ],
        )
        assert "De norm is 80 procent." not in visit.get(meeting.path).text
        publish(meeting, report=report)
        page = visit.get(meeting.path)
    for words in (
        "De norm is 80 procent.", "Voorbeeldbond, 2 mensen", "De jas lekt.", "Wat is goed genoeg?",
        "Meet het.", "Ik sta droog.", "Goedgekeurd door de deelnemers op",
    ):  # fmt: skip
        assert words in page.text, words
    assert "Niet voor de krant." not in page.text
    assert "https://voorbeeld.nl/plan" in page.links().values()


def test_a_meeting_shows_the_actions_that_were_open_when_it_began(visit: Visit) -> None:
    forum = make_forum()
    first, second = make_meeting(forum), make_meeting(forum)
    with after(first):
        make_action(first, "Norm schrijven")
        publish(first)
    page = visit.get(second.path)
    assert "Acties van eerdere keren" in page.text
    assert "Norm schrijven" in page.text


def test_another_language_is_told_in_words_and_to_the_browser(visit: Visit) -> None:
    meeting = make_meeting(language="en", title="Clothing forum")
    page = visit.get(meeting.path)
    assert "Deze bijeenkomst is niet in het Nederlands. De taal is: Engels." in page.text
    heading = page.soup.select_one("h1 [lang=en]")
    assert heading is not None
    assert heading.get_text() == "Clothing forum"


def test_a_cancelled_meeting_says_why(visit: Visit) -> None:
    meeting = make_meeting()
    with transaction():
        operations.cancel_meeting(meeting, "De zaal is dicht.", by=COMMAND_LINE)
    page = visit.get(meeting.path)
    assert "Deze bijeenkomst gaat niet door De reden: De zaal is dicht." in page.text
    (event,) = events(visit, f"{meeting.path}/agenda.ics")
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)


def test_each_meeting_is_one_event_in_every_calendar(visit: Visit) -> None:
    forum = make_forum()
    first, second = make_meeting(forum), make_meeting(forum)
    make_meeting(forum, is_announced=False)
    names = [one["uid"] for one in events(visit, f"/forums/{forum.slug}/agenda.ics")]
    assert len(set(names)) == 2
    assert {one["uid"] for one in events(visit, "/agenda.ics")} == set(names)
    (event,) = events(visit, f"{first.path}/agenda.ics")
    assert event["uid"] in names
    assert event["url"].endswith(first.path)
    listed = {a["href"] for a in visit.get("/agenda").soup.find_all("a")}
    assert {first.path, second.path} <= listed


@pytest.mark.parametrize("day", ["2020-01-01", "morgen", "2020-13-45"])
def test_a_strange_day_is_not_there(visit: Visit, day: str) -> None:
    forum = make_forum()
    assert "kennen wij niet" in visit.get(f"/forums/{forum.slug}/{day}", status=404).text
    visit.get(f"/forums/{forum.slug}/{day}/agenda.ics", status=404)


def test_what_is_in_preparation_is_for_the_team(
    visit: Visit, signed_in_as: Callable[[Account], Visit]
) -> None:
    meeting = make_meeting(is_announced=False)
    visit.get(meeting.path, status=404)
    visit.get(f"{meeting.path}/agenda.ics", status=404)
    keeper = signed_in_as(make_keeper(meeting.forum))
    assert "In voorbereiding" in keeper.get(meeting.path).text


def test_a_page_costs_the_same_however_many_meetings_there_are(visit: Visit) -> None:
    forum = make_forum()
    costs = []
    for count in (1, 4):
        for _ in range(count):
            meeting = make_meeting(forum)
            with after(meeting):
                make_action(meeting)
                publish(meeting)
        with clock.frozen(meeting.hour.ends_at), counted() as statements:
            visit.get(f"/forums/{forum.slug}")
        costs.append(len(statements))
    assert costs[0] == costs[1]


def test_a_category_leads_to_its_forums(visit: Visit) -> None:
    category = make_category()
    forum = make_forum(category=category)
    page = visit.get(f"/categorieen/{category.slug}")
    assert f"/forums/{forum.slug}" in page.links().values()
    assert "/forums" in visit.get("/agenda").links().values()
