"""Planning an hour, announcing it, calling it off, and reporting on it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consultation import clock
from consultation.errors import (
    Incomplete,
    Invalid,
    NotAllowed,
    NotFound,
    Outdated,
    Refused,
    WrongStep,
)
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.question_hours import operations
from consultation.question_hours.operations import Guest, Report
from consultation.question_hours.queries import hour_on, hours_of_round, next_hour
from consultation.question_hours.states import HourKind, HourState, TableRole, state_of
from consultation.rounds.operations import withdraw_round
from tests.factories import make_account, make_round
from tests.question_hours.factories import TABLE, hour_plan, make_hour, make_question

pytestmark = pytest.mark.usefixtures("database")


def lacks(error: Incomplete) -> set[str]:
    return {one.code for one in error.lacks}


def test_an_hour_without_the_needed_roles_needs_a_reason() -> None:
    round = make_round()
    plan = hour_plan(table=[one for one in TABLE if one.role is not TableRole.LEGAL])
    with transaction():
        hour = operations.plan_hour(round, plan, by=COMMAND_LINE)
    with pytest.raises(Incomplete) as refused, transaction():
        operations.announce_hour(hour, by=COMMAND_LINE)
    assert lacks(refused.value) == {"hour_legal"}
    with transaction():
        hour.missing_role_reason = "De jurist is ziek. Hij antwoordt binnen een week."
        operations.announce_hour(hour, by=COMMAND_LINE)
    assert hour.announced_at is not None


def test_everything_that_is_missing_is_listed_at_once() -> None:
    round = make_round(opens_in=3)
    plan = hour_plan(purpose="", table=[], later_owner="", later_by=None)
    with transaction():
        hour = operations.plan_hour(round, plan, by=COMMAND_LINE)
    assert {one.code for one in operations.hour_lacks(hour)} == {
        "hour_purpose",
        "hour_buyer",
        "hour_policy",
        "hour_legal",
        "hour_host",
        "hour_later_owner",
        "hour_later_by",
        "hour_outside_round",
    }


def test_an_hour_in_preparation_is_not_public() -> None:
    round = make_round()
    with transaction():
        hour = operations.plan_hour(round, hour_plan(), by=COMMAND_LINE)
    with pytest.raises(NotFound, match="hour_unknown"):
        hour_on(round, hour.day, reader=ANYONE)
    officer = make_account(Role.OFFICER, organisation=round.organisation).as_actor()
    assert hour_on(round, hour.day, reader=officer) is hour
    assert hours_of_round(round, reader=ANYONE) == []


def test_a_day_has_one_hour_of_a_round() -> None:
    hour = make_hour()
    with pytest.raises(Refused, match="hour_on_that_day"), transaction():
        operations.plan_hour(hour.round, hour_plan(), by=COMMAND_LINE)


def test_impossible_times_are_refused() -> None:
    round, begins_at = make_round(), clock.now()
    for ends_at in (begins_at, begins_at + timedelta(hours=9)):
        plan = hour_plan(begins_at=begins_at, ends_at=ends_at)
        with pytest.raises(Invalid), transaction():
            operations.plan_hour(round, plan, by=COMMAND_LINE)


SLOTS = (
    {"from": "19:00", "to": "19:20", "what": "Welkom", "place": "Zaal 1"},
    {"from": "19:10", "to": "19:40", "what": "Vragen", "place": "zaal  1"},
)


@pytest.mark.parametrize(
    ("changes", "is_taken"),
    [({}, False), ({"place": "Zaal 2"}, True), ({"from": "19:20"}, True)],
)
def test_one_place_has_one_part_of_the_timetable_at_a_time(
    changes: dict[str, str], is_taken: bool
) -> None:
    round, timetable = make_round(), [SLOTS[0], {**SLOTS[1], **changes}]
    if is_taken:
        with transaction():
            operations.plan_hour(round, hour_plan(timetable=timetable), by=COMMAND_LINE)
        return
    with pytest.raises(Invalid) as refused, transaction():
        operations.plan_hour(round, hour_plan(timetable=timetable), by=COMMAND_LINE)
    assert refused.value.fields == {"timetable": "timetable_overlap"}


@pytest.mark.parametrize("address", ["http://video.nl/a", "javascript:alert(1)", "https://", "x"])
def test_a_link_begins_with_https(address: str) -> None:
    round = make_round()
    for name in ("video_address", "captions_address"):
        with pytest.raises(Invalid) as refused, transaction():
            operations.plan_hour(round, hour_plan(**{name: address}), by=COMMAND_LINE)
        assert refused.value.fields == {name: "address_unsafe"}


def test_nobody_writes_over_what_another_planned() -> None:
    hour = make_hour(begins_at=clock.now() + timedelta(days=1))
    seen = hour.fingerprint
    plan = hour_plan(begins_at=hour.begins_at)
    with transaction():
        operations.edit_hour(hour, replace(plan, title="Anders"), seen=seen, by=COMMAND_LINE)
    with pytest.raises(Outdated, match="hour_outdated"), transaction():
        operations.edit_hour(hour, plan, seen=seen, by=COMMAND_LINE)
    assert hour.title == "Anders"


def test_another_moment_gives_calendars_a_higher_edition() -> None:
    begins_at = clock.now() + timedelta(days=1)
    hour = make_hour(begins_at=begins_at)
    with transaction():
        plan = hour_plan(begins_at=begins_at + timedelta(hours=1))
        operations.edit_hour(hour, plan, by=COMMAND_LINE)
    assert hour.edition == 1
    with transaction():
        operations.edit_hour(hour, plan, by=COMMAND_LINE)
    assert hour.edition == 1
    assert len(hour.table) == len(TABLE)


def test_an_hour_that_began_is_not_changed() -> None:
    hour = make_hour()
    with pytest.raises(WrongStep, match="hour_began"), transaction():
        operations.edit_hour(hour, hour_plan(), by=COMMAND_LINE)


def test_calling_off_needs_a_reason_and_keeps_the_questions() -> None:
    hour = make_hour()
    question = make_question(hour)
    with pytest.raises(Invalid), transaction():
        operations.cancel_hour(hour, " ", by=COMMAND_LINE)
    with transaction():
        operations.cancel_hour(hour, "De ronde is ingetrokken.", by=COMMAND_LINE)
    assert hour.state(clock.now()) is HourState.CANCELLED
    assert question.submission.receipt
    assert next_hour() is None


def test_the_state_follows_from_the_dates() -> None:
    begins_at = clock.now() + timedelta(hours=1)
    hour = make_hour(begins_at=begins_at)
    second = timedelta(seconds=1)
    moments = {
        begins_at - timedelta(minutes=15) - second: HourState.PLANNED,
        begins_at - timedelta(minutes=15): HourState.WAITING_ROOM,
        begins_at: HourState.LIVE,
        hour.ends_at - second: HourState.LIVE,
        hour.ends_at: HourState.ENDED,
    }
    assert {moment: state_of(hour, moment) for moment in moments} == moments


def test_the_report_waits_for_the_end_for_points_and_for_control() -> None:
    hour = make_hour()
    with pytest.raises(WrongStep, match="hour_not_over"), transaction():
        operations.publish_report(hour, by=COMMAND_LINE)
    question = make_question(hour, is_placed=False)
    with transaction():
        operations.close_hour(hour, by=COMMAND_LINE)
    with pytest.raises(Incomplete) as refused, transaction():
        operations.publish_report(hour, by=COMMAND_LINE)
    assert lacks(refused.value) == {"report_recap", "report_in_control"}
    with transaction():
        operations.place_question(question, by=COMMAND_LINE)
        operations.write_report(hour, Report(recap=["Het ging over jassen."]), by=COMMAND_LINE)
        operations.publish_report(hour, by=COMMAND_LINE)
    assert hour.state(clock.now()) is HourState.REPORTED


def test_planning_is_for_officers_of_the_organisation() -> None:
    round = make_round()
    moderator = make_account(Role.MODERATOR, organisation=round.organisation).as_actor()
    elsewhere = make_account(Role.OFFICER, organisation=make_round().organisation).as_actor()
    for by in (moderator, elsewhere, ANYONE):
        with pytest.raises(NotAllowed), transaction():
            operations.plan_hour(round, hour_plan(), by=by)


def test_a_guest_shows_a_name_only_with_consent() -> None:
    hour = make_hour(table=[*TABLE, Guest(TableRole.GUEST, "Dirk Drager", "buitendienst")])
    assert hour.table[0].public_name == "Gerda Gespreksleider"
    assert hour.table[-1].public_name == ""


def test_a_withdrawn_round_takes_its_hours_along() -> None:
    round = make_round()
    over = make_hour(round, begins_at=clock.now() - timedelta(days=2))
    coming = make_hour(round, begins_at=clock.now() + timedelta(days=2))
    with transaction():
        withdraw_round(round, reason="Het plan gaat niet door.", by=COMMAND_LINE)
    assert over.state(clock.now()) is HourState.ENDED
    assert coming.state(clock.now()) is HourState.CANCELLED
    assert coming.cancelled_reason == "Het plan gaat niet door."


def test_a_report_has_the_shape_of_a_thinking_session() -> None:
    """R31: who was present, the reactions, the question, the ideas, the next steps, links."""
    hour = make_hour()
    with transaction():
        operations.close_hour(hour, by=COMMAND_LINE)
        report = Report(
            present=["Voorbeeldbond, 2 mensen", " "],
            opening_round=["De kloof is groot."],
            central_question=" Hoe bereiken wij de juiste mensen? ",
            ideas=["Vraag wie er ontbreekt."],
            links=["Het plan: https://voorbeeld.nl/plan"],
        )
        operations.write_report(hour, report, by=COMMAND_LINE)
    assert hour.present == ["Voorbeeldbond, 2 mensen"]
    assert hour.central_question == "Hoe bereiken wij de juiste mensen?"
    for field, line in (("links", "zonder adres"), ("ideas", "x" * 501), ("present", "x" * 501)):
        with pytest.raises(Invalid) as refused, transaction():
            operations.write_report(hour, Report(**{field: [line]}), by=COMMAND_LINE)
        assert set(refused.value.fields) >= {field}


def test_a_meeting_of_a_forum_is_no_hour_of_a_round() -> None:
    round, plan = make_round(), hour_plan(kind=HourKind.FORUM)
    with pytest.raises(Invalid) as refused, transaction():
        operations.plan_hour(round, plan, by=COMMAND_LINE)
    assert refused.value.fields == {"kind": "kind_of_forum"}


def test_a_dialogue_needs_the_three_roles_too() -> None:
    round, plan = make_round(), hour_plan(kind=HourKind.DIALOGUE, table=TABLE[:2])
    with transaction():
        hour = operations.plan_hour(round, plan, by=COMMAND_LINE)
    assert [one.code for one in operations.hour_lacks(hour)] == ["hour_policy", "hour_legal"]
