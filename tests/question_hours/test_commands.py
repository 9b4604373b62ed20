"""The command line for hours: the same rules and sentences as the pages."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from flask import Flask

from consultation import clock
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.operations import answer_question
from consultation.question_hours.states import HourState, TableRole
from tests.factories import make_round
from tests.question_hours.factories import make_hour, make_question

pytestmark = pytest.mark.usefixtures("database")


def hour_file() -> dict[str, Any]:
    day = clock.today() + timedelta(days=5)
    return {
        "titel": "Vragenuur over jassen",
        "dag": day.isoformat(),
        "van": "23:30",
        "tot": "00:30",
        "doel": "U stelt vragen over het plan.",
        "tafel": [
            {"rol": "gespreksleider", "naam": "Gerda", "naam_tonen": True},
            {"rol": "inkoper", "naam": "Ingrid", "functie": "inkoper", "naam_tonen": "nee"},
        ],
        "ontbreekt_omdat": "De jurist en de beleidsmedewerker zijn ziek.",
        "tijdschema": [{"van": "23:30", "tot": "23:45", "wat": "Welkom", "wie": "Gerda"}],
        "later_door": "de inkoper",
        "later_voor": (day + timedelta(days=7)).isoformat(),
    }


@pytest.fixture
def run(database: Flask, tmp_path: Path) -> Any:
    """Run `hour` with words; a mapping becomes a file, as YAML or as JSON."""
    runner = database.test_cli_runner()

    def command(*words: object, suffix: str = ".yaml") -> Result:
        given = []
        for word in words:
            if isinstance(word, dict | list | bytes):
                file = tmp_path / f"uur{suffix}"
                text = json.dumps(word) if suffix == ".json" else yaml.safe_dump(word)
                file.write_bytes(word if isinstance(word, bytes) else text.encode())
                word = file
            given.append(str(word))
        return runner.invoke(args=["hour", *given])

    return command


def only_hour() -> QuestionHour:
    db.session.rollback()
    return db.session.query(QuestionHour).one()


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_an_hour_is_planned_from_a_file_and_announced(run: Any, suffix: str) -> None:
    round, given = make_round(), hour_file()
    planned = run("plan", round.slug, "--from", given, "--json", suffix=suffix)
    assert planned.exit_code == 0, planned.output
    assert json.loads(planned.output)["day"] == given["dag"]
    hour = only_hour()
    assert hour.ends_at - hour.begins_at == timedelta(hours=1), "it ends after midnight"
    assert hour.table[0].role is TableRole.HOST
    assert [guest.public_name for guest in hour.table] == ["Gerda", ""]
    assert hour.timetable[0]["what"] == "Welkom"
    assert hour.announced_at is None
    assert "aangekondigd" in run("announce", round.slug, given["dag"]).output
    assert only_hour().announced_at is not None


def test_what_is_missing_is_listed(run: Any) -> None:
    round, given = make_round(), hour_file()
    run("plan", round.slug, "--from", {**given, "ontbreekt_omdat": "", "later_door": ""})
    refused = run("announce", round.slug, given["dag"])
    assert refused.exit_code == 1
    assert "Aan tafel ontbreekt" in refused.output
    assert "Zeg wie de vragen beantwoordt die overblijven." in refused.output


def test_a_role_that_is_missing_is_named_in_words(run: Any) -> None:
    round = make_round()
    run("plan", round.slug, "--from", {**hour_file(), "ontbreekt_omdat": ""})
    hour = db.session.query(QuestionHour).one()
    done = run("announce", round.slug, hour.day)
    assert done.exit_code != 0
    assert "Aan tafel ontbreekt een jurist." in done.output
    assert "Aan tafel ontbreekt een beleidsmedewerker." in done.output
    assert "Aan tafel ontbreekt een inkoper." not in done.output


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"van": "19 uur"}, "deel van het bestand kunnen wij niet lezen: van"),
        ({"dag": None}, "kunnen wij niet lezen: dag"),
        ({"tafel": [{"rol": "koning"}]}, "kunnen wij niet lezen: rol"),
        ({"tijdschema": "19 uur"}, "kunnen wij niet lezen: tijdschema"),
        ({"tafel": [{"rol": "jurist", "naam_tonen": "misschien"}]}, "lezen: naam_tonen"),
        ({"titel": ""}, "titel"),
    ],
)
def test_a_wrong_part_is_named(run: Any, changes: dict[str, object], words: str) -> None:
    refused = run("plan", make_round().slug, "--from", {**hour_file(), **changes})
    assert refused.exit_code == 1
    assert words in refused.output
    assert db.session.query(QuestionHour).count() == 0


def test_a_file_that_is_none_is_refused(run: Any) -> None:
    for broken in (b"a: [", b"\xff\xfe", [1, 2]):
        refused = run("plan", make_round().slug, "--from", broken)
        assert refused.exit_code == 1
        assert "kunnen wij niet lezen" in refused.output
    assert run("plan", "niets", "--from", hour_file()).exit_code == 1


def test_an_hour_is_called_off_with_a_reason(run: Any) -> None:
    hour = make_hour(begins_at=clock.now() + timedelta(days=2))
    assert hour.round is not None
    words = ("cancel", hour.round.slug, hour.day.isoformat())
    assert run(*words).exit_code == 2
    assert run(*words, "--reason", "De zaal is dicht.").exit_code == 0
    assert only_hour().state(clock.now()) is HourState.CANCELLED
    again = run(*words, "--reason", "Nog eens.")
    assert (again.exit_code, "Error" in again.output) == (1, True)


def test_an_hour_is_closed_reported_and_shown(run: Any) -> None:
    hour = make_hour()
    make_question(hour, "Waar lever ik mijn jas in?")
    assert hour.round is not None
    slug, day = hour.round.slug, hour.day.isoformat()
    assert run("report", slug, day).exit_code == 2
    assert run("report", slug, day, "--publish").exit_code == 1, "it is not over"
    assert run("close", slug, day, "--later-owner", "de jurist").exit_code == 0
    refused = run("report", slug, day, "--publish")
    assert "Schrijf in een paar punten op wat er is gezegd." in refused.output
    written = {
        "samenvatting": ["Vooral vragen over inleveren."],
        "aanwezig": ["Voorbeeldbond"],
        "vraag_aan_iedereen": "Hoe bereiken wij dragers?",
        "ideeen": ["Vraag het in de kantine."],
        "links": ["https://voorbeeld.nl/plan"],
        "citaten": [{"tekst": "Een jas die past.", "spreker": "Drager", "goedgekeurd": True}],
        "vervolg": [{"wat": "Verslag", "wie": "inkoper", "dag": day, "klaar": True}],
    }
    done = run("report", slug, day, "--from", written, "--publish")
    assert done.exit_code == 0, done.output
    found = only_hour()
    assert found.state(clock.now()) is HourState.REPORTED
    assert found.quotes == [{"text": "Een jas die past.", "speaker": "Drager", "is_approved": True}]
    assert (found.present, found.ideas) == (["Voorbeeldbond"], ["Vraag het in de kantine."])
    assert found.central_question == "Hoe bereiken wij dragers?"
    assert found.links == ["https://voorbeeld.nl/plan"]
    shown = json.loads(run("show", slug, day, "--json").output)
    assert (shown["stand"], shown["vragen"][0]["stand"]) == ("verslag", "later")
    assert shown["vragen"][0]["eigenaar"] == "de jurist"
    assert "Waar lever ik mijn jas in?" in run("show", slug, day).output


def test_an_answer_is_shown_outside_a_request(run: Any) -> None:
    hour = make_hour()
    question = make_question(hour)
    with transaction():
        answer_question(question, "Bij elk uitgiftepunt.", by=COMMAND_LINE)
    assert hour.round is not None
    shown = json.loads(run("show", hour.round.slug, hour.day.isoformat(), "--json").output)
    assert shown["vragen"][0]["antwoord"]["adres"].startswith("/antwoorden/")
