"""`inputs import`: every kind of sheet, people and machines."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from consultation.database import db
from consultation.logbook import Entry, What
from consultation.permissions import Role
from consultation.reactions.forms import INPUT_SHEET
from consultation.reactions.models import Reaction
from consultation.sheets.writing import write_rows
from tests.factories import make_account, make_round

ROWS = [
    {"paragraaf": "2.1", "soort": "vraag", "tekst": "Hoe warm is de jas?", "naam": "Sanne"},
    {"paragraaf": "9", "soort": "mening", "tekst": "Goed plan."},
    {"paragraaf": "2.1", "soort": "kreet", "tekst": "Hoera!"},
]


def run(app: Flask, *args: Any) -> Result:
    return app.test_cli_runner().invoke(args=["inputs", "import", *[str(one) for one in args]])


def sheet(folder: Path, ending: str) -> Path:
    file = folder / f"inbreng.{ending}"
    if ending == "json":
        file.write_text(json.dumps(ROWS), "utf-8")
    else:
        file.write_bytes(write_rows(INPUT_SHEET, ROWS, ending))
    return file


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods", "json"])
def test_every_kind_of_sheet_is_taken(database: Flask, tmp_path: Path, ending: str) -> None:
    round_ = make_round()
    answer = run(database, sheet(tmp_path, ending), "--round", round_.slug, "--json")
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.stdout)
    first = 1 if ending == "json" else 2
    assert [one["row"] for one in told["accepted"]] == [first, first + 1]
    assert all(one["receipt"].startswith("MD-") for one in told["accepted"])
    assert [one["row"] for one in told["refused"]] == [first + 2]
    assert told["refused"][0]["reason"].startswith("“kreet” is geen soort.")
    assert db.session.query(Reaction).count() == 2


def test_the_same_file_again_gives_the_same_receipts(database: Flask, tmp_path: Path) -> None:
    round_ = make_round()
    file = sheet(tmp_path, "csv")
    first, second = (run(database, file, "--round", round_.slug, "--json") for _ in range(2))
    assert first.stdout == second.stdout


def test_people_read_numbers_and_reasons(database: Flask, tmp_path: Path) -> None:
    round_ = make_round()
    answer = run(database, sheet(tmp_path, "csv"), "--round", round_.slug, "--channel", "phone")
    assert "2 rijen ingevoerd, 1 geweigerd." in answer.output
    assert "  rij 4: “kreet” is geen soort." in answer.output
    assert {one.submission.channel.value for one in db.session.query(Reaction)} == {"phone"}


def test_it_is_done_in_the_name_of_an_account(database: Flask, tmp_path: Path) -> None:
    round_ = make_round()
    officer = make_account(Role.ADMINISTRATOR, Role.PROGRAMME)
    run(database, sheet(tmp_path, "csv"), "--round", round_.slug, "--as", officer.email)
    names = {e.actor_name for e in db.session.query(Entry) if e.what is What.CONTRIBUTION_SENT}
    assert names <= {officer.name}


def test_a_round_that_is_not_there(database: Flask, tmp_path: Path) -> None:
    answer = run(database, sheet(tmp_path, "csv"), "--round", "nergens")
    assert answer.exit_code == 1
    assert "Error: Er is geen ronde" in answer.output


def test_a_file_that_is_no_sheet(database: Flask, tmp_path: Path) -> None:
    file = tmp_path / "plaatje.xlsx"
    file.write_bytes(b"PK\x03\x04 geen blad")
    answer = run(database, file, "--round", make_round().slug)
    assert answer.exit_code == 1
    assert "beschadigd" in answer.output
