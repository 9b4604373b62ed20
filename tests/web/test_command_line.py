"""What is typed wrongly on the command line is told in Dutch, and nothing is done."""

from pathlib import Path

import pytest
from flask import Flask

WRONG = {
    "plan import nergens.docx": "FILE: Dit bestand is er niet, of het is niet te lezen.",
    "plan import": "FILE ontbreekt.",
    "round extend zomer": "--closes ontbreekt.",
    "round extend zomer --closes morgen": "--closes: Schrijf een datum zo: 2026-03-31.",
    "round create zomer": "Er staat iets te veel.",
    "round create --titel Zomer": "De optie --titel is er niet. Bedoelt u --title, --help?",
    "round create --zzz": "De optie --zzz is er niet.",
    "round create --title": "Zo gaat de optie --title niet.",
    "round verlengen": "De opdracht verlengen is er niet.",
    "tender unlink zomer twee": "TENDER: Geef een getal.",
    "account create jan@voorbeeld.nl --name Jan --role baas": "--role: Kies uit: panel-member",
}


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_typed_wrongly_is_told_in_dutch(app: Flask, typed: str) -> None:
    answer = app.test_cli_runner().invoke(args=typed.split())
    assert answer.exit_code == 2
    assert f"Error: {WRONG[typed]}" in answer.output


def test_a_group_alone_shows_its_commands(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(args=["round"])
    assert "Consultation rounds: prepare, announce, extend, withdraw." in answer.output
    assert "Error" not in answer.output


@pytest.mark.parametrize("data", [b"\xff\xfe", b"[" * 20_000, b"\x80 caf\xe9", b"a: [1"])
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("round create --from", "Dit bestand beschrijft geen ronde."),
        ("note write zomer", "Dit bestand is geen nota."),
        ("hour plan zomer --from", "Dit bestand met een vragenuur kunnen wij niet lezen."),
    ],
)
def test_a_file_that_is_no_text_is_refused(
    database: Flask, tmp_path: Path, typed: str, sentence: str, data: bytes
) -> None:
    file = tmp_path / "teksten.json"
    file.write_bytes(data)
    answer = database.test_cli_runner().invoke(args=[*typed.split(), str(file)])
    assert answer.exit_code == 1
    assert sentence in answer.output


def test_signs_that_nobody_types_are_left_out(database: Flask) -> None:
    answer = database.test_cli_runner().invoke(args=["plan", "publish", "jas\udcff\x00sen"])
    assert answer.exit_code == 1
    assert "Er is geen plan met de naam jassen." in answer.output
