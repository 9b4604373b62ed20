"""The command line for the response note."""

import hashlib
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from consultation import clock
from consultation.logbook import transaction
from consultation.permissions import Role
from consultation.response_notes import queries
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_round
from tests.response_notes.test_operations import answer, closed_round

FILE = """
in_het_kort: U vroeg om betere jassen. Die komen er.
themas:
  - titel: Jassen
    paragrafen: ["2.1"]
    wat_hoorden_wij: De jas is te kort.
    wat_doen_wij: Wij maken hem langer.
    waarom: Een korte jas houdt geen regen tegen.
    niet: Een cape komt er niet.
wie_hoorden_wij_niet_genoeg:
  tekst: Wij hoorden weinig schoonmakers.
  wat_doen_wij_nu: [Wij gaan langs.]
"""


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["note", *words])


def told(app: Flask, round: Round) -> dict[str, object]:
    answer = run(app, "status", round.slug, "--json")
    assert answer.exit_code == 0, answer.output
    found: dict[str, object] = json.loads(answer.output)
    return found


def person(round: Round, role: Role) -> str:
    return make_account(role, organisation=round.organisation).email


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "nota.yaml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def test_status_counts_what_is_done_and_names_what_is_missing(database: Flask) -> None:
    round, (one, other) = closed_round()
    answer(one)
    found = told(database, round)
    assert (found["inputs"], found["with_disposition"]) == (2, 1)
    assert found["missing"] == [other.reference]
    assert "zonder uitkomst: 1." in run(database, "status", round.slug).output


def test_from_file_to_published_note(database: Flask, file: str, tmp_path: Path) -> None:
    round, inputs = closed_round()
    officer, manager = person(round, Role.OFFICER), person(round, Role.ROUND_MANAGER)
    answer(*inputs)
    for words in (
        ("write", round.slug, file, "--as", officer),
        ("submit", round.slug, "--as", officer),
        ("approve", round.slug, "--as", manager),
        ("publish", round.slug, "--as", manager),
    ):
        done = run(database, *words)
        assert done.exit_code == 0, done.output
    assert (told(database, round)["state"], told(database, round)["lacks"]) == ("published", [])
    for suffix in ("json", "csv", "html", "odt", "md"):
        done = run(database, "export", round.slug, str(tmp_path / f"nota.{suffix}"))
        assert done.exit_code == 0, done.output
    note = queries.note_of(round, reader=make_account(Role.OFFICER).as_actor())
    fixed = (tmp_path / "nota.json").read_bytes()
    assert hashlib.sha256(fixed).hexdigest() == note.published_hash
    theme = json.loads(fixed)["themas"][0]
    assert theme["wat_niet"] == "Een cape komt er niet."
    assert theme["paragrafen"][0]["naam"] == "2.1 Jassen"
    table = (tmp_path / "nota.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in table[2:]] == [one.reference for one in inputs]
    page = (tmp_path / "nota.html").read_text(encoding="utf-8")
    assert all(one.reference in page for one in inputs)
    assert "Wij gaan langs." in page
    with zipfile.ZipFile(tmp_path / "nota.odt") as package:
        text = package.read("content.xml").decode()
    assert all(one.reference in text for one in inputs)


def test_the_gate_refuses_on_the_command_line_too(database: Flask, file: str) -> None:
    round, (one, _) = closed_round()
    officer = person(round, Role.OFFICER)
    answer(one)
    run(database, "write", round.slug, file)
    refused = run(database, "submit", round.slug, "--as", officer)
    assert refused.exit_code == 1
    assert "zonder uitkomst: 1." in refused.output


def test_who_submits_has_a_name_and_never_approves(database: Flask, file: str) -> None:
    round, inputs = closed_round()
    answer(*inputs)
    manager = person(round, Role.ROUND_MANAGER)
    run(database, "write", round.slug, file)
    assert run(database, "submit", round.slug).exit_code == 2
    assert run(database, "submit", round.slug, "--as", manager).exit_code == 0
    assert run(database, "approve", round.slug, "--as", manager).exit_code == 1
    assert run(database, "publish", round.slug).exit_code == 1
    assert told(database, round)["state"] == "under-review"


def test_approval_on_the_command_line_is_a_comfort_of_demo_and_test(
    database: Flask, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    round, inputs = closed_round()
    answer(*inputs)
    run(database, "write", round.slug, file)
    run(database, "submit", round.slug, "--as", person(round, Role.OFFICER))
    kind = type(database.config["SETTINGS"])
    monkeypatch.setattr(kind, "has_demo_comforts", property(lambda _: False))
    refused = run(database, "approve", round.slug, "--as", person(round, Role.ROUND_MANAGER))
    assert refused.exit_code == 1
    assert "op de website" in refused.output
    assert told(database, round)["state"] == "under-review"


@pytest.mark.parametrize(
    "text",
    ["in_het_kort: [", "- een lijst", "themas: [1]", "themas: geen", "themas: [{waarom: x}]"],
)
def test_a_file_of_another_shape_is_refused(database: Flask, tmp_path: Path, text: str) -> None:
    round, _ = closed_round()
    path = tmp_path / "nota.yaml"
    path.write_text(text, encoding="utf-8")
    refused = run(database, "write", round.slug, str(path))
    assert refused.exit_code == 1
    assert "Dit bestand is geen nota" in refused.output


def test_a_theme_names_sections_that_are_there(database: Flask, tmp_path: Path) -> None:
    round, _ = closed_round()
    path = tmp_path / "nota.yaml"
    path.write_text(FILE.replace("2.1", "9.9"), encoding="utf-8")
    refused = run(database, "write", round.slug, str(path))
    assert (refused.exit_code, "Paragraaf 9.9 bestaat niet" in refused.output) == (1, True)


def test_only_a_published_note_is_exported_in_a_known_form(
    database: Flask, file: str, tmp_path: Path
) -> None:
    round, inputs = closed_round()
    answer(*inputs)
    run(database, "write", round.slug, file)
    assert run(database, "export", round.slug, str(tmp_path / "nota.csv")).exit_code == 1
    run(database, "submit", round.slug, "--as", person(round, Role.OFFICER))
    run(database, "approve", round.slug, "--as", person(round, Role.ROUND_MANAGER))
    run(database, "publish", round.slug)
    refused = run(database, "export", round.slug, str(tmp_path / "nota.doc"))
    assert (refused.exit_code, (tmp_path / "nota.doc").exists()) == (1, False)


def test_a_round_without_a_note_has_a_status(database: Flask) -> None:
    round = make_round()
    make_contribution(round)
    with transaction():
        round.closes_at = clock.now() - timedelta(days=1)
    found = told(database, round)
    assert (found["state"], found["inputs"]) == ("draft", 1)
