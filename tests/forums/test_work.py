"""The doors of who keeps a forum: what goes well, what is refused, what is filled in badly."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from consultation import clock
from consultation.accounts.models import Account
from consultation.database import db
from consultation.forums.models import Forum, ForumAction, Meeting
from consultation.forums.states import ActionState
from consultation.permissions import Role
from tests.factories import make_account, make_category, make_organisation
from tests.forums.factories import (
    after,
    make_action,
    make_forum,
    make_keeper,
    make_meeting,
    publish,
)
from tests.page import Visit

SignIn = Callable[[Account], Visit]

FORUM = {
    "title": "Forum catering",
    "purpose": "Eters praten met ons.",
    "interval": "2",
    "unit": "weeks",
    "week": "1",
    "weekday": "3",
    "begins": "10:00",
    "minutes": "90",
    "members-0-affiliation": "Voorbeeldbond",
}


def only(kind: Any) -> Any:
    return db.session.scalars(db.select(kind)).one()


def work(meeting: Meeting, *parts: str) -> str:
    return "/".join((f"/werk/forums/{meeting.forum.slug}/{meeting.hour.day}", *parts))


def test_a_forum_is_started_filled_in_and_published(signed_in_as: SignIn) -> None:
    category = make_category()
    officer = signed_in_as(make_account(Role.OFFICER, organisation=category.organisation))
    officer.send("/werk/forums/nieuw", "nieuw", **{**FORUM, "members-0-affiliation": ""})
    forum = only(Forum)
    assert forum.rhythm.weekday == 3
    refused = officer.send(f"/werk/forums/{forum.slug}", "publiceer", status=422)
    assert "Zet op wie er meedoen: mensen of organisaties." in refused.errors()
    more = officer.send(
        f"/werk/forums/{forum.slug}/wijzig",
        "wijzig",
        category=category.slug,
        meer="deelnemers",
        **{"members-0-affiliation": "Voorbeeldbond"},
    )
    assert "members-2-name" in more.form("wijzig"), "one member and two rows more"
    officer.send(f"/werk/forums/{forum.slug}", "publiceer")
    assert forum.published_at is not None
    assert forum.category_id == category.id


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Vul een naam in."),
        ({"interval": "x"}, "Schrijf een getal zoals 4."),
        ({"interval": "13"}, "Kies een getal van 1 tot en met 12."),
        ({"begins": "half twee"}, "Schrijf een tijd zoals 19:00."),
        ({"minutes": "999"}, "Een bijeenkomst duurt 1 minuut tot en met 8 uur."),
    ],
)
def test_a_bad_forum_is_told_and_given_back(
    signed_in_as: SignIn, changes: dict[str, str], words: str
) -> None:
    officer = signed_in_as(make_account(Role.OFFICER, organisation=make_organisation()))
    page = officer.send("/werk/forums/nieuw", "nieuw", status=422, **{**FORUM, **changes})
    assert words in " ".join(page.errors())
    assert page.form("nieuw")["purpose"] == FORUM["purpose"]
    assert not db.session.scalars(db.select(Forum)).all()


def test_the_next_meeting_is_planned_written_and_announced(signed_in_as: SignIn) -> None:
    forum = make_forum()
    officer = signed_in_as(make_keeper(forum))
    page = officer.get(f"/werk/forums/{forum.slug}")
    form = officer.send_from(page, f"/werk/forums/{forum.slug}", "plan")
    assert form.h1 == "Wijzig de bijeenkomst"
    meeting = only(Meeting)
    again = officer.send_from(page, f"/werk/forums/{forum.slug}", "plan", status=422)
    assert "is net al gepland" in again.errors()[0]
    lacking = officer.send(work(meeting), "aankondigen", status=422)
    assert "Zet ten minste één punt op de agenda." in lacking.errors()
    values = {"items-0-title": "Reparatie", "items-0-minutes": "30", "table-0-name": "Gerda"}
    officer.send(work(meeting, "wijzig"), "wijzig", **values, **{"table-0-role": "host"})
    officer.send(work(meeting), "aankondigen")
    assert meeting.hour.announced_at is not None
    assert [one.minutes for one in meeting.items] == [30]
    assert [one.name for one in meeting.hour.table] == ["Gerda"]


def test_a_bad_agenda_is_told_and_given_back(signed_in_as: SignIn) -> None:
    meeting = make_meeting()
    officer = signed_in_as(make_keeper(meeting.forum))
    values = {"items-2-why": "Zonder titel", "items-0-minutes": "veel"}
    page = officer.send(work(meeting, "wijzig"), "wijzig", status=422, **values)
    told = " ".join(page.errors())
    assert "maak deze rij leeg" in page.text
    assert told
    assert page.form("wijzig")["items-2-why"] == "Zonder titel"
    empty = {"items-0-title": "", "items-0-why": "", "items-0-who": "", "items-0-minutes": ""}
    page = officer.send(
        work(meeting, "wijzig"), "wijzig", status=422, **{**empty, "items-1-title": ""}
    )
    assert "Zet ten minste één punt op de agenda." in page.errors()


def test_somebody_else_changed_it_and_nothing_typed_is_lost(signed_in_as: SignIn) -> None:
    meeting = make_meeting()
    officer = signed_in_as(make_keeper(meeting.forum))
    page = officer.get(work(meeting, "wijzig"))
    officer.send_from(page, work(meeting), "wijzig", place="Zaal 2")
    refused = officer.send_from(page, work(meeting), "wijzig", status=422, place="Zaal 3")
    assert "Iemand anders wijzigde deze bijeenkomst net." in refused.errors()[0]
    officer.send_from(refused, work(meeting), "wijzig")
    assert meeting.hour.place == "Zaal 3"


def test_a_meeting_is_called_off_with_a_reason(signed_in_as: SignIn) -> None:
    meeting = make_meeting()
    officer = signed_in_as(make_keeper(meeting.forum))
    page = officer.send(work(meeting, "afgelasten"), "afgelasten", status=422)
    assert "Schrijf op waarom." in page.errors()[0]
    officer.send(work(meeting, "afgelasten"), "afgelasten", reason="De zaal is dicht.")
    assert meeting.hour.cancelled_at is not None
    assert "al afgelast" in officer.get(work(meeting, "afgelasten")).text


def test_minutes_are_written_approved_and_published(signed_in_as: SignIn) -> None:
    meeting = make_meeting()
    with after(meeting):
        officer = signed_in_as(make_keeper(meeting.forum))
        first = officer.send(work(meeting), "publiceer", status=422)
        assert "Schrijf op wat er is gezegd bij het punt “Reparatie”." in first.errors()
        values = {
            "recap": "Wij kozen een norm.\n\nWij komen terug.",
            "said-0": "De norm is 80 procent.",
            "said-1": "Niets.",
            "links": "geen adres",
            "approved_by": "de deelnemers",
            "approved_on": clock.today().isoformat(),
        }
        page = officer.send(work(meeting, "verslag"), "verslag", status=422, **values)
        assert "Zet in elke regel een heel adres" in page.errors()[0]
        officer.send(work(meeting, "verslag"), "verslag", **{**values, "links": ""})
        officer.send(work(meeting), "publiceer")
    assert meeting.hour.recap == ["Wij kozen een norm.", "Wij komen terug."]
    assert [one.said for one in meeting.items] == ["De norm is 80 procent.", "Niets."]
    assert meeting.hour.reported_at is not None


def test_actions_are_added_done_dropped_and_put_back(signed_in_as: SignIn) -> None:
    meeting = make_meeting()
    keep = f"/werk/forums/{meeting.forum.slug}"
    with after(meeting):
        officer = signed_in_as(make_keeper(meeting.forum))
        page = officer.send(work(meeting), "actie", status=422, what="Norm schrijven")
        assert "Zeg wie het doet: een naam of een functie." in page.errors()
        assert page.form("actie")["what"] == "Norm schrijven"
        due = (meeting.hour.day + timedelta(days=7)).isoformat()
        officer.send(work(meeting), "actie", what="Norm schrijven", owner="inkoper", due=due)
        action = only(ForumAction)
        officer.send(keep, "klaar")
        assert action.state is ActionState.DONE
        officer.send(keep, "open")
        drop = f"{keep}/acties/{action.id}/vervalt"
        assert officer.send(drop, "vervalt", status=422).errors()
        officer.send(drop, "vervalt", reason="De wet verbiedt het.")
        publish(meeting)
        assert action.state is ActionState.DROPPED
        assert "De wet verbiedt het." in officer.get(f"/forums/{meeting.forum.slug}").text


def test_an_action_of_another_forum_is_not_there(signed_in_as: SignIn) -> None:
    meeting, other = make_meeting(), make_forum(title="Zakken")
    with after(meeting):
        action = make_action(meeting)
    officer = signed_in_as(make_keeper(other))
    officer.get(f"/werk/forums/{other.slug}/acties/{action.id}/vervalt", status=404)


def test_a_forum_stops_with_a_reason(signed_in_as: SignIn) -> None:
    forum = make_forum()
    officer = signed_in_as(make_keeper(forum))
    assert officer.send(f"/werk/forums/{forum.slug}/stop", "stop", status=422).errors()
    officer.send(f"/werk/forums/{forum.slug}/stop", "stop", reason="Het contract is klaar.")
    assert "Het contract is klaar." in officer.get(f"/forums/{forum.slug}").text


def test_others_do_not_keep_a_forum(signed_in_as: SignIn) -> None:
    meeting = make_meeting()
    moderator = signed_in_as(make_keeper(meeting.forum, Role.MODERATOR))
    moderator.get(f"/werk/forums/{meeting.forum.slug}/wijzig", status=403)
    moderator.get(work(meeting, "wijzig"), status=403)
    moderator.get("/werk/forums/nieuw", status=403)
    moderator.get(work(meeting, "verslag"))
    elsewhere = signed_in_as(make_account(Role.OFFICER, organisation=make_organisation()))
    elsewhere.get(f"/werk/forums/{meeting.forum.slug}", status=403)
    elsewhere.get(work(meeting, "verslag"), status=403)
    assert "Forum werkkleding" not in elsewhere.get("/werk/forums").text


def test_the_list_tells_what_is_late(signed_in_as: SignIn) -> None:
    meeting = make_meeting()
    with after(meeting):
        action = make_action(meeting)
    with clock.frozen(clock.end_of_day(action.due)):
        officer = signed_in_as(make_keeper(meeting.forum))
        assert "1 actie" in officer.get("/werk/forums").text
