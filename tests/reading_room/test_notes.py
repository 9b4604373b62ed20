"""The public note: frozen, complete, an address for every answer, and nothing it should hide."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from consultation import clock
from consultation.answers import operations as answers
from consultation.answers.models import Answer, Disposition
from consultation.answers.operations import ChangedWords, Reply
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution
from consultation.contributions.states import ContributionState, Kind
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.plans.queries import outline
from consultation.response_notes.models import ResponseNote
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_round
from tests.page import Visit
from tests.response_notes.test_operations import answer, published

pytestmark = pytest.mark.usefixtures("database")


def closed(round: Round) -> None:
    with transaction():
        round.closes_at = clock.now() - timedelta(days=1)


def note_page(round: Round) -> str:
    return f"/rondes/{round.slug}/antwoordnota"


def say_no(contribution: Contribution, reason: str = "Huren is te duur.") -> None:
    with transaction():
        reply = Reply(Outcome.NOT_ADOPTED, reason, "Wij huren geen kleding.")
        answers.answer_points(contribution.points, reply, by=COMMAND_LINE)


def changed_round() -> tuple[Round, Contribution, Contribution]:
    """A published note with one change, behind it a placed and a not placed input."""
    round = make_round()
    shown = make_contribution(round, "De jas is te kort.", state=ContributionState.PLACED)
    hidden = make_contribution(round, "Geheime woorden.", state=ContributionState.NOT_PLACED)
    closed(round)
    answer(shown, hidden)
    assert round.version is not None
    place = outline(round.version, reader=COMMAND_LINE)[2].permanent_id
    words = ChangedWords(place, "De jas is kort.", "De jas is lang.", "Velen vroegen dit.")
    with transaction():
        answers.record_change(round, words, [shown, hidden], by=COMMAND_LINE)
    published(round)
    return round, shown, hidden


def test_a_published_note_stays_what_it_was(visit: Visit) -> None:
    round, shown, _ = changed_round()
    before = visit.get(note_page(round)).text
    with transaction():
        for disposition in db.session.query(Disposition):
            disposition.reason = "Iets anders."
            disposition.outcome = Outcome.NOT_THIS_PLAN
        for note in db.session.query(ResponseNote):
            note.in_short = "Iets anders."
    assert visit.get(note_page(round)).text == before
    assert "Iets anders." not in visit.get(f"{note_page(round)}?nummer={shown.reference}").text


def test_every_official_answer_has_its_public_address(visit: Visit) -> None:
    round, *_ = changed_round()
    page = visit.get(note_page(round))
    told = {address for address in page.links().values() if address.startswith("/antwoorden/")}
    official = {f"/antwoorden/{one.public_id}" for one in db.session.query(Answer)}
    assert told == official
    for address in told:
        assert "Wij passen het plan aan." in visit.get(address).text


def test_every_number_behind_a_change_leads_somewhere(visit: Visit) -> None:
    round, shown, hidden = changed_round()
    for address in (note_page(round), f"/rondes/{round.slug}/versies"):
        page = visit.get(address)
        assert page.soup.select_one("ins") is not None
        links = [a["href"] for a in page.soup.select(".compare__why a")]
        assert len(links) == 2
        for link in links:
            visit.get(link)
    page = visit.get(f"/rondes/{round.slug}/reacties/{shown.reference}")
    assert "Dit veranderde door deze reactie" in page.text
    page = visit.get(f"/rondes/{round.slug}/reacties/{hidden.reference}")
    assert "Wij passen het plan aan." in page.text
    assert "Geheime woorden" not in page.text


def test_a_section_shows_what_changed_in_it(visit: Visit) -> None:
    round, shown, _ = changed_round()
    page = visit.get(f"/rondes/{round.slug}/plan/2.1")
    assert "Dit veranderde door reacties" in page.text
    assert shown.submission.receipt in page.text


def test_an_input_that_nobody_may_know_has_no_address_before_the_note(visit: Visit) -> None:
    round = make_round()
    hidden = make_contribution(round, state=ContributionState.NOT_PLACED)
    visit.get(f"/rondes/{round.slug}/reacties/{hidden.reference}", status=404)


def test_a_no_is_told_with_its_reason_and_how_many_got_it(visit: Visit) -> None:
    round = make_round()
    inputs = [make_contribution(round, kind=Kind.PROPOSAL) for _ in range(3)]
    closed(round)
    for one in inputs[:2]:
        say_no(one)
    say_no(inputs[2], "Een cape waait weg.")
    published(round)
    page = visit.get(note_page(round))
    title = page.soup.find(id="niet")
    assert title is not None
    lines = [" ".join(li.get_text(" ").split()) for li in title.find_next("ol").find_all("li")]
    assert lines[0].startswith("Huren is te duur. 2 reacties")
    assert lines[1].startswith("Een cape waait weg. 1 reactie")


def test_a_part_that_is_blacked_out_is_not_told_by_its_point(visit: Visit) -> None:
    round = make_round()
    one = make_contribution(round, "Bel Jan maar.", confidential="Onze prijs is 12 euro.")
    with transaction():
        one.state = ContributionState.PLACED
        answers.split_contribution(
            one, ["Bel Jan maar.", "Onze prijs is 12 euro."], by=COMMAND_LINE
        )
    closed(round)
    answer(one)
    published(round)
    page = visit.get(f"/rondes/{round.slug}/reacties/{one.reference}")
    assert "“Bel Jan maar.”" in page.text
    assert "12 euro" not in page.text


def test_a_long_note_opens_one_section_at_a_time(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    round, shown, _ = changed_round()
    monkeypatch.setattr("consultation.reading_room.routes.notes.LONG", 1)
    page = visit.get(note_page(round))
    assert shown.reference not in [a.get_text() for a in page.soup.select(".thread a")]
    page = visit.get(f"{note_page(round)}?paragraaf=heel-plan")
    assert shown.reference in [a.get_text() for a in page.soup.select(".thread a")]
    assert (
        "Wij passen het plan aan."
        in visit.get(f"{note_page(round)}?nummer={shown.submission.receipt}").text
    )


def test_the_number_of_statements_of_a_note_does_not_grow(visit: Visit) -> None:
    counts = []
    for size in (2, 12):
        round = make_round()
        inputs = [make_contribution(round, state=ContributionState.PLACED) for _ in range(size)]
        closed(round)
        answer(*inputs)
        published(round)
        seen: list[str] = []

        def note(*given: object, seen: list[str] = seen) -> None:
            seen.append(str(given[2]))

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            visit.get(note_page(round))
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20, counts


def test_a_note_that_nobody_wrote_yet_can_be_looked_at_beforehand(database: Flask) -> None:
    made = make_round(opens_in=-20, closes_in=-1)
    officer = Visit(database)
    officer.sign_in(make_account(Role.OFFICER, organisation=made.organisation))
    page = officer.get(f"/werk/rondes/{made.slug}/nota/voorbeeld")
    assert "Bewaar de nota" not in page.text
