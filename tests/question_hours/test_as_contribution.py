"""A live question counts everywhere as a reaction does, and its answer is public at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from consultation import clock
from consultation.accounts.models import Account
from consultation.announcements import write_letters
from consultation.answers import operations as answers
from consultation.answers.models import Answer
from consultation.answers.operations import Reply
from consultation.answers.queries import coverage
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution
from consultation.contributions.states import ContributionState, Kind, Sender
from consultation.database import db
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.mail import Letter
from consultation.open_data.queries import openings
from consultation.permissions import Role
from consultation.plans.models import Section
from consultation.plans.queries import all_sections
from consultation.question_hours.models import LiveQuestion, QuestionHour
from consultation.question_hours.operations import answer_question, ask_question
from consultation.reactions.queries import (
    reaction_by_receipt,
    reaction_counts,
    reactions_of_round,
    reactions_on_section,
)
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_account
from tests.page import Visit
from tests.question_hours.factories import arrival, asked, make_hour, make_question
from tests.response_notes.test_operations import published
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]

TEXT = "Komt maat 60 ook in blauw?"
ANSWER = "Ja, maat 60 komt in blauw."
BETTER = "Ja, maat 60 komt in mei in blauw."
MARK = "Gesteld in het vragenuur"


@pytest.fixture
def hour(database: object) -> QuestionHour:
    return make_hour()


@pytest.fixture
def round(hour: QuestionHour) -> Round:
    assert hour.round is not None
    return hour.round


@pytest.fixture
def section(round: Round) -> Section:
    assert round.version is not None
    return all_sections(round.version, reader=COMMAND_LINE)[2]


@pytest.fixture
def question(hour: QuestionHour, section: Section) -> LiveQuestion:
    return make_question(hour, TEXT, section=section)


def answer(*inputs: Contribution, text: str = ANSWER, **changes: Any) -> Answer:
    with transaction():
        points = [point for one in inputs for point in one.points]
        reply = Reply(Outcome.ANSWERED, "Dit is gevraagd.", text, "Iris, inkoper")
        return answers.answer_points(points, reply, by=COMMAND_LINE, **changes)


def ordinary(round: Round, text: str = "Wanneer komt de jas?") -> Contribution:
    return make_contribution(round, text, kind=Kind.QUESTION, state=ContributionState.PLACED)


# --- in every list ---------------------------------------------------------------------------


def test_it_stands_in_lists_as_a_reaction_does(
    round: Round, section: Section, question: LiveQuestion
) -> None:
    other = ordinary(round)
    assert {row.id for row in reactions_of_round(round, reader=ANYONE).rows} == {
        question.id,
        other.id,
    }
    (row,) = reactions_on_section(round, section.permanent_id, reader=ANYONE)
    assert (row.id, row.is_live, row.section_number) == (question.id, True, section.number)
    assert (row.quote, row.unknown_number, row.question_id) == ("", "", None)
    assert reaction_counts(round, reader=ANYONE) == {section.permanent_id: 1, "": 1}
    receipt = other.submission.receipt or ""
    assert not reaction_by_receipt(receipt, reader=ANYONE).is_live


def test_one_that_waits_for_control_is_not_public(
    hour: QuestionHour, round: Round, visit: Visit
) -> None:
    waiting = make_question(hour, TEXT, is_placed=False)
    assert reactions_of_round(round, reader=ANYONE).rows == []
    visit.get(f"/rondes/{round.slug}/reacties/{waiting.reference}", status=404)


def test_public_pages_show_it_with_its_mark(
    round: Round, section: Section, question: LiveQuestion, visit: Visit
) -> None:
    for address in (
        f"/rondes/{round.slug}/reacties",
        f"/rondes/{round.slug}/reacties/{question.reference}",
        f"/rondes/{round.slug}/plan/{section.number}",
    ):
        page = visit.get(address)
        assert TEXT in page.text, address
        assert MARK in page.text, address
    assert TEXT in visit.get(f"/ontvangst/{question.submission.receipt}").text


def test_the_api_and_the_record_hold_it(
    round: Round, section: Section, question: LiveQuestion, visit: Visit
) -> None:
    answer(question)
    other = ordinary(round)
    answer(other)
    told = visit.client.get(f"/api/v1/rondes/{round.slug}/reacties").json["resultaten"]
    by_id = {one["id"]: one for one in told}
    mine = by_id[question.reference]
    assert (mine["in_vragenuur"], mine["paragraaf"]) == (True, section.permanent_id)
    assert [one["antwoord"] for one in mine["uitkomsten"]] == [ANSWER]
    theirs = by_id[other.reference]
    assert (theirs["in_vragenuur"], theirs["uitkomsten"]) == (False, [])
    opened = {one["nummer"] for one in openings(round, reader=ANYONE)}
    assert question.reference in opened


def test_staff_control_and_answer_it(
    hour: QuestionHour, round: Round, section: Section, signed_in_as: SignIn
) -> None:
    question = make_question(hour, TEXT, section=section, is_placed=False)
    roles = (Role.MODERATOR, Role.OFFICER)
    visit = signed_in_as(make_account(*roles, organisation=round.organisation))
    page = visit.get("/werk/controle")
    assert TEXT in page.text
    assert MARK in page.text
    queue = visit.get(f"/werk/rondes/{round.slug}/antwoorden?paragraaf={section.permanent_id}")
    assert question.reference in queue.text
    assert MARK in queue.text
    page = visit.get(f"/werk/rondes/{round.slug}/antwoorden/{question.reference}")
    assert section.title in page.text
    assert "meteen openbaar" in page.text
    given = {"outcome": "answered", "reason": "Dit is gevraagd.", "text": ANSWER}
    visit.send_from(page, "", "1", **given)
    assert coverage(round, reader=COMMAND_LINE).missing == ()
    page = visit.get(f"/werk/rondes/{round.slug}/antwoorden/{question.reference}")
    visit.send_from(page, "", "1", text=BETTER)
    db.session.expire_all()
    (one,) = db.session.scalars(db.select(Answer))
    assert [version.text for version in one.versions] == [ANSWER, BETTER]


def test_the_note_holds_up_for_it_and_lists_it(
    round: Round, section: Section, question: LiveQuestion, visit: Visit
) -> None:
    assert coverage(round, reader=COMMAND_LINE).missing == (question.reference,)
    answer(question)
    with transaction():
        round.closes_at = clock.now() - timedelta(days=1)
    note = published(round)
    (entry,) = (note.published_content or {})["inbreng"]
    assert (entry["nummer"], entry["paragraaf"]) == (question.reference, section.permanent_id)
    assert entry["punten"][0]["antwoord"] == ANSWER
    page = visit.get(f"/rondes/{round.slug}/antwoordnota?nummer={question.reference}")
    assert TEXT in page.text
    assert MARK in page.text


def test_a_list_with_many_costs_the_same(hour: QuestionHour, round: Round, visit: Visit) -> None:
    def cost() -> int:
        with counted() as sent:
            visit.get(f"/rondes/{round.slug}/reacties")
        return len(sent)

    for number in range(2):
        answer(make_question(hour), text=f"Antwoord {number}.")
    few = cost()
    for number in range(8):
        answer(make_question(hour), text=f"Ander antwoord {number}.")
    assert cost() == few


# --- public at once, beside what is not --------------------------------------------------------


def test_an_answer_to_both_tells_only_what_is_public(
    round: Round, question: LiveQuestion, visit: Visit
) -> None:
    other = ordinary(round)
    address = f"/antwoorden/{answer(question, other).public_id}"
    page = visit.get(address)
    assert ANSWER in page.text
    assert question.reference in page.text
    assert other.reference not in page.text
    assert "hoort bij 1 reactie" in page.text
    listed = visit.get(f"/rondes/{round.slug}/reacties").soup.select("article.reaction")
    with_answer = {
        one.select_one(".receipt-number").text for one in listed if one.select(".answer")
    }
    assert with_answer == {question.submission.receipt}
    with transaction():
        round.answered_at = clock.now()
    assert other.reference in visit.get(address).text


def test_an_answer_to_a_reaction_alone_has_no_address_yet(
    round: Round, question: LiveQuestion, visit: Visit
) -> None:
    answer(question)
    kept = answer(ordinary(round), text="Dit blijft nog geheim.")
    visit.get(f"/antwoorden/{kept.public_id}", status=404)


def test_an_address_leads_on_when_only_reactions_are_left_behind_it(
    round: Round, question: LiveQuestion, visit: Visit
) -> None:
    other = ordinary(round)
    old = answer(question, other)
    new = answer(question, text=BETTER)
    page = visit.get(f"/antwoorden/{old.public_id}")
    assert f"/antwoorden/{new.public_id}" in page.links().values()
    assert other.reference not in page.text


def test_the_host_corrects_by_answering_again(question: LiveQuestion, visit: Visit) -> None:
    with transaction():
        first = answer_question(question, ANSWER, by=COMMAND_LINE)
    with transaction():
        assert answer_question(question, BETTER, by=COMMAND_LINE) is first
    page = visit.get(f"/antwoorden/{first.public_id}")
    assert BETTER in page.text
    assert "Verbeterd op" in page.text


def test_its_letter_goes_at_once_and_the_letter_of_the_note_later(
    hour: QuestionHour, round: Round
) -> None:
    sender = Sender(email="sanne@voorbeeld.nl", name="Sanne")
    with transaction():
        question = ask_question(hour, asked(TEXT), arrival=arrival(), sender=sender, by=ANYONE)
    with transaction():
        question.submission.confirm(clock.now())
    answer(question)

    def letters() -> list[Letter]:
        with transaction():
            write_letters(hold=timedelta())
        about = Letter.subject.like("Antwoord%")
        return list(db.session.scalars(db.select(Letter).where(about).order_by(Letter.id)))

    (at_once,) = letters()
    assert ANSWER in at_once.text
    with transaction():
        round.closes_at = clock.now() - timedelta(days=1)
    published(round)
    _at_once, of_note = letters()
    assert of_note.subject.startswith("Antwoord op uw reactie")
    assert ANSWER in of_note.text
