"""Answers that everybody reads as soon as they are given: their letters, and better words later."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from consultation import clock
from consultation.accounts.models import Account
from consultation.announcements import write_letters
from consultation.answers import operations, queries
from consultation.answers.models import Answer
from consultation.answers.operations import Reply
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution
from consultation.contributions.states import ContributionState, Kind, Sender
from consultation.database import db
from consultation.errors import Invalid, NotAllowed, NotFound, Outdated, WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, Entry, What, transaction
from consultation.mail import Letter
from consultation.permissions import Role
from consultation.reactions.models import Reaction
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_round
from tests.page import Visit

pytestmark = pytest.mark.usefixtures("at_once")

FIRST = "Ja, maat 60 komt er."
BETTER = "Ja, maat 60 komt er in mei."


@pytest.fixture
def at_once(database: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every reaction of this test is answered in public."""
    monkeypatch.setattr(Reaction, "answers_are_public", True)


def question(round: Round | None = None, email: str = "", **changes: object) -> Contribution:
    values = {"kind": Kind.QUESTION, "state": ContributionState.PLACED, **changes}
    return make_contribution(round, sender=Sender(email=email, name="Sanne"), **values)


def reply(text: str = FIRST, outcome: Outcome = Outcome.ANSWERED) -> Reply:
    return Reply(outcome, "Dit is gevraagd.", text, "Iris, inkoper")


def answered(*inputs: Contribution, text: str = FIRST, **changes: object) -> Answer:
    with transaction():
        points = [point for one in inputs for point in one.points]
        return operations.answer_points(points, reply(text), by=COMMAND_LINE, **changes)


def corrected(answer: Answer, text: str = BETTER) -> Answer:
    with transaction():
        return operations.correct_answer(answer, text, by=COMMAND_LINE)


def letters() -> list[Letter]:
    """What was written about answers so far."""
    with transaction():
        write_letters(hold=timedelta())
    about = Letter.subject.like("Antwoord%")
    return list(db.session.scalars(db.select(Letter).where(about).order_by(Letter.id)))


# --- who reads it ----------------------------------------------------------------------------


def test_the_outcome_is_public_before_the_note() -> None:
    one = question()
    answer = answered(one)
    assert queries.answer_by_public_id(answer.public_id, reader=ANYONE) is answer
    assert [o.outcome for o in queries.outcomes_of([one], reader=ANYONE)[one.id]] == [
        Outcome.ANSWERED
    ]
    assert queries.public_answers([answer.id], reader=ANYONE) == {answer.id}


def test_pages_and_api_show_the_answer_before_the_note(visit: Visit) -> None:
    round = make_round()
    one = question(round)
    answer = answered(one)
    for address in (
        f"/antwoorden/{answer.public_id}",
        f"/rondes/{round.slug}/reacties",
        f"/rondes/{round.slug}/reacties/{one.reference}",
        f"/ontvangst/{one.submission.receipt}",
    ):
        assert FIRST in visit.get(address).text, address
    page = visit.client.get(f"/api/v1/rondes/{round.slug}/reacties").json
    assert page["resultaten"][0]["uitkomsten"][0]["antwoord"] == FIRST


def test_the_receipt_says_on_which_day_it_was_answered(visit: Visit) -> None:
    one = question()
    address = f"/ontvangst/{one.submission.receipt}"
    assert "Uiterlijk" in visit.get(address).text
    answered(one)
    steps = visit.get(address).soup.select_one(".phase-line").get_text(" ")
    today = clock.date_words(clock.today())
    assert steps.count(today) == 3, "received, read and answered"
    assert "Uiterlijk" not in steps


# --- better words ----------------------------------------------------------------------------


def test_a_public_answer_gets_better_words_and_keeps_the_old_ones(visit: Visit) -> None:
    answer = answered(question())
    corrected(answer)
    assert [one.text for one in answer.versions] == [FIRST, BETTER]
    page = visit.get(f"/antwoorden/{answer.public_id}")
    assert "Verbeterd op" in page.text
    assert BETTER in page.soup.select_one(".answer").get_text()
    assert FIRST in page.soup.select_one("details").get_text()
    entry = db.session.scalars(db.select(Entry).order_by(Entry.id.desc())).first()
    assert entry is not None
    assert (entry.what, entry.subject_id) == (What.ANSWER_CORRECTED, answer.id)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" ", "answer_needed"),
        (f" {FIRST} ", "answer_unchanged"),
        ("a" * (operations.LONGEST_ANSWER + 1), "answer_too_long"),
    ],
)
def test_a_correction_has_new_words(text: str, code: str) -> None:
    answer = answered(question())
    with pytest.raises(Invalid) as refused:
        corrected(answer, text)
    assert refused.value.fields == {"text": code}


