"""Meetings by the rhythm, their agenda, their minutes, and the actions that carry over (R28)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from consultation import clock
from consultation.agenda.queries import agenda_items
from consultation.errors import (
    Incomplete,
    Invalid,
    NotAllowed,
    NotFound,
    Outdated,
    Refused,
    WrongStep,
)
from consultation.forums import operations
from consultation.forums.operations import Item
from consultation.forums.queries import (
    actions_at,
    meeting_on,
    meetings_of,
    open_actions,
    settled_actions,
)
from consultation.forums.states import Rhythm
from consultation.gatherings.states import Unit
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.question_hours.operations import Report, ask_question
from consultation.question_hours.queries import next_hour, public_hours
from consultation.question_hours.states import HourKind
from tests.forums.factories import (
    ITEMS,
    after,
    make_action,
    make_forum,
    make_keeper,
    make_meeting,
    minutes,
    plan_of,
    publish,
)
from tests.question_hours.factories import TABLE, arrival, asked

pytestmark = pytest.mark.usefixtures("database")


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def test_the_next_meeting_follows_from_the_rhythm() -> None:
    """The check of R28."""
    forum = make_forum(rhythm=Rhythm(3, Unit.MONTHS, 1, time(13, 30), 120, week=2))
    with clock.frozen(noon(date(2026, 8, 3))):
        first = make_meeting(forum)
        second = make_meeting(forum)
    assert [first.hour.day, second.hour.day] == [date(2026, 8, 11), date(2026, 11, 10)]
    begins = [clock.amsterdam(one.hour.begins_at) for one in (first, second)]
    assert [(at.hour, at.minute) for at in begins] == [(13, 30), (13, 30)], "winter and summer"
    assert first.hour.begins_at.hour == 11
    assert second.hour.begins_at.hour == 12
    assert second.hour.ends_at - second.hour.begins_at == timedelta(hours=2)


def test_a_meeting_that_was_moved_leaves_the_rhythm_as_it_is() -> None:
    forum = make_forum()
    meeting = make_meeting(forum)
    given = meeting.hour.day
    with transaction():
        week = timedelta(days=9)
        plan = plan_of(meeting.hour)
        moved = replace(plan, begins_at=plan.begins_at + week, ends_at=plan.ends_at + week)
        operations.edit_meeting(meeting, moved, ITEMS, by=COMMAND_LINE)
    assert meeting.hour.day == given + week
    assert meeting.hour.edition == 1, "calendars move it"
    assert operations.next_meeting_day(forum) == given + timedelta(days=7)


def test_the_next_meeting_takes_over_table_and_place() -> None:
    forum = make_forum()
    make_meeting(forum, place="Zaal 9")
    with transaction():
        following = operations.plan_next_meeting(forum, by=COMMAND_LINE)
    assert following.hour.place == "Zaal 9"
    assert [one.role for one in following.hour.table] == [one.role for one in TABLE]
    assert following.hour.kind is HourKind.FORUM
    assert following.items == [], "each meeting has an agenda of its own"


def test_two_people_plan_one_meeting() -> None:
    forum = make_forum()
    day = operations.next_meeting_day(forum)
    with transaction():
        operations.plan_next_meeting(forum, day=day, by=COMMAND_LINE)
    with pytest.raises(Outdated, match="meeting_was_planned"), transaction():
        operations.plan_next_meeting(forum, day=day, by=COMMAND_LINE)
    assert len(meetings_of(forum, reader=COMMAND_LINE)) == 1


def test_a_day_has_one_meeting() -> None:
    forum = make_forum()
    first, second = make_meeting(forum), make_meeting(forum)
    plan = plan_of(second.hour, begins_at=first.hour.begins_at, ends_at=first.hour.ends_at)
    with pytest.raises(Refused, match="meeting_on_that_day"), transaction():
        operations.edit_meeting(second, plan, ITEMS, by=COMMAND_LINE)


def test_everything_that_is_missing_is_listed_at_once() -> None:
    forum = make_forum(is_published=False, is_public=False)
    with transaction():
        meeting = operations.plan_next_meeting(forum, by=COMMAND_LINE)
    with pytest.raises(Incomplete) as refused, transaction():
        operations.announce_meeting(meeting, by=COMMAND_LINE)
    assert {one.code for one in refused.value.lacks} == {
        "hour_host",
        "meeting_agenda",
        "meeting_forum_not_published",
        "meeting_forum_not_public",
    }


def test_an_announced_meeting_stays_complete() -> None:
    meeting = make_meeting()
    with pytest.raises(Incomplete), transaction():
        operations.edit_meeting(meeting, plan_of(meeting.hour), [], by=COMMAND_LINE)


@pytest.mark.parametrize("item", [Item(" "), Item("x" * 201), Item("Punt", minutes=481)])
def test_an_agenda_has_titles_and_times_that_can_be(item: Item) -> None:
    meeting = make_meeting()
    with pytest.raises(Invalid), transaction():
        operations.edit_meeting(meeting, plan_of(meeting.hour), [item], by=COMMAND_LINE)


def test_a_meeting_in_preparation_is_for_the_team_alone() -> None:
    meeting = make_meeting(is_announced=False)
    forum = meeting.forum
    with pytest.raises(NotFound, match="meeting_unknown"):
        meeting_on(forum, meeting.hour.day, reader=ANYONE)
    assert meetings_of(forum, reader=ANYONE) == []
    assert meetings_of(forum, reader=make_keeper(forum).as_actor()) == [meeting]
    assert agenda_items(reader=ANYONE) == []


def test_an_announced_meeting_stands_in_the_agenda_once() -> None:
    meeting = make_meeting()
    (item,) = agenda_items(reader=ANYONE)
    assert item.address == f"/forums/{meeting.forum.slug}/{meeting.hour.day}"
    assert item.kind == "forum"
    with transaction():
        operations.cancel_meeting(meeting, "De zaal is dicht.", by=COMMAND_LINE)
    (cancelled,) = agenda_items(reader=ANYONE)
    assert cancelled.uid == item.uid
    assert cancelled.sequence > item.sequence
    assert cancelled.is_cancelled


def test_a_meeting_is_no_hour_of_a_round_and_takes_no_questions() -> None:
    meeting = make_meeting()
    assert public_hours() == []
    assert next_hour() is None
    with pytest.raises(Refused, match="hour_takes_no_questions"), transaction():
        ask_question(meeting.hour, asked(), arrival=arrival(), by=ANYONE)


def test_minutes_are_public_once_they_are_approved() -> None:
    meeting = make_meeting()
    with pytest.raises(WrongStep, match="hour_not_over"), transaction():
        operations.write_minutes(meeting, minutes(), by=COMMAND_LINE)
    with after(meeting):
        with transaction():
            draft = minutes(said={1: "De norm is 80 procent."}, report=Report(), approved_by="")
            operations.write_minutes(meeting, draft, by=COMMAND_LINE)
        with pytest.raises(Incomplete) as refused, transaction():
            operations.publish_minutes(meeting, by=COMMAND_LINE)
        assert {one.code for one in refused.value.lacks} == {
            "report_recap",
            "minutes_of_item",
            "minutes_approval",
        }
        publish(meeting)
        assert meeting.hour.reported_at is not None
        with pytest.raises(Incomplete), transaction():
            operations.write_minutes(meeting, minutes(approved_by=""), by=COMMAND_LINE)


def test_minutes_of_two_people_do_not_overwrite_each_other() -> None:
    meeting = make_meeting()
    with after(meeting):
        seen = meeting.fingerprint
        with transaction():
            operations.write_minutes(meeting, minutes(), seen=seen, by=COMMAND_LINE)
        with pytest.raises(Outdated, match="meeting_outdated"), transaction():
            operations.write_minutes(meeting, minutes(), seen=seen, by=COMMAND_LINE)


def test_minutes_are_not_approved_tomorrow() -> None:
    meeting = make_meeting()
    with after(meeting):
        tomorrow = minutes(approved_on=clock.today() + timedelta(days=1))
        with pytest.raises(Invalid) as refused, transaction():
            operations.write_minutes(meeting, tomorrow, by=COMMAND_LINE)
    assert set(refused.value.fields) == {"approved_on"}


def test_open_actions_carry_over_until_they_are_settled() -> None:
    """The check of R28."""
    forum = make_forum()
    first, second, third = (make_meeting(forum) for _ in range(3))
    with after(first):
        kept, done = make_action(first, "Norm schrijven"), make_action(first, "Zaal boeken")
        publish(first)
    with after(second):
        assert actions_at(second, reader=COMMAND_LINE).carried == (kept, done)
        with transaction():
            operations.finish_action(done, by=COMMAND_LINE)
    assert actions_at(first, reader=COMMAND_LINE).agreed == (kept, done)
    assert actions_at(second, reader=COMMAND_LINE).carried == (kept, done), "as it was then"
    assert actions_at(third, reader=COMMAND_LINE).carried == (kept,)
    assert open_actions(forum, reader=ANYONE) == [kept]
    assert settled_actions(forum, reader=ANYONE) == [done]
    assert not kept.is_late(kept.due)
    assert kept.is_late(kept.due + timedelta(days=1))
    assert not done.is_late(done.due + timedelta(days=1))


def test_actions_are_public_with_the_minutes() -> None:
    meeting = make_meeting()
    with after(meeting):
        action = make_action(meeting)
        assert open_actions(meeting.forum, reader=ANYONE) == []
        assert open_actions(meeting.forum, reader=make_keeper(meeting.forum).as_actor()) == [action]
        publish(meeting)
        assert open_actions(meeting.forum, reader=ANYONE) == [action]


def test_an_action_is_dropped_with_a_reason_and_can_come_back() -> None:
    meeting = make_meeting()
    with after(meeting):
        action = make_action(meeting)
        with pytest.raises(Invalid), transaction():
            operations.drop_action(action, " ", by=COMMAND_LINE)
        with transaction():
            operations.drop_action(action, "De zaal is weg.", by=COMMAND_LINE)
        with pytest.raises(WrongStep), transaction():
            operations.finish_action(action, by=COMMAND_LINE)
        with transaction():
            operations.reopen_action(action, by=COMMAND_LINE)
    assert (action.reason, action.settled_at) == ("", None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"what": " "}, "what"), ({"owner": ""}, "owner"), ({"due": date(2020, 1, 1)}, "due")],
)
def test_an_action_says_what_who_and_when(changes: dict[str, object], field: str) -> None:
    meeting = make_meeting()
    values = {"what": "Norm schrijven", "owner": "inkoper", "due": meeting.hour.day, **changes}
    with after(meeting), pytest.raises(Invalid) as refused, transaction():
        operations.add_action(meeting, by=COMMAND_LINE, **values)
    assert set(refused.value.fields) == {field}


def test_actions_come_from_a_meeting_that_began() -> None:
    with pytest.raises(WrongStep, match="meeting_not_begun"):
        make_action(make_meeting())


def test_a_moderator_writes_minutes_and_an_officer_publishes_them() -> None:
    meeting = make_meeting()
    moderator = make_keeper(meeting.forum, Role.MODERATOR).as_actor()
    with after(meeting):
        with transaction():
            operations.write_minutes(meeting, minutes(), by=moderator)
        for act in (operations.publish_minutes, operations.announce_meeting):
            with pytest.raises(NotAllowed), transaction():
                act(meeting, by=moderator)
        with pytest.raises(NotAllowed), transaction():
            operations.add_action(meeting, "Iets", owner="ik", due=meeting.hour.day, by=ANYONE)
