"""From the notice on a round takes nothing about the subject of a tender, at whatever door (R3)."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from consultation import clock
from consultation.answers.queries import coverage_by_round
from consultation.contributions.models import Submission
from consultation.contributions.operations import (
    Said,
    change_contribution,
    draft_submission,
    enter_submission,
    send_submission,
    withdraw_contribution,
)
from consultation.contributions.states import (
    Arrival,
    Channel,
    ContributionState,
    Elsewhere,
    Kind,
    Sender,
)
from consultation.database import db
from consultation.errors import AskedElsewhere
from consultation.logbook import ANYONE, COMMAND_LINE, Actor, ActorKind, transaction
from consultation.moderation.operations import place_contribution
from consultation.question_hours.operations import Asked, ask_question
from consultation.reactions.models import Place, Reaction
from consultation.reactions.operations import import_inputs, input_rows
from consultation.rounds.models import Round
from consultation.tenders.operations import change_tender, unlink_tender
from consultation.tenders.states import gate_moment
from tests.contributions.factories import GRACE, make_contribution
from tests.factories import make_round
from tests.question_hours.factories import make_hour
from tests.response_notes.test_operations import answer
from tests.tenders.factories import days_from_now, make_notice, make_tender, section_of

pytestmark = pytest.mark.usefixtures("database")

GATE_DAYS = [date(2027, 3, 28), date(2027, 10, 31), date(2027, 6, 15)]
SECOND = timedelta(seconds=1)


def place(round_: Round, number: str = "") -> Place:
    if not number:
        return Place()
    assert round_.version is not None
    return Place(next(one for one in round_.version.sections if one.number == number))


def arrival(at: datetime, begun_at: datetime | None = None) -> Arrival:
    return Arrival(at, GRACE, begun_at)


def react(
    round_: Round, where: Place, at: datetime, *, begun_at: datetime | None = None,
    kind: Kind = Kind.QUESTION,
) -> Submission:  # fmt: skip
    """Write and send a reaction in one go."""
    with transaction():
        said = [Said(Reaction.at(where, kind), "Hoe warm is de jas?")]
        moment = arrival(at, begun_at)
        draft = draft_submission(round_, said, key=secrets.token_hex(8), arrival=moment, by=ANYONE)
        return send_submission(draft, Sender(), arrival=moment, by=ANYONE).submission


@pytest.fixture
def round_() -> Round:
    return make_round()


def year_round() -> Round:
    """A round that is open for years around the days of the table."""
    return make_round(opens_in=-900, closes_in=900)


@pytest.mark.parametrize("day", GATE_DAYS)
@pytest.mark.parametrize("kind", list(Kind))
def test_a_reaction_is_taken_until_midnight(day: date, kind: Kind) -> None:
    round_ = year_round()
    make_tender(round_, "2", notice_on=day)
    gate = gate_moment(day)
    assert react(round_, place(round_, "2.1"), gate - SECOND, kind=kind).receipt
    with pytest.raises(AskedElsewhere) as refusal:
        react(round_, place(round_, "2.1"), gate, kind=kind)
    assert refusal.value.params["since"] == clock.date_words(day)
    assert "tenderned.nl" in str(refusal.value.params["address"])
    assert react(round_, place(round_, "3"), gate, kind=kind).receipt
    assert react(round_, place(round_), gate, kind=kind).receipt


@pytest.mark.parametrize("day", GATE_DAYS)
def test_a_draft_begun_before_may_be_sent_for_half_an_hour(day: date) -> None:
    round_ = year_round()
    make_tender(round_, "2", notice_on=day)
    gate, where = gate_moment(day), place(round_, "2")
    before = gate - timedelta(hours=2)
    sent = react(round_, where, gate + GRACE - SECOND, begun_at=before)
    assert sent.receipt
    assert not sent.is_late
    with pytest.raises(AskedElsewhere):
        react(round_, where, gate + GRACE, begun_at=before)


def test_a_draft_that_was_kept_before_is_judged_when_it_is_sent() -> None:
    round_ = year_round()
    day = date(2027, 6, 15)
    gate = gate_moment(day)
    with transaction():
        said = [Said(Reaction.at(place(round_, "2"), Kind.PROPOSAL), "Maak de jas warmer.")]
        moment = arrival(gate - timedelta(hours=1))
        draft = draft_submission(round_, said, key="sleutel", arrival=moment, by=ANYONE)
    make_tender(round_, "2", notice_on=day)
    with pytest.raises(AskedElsewhere), transaction():
        send_submission(draft, Sender(), arrival=arrival(gate + GRACE), by=ANYONE)
    assert draft.receipt is None
    assert draft.contributions[0].text.public_part == "Maak de jas warmer."
    with transaction():
        sent = send_submission(draft, Sender(), arrival=arrival(gate + SECOND), by=ANYONE)
    assert sent.submission.receipt


def test_a_repeated_send_gives_its_receipt_after_the_gate_too(round_: Round) -> None:
    now = clock.now()
    sent = react(round_, place(round_, "2"), now)
    make_tender(round_)
    with transaction():
        again = send_submission(sent, Sender(), arrival=arrival(now), by=ANYONE)
    assert again.submission.receipt == sent.receipt


def test_a_tender_about_everything_closes_everything(round_: Round) -> None:
    make_tender(round_)
    for where in (place(round_), place(round_, "3"), Place(question=round_.questions[0])):
        with pytest.raises(AskedElsewhere):
            react(round_, where, clock.now())


def test_a_question_of_the_round_about_a_section_closes_with_it(round_: Round) -> None:
    question = round_.questions[0]
    with transaction():
        question.section_permanent_id = section_of(round_, "2.1")
    make_tender(round_, "2")
    with pytest.raises(AskedElsewhere):
        react(round_, Place(question=question), clock.now())


def test_paper_that_came_before_the_notice_still_counts(round_: Round) -> None:
    make_tender(round_, "2", notice_on=days_from_now(-1))
    gate = gate_moment(days_from_now(-1))

    def enter(received_at: datetime | None) -> Submission:
        with transaction():
            said = [Said(Reaction.at(place(round_, "2.1"), Kind.PROPOSAL), "Maak de jas warmer.")]
            return enter_submission(
                round_,
                said,
                Sender(name="Mevrouw Bos"),
                key=secrets.token_hex(8),
                elsewhere=Elsewhere(Channel.PAPER, received_at),
                arrival=arrival(clock.now()),
                by=COMMAND_LINE,
            )

    kept = enter(gate - SECOND)
    assert (kept.is_late, kept.received_at) == (False, gate - SECOND)
    for moment in (gate, clock.now(), None):
        with pytest.raises(AskedElsewhere):
            enter(moment)


def test_a_sheet_keeps_its_good_rows_and_tells_the_others(round_: Round) -> None:
    make_tender(round_, "2", notice_on=days_from_now(-1))
    day = days_from_now(-3).isoformat()
    cells = [
        {"paragraaf": "2.1", "tekst": "Op tijd.", "ontvangen_op": day},
        {"paragraaf": "2.1", "tekst": "Te laat."},
        {"paragraaf": "3", "tekst": "Over iets anders."},
    ]
    with transaction():
        done = import_inputs(
            round_,
            input_rows(round_.slug, enumerate(cells, start=2)),
            elsewhere=Elsewhere(Channel.PAPER),
            arrival=arrival(clock.now()),
            by=COMMAND_LINE,
        )
    assert [row for row, _receipt in done.accepted] == [2, 4]
    assert [(row, error.code) for row, error in done.refused] == [(3, "subject_in_tender")]


def test_a_live_hour_takes_no_question_about_it(round_: Round) -> None:
    make_tender(round_, "2")
    hour = make_hour(round_)

    def ask(number: str) -> Any:
        with transaction():
            asked = Asked("Hoe warm?", secrets.token_hex(8), place(round_, number).section)
            return ask_question(hour, asked, arrival=Arrival(clock.now(), GRACE), by=ANYONE)

    with pytest.raises(AskedElsewhere):
        ask("2.1")
    assert ask("3").number == 1
    assert ask("").number == 2


def owner(submission: Submission) -> Actor:
    return Actor(ActorKind.PARTICIPANT, submissions=frozenset({submission.id}))


def test_what_was_said_is_not_changed_any_more_but_can_be_taken_back(round_: Round) -> None:
    sent = react(round_, place(round_, "2"), clock.now())
    (said,) = sent.contributions
    make_tender(round_, "2")
    with pytest.raises(AskedElsewhere), transaction():
        change_contribution(said, "Iets nieuws.", "", at=clock.now(), by=owner(sent))
    assert said.text.public_part == "Hoe warm is de jas?"
    with transaction():
        withdraw_contribution(said, at=clock.now(), by=owner(sent))


def test_what_was_said_stays_and_still_gets_its_answer(round_: Round) -> None:
    said = make_contribution(round_, state=ContributionState.PLACED)
    waits = make_contribution(round_)
    make_tender(round_)
    with transaction():
        place_contribution(waits, by=COMMAND_LINE)
    answer(said, waits)
    assert said.is_visible
    assert waits.is_visible
    assert all(
        covered == (2, 0) for covered in coverage_by_round([round_], reader=COMMAND_LINE).values()
    )


def test_a_later_day_or_an_undone_link_opens_the_subject_again(round_: Round) -> None:
    tender = make_tender(round_)
    with transaction():
        later = make_notice(notice_on=days_from_now(5))
        change_tender(tender, later, reason="Het duurt langer.", by=COMMAND_LINE)
    assert react(round_, place(round_), clock.now()).receipt
    with transaction():
        change_tender(tender, make_notice(), reason="Toch niet.", by=COMMAND_LINE)
    with pytest.raises(AskedElsewhere):
        react(round_, place(round_), clock.now())
    with transaction():
        unlink_tender(tender, reason="Wij stoppen.", by=COMMAND_LINE)
    assert react(round_, place(round_), clock.now()).receipt
    assert db.session.query(Submission).count() == 2