def test_only_a_public_answer_is_corrected_and_not_after_the_note(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = question()
    answer = answered(one)
    with transaction():
        one.round.answered_at = clock.now()
    with pytest.raises(WrongStep, match="round_is_answered"):
        corrected(answer)
    with transaction():
        one.round.answered_at = None
    monkeypatch.setattr(Reaction, "answers_are_public", False)
    with pytest.raises(WrongStep, match="answer_not_public"):
        corrected(answer)


def test_only_who_answers_corrects() -> None:
    answer = answered(question())
    by = make_account(Role.MODERATOR, organisation=answer.round.organisation).as_actor()
    with pytest.raises(NotAllowed), transaction():
        operations.correct_answer(answer, BETTER, by=by)


def test_answering_again_with_the_same_outcome_corrects_the_answer() -> None:
    one, other = question(round := make_round()), question(round)
    answer = answered(one, other)
    assert answered(one, text=BETTER, again=answer) is answer
    assert answer.newest.text == BETTER
    assert {each.point.contribution_id for each in answer.dispositions} == {one.id, other.id}


def test_nobody_corrects_words_that_they_did_not_see() -> None:
    one = question()
    answer = answered(one)
    corrected(answer)
    with pytest.raises(Outdated):
        answered(one, text="Nee.", again=answer, seen={one.points[0].id: 1})


def test_another_outcome_gives_another_answer_and_the_old_address_leads_to_it(
    visit: Visit,
) -> None:
    one = question()
    old = answered(one)
    with transaction():
        new = operations.answer_points(
            one.points, reply("Later.", Outcome.LATER), by=COMMAND_LINE, again=old
        )
    assert new is not old
    page = visit.get(f"/antwoorden/{old.public_id}")
    assert f"/antwoorden/{new.public_id}" in page.links().values()
    assert FIRST in page.soup.select_one("details").get_text()
    answered(one, again=old)
    assert old.replaced_by_id is None
    assert "Dit antwoord hoort bij 1 reactie" in visit.get(f"/antwoorden/{old.public_id}").text
    assert new.replaced_by_id == old.id


def test_an_answer_that_still_serves_another_input_is_not_replaced() -> None:
    one, other = question(round := make_round()), question(round)
    old = answered(one, other)
    answered(one, text="Iets heel anders.")
    assert old.replaced_by_id is None
    assert old.is_public


def test_words_that_were_never_public_have_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reaction, "answers_are_public", False)
    one = question()
    old = answered(one)
    answered(one, text=BETTER)
    with pytest.raises(NotFound):
        queries.answer_by_public_id(old.public_id, reader=ANYONE)


def test_the_desk_corrects_what_is_public_and_says_so(
    signed_in_as: Callable[[Account], Visit],
) -> None:
    one = question()
    visit = signed_in_as(make_account(Role.OFFICER, organisation=one.round.organisation))
    address = f"/werk/rondes/{one.round.slug}/antwoorden/{one.reference}"
    assert "meteen openbaar" in visit.get(address).text
    answer = answered(one)
    page = visit.get(address)
    assert "Dit antwoord is al openbaar." in page.text
    visit.send_from(page, "", "1", text=BETTER)
    db.session.expire_all()
    assert [each.text for each in answer.versions] == [FIRST, BETTER]
    assert [each.answer_id for each in answer.dispositions] == [answer.id]


# --- letters ---------------------------------------------------------------------------------


def test_who_asked_hears_the_answer_at_once() -> None:
    one = question(email="sanne@voorbeeld.nl")
    question(one.round)
    answer = answered(one)
    (letter,) = letters()
    assert letter.recipient == "sanne@voorbeeld.nl"
    for words in (FIRST, "Dit is gevraagd.", "Iris, inkoper", f"/antwoorden/{answer.public_id}"):
        assert words in letter.text
        assert words in letter.html
    assert one.submission.receipt in letter.subject


def test_each_sending_gets_one_letter_however_many_answers_it_got() -> None:
    round = make_round()
    inputs = [question(round, f"{name}@voorbeeld.nl") for name in ("sanne", "jan")]
    answered(*inputs)
    assert [one.recipient for one in letters()] == ["sanne@voorbeeld.nl", "jan@voorbeeld.nl"]


def test_a_part_that_waits_holds_the_letter_and_the_last_answer_tells_all() -> None:
    one = question(text="Komt maat 60? En wanneer?", email="sanne@voorbeeld.nl")
    with transaction():
        operations.split_contribution(one, ["Komt maat 60?", "En wanneer?"], by=COMMAND_LINE)
    with transaction():
        operations.answer_points(one.points[:1], reply(), by=COMMAND_LINE)
    assert letters() == []
    with transaction():
        operations.answer_points(one.points[1:], reply("In mei."), by=COMMAND_LINE)
    (letter,) = letters()
    assert FIRST in letter.text
    assert "In mei." in letter.text


def test_better_words_are_told_to_everybody_who_got_the_first() -> None:
    round = make_round()
    answer = answered(*[question(round, f"{name}@voorbeeld.nl") for name in ("sanne", "jan")])
    letters()
    corrected(answer)
    _first, _second, *better = letters()
    assert [one.recipient for one in better] == ["sanne@voorbeeld.nl", "jan@voorbeeld.nl"]
    assert all("Wij verbeterden ons antwoord." in one.text for one in better)


@pytest.mark.parametrize("why", ["not at once", "unconfirmed", "withdrawn"])
def test_who_waits_for_the_note_or_did_not_confirm_gets_no_letter(
    why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = question(email="sanne@voorbeeld.nl")
    if why == "not at once":
        monkeypatch.setattr(Reaction, "answers_are_public", False)
    answered(one)
    with transaction():
        if why == "unconfirmed":
            one.submission.email_confirmed_at = None
        if why == "withdrawn":
            one.state = ContributionState.WITHDRAWN
    assert letters() == []
