"""`answers import`: sheets of every kind, by the words of the screen."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from consultation.answers.forms import ANSWER_SHEET
from consultation.answers.models import Answer
from consultation.contributions.states import Kind
from consultation.database import db
from consultation.sheets.writing import write_rows
from tests.contributions.factories import make_contribution
from tests.factories import make_round


def run(app: Flask, *args: Any) -> Result:
    return app.test_cli_runner().invoke(args=["answers", "import", *[str(one) for one in args]])


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods", "json"])
def test_a_sheet_is_taken_in(database: Flask, tmp_path: Path, ending: str) -> None:
    round = make_round()
    one = make_contribution(round, kind=Kind.PROPOSAL)
    other = make_contribution(round, kind=Kind.OPINION)
    third = make_contribution(round, kind=Kind.ERROR)
    rows = [
        {"nummer": one.reference, "uitkomst": "Deels overgenomen", "reden": "Het kan deels.",
         "antwoord": "Wij passen 2.1 aan."},
        {"nummer": other.reference, "uitkomst": "Fantastisch", "reden": "Om.", "antwoord": "Zo."},
        {"nummer": third.reference, "uitkomst": "", "reden": "", "antwoord": ""},
    ]  # fmt: skip
    file = tmp_path / f"antwoorden.{ending}"
    if ending == "json":
        file.write_text(json.dumps(rows), "utf-8")
    else:
        file.write_bytes(write_rows(ANSWER_SHEET, rows, ending))
    answer = run(database, file, "--round", round.slug, "--json")
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.stdout)
    first = 1 if ending == "json" else 2
    assert told["accepted"] == [{"row": first, "number": one.reference}]
    assert [refused["row"] for refused in told["refused"]] == [first + 1]
    assert told["empty"] == [first + 2]
    assert db.session.query(Answer).one().newest.text == "Wij passen 2.1 aan."


def test_people_read_what_came_of_it(database: Flask, tmp_path: Path) -> None:
    round = make_round()
    one = make_contribution(round, kind=Kind.QUESTION)
    file = tmp_path / "antwoorden.csv"
    file.write_text(
        f"nummer;uitkomst;reden;antwoord\n{one.reference};beantwoord;Duidelijk.;Ja.\n"
        "MD-2222-22;beantwoord;Duidelijk.;Ja.\n",
        "utf-8",
    )
    answer = run(database, file, "--round", round.slug)
    assert "1 antwoorden bewaard, 1 rijen geweigerd." in answer.output
    assert "rij 3: Er is geen reactie met nummer MD-2222-22 in deze ronde." in answer.output
