"""Sets of questions to begin a round with: as data, on the screen and on the command line."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from consultation.accounts.models import Account
from consultation.database import db
from consultation.errors import NotFound
from consultation.permissions import Role
from consultation.rounds.models import Round
from consultation.rounds.operations import (
    QuestionSet,
    RoundTexts,
    question_set,
    question_sets,
    with_questions,
)
from consultation.rounds.operations.question_sets import questions_of
from consultation.rounds.queries import is_vague
from consultation.rounds.states import QuestionKind
from tests.factories import make_account, make_category
from tests.page import Visit

NAMES = ("behoeften", "contracten", "open-tenzij", "vier-stappen")


def test_the_sets_stand_in_their_order() -> None:
    assert tuple(one.name for one in question_sets()) == NAMES


@pytest.mark.parametrize("one", question_sets(), ids=lambda one: one.name)
def test_every_question_of_a_set_could_be_announced(one: QuestionSet) -> None:
    assert one.title
    assert one.when
    assert one.intro
    assert len({question.text for question in one.questions}) == len(one.questions) >= 6
    for question in one.questions:
        assert question.text.endswith("?")
        assert not is_vague(question.text)
        assert question.why.endswith(".")
        assert (question.kind is QuestionKind.CHOICE) == bool(question.choices)
        assert len(question.choices) != 1


def test_each_of_the_four_steps_has_a_question() -> None:
    steps = question_set("vier-stappen").steps
    assert len(steps) == len(question_set("vier-stappen").questions)
    assert list(dict.fromkeys(steps)) == [
        "Wat is nodig", "Wat is er te koop", "Wat doen wij zelf", "Wat kan anders",
    ]  # fmt: skip


def test_open_tenzij_asks_for_software_standards_data_and_exit() -> None:
    text = " ".join(one.text for one in question_set("open-tenzij").questions)
    for word in ("open software", "open standaarden", "gegevens mee", "andere leverancier"):
        assert word in text


def test_sets_come_behind_the_own_questions_each_question_once() -> None:
    own = questions_of(["contracten"])[:1]
    texts = with_questions(RoundTexts("Wat mist u?", questions=own), ["behoeften", "behoeften"])
    assert texts.questions == own + question_set("behoeften").questions
    assert texts.intro == question_set("behoeften").intro
    kept = with_questions(RoundTexts("Wat mist u?", intro="Eigen woorden."), ["behoeften"])
    assert kept.intro == "Eigen woorden."
    assert with_questions(RoundTexts("Wat mist u?"), []) == RoundTexts("Wat mist u?")


def test_an_unknown_set_names_the_known_ones() -> None:
    with pytest.raises(NotFound) as refusal:
        with_questions(RoundTexts("Wat mist u?"), ["zand"])
    assert refusal.value.params == {"name": "zand", "known": ", ".join(NAMES)}


# --- doors ----------------------------------------------------------------------------------


@pytest.fixture
def run(database: Flask) -> Any:
    def command(*words: str) -> Result:
        return database.test_cli_runner().invoke(args=list(words))

    return command


def newest_round() -> Round:
    return db.session.query(Round).order_by(Round.id.desc()).first()


def test_an_officer_ticks_a_set_and_edits_its_questions(
    database: Flask, signed_in_as: Callable[[Account], Visit]
) -> None:
    category = make_category()
    officer = signed_in_as(make_account(Role.OFFICER, organisation=category.organisation))
    shown = officer.get("/werk/rondes/nieuw")
    assert question_set("open-tenzij").questions[0].why in shown.text
    about = f"categorie:{category.slug}"
    officer.send("/werk/rondes/nieuw", title="Open?", about=about, sets=["open-tenzij"])
    made = newest_round()
    assert [one.text for one in made.questions] == [
        one.text for one in question_set("open-tenzij").questions
    ]
    edit = officer.get(f"/werk/rondes/{made.slug}/wijzig")
    assert question_set("open-tenzij").questions[0].text in edit.form().values()
    wrong = officer.send(
        "/werk/rondes/nieuw", status=422, title="Nog een?", about=about, sets=["zand"]
    )
    assert wrong.form()["title"] == "Nog een?"


def test_the_command_line_begins_with_sets(run: Any) -> None:
    category = make_category()
    begin = ("round", "create", "--title", "Wat mist u?", "--category", category.slug)
    sets = ("--question-set", "behoeften", "--question-set", "contracten")
    assert run(*begin, *sets).exit_code == 0
    assert len(newest_round().questions) == 14
    wrong = run(*begin, "--question-set", "zand")
    assert (wrong.exit_code, "Kies uit: behoeften" in wrong.output) == (1, True)


def test_the_command_line_shows_sets(run: Any) -> None:
    assert [one["name"] for one in json.loads(run("question-set", "list", "--json").output)] == [
        *NAMES
    ]
    assert "open-tenzij: Open, tenzij." in run("question-set", "list").output
    shown = run("question-set", "show", "vier-stappen").output
    assert question_set("vier-stappen").questions[0].why in shown
    told = json.loads(run("question-set", "show", "vier-stappen", "--json").output)
    assert told["questions"][0]["why"]
    assert run("question-set", "show", "zand").exit_code == 1
