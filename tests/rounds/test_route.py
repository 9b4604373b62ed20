"""The questions that lead people to what is about them: written on a screen or in a file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consultation import clock
from consultation.accounts.models import Account
from consultation.database import db
from consultation.errors import NotAllowed, Outdated, Refused, WrongStep
from consultation.logbook import COMMAND_LINE, Entry, What, transaction
from consultation.permissions import Role
from consultation.rounds.models import Round
from consultation.rounds.operations import WrittenRoute, write_route
from consultation.rounds.states import Route, RouteAnswer, RouteQuestion
from tests.factories import make_account, make_plan, make_round
from tests.page import Visit

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]

WEARER = RouteAnswer("Ik draag werkkleding", ("Drager ", "drager"), ("2.1", "§ 2"))
SELLER = RouteAnswer("Ik verkoop kleding")
ASKED = RouteQuestion("Wie bent u?", (WEARER, SELLER))
WRITTEN = WrittenRoute((ASKED,), ("3", "2.1", "3."))


@pytest.fixture
def round() -> Round:
    return make_round()


def written(round: Round, route: WrittenRoute = WRITTEN, **changes: Any) -> Route:
    with transaction():
        return write_route(round, route, by=COMMAND_LINE, **changes).route


def ids(round: Round) -> dict[str, str]:
    assert round.version is not None
    return {one.number: one.permanent_id for one in round.version.sections}


def test_sections_are_kept_by_their_permanent_ids(round: Round) -> None:
    route, known = written(round), ids(round)
    assert route.core == (known["3"], known["2.1"])
    assert route.questions[0].answers == (
        RouteAnswer("Ik draag werkkleding", ("drager",), (known["2.1"], known["2"])),
        RouteAnswer("Ik verkoop kleding"),
    )
    assert written(round, WrittenRoute(route.questions, route.core)) == route
    assert db.session.query(Entry).filter_by(what=What.ROUTE_WRITTEN).count() == 2


def test_an_answer_is_named_by_its_words(round: Round) -> None:
    route = written(round)
    assert route.chosen(["ik-draag-werkkleding"]) == [route.questions[0].answers[0]]
    assert route.chosen(["onzin"]) == route.chosen([""]) == route.chosen([]) == []
    assert RouteAnswer("Één café, én meer!").key == "een-cafe-en-meer"


def test_an_empty_route_is_none(round: Round) -> None:
    written(round)
    assert written(round, WrittenRoute()) == Route()
    assert round.route_kept is None


@pytest.mark.parametrize(
    ("route", "code"),
    [
        (WrittenRoute((ASKED,) * 4), "route_too_many_questions"),
        (WrittenRoute((RouteQuestion("Wie?", (SELLER,)),)), "route_answers_count"),
        (WrittenRoute((RouteQuestion("Wie?", (SELLER,) * 7),)), "route_answers_count"),
        (WrittenRoute((RouteQuestion("Wie?", (SELLER, SELLER)),)), "route_answers_alike"),
        (WrittenRoute((RouteQuestion(" ", (WEARER, SELLER)),)), "route_words_missing"),
        (WrittenRoute((RouteQuestion("W" * 151, (WEARER, SELLER)),)), "route_words_too_long"),
        (WrittenRoute(core=("9.9",)), "route_section_unknown"),
        (
            WrittenRoute((RouteQuestion("Wie?", (SELLER, RouteAnswer("Ik", (), ("9.9",)))),)),
            "route_section_unknown",
        ),
    ],
)
def test_a_route_that_is_not_right_is_refused(round: Round, route: WrittenRoute, code: str) -> None:
    with pytest.raises(Refused) as refused:
        written(round, route)
    assert refused.value.code == code
    assert round.route == Route()


def test_what_somebody_else_wrote_is_not_lost(round: Round) -> None:
    seen = round.route_fingerprint
    written(round, seen=seen)
    with pytest.raises(Outdated):
        written(round, WrittenRoute(), seen=seen)


def test_others_do_not_write_it_and_a_withdrawn_round_has_none(round: Round) -> None:
    stranger = make_account(Role.OFFICER, organisation=make_round().organisation)
    with pytest.raises(NotAllowed), transaction():
        write_route(round, WRITTEN, by=stranger.as_actor())
    with transaction():
        round.withdrawn_at = clock.now()
    with pytest.raises(WrongStep):
        written(round)


# --- the screen ----------------------------------------------------------------------------


@pytest.fixture
def officer(signed_in_as: SignIn, round: Round) -> Visit:
    return signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))


def address(round: Round) -> str:
    return f"/werk/rondes/{round.slug}/voor-mij"


def typed(officer: Visit, round: Round, **changes: str) -> dict[str, Any]:
    values = officer.get(address(round)).form("voor-mij")
    return {**values, **{name.replace("__", "-"): value for name, value in changes.items()}}


FILLED = {
    "core": "3, 2.1",
    "questions__0__text": "Wie bent u?",
    "questions__0__answers__0__text": "Ik draag werkkleding",
    "questions__0__answers__0__sections": "2.1; 2",
    "questions__0__answers__0__audiences": "drager",
    "questions__0__answers__1__text": "Ik verkoop kleding",
}


def test_an_officer_writes_the_route_while_the_round_runs(officer: Visit, round: Round) -> None:
    page = officer.get(f"/werk/rondes/{round.slug}")
    assert page.links()["Schrijf de vragen van “Voor mij”"] == address(round)
    officer.post(address(round), typed(officer, round, **FILLED))
    known = ids(round)
    assert round.route.core == (known["3"], known["2.1"])
    again = officer.get(address(round)).form("voor-mij")
    assert again["core"] == "3, 2.1"
    assert again["questions-0-answers-0-sections"] == "2.1, 2"
    officer.post(address(round), again)
    assert round.route.core == (known["3"], known["2.1"])


def test_a_refusal_gives_the_text_back(officer: Visit, round: Round) -> None:
    values = typed(officer, round, **{**FILLED, "core": "9.9"})
    page = officer.post(address(round), values, status=422)
    assert "Paragraaf 9.9 staat niet in het plan van deze ronde." in page.text
    assert page.form("voor-mij")["questions-0-answers-0-text"] == "Ik draag werkkleding"
    assert round.route == Route()


def test_others_do_not_come_to_the_screen(signed_in_as: SignIn, visit: Visit, round: Round) -> None:
    moderator = make_account(Role.MODERATOR, organisation=round.organisation)
    signed_in_as(moderator).get(address(round), status=403)
    assert visit.client.get(address(round)).status_code in {302, 403}


# --- the file ------------------------------------------------------------------------------

PART: dict[str, Any] = {
    "kern": ["3"],
    "vragen": [
        {"vraag": "Wie bent u?", "antwoorden": [
            {"antwoord": "Ik draag kleding", "doelgroepen": ["drager"], "paragrafen": "2.1, 2"},
            {"antwoord": "Iets anders"},
        ]},
    ],
}  # fmt: skip


def created(database: Flask, folder: Path, part: Any) -> Any:
    plan = make_plan(slug="kleding")
    file = folder / "ronde.json"
    file.write_text(json.dumps({"titel": "Wat past?", "voor_mij": part}), encoding="utf-8")
    runner = database.test_cli_runner()
    return runner.invoke(args=["round", "create", "--from", str(file), "--plan", plan.slug])


def test_a_file_of_a_round_may_hold_its_route(database: Flask, tmp_path: Path) -> None:
    assert created(database, tmp_path, PART).exit_code == 0
    round = db.session.query(Round).one()
    known = ids(round)
    assert round.route.core == (known["3"],)
    assert round.route.questions[0].answers[0].sections == (known["2.1"], known["2"])


@pytest.mark.parametrize(
    "part",
    ["onzin", {"vragen": "onzin"}, {"vragen": ["onzin"]}, {"kern": ["9.9"]},
     {"vragen": [{"vraag": "Wie?", "antwoorden": [{"antwoord": "Ik"}]}]}],
)  # fmt: skip
def test_a_route_that_cannot_be_read_makes_no_round(
    database: Flask, tmp_path: Path, part: Any
) -> None:
    answer = created(database, tmp_path, part)
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output
    assert db.session.query(Round).count() == 0
