"""The queue, the decisions by one POST each, and the second look, as people meet them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from consultation import clock
from consultation.accounts.models import Account
from consultation.contributions.models import Contribution
from consultation.contributions.operations import change_contribution
from consultation.contributions.states import ContributionState, NameShown, Sender
from consultation.database import db
from consultation.logbook import transaction
from consultation.moderation import operations
from consultation.moderation.models import Decision, Objection
from consultation.moderation.states import Reason, Verdict
from consultation.permissions import Role
from tests.contributions.factories import author_of, make_contribution
from tests.factories import make_account, make_organisation, make_round
from tests.moderation.factories import make_moderator
from tests.page import Page, Visit

S = ContributionState
SignIn = Callable[[Account], Visit]


def state_of(contribution: Contribution) -> ContributionState:
    db.session.expire_all()
    return contribution.state


def send(visitor: Visit, page: Page, action: str, **changes: object) -> Page:
    return visitor.send_from(page, "/werk/controle", action, **changes)


@pytest.fixture
def desk(database: Flask, signed_in_as: SignIn) -> tuple[Visit, list[Contribution]]:
    """A moderator with three reactions that wait, the oldest first."""
    round_ = make_round()
    now = clock.now()
    waiting = [
        make_contribution(round_, text, at=now - timedelta(minutes=age))
        for text, age in (("De jas.", 30), ("Bel Jan op 06-12345678.", 20), ("De broek.", 10))
    ]
    return signed_in_as(make_moderator(round_)), waiting


def test_the_oldest_is_open_with_its_place_in_the_queue(
    desk: tuple[Visit, list[Contribution]],
) -> None:
    visitor, (first, second, _third) = desk
    page = visitor.get("/werk/controle")
    assert page.h1 == "Controle"
    assert "3 wachten" in page.text
    assert "oudste 30 minuten" in page.text
    assert "1 van 3" in page.text
    assert page.soup.select_one("article").get_text(strip=True) == "De jas."
    current = page.soup.select_one(".work-list [aria-current]")
    assert first.reference in current.get_text()
    marked = [link for link in page.soup.select(".work-list a") if "let op" in link.get_text()]
    assert [second.reference in link.get_text() for link in marked] == [True]


def test_an_empty_queue_says_that_all_is_done(visit: Visit, signed_in_as: SignIn) -> None:
    page = signed_in_as(make_moderator(make_round())).get("/werk/controle")
    assert "Alles is gedaan. Er wachten geen reacties op controle." in page.text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.PROGRAMME, Role.ADMINISTRATOR])
def test_other_roles_do_not_see_the_queue(
    database: Flask, signed_in_as: SignIn, role: Role
) -> None:
    contribution = make_contribution()
    visitor = signed_in_as(make_account(role, organisation=contribution.round.organisation))
    visitor.get("/werk/controle", status=403)


def test_another_organisation_sees_and_judges_nothing(
    database: Flask, signed_in_as: SignIn
) -> None:
    contribution = make_contribution()
    visitor = signed_in_as(make_account(Role.MODERATOR, organisation=make_organisation()))
    assert contribution.reference not in visitor.get("/werk/controle").text
    number = contribution.submission.receipt
    visitor.get(f"/werk/controle/{number}", status=404)
    token = visitor.get("/werk/controle").soup.find("input", {"name": "csrf_token"})["value"]
    visitor.post(f"/werk/controle/{number}/plaats", {"csrf_token": token}, status=404)
    assert state_of(contribution) is S.RECEIVED


def test_placing_is_one_post_and_opens_the_next(desk: tuple[Visit, list[Contribution]]) -> None:
    visitor, (first, second, _third) = desk
    page = send(visitor, visitor.get("/werk/controle"), "plaats")
    assert state_of(first) is S.PLACED
    assert second.reference in page.soup.select_one("#stuk-kop").get_text()
    assert f"{first.reference}: geplaatst." in page.text
    assert "2 wachten" in page.text
    assert "1 gedaan vandaag" in page.text


def test_what_may_be_personal_is_marked_and_blacked_out_in_one_post(
    desk: tuple[Visit, list[Contribution]],
) -> None:
    visitor, (_first, second, third) = desk
    page = visitor.get(f"/werk/controle?bij={second.reference}")
    assert "06-12345678" in page.soup.select_one("article mark").get_text()
    assert "telefoonnummer (06-12345678)" in page.text
    page = send(visitor, page, "verberg-gegevens", **_ticked(page))
    assert state_of(second) is S.REDACTED
    assert second.text.full == "Bel Jan op 06-12345678."
    assert second.text.passages[0].spans == [[11, 22]]
    assert second.text.passages[0].reason == "personal-data"
    assert third.reference in page.soup.select_one("#stuk-kop").get_text()


def _ticked(page: Page) -> dict[str, object]:
    return {"gegeven": [box["value"] for box in page.soup.select("[name=gegeven][checked]")]}


def test_typed_words_are_blacked_out_and_unknown_ones_given_back(
    desk: tuple[Visit, list[Contribution]],
) -> None:
    visitor, (first, *_rest) = desk
    page = visitor.get("/werk/controle")
    failed = send(visitor, page, "verberg-gegevens", status=422, **{"zwart-words": "de trui"})
    assert failed.errors() == ["Deze woorden staan niet in de tekst. Neem ze letterlijk over."]
    assert failed.form("verberg-gegevens")["zwart-words"] == "de trui"
    send(visitor, failed, "verberg-gegevens", **{"zwart-words": "jas"})
    assert state_of(first) is S.REDACTED


def test_nothing_named_blacks_out_nothing(desk: tuple[Visit, list[Contribution]]) -> None:
    visitor, (first, *_rest) = desk
    page = send(visitor, visitor.get("/werk/controle"), "verberg-gegevens", status=422)
    assert page.errors() == ["Kies welk stuk van de tekst u zwart maakt."]
    assert state_of(first) is S.RECEIVED


def test_refusing_needs_a_reason_and_keeps_what_was_typed(
    desk: tuple[Visit, list[Contribution]],
) -> None:
    visitor, (first, second, _third) = desk
    page = visitor.get("/werk/controle")
    assert "Dit mag niet volgens spelregel 2." in page.text  # as its author will read it
    page = send(
        visitor, page, "niet-plaatsen", status=422, **{"niet-explanation": "Zie regel twee."}
    )
    assert page.errors() == ["Kies een reden uit de spelregels."]
    assert page.form("niet-plaatsen")["niet-explanation"] == "Zie regel twee."
    page = send(visitor, page, "niet-plaatsen", **{"niet-reason": "abuse"})
    decision = db.session.query(Decision).one()
    assert (decision.verdict, decision.reason) == (Verdict.NOT_PLACED, Reason.ABUSE)
    assert decision.explanation == "Zie regel twee."
    assert state_of(first) is S.NOT_PLACED
    assert second.reference in page.soup.select_one("#stuk-kop").get_text()


def test_another_reason_must_be_explained(desk: tuple[Visit, list[Contribution]]) -> None:
    visitor, (first, *_rest) = desk
    page = send(
        visitor,
        visitor.get("/werk/controle"),
        "niet-plaatsen",
        status=422,
        **{"niet-reason": "other"},
    )
    assert page.errors() == ["Leg uit waarom. De schrijver leest dit."]
    assert state_of(first) is S.RECEIVED


def test_the_last_decision_is_undone_by_one_post(desk: tuple[Visit, list[Contribution]]) -> None:
    visitor, (first, *_rest) = desk
    page = send(visitor, visitor.get("/werk/controle"), "plaats")
    page = send(visitor, page, "ongedaan")
    assert state_of(first) is S.RECEIVED
    assert first.reference in page.soup.select_one("#stuk-kop").get_text()
    assert not page.soup.select_one(".undo-line")


def test_undoing_twice_is_refused_with_a_sentence(
    desk: tuple[Visit, list[Contribution]],
) -> None:
    visitor, _waiting = desk
    placed = send(visitor, visitor.get("/werk/controle"), "plaats")
    send(visitor, placed, "ongedaan")
    page = send(visitor, placed, "ongedaan", status=409)
    assert "Ongedaan maken kan niet meer." in page.text


def test_later_goes_on_without_deciding(desk: tuple[Visit, list[Contribution]]) -> None:
    visitor, (first, second, third) = desk
    page = visitor.get("/werk/controle")
    page = visitor.get(page.soup.select_one("[data-key=l]")["href"])
    assert second.reference in page.soup.select_one("#stuk-kop").get_text()
    page = send(visitor, page, "plaats")
    assert third.reference in page.soup.select_one("#stuk-kop").get_text()
    page = send(visitor, page, "plaats")
    assert first.reference in page.soup.select_one("#stuk-kop").get_text()


def test_a_text_that_changed_meanwhile_is_not_placed(
    desk: tuple[Visit, list[Contribution]],
) -> None:
    visitor, (first, *_rest) = desk
    page = visitor.get("/werk/controle")
    with transaction():
        change_contribution(first, "Bel Piet.", "", at=clock.now(), by=author_of(first))
    page = send(visitor, page, "plaats", status=409)
    assert "De schrijver heeft de tekst intussen veranderd" in page.errors()[0]
    assert "Bel Piet." in page.text
    assert state_of(first) is S.RECEIVED
    send(visitor, page, "plaats")
    assert state_of(first) is S.PLACED


def test_what_a_colleague_judged_first_stays(desk: tuple[Visit, list[Contribution]]) -> None:
    visitor, (first, *_rest) = desk
    page = visitor.get("/werk/controle")
    colleague = make_moderator(first).as_actor()
    with transaction():
        operations.refuse_contribution(first, reason=Reason.ABUSE, by=colleague)
    page = send(visitor, page, "niet-plaatsen", status=409, **{"niet-reason": "abuse"})
    assert "Dit kan nu niet meer" in page.errors()[0]
    assert db.session.query(Decision).count() == 1


def test_a_round_can_be_chosen(desk: tuple[Visit, list[Contribution]]) -> None:
    visitor, (first, *_rest) = desk
    other = make_contribution(
        make_round(plan=first.round.plan), "Iets anders.", at=clock.now() - timedelta(hours=3)
    )
    page = visitor.get("/werk/controle")
    assert "4 wachten" in page.text
    assert other.reference in page.soup.select_one("#stuk-kop").get_text()
    page = visitor.get(f"/werk/controle?ronde={first.round.slug}")
    assert "3 wachten" in page.text
    page = send(visitor, page, "plaats")
    assert "2 wachten" in page.text


def test_fifteen_minutes_are_counted_down_and_end(
    desk: tuple[Visit, list[Contribution]],
) -> None:
    visitor, _waiting = desk
    page = visitor.get("/werk/controle?tijd=15")
    assert "U heeft nog 14 minuten" in page.text or "U heeft nog 15 minuten" in page.text
    page = send(visitor, page, "plaats")
    assert "1 gedaan in deze 15 minuten" in page.text
    address = page.answer.request.full_path
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        page = visitor.get(address)
    assert "Uw tijd is om. U deed er 1 in 15 minuten." in page.text
    assert "Er wachten er nog 2." in page.text


@pytest.mark.parametrize("strange", ["tijd=-3", "tijd=abc", "tijd=15&sinds=abc", "bij=x", "bij="])
def test_a_strange_wish_is_no_wish(desk: tuple[Visit, list[Contribution]], strange: str) -> None:
    visitor, (first, *_rest) = desk
    page = visitor.get(f"/werk/controle?{strange}")
    assert first.reference in page.soup.select_one("#stuk-kop").get_text()


MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "tone", "words"),
    [(1, "neutral", "Norm: 1 werkdag"), (2, "caution", "Norm"), (3, "negative", "Te laat")],
)
def test_age_is_shown_against_the_norm(
    database: Flask, signed_in_as: SignIn, days: int, tone: str, words: str
) -> None:
    with clock.frozen(MONDAY):
        contribution = make_contribution(make_round(), at=MONDAY)
        account = make_moderator(contribution)
    with clock.frozen(MONDAY + timedelta(days=days)):
        page = signed_in_as(account).get("/werk/controle")
    assert page.soup.select_one(f"#stand .data-badge--{tone}"), page.soup.select_one("#stand")
    assert words in page.text


def test_who_wants_no_placing_is_marked(database: Flask, signed_in_as: SignIn) -> None:
    contribution = make_contribution(sender=Sender(name_shown=NameShown.NOT_PLACED))
    visitor = signed_in_as(make_moderator(contribution))
    page = visitor.get("/werk/controle")
    assert "Wil niet op de website" in page.text
    send(visitor, page, "plaats")
    db.session.expire_all()
    assert not contribution.is_visible


def test_a_confidential_part_is_shown_as_such_and_has_no_hints(
    database: Flask, signed_in_as: SignIn
) -> None:
    contribution = make_contribution(text="De jas.", confidential="Bel mij op 06-12345678.")
    page = signed_in_as(make_moderator(contribution)).get("/werk/controle")
    assert "vertrouwelijk, komt niet op de website" in page.text
    assert not page.soup.select("[name=gegeven]")


# --- one contribution, later ---------------------------------------------------------------


def test_a_placed_one_is_found_by_its_number_and_taken_away_with_a_reason(
    desk: tuple[Visit, list[Contribution]],
) -> None:
    visitor, (first, *_rest) = desk
    send(visitor, visitor.get("/werk/controle"), "plaats")
    page = visitor.get(f"/werk/controle?nummer={first.submission.receipt}")
    assert page.h1 == f"Controle van {first.reference}"
    assert "Staat op de website" in page.text
    page = send(visitor, page, "haal-weg", **{"niet-reason": "personal-data"})
    assert state_of(first) is S.HIDDEN
    assert "Van de website gehaald" in page.text
    page = send(visitor, page, "ongedaan")
    assert state_of(first) is S.PLACED
    send(visitor, page, "verberg-gegevens", **{"zwart-words": "jas"})
    assert state_of(first) is S.REDACTED


def test_a_number_with_a_typing_error_is_told(desk: tuple[Visit, list[Contribution]]) -> None:
    visitor, _waiting = desk
    assert "Dit nummer klopt niet" in visitor.get("/werk/controle?nummer=MD-0", status=404).text


# --- the second look -----------------------------------------------------------------------


@pytest.fixture
def objected(database: Flask) -> tuple[Account, Objection]:
    """A refusal with an author who asks for a second look, and who refused."""
    contribution = make_contribution(text="De jas lekt.")
    first = make_moderator(contribution)
    by = first.as_actor()
    with transaction():
        decision = operations.refuse_contribution(contribution, reason=Reason.ABUSE, by=by)
    with transaction():
        objection = operations.object_to_decision(
            decision, "Ik scheld niet.", by=author_of(contribution)
        )
    return first, objection


def test_who_decided_may_not_judge_the_second_look(
    objected: tuple[Account, Objection], signed_in_as: SignIn
) -> None:
    first, objection = objected
    visitor = signed_in_as(first)
    assert "Niemand wacht" in visitor.get("/werk/controle/tweede-blik").text
    visitor.get(f"/werk/controle/tweede-blik/{objection.id}", status=403)
    token = visitor.get("/werk/controle").soup.find("input", {"name": "csrf_token"})["value"]
    visitor.post(
        f"/werk/controle/tweede-blik/{objection.id}",
        {"csrf_token": token, "verdict": "granted", "explanation": "Toch."},
        status=403,
    )


def test_another_person_judges_and_can_take_it_back(
    objected: tuple[Account, Objection], signed_in_as: SignIn
) -> None:
    _first, objection = objected
    contribution = objection.decision.contribution
    visitor = signed_in_as(make_moderator(contribution))
    page = visitor.get("/werk/controle/tweede-blik")
    address = page.links()[contribution.reference]
    page = visitor.get(address)
    assert "Ik scheld niet." in page.text
    failed = visitor.send(address, status=422, verdict="granted", explanation="")
    assert failed.errors() == ["Leg uit waarom. De schrijver leest dit."]
    page = visitor.send(address, verdict="granted", explanation="U scheldt niet.")
    assert state_of(contribution) is S.PLACED
    assert "De uitleg: U scheldt niet." in page.text
    visitor.send_from(page, address, "ongedaan")
    assert state_of(contribution) is S.NOT_PLACED


def test_the_author_asks_with_the_key_and_nothing_typed_is_lost_without_it(
    database: Flask, visit: Visit
) -> None:
    contribution = make_contribution(text="De jas lekt.")
    by = make_moderator(contribution).as_actor()
    with transaction():
        operations.refuse_contribution(contribution, reason=Reason.ABUSE, by=by)
    submission = contribution.submission
    address = f"/ontvangst/{submission.receipt}/tweede-blik"
    page = visit.get(address, status=403)
    assert "De jas lekt." not in page.text
    page = visit.send_from(page, address, status=403, text="Ik scheld niet.")
    assert page.form()["text"] == "Ik scheld niet."
    wrong = visit.send_from(page, address, status=403, geheime_sleutel="AAAA-BBBB")
    assert wrong.errors() == ["Deze geheime sleutel past niet bij dit nummer."]
    assert wrong.form()["text"] == "Ik scheld niet."
    visit.send_from(wrong, address, geheime_sleutel=submission.secret_key)
    objection = db.session.query(Objection).one()
    assert objection.text == "Ik scheld niet."
    again = visit.send(address, text="Nog eens.", status=409)
    assert "geen tweede blik meer" in again.errors()[0]
    assert again.form()["text"] == "Nog eens."


# --- statements ----------------------------------------------------------------------------


def test_the_queue_asks_the_same_of_the_database_however_long_it_is(
    desk: tuple[Visit, list[Contribution]],
) -> None:
    visitor, (first, *_rest) = desk
    few = statements(visitor, "/werk/controle")
    round_ = first.round
    section = round_.version.sections[2]
    for number in range(12):
        make_contribution(
            round_,
            f"Bel 06-1234567{number % 10}.",
            at=clock.now() - timedelta(minutes=60 + number),
            version_id=section.version_id,
            section_permanent_id=section.permanent_id,
            alinea_permanent_id=section.alineas[number % 2].permanent_id,
        )
    many = statements(visitor, "/werk/controle")
    page = visitor.get("/werk/controle")
    assert "2.1 Jassen, alinea 2" in page.text
    assert many <= few + 2  # the place of the one that is open
    assert many <= 24


def statements(visitor: Visit, address: str) -> int:
    """How many statements a page takes."""
    seen: list[str] = []

    def count(*given: object) -> None:
        seen.append(str(given[2]))

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        visitor.get(address)
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return len(seen)
