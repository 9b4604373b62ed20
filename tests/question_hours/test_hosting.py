"""Hosting an hour: the regie, the queue, answers that hold for everybody."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.answers.queries import answer_by_public_id, coverage
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.errors import Invalid, NotAllowed, Refused, WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, Actor, transaction
from consultation.moderation.operations import (
    hide_contribution,
    place_contribution,
    undo_decision,
)
from consultation.moderation.states import Reason
from consultation.permissions import Role
from consultation.question_hours import operations
from consultation.question_hours.models import HourEvent, QuestionHour
from consultation.question_hours.queries import (
    events_after,
    hours_that_changed,
    questions_of,
    tempo_of,
)
from consultation.question_hours.states import EventKind, HourState, LiveState
from tests.factories import make_account
from tests.question_hours.factories import make_host, make_hour, make_question
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("database")


def hosted() -> tuple[QuestionHour, Actor]:
    hour = make_hour()
    host = make_host(hour).as_actor()
    with transaction():
        operations.take_over_hour(hour, by=host)
        operations.keep_hosting(hour, by=host)
    return hour, host


def kinds(hour: QuestionHour, after: int = 0) -> list[EventKind]:
    return [one.kind for one in events_after(hour, after, reader=ANYONE)]


def test_events_are_numbered_without_gaps() -> None:
    hour, host = hosted()
    question, other = make_question(hour), make_question(hour)
    with transaction():
        operations.take_question(question, by=host)
        operations.answer_question(question, "Bij elk uitgiftepunt.", by=host)
        operations.take_question(other, by=host)
    for for_hosts in (False, True):
        numbers = [
            one.number
            for one in db.session.query(HourEvent)
            .filter_by(hour_id=hour.id, for_hosts=for_hosts)
            .order_by(HourEvent.number)
        ]
        assert numbers == list(range(1, len(numbers) + 1))
        assert numbers[-1] == (hour.host_number if for_hosts else hour.public_number)


def test_one_question_is_on_the_screen() -> None:
    hour, host = hosted()
    first, second = make_question(hour), make_question(hour)
    with transaction():
        operations.take_question(first, by=host)
    with transaction():
        operations.take_question(second, by=host)
    assert (first.live_state, second.live_state) == (LiveState.NEXT, LiveState.ON_SCREEN)
    shown = questions_of(hour, reader=ANYONE)
    assert shown.on_screen is not None
    assert shown.on_screen.number == 2
    assert [one.number for one in shown.queue] == [1]


def test_the_queue_has_the_order_of_the_host() -> None:
    hour, host = hosted()
    questions = [make_question(hour) for _n in range(3)]
    with transaction():
        operations.move_question(questions[2], up=True, by=host)
        operations.move_question(questions[0], up=False, by=host)
        operations.move_question(questions[2], up=True, by=host)
    assert [one.number for one in questions_of(hour, reader=ANYONE).queue] == [3, 1, 2]


def test_a_question_is_not_merged_into_itself_or_into_another_hour() -> None:
    hour, host = hosted()
    question, elsewhere = make_question(hour), make_question(make_hour())
    for into in (question, elsewhere):
        with pytest.raises(Refused, match="merge_impossible"), transaction():
            operations.merge_question(question, into, by=host)


def test_later_has_a_name_and_a_day() -> None:
    hour, host = hosted()
    question = make_question(hour)
    with pytest.raises(Invalid) as refused, transaction():
        operations.defer_question(
            question, owner=" ", due=clock.today() - timedelta(days=1), by=host
        )
    assert set(refused.value.fields) == {"owner", "due"}
    due = clock.today() + timedelta(days=7)
    with transaction():
        operations.defer_question(question, owner="de jurist", due=due, by=host)
    (shown,) = questions_of(hour, reader=ANYONE).deferred
    assert (shown.owner, shown.due, shown.is_overdue(clock.today())) == ("de jurist", due, False)
    assert shown.is_overdue(due + timedelta(days=1))


def test_declining_has_a_reason_and_leaves_no_text() -> None:
    hour, host = hosted()
    question = make_question(hour, "Bel mij voor retourzakken.", is_placed=False)
    with transaction():
        operations.decline_question(question, Reason.ADVERTISING, by=host)
    shown = questions_of(hour, reader=ANYONE)
    assert not shown.shown
    assert [(one.number, one.text, one.reason) for one in shown.hidden] == [
        (1, "", Reason.ADVERTISING)
    ]


def test_hiding_at_the_desk_takes_a_question_off_the_screens() -> None:
    hour, host = hosted()
    question = make_question(hour, "Bel Jan op 06-12345678.")
    with transaction():
        operations.take_question(question, by=host)
    before = hour.public_number
    with transaction():
        decision = hide_contribution(question, reason=Reason.PERSONAL_DATA, by=host)
    assert kinds(hour, before) == [EventKind.HIDDEN]
    replay = events_after(hour, 0, reader=ANYONE)
    assert all(one.question is None or not one.question.text for one in replay)
    with transaction():
        undo_decision(decision, by=host)
    assert question.live_state is LiveState.PLACED


def test_placing_at_the_desk_puts_a_question_in_the_queue() -> None:
    hour, _host = hosted()
    question = make_question(hour, is_placed=False)
    before = hour.public_number
    with transaction():
        place_contribution(question, by=COMMAND_LINE)
    assert kinds(hour, before) == [EventKind.PLACED]
    assert [one.number for one in questions_of(hour, reader=ANYONE).queue] == [1]


def test_an_officer_alone_can_host() -> None:
    hour = make_hour()
    officer = make_account(Role.OFFICER, organisation=hour.organisation).as_actor()
    question = make_question(hour, is_placed=False)
    with pytest.raises(NotAllowed), transaction():
        place_contribution(question, by=officer)
    with transaction():
        operations.take_over_hour(hour, by=officer)
        operations.place_question(question, by=officer)
    assert question.state is ContributionState.PLACED


def test_one_person_hosts_until_silent_for_fifteen_seconds() -> None:
    hour, host = hosted()
    question, second = make_question(hour), make_host(hour).as_actor()
    for act in (operations.take_over_hour, operations.pause_hour):
        with pytest.raises(Refused, match="other_hosts"), transaction():
            act(hour, by=second)
    with pytest.raises(Refused, match="other_hosts"), transaction():
        operations.take_question(question, by=second)
    ends_at, silent = hour.ends_at, clock.now() + timedelta(seconds=61)
    with clock.frozen(silent), transaction():
        operations.take_over_hour(hour, by=second)
    assert hour.host_id == second.account_id
    assert hour.ends_at == ends_at + timedelta(minutes=2), "lost minutes, rounded up"
    with transaction():
        assert not operations.keep_hosting(hour, by=host)


def test_silence_is_told_once_and_so_is_the_return() -> None:
    hour, host = hosted()
    with clock.frozen(clock.now() + timedelta(seconds=20)):
        assert [one.id for one in hours_that_changed([hour.id])] == [hour.id]
        with transaction():
            assert operations.tell_changes(hour)
        with transaction():
            assert not operations.tell_changes(hour)
        assert hour.told == "live away"
        with transaction():
            assert operations.keep_hosting(hour, by=host)
    assert kinds(hour)[-2:] == [EventKind.STATE, EventKind.STATE]
    assert hour.told == "live"


def test_a_page_without_script_is_not_missed_and_can_be_relieved() -> None:
    hour = make_hour()
    first = make_host(hour).as_actor()
    with transaction():
        operations.take_over_hour(hour, by=first)
    second = make_host(hour).as_actor()
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        assert not hour.host_is_away(clock.now())
        ends_at = hour.ends_at
        with transaction():
            operations.take_over_hour(hour, by=second)
    assert (hour.host_id, hour.ends_at) == (second.account_id, ends_at)


def test_the_regie_is_handed_only_to_who_may_host() -> None:
    hour, host = hosted()
    outsider = make_account(Role.OFFICER, organisation=make_hour().organisation)
    with pytest.raises(NotAllowed), transaction():
        operations.hand_over_hour(hour, outsider, by=host)
    other = make_host(hour)
    with transaction():
        operations.hand_over_hour(hour, other, by=host)
    assert hour.host_id == other.id


@pytest.mark.parametrize("minutes", [0, -5, 121])
def test_an_hour_is_lengthened_by_possible_minutes(minutes: int) -> None:
    hour, host = hosted()
    with pytest.raises(Invalid), transaction():
        operations.lengthen_hour(hour, minutes, by=host)


def test_a_pause_gives_its_minutes_back() -> None:
    hour, host = hosted()
    ends_at, now = hour.ends_at, clock.now()
    with clock.frozen(now), transaction():
        operations.pause_hour(hour, by=host)
    assert hour.told == "live paused"
    with clock.frozen(now + timedelta(minutes=3)), transaction():
        operations.resume_hour(hour, by=host)
    assert hour.ends_at == ends_at + timedelta(minutes=3)


def test_after_the_hour_every_question_has_an_owner_and_a_day() -> None:
    hour, host = hosted()
    placed, taken, waiting = make_question(hour), make_question(hour), make_question(hour)
    with transaction():
        operations.take_question(taken, by=host)
        operations.close_hour(hour, later_owner="Ingrid Inkoper", by=host)
    assert hour.state(clock.now()) is HourState.ENDED
    shown = questions_of(hour, reader=ANYONE)
    assert {one.number for one in shown.deferred} == {placed.number, taken.number, waiting.number}
    assert {(one.owner, one.due) for one in shown.deferred} == {("Ingrid Inkoper", hour.later_by)}


def test_an_answered_question_stays_answered() -> None:
    hour, host = hosted()
    question = make_question(hour)
    with transaction():
        operations.answer_question(question, "Ja.", by=host)
    with pytest.raises(WrongStep), transaction():
        operations.take_question(question, by=host)


def test_who_does_not_belong_to_the_organisation_hosts_nothing() -> None:
    hour = make_hour()
    question = make_question(hour, is_placed=False)
    outsider = make_host(make_hour()).as_actor()
    with pytest.raises(NotAllowed), transaction():
        operations.place_question(question, by=outsider)
    with pytest.raises(NotAllowed), transaction():
        operations.take_over_hour(hour, by=ANYONE)


def test_the_pace_says_how_many_answers_fit() -> None:
    hour, host = hosted()
    for question in [make_question(hour) for _n in range(5)]:
        with transaction():
            operations.answer_question(question, "Ja.", by=host)
    tempo = tempo_of(hour, questions_of(hour, reader=ANYONE), reader=ANYONE)
    assert (tempo.answered, tempo.minutes_each) == (5, 2.0)
    assert 24 <= tempo.fits <= 25


def test_the_list_takes_the_same_statements_for_any_length() -> None:
    hour, host = hosted()
    sizes = []
    for _more in range(2):
        for question in [make_question(hour) for _n in range(4)]:
            with transaction():
                operations.answer_question(question, "Ja.", by=host)
        db.session.expire_all()
        db.session.refresh(hour)
        with counted() as sent:
            questions_of(hour, reader=ANYONE)
        sizes.append(len(sent))
    assert sizes[0] == sizes[1] <= 10


def test_an_answer_is_public_at_once_and_counts_for_the_note() -> None:
    hour, host = hosted()
    question = make_question(hour)
    with transaction():
        answer = operations.answer_question(
            question, "Nee. De verwerker wast alles.", by_shown="de inkoper", by=host
        )
    assert question.live_state is LiveState.ANSWERED
    found = answer_by_public_id(answer.public_id, reader=ANYONE)
    assert found.newest.text == "Nee. De verwerker wast alles."
    shown = questions_of(hour, reader=ANYONE).answered
    assert [(one.answer, one.answered_by) for one in shown] == [
        ("Nee. De verwerker wast alles.", "de inkoper")
    ]
    assert hour.round is not None
    assert coverage(hour.round, reader=COMMAND_LINE).missing == ()


def test_what_was_merged_gets_the_same_answer_whichever_came_first() -> None:
    hour, host = hosted()
    first, double, later = (make_question(hour) for _n in range(3))
    with transaction():
        operations.merge_question(double, first, why="Dezelfde vraag.", by=host)
    with transaction():
        operations.answer_question(first, "Ja.", by=host)
    with transaction():
        operations.merge_question(later, first, by=host)
    shown = questions_of(hour, reader=ANYONE)
    assert {one.number: one.answer for one in shown.answered} == {1: "Ja.", 2: "Ja.", 3: "Ja."}
    assert len({one.answer_id for one in shown.answered}) == 1
    assert hour.round is not None
    assert coverage(hour.round, reader=COMMAND_LINE).missing == ()


def test_what_is_answered_at_the_desk_later_is_on_the_same_page() -> None:
    hour, host = hosted()
    question = make_question(hour)
    with transaction():
        operations.close_hour(hour, by=host)
        operations.answer_question(question, "Drie van de vijf.", by=COMMAND_LINE)
    assert [one.answer for one in questions_of(hour, reader=ANYONE).answered] == [
        "Drie van de vijf."
    ]
