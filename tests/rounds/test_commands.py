"""The command line for rounds: the same operations, a clear sentence, and JSON for machines."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from flask import Flask

from consultation import clock
from consultation.database import db
from consultation.logbook import Entry, What, transaction
from consultation.permissions import Role
from consultation.rounds.models import Round
from consultation.rounds.states import Phase, QuestionKind
from tests.factories import make_account, make_category, make_organisation, make_plan, make_round
from tests.rounds.factories import make_prepared_round

WHOLE: dict[str, Any] = {
    "titel": "Welke werkkleding koopt het Rijk vanaf 2027?",
    "sleutel": "kleding-2027",
    "intro": "Wij kopen kleding voor 60.000 mensen.",
    "achtergrond": "Het oude contract loopt af.",
    "opent": "2026-10-01",
    "sluit": date(2026, 10, 31),
    "antwoord_voor": "2026-12-12",
    "charter": {
        "wat_kan_nog_anders": ["De kleur.", "De stof."],
        "wat_ligt_vast": "De wet.\nHet geld.",
        "wie_beslist": "De directeur inkoop.",
    },
    "contact": {"rol": "inkoper kleding", "hoe": "kleding@voorbeeld.nl"},
    "vragen": [
        {"vraag": "Wat past niet?", "waarom": "Dan passen wij de maten aan.", "paragraaf": "2.1"},
        {"vraag": "Huren of kopen?", "waarom": "Dan kiezen wij.", "soort": "keuze",
         "keuzes": ["Huren", "Kopen"]},
    ],
}  # fmt: skip


@pytest.fixture
def run(database: Flask) -> Any:
    def invoke(*args: object) -> Result:
        return database.test_cli_runner().invoke(args=["round", *map(str, args)])

    return invoke


def as_file(folder: Path, content: Any, kind: str = "yaml") -> Path:
    file = folder / f"ronde.{kind}"
    dump = json.dumps if kind == "json" else yaml.safe_dump
    file.write_text(dump(content, **({"default": str} if kind == "json" else {})))
    return file


@pytest.mark.parametrize("kind", ["yaml", "yml", "json"])
def test_create_takes_all_texts_of_a_round_at_once(run: Any, tmp_path: Path, kind: str) -> None:
    plan = make_plan()
    answer = run("create", "--from", as_file(tmp_path, WHOLE, kind), "--plan", plan.slug, "--json")
    assert (answer.exit_code, json.loads(answer.output)) == (0, {"round": "kleding-2027"})
    made = db.session.query(Round).one()
    assert made.title == WHOLE["titel"]
    assert made.can_change == ["De kleur.", "De stof."]
    assert made.is_fixed == ["De wet.", "Het geld."]
    assert made.opens_at == clock.start_of_day(date(2026, 10, 1))
    assert made.closes_at == clock.end_of_day(date(2026, 10, 31))
    assert made.answer_by == date(2026, 12, 12)
    assert made.questions[0].section_permanent_id == plan.versions[0].sections[2].permanent_id
    assert made.questions[1].kind is QuestionKind.CHOICE
    assert made.not_to_share, "the standard gives what the file leaves out"
    entry = db.session.query(Entry).filter_by(what=What.ROUND_CREATED).one()
    assert entry.actor_name == "opdrachtregel"


def test_create_needs_no_file(run: Any) -> None:
    make_organisation()
    answer = run("create", "--title", "Wat mist u?", "--opens", "2027-01-11")
    assert (answer.exit_code, answer.output) == (0, "Ronde wat-mist-u is in voorbereiding.\n")
    made = db.session.query(Round).one()
    assert made.closes_at == clock.end_of_day(date(2027, 2, 21)), "six weeks, by the standard"


def test_create_counts_days_from_today(run: Any, tmp_path: Path) -> None:
    category = make_category()
    content = {"titel": "Wat mist u?", "categorie": category.name,
               "dagen": {"opent": -5, "sluit": 20, "antwoord_voor": 60}}  # fmt: skip
    assert run("create", "--from", as_file(tmp_path, content)).exit_code == 0
    made = db.session.query(Round).one()
    assert made.opens_at == clock.start_of_day(clock.today() - timedelta(days=5))
    assert made.category_id == category.id


UNREADABLE = [
    ("no title", {"intro": "Hallo"}, "De titel ontbreekt."),
    ("a list", ["titel"], "De titel ontbreekt."),
    ("a charter of words", {**WHOLE, "charter": "Alles kan."}, "Het deel 'charter'"),
    ("questions of words", {**WHOLE, "vragen": "Wat?"}, "Het deel 'vragen'"),
    ("a question of words", {**WHOLE, "vragen": ["Wat?"]}, "Het deel 'vragen'"),
    ("answers of words", {**WHOLE, "vragen": [{"vraag": "Wat?", "keuzes": "ja"}]}, "'keuzes'"),
    ("a strange date", {**WHOLE, "opent": "morgen"}, "Schrijf een datum zoals 2026-11-20."),
    ("strange days", {**WHOLE, "dagen": "7"}, "Schrijf een datum zoals 2026-11-20."),
    ("a strange day", {**WHOLE, "dagen": {"opent": "gauw"}}, "Schrijf een datum"),
    ("another century", {**WHOLE, "sluit": "9999-12-31"}, "Kijk het jaar na."),
    ("a long title", {**WHOLE, "titel": "x" * 301}, "hooguit 300 tekens"),
    ("an unknown category", {**WHOLE, "categorie": "Zand"}, "Zand"),
]


@pytest.mark.parametrize(("why", "content", "line"), UNREADABLE, ids=[c[0] for c in UNREADABLE])
def test_create_refuses_what_it_cannot_read(
    run: Any, tmp_path: Path, why: str, content: Any, line: str
) -> None:
    make_organisation()
    answer = run("create", "--from", as_file(tmp_path, content))
    assert (answer.exit_code, line in answer.output) == (1, True), answer.output
    assert "Traceback" not in answer.output
    assert db.session.query(Round).count() == 0


def test_create_refuses_a_file_that_is_no_yaml(run: Any, tmp_path: Path) -> None:
    make_organisation()
    for name, data in (("a.yaml", b"titel: [open"), ("a.json", b"{"), ("b.yaml", b"\xff\xfe\x00")):
        file = tmp_path / name
        file.write_bytes(data)
        answer = run("create", "--from", file)
        assert answer.exit_code == 1
        assert "Dit bestand beschrijft geen ronde." in answer.output


def test_create_asks_which_organisation_consults(run: Any) -> None:
    make_organisation(slug="zand")
    make_organisation(slug="klei")
    assert run("create", "--title", "Wat mist u?").exit_code == 1
    assert run("create", "--title", "Wat mist u?", "--organisation", "zand").exit_code == 0


def test_somebody_answers_for_what_the_line_does(run: Any) -> None:
    made = make_prepared_round()
    moderator = make_account(Role.MODERATOR, organisation=made.organisation)
    officer = make_account(Role.OFFICER, organisation=made.organisation)
    assert run("publish", made.slug, "--as", moderator.email).exit_code == 1
    assert run("publish", made.slug, "--as", officer.email).exit_code == 0
    entry = db.session.query(Entry).filter_by(what=What.ROUND_PUBLISHED).one()
    assert entry.actor_id == officer.id


def test_attach_gives_a_round_its_plan(run: Any) -> None:
    made = make_prepared_round(plan_id=None, version_id=None)
    plan = make_plan(category=made.category)
    assert run("attach", made.slug, plan.slug).exit_code == 0
    db.session.expire_all()
    assert made.version == plan.versions[0]
    draft = make_plan(category=made.category, published=False)
    answer = run("attach", made.slug, draft.slug)
    assert (answer.exit_code, "nog niet vastgezet" in answer.output) == (1, True)


UNSIGNED = (
    "let op: Bij 4 samenvattingen gaf nog geen taalcoach akkoord. Laat iemand anders meelezen."
)


def test_check_lists_everything_that_is_missing(run: Any) -> None:
    made = make_prepared_round()
    answer = run("check", made.slug)
    assert answer.exit_code == 0
    assert answer.output.splitlines() == ["Er ontbreekt niets.", UNSIGNED]
    with transaction():
        made.intro, made.is_fixed = "", []
        made.questions[0].text = "Wat vindt u ervan?"
    answer = run("check", made.slug)
    assert answer.exit_code == 1
    assert answer.output.splitlines() == [
        "- Schrijf op wat vastligt.",
        "- Schrijf in een of twee zinnen waar de ronde over gaat.",
        "let op: De vraag 'Wat vindt u ervan?' is te vaag. Vraag naar iets dat u wilt weten.",
        UNSIGNED,
    ]
    answer = run("check", made.slug, "--json")
    told = json.loads(answer.output)
    assert (answer.exit_code, told["round"]) == (1, made.slug)
    assert (len(told["missing"]), len(told["warnings"])) == (2, 2)


def test_publish_refuses_with_the_same_list(run: Any) -> None:
    made = make_prepared_round(intro="", is_fixed=[])
    answer = run("publish", made.slug)
    assert answer.exit_code == 1
    assert "- Schrijf op wat vastligt." in answer.output
    assert made.published_at is None


def test_publish_extend_and_withdraw(run: Any) -> None:
    made = make_prepared_round()
    assert run("publish", made.slug).output == f"Ronde {made.slug} is aangekondigd.\n"
    later = clock.today() + timedelta(days=70)
    answer = run("extend", made.slug, "--closes", later, "--reason", "Het was vakantie.")
    assert (answer.exit_code, answer.output) == (0, f"Ronde {made.slug} sluit op {later}.\n")
    db.session.expire_all()
    assert made.closes_at == clock.end_of_day(later)
    answer = run("withdraw", made.slug, "--reason", "Het plan vervalt.")
    assert (answer.exit_code, answer.output) == (0, f"Ronde {made.slug} is ingetrokken.\n")
    db.session.expire_all()
    assert made.phase(clock.now()) is Phase.WITHDRAWN
    answer = run("withdraw", made.slug, "--reason", "Nog eens")
    assert answer.exit_code == 1


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (["--closes", "2020-01-01", "--reason", "Storing"], "Kies een dag na de dag"),
        (["--closes", "9999-12-31", "--reason", "Storing"], "Kijk het jaar na."),
        (["--closes", "2098-01-01", "--reason", " "], "Schrijf op waarom."),
        (["--closes", "2098-01-01", "--reason", "Storing"], "Het antwoord kan niet komen"),
    ],
)
def test_extend_refuses_clearly(run: Any, args: list[str], line: str) -> None:
    made = make_round()
    answer = run("extend", made.slug, *args)
    assert (answer.exit_code, line in answer.output) == (1, True), answer.output


@pytest.mark.parametrize("verb", ["check", "publish", "withdraw"])
def test_an_unknown_round_is_named(run: Any, verb: str) -> None:
    extra = ["--reason", "x"] if verb == "withdraw" else []
    answer = run(verb, "niets", *extra)
    assert (answer.exit_code, "Er is geen ronde met de naam niets." in answer.output) == (1, True)


@pytest.mark.parametrize("verb", ["create", "attach", "check", "publish", "extend", "withdraw"])
def test_each_command_explains_itself(run: Any, verb: str) -> None:
    answer = run(verb, "--help")
    assert answer.exit_code == 0
    assert "Usage" in answer.output
