"""The board of the note, its texts, the four eyes and publication, on the page."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from consultation.accounts.models import Account
from consultation.answers import operations as answers
from consultation.answers.operations import Reply
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.operations import NoteTexts, write_note
from consultation.response_notes.states import NoteState
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_account
from tests.page import Page, Visit
from tests.response_notes.test_operations import answer, closed_round

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]
TEXTS = {
    "in_short": "U vroeg om betere jassen. Die komen er.",
    "too_little_heard": "Wij hoorden weinig schoonmakers.",
    "themes-0-title": "Jassen",
    "themes-0-sections": "2.1",
    "themes-0-heard": "De jas is te kort.",
    "themes-0-done": "Hij wordt langer.",
    "themes-0-why": "Een korte jas lekt.",
}


def board(round: Round) -> str:
    return f"/werk/rondes/{round.slug}/nota"


def as_role(round: Round, role: Role, sign_in: SignIn) -> Visit:
    return sign_in(make_account(role, organisation=round.organisation))


def note_of(round: Round) -> ResponseNote:
    db.session.expire_all()
    return db.session.query(ResponseNote).filter_by(round_id=round.id).one()


def ready(sign_in: SignIn) -> tuple[Round, Visit]:
    """A closed round with every outcome and a note that was written on the page."""
    round, inputs = closed_round()
    answer(*inputs)
    officer = as_role(round, Role.OFFICER, sign_in)
    officer.send(f"{board(round)}/tekst", "tekst", **TEXTS)
    return round, officer


def step(visit: Visit, round: Round, name: str, status: int = 200) -> Page:
    return visit.send(board(round), name, status=status)


def test_from_text_to_public_note_by_two_people(signed_in_as: SignIn) -> None:
    round, officer = ready(signed_in_as)
    step(officer, round, "voorleggen")
    programme = as_role(round, Role.PROGRAMME, signed_in_as)
    step(programme, round, "goedkeuren")
    page = programme.get(f"{board(round)}/publiceren")
    assert "U stuurt 0 berichten." in page.text
    page = programme.send_from(page, "", "publiceren")
    assert "Wat deden wij met de reacties?" in page.h1
    assert "Wij hoorden weinig schoonmakers." in page.text
    assert note_of(round).state is NoteState.PUBLISHED
    assert "Openbaar" in officer.get(board(round)).text


def test_the_board_counts_by_section_and_says_what_is_missing(signed_in_as: SignIn) -> None:
    round, (one, other) = closed_round()
    answer(one)
    page = as_role(round, Role.OFFICER, signed_in_as).get(board(round))
    assert "1 van de 2 reacties hebben een uitkomst" in page.text
    assert other.reference in page.text
    cells = [cell.get_text(strip=True) for cell in page.soup.select("tbody tr:first-child td")]
    assert cells[:2] == ["2", "1"]
    assert f"/werk/rondes/{round.slug}/antwoorden" in page.links().values()


def test_the_gate_is_a_button_that_explains(signed_in_as: SignIn) -> None:
    round, (one, other) = closed_round()
    answer(one)
    officer = as_role(round, Role.OFFICER, signed_in_as)
    officer.send(f"{board(round)}/tekst", "tekst", **TEXTS)
    page = step(officer, round, "voorleggen", status=409)
    assert other.reference in " ".join(page.errors())
    assert note_of(round).state is NoteState.DRAFT


def test_who_submitted_does_not_approve(signed_in_as: SignIn) -> None:
    round, inputs = closed_round()
    answer(*inputs)
    manager = as_role(round, Role.ROUND_MANAGER, signed_in_as)
    manager.send(f"{board(round)}/tekst", "tekst", **TEXTS)
    step(manager, round, "voorleggen")
    page = step(manager, round, "goedkeuren", status=409)
    assert "Wie de nota voorlegt, keurt haar niet zelf goed." in page.text
    assert note_of(round).state is NoteState.UNDER_REVIEW
    page = manager.send(f"{board(round)}/publiceren", "publiceren", status=409)
    assert note_of(round).published_at is None


def test_a_note_is_given_back_with_a_reason(signed_in_as: SignIn) -> None:
    round, officer = ready(signed_in_as)
    step(officer, round, "voorleggen")
    programme = as_role(round, Role.PROGRAMME, signed_in_as)
    page = programme.send(f"{board(round)}/teruggeven", "teruggeven", status=422)
    assert page.errors() == ["Schrijf op wat er beter moet."]
    programme.send(f"{board(round)}/teruggeven", "teruggeven", reason="Maak het korter.")
    assert note_of(round).state is NoteState.DRAFT
    assert "Maak het korter." in officer.get(board(round)).text


def test_what_changed_since_approval_is_not_published(signed_in_as: SignIn) -> None:
    round, officer = ready(signed_in_as)
    step(officer, round, "voorleggen")
    programme = as_role(round, Role.PROGRAMME, signed_in_as)
    step(programme, round, "goedkeuren")
    point = db.session.query(Contribution).filter_by(round_id=round.id).first()
    assert point is not None
    with transaction():
        changed = Reply(Outcome.NOT_THIS_PLAN, "Toch niet.", "Wij veranderen niets.")
        answers.answer_points(point.points, changed, by=COMMAND_LINE)
    page = programme.send(f"{board(round)}/publiceren", "publiceren", status=409)
    assert "veranderd nadat zij is goedgekeurd" in " ".join(page.errors())
    assert note_of(round).published_at is None


def test_the_texts_of_a_note_come_back_when_something_is_wrong(signed_in_as: SignIn) -> None:
    round, _ = closed_round()
    officer = as_role(round, Role.OFFICER, signed_in_as)
    wrong = {**TEXTS, "themes-0-sections": "9.9"}
    page = officer.send(f"{board(round)}/tekst", "tekst", status=422, **wrong)
    assert "Paragraaf 9.9 bestaat niet" in page.errors()[0]
    assert page.form("tekst")["themes-0-heard"] == "De jas is te kort."
    page = officer.send(f"{board(round)}/tekst", "tekst", **TEXTS, meer="ja")
    assert "Thema 3" in page.text
    assert db.session.query(ResponseNote).count() == 0


def test_a_long_in_short_is_kept_and_counted(signed_in_as: SignIn) -> None:
    round, inputs = closed_round()
    answer(*inputs)
    officer = as_role(round, Role.OFFICER, signed_in_as)
    long = {**TEXTS, "in_short": "woord " * 90}
    page = officer.send(f"{board(round)}/tekst", "tekst", **long, nakijken="ja")
    assert "90 woorden (hooguit 80)" in page.text
    page = officer.send(f"{board(round)}/tekst", "tekst", **long)
    assert "'In het kort' heeft 90 woorden." in page.text


def test_two_writers_of_a_note_never_overwrite_each_other(signed_in_as: SignIn) -> None:
    round, officer = ready(signed_in_as)
    page = officer.get(f"{board(round)}/tekst")
    with transaction():
        write_note(round, NoteTexts("Een ander schreef dit."), by=COMMAND_LINE)
    page = officer.send_from(page, "", "tekst", status=409, in_short="Mijn woorden.")
    assert "Een ander schreef dit." in page.text
    assert page.form("tekst")["in_short"] == "Mijn woorden."
    assert note_of(round).in_short == "Een ander schreef dit."
    officer.send_from(page, "", "tekst")
    assert note_of(round).in_short == "Mijn woorden."


@pytest.mark.parametrize("tail", ["", "/tekst", "/teruggeven", "/publiceren"])
def test_a_stranger_sees_nothing_of_a_draft(signed_in_as: SignIn, tail: str) -> None:
    round, _ = closed_round()
    other, _ = closed_round()
    visit = as_role(other, Role.OFFICER, signed_in_as)
    visit.get(f"{board(round)}{tail}", status=403)


def test_the_number_of_statements_does_not_grow(signed_in_as: SignIn) -> None:
    round, inputs = closed_round()
    officer = as_role(round, Role.OFFICER, signed_in_as)
    officer.get(board(round))
    few = _statements(officer, board(round))
    for _ in range(10):
        inputs.append(make_contribution(round))
    answer(*inputs[4:])
    assert _statements(officer, board(round)) == few <= 25


def _statements(visit: Visit, address: str) -> int:
    seen = []

    def note(*given: object) -> None:
        seen.append(given[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        visit.get(address)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)
