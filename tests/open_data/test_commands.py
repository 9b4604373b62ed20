"""The public record on the command line, and the same record as outsiders fetch it."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask

from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.logbook import Entry, What, transaction
from consultation.public_record.verify import verify_bundle
from tests.contributions.factories import make_contribution
from tests.factories import make_round
from tests.page import Visit

PLACED = ContributionState.PLACED


def run(app: Flask, *words: object) -> Any:
    return app.test_cli_runner().invoke(args=["record", *map(str, words)])


def test_a_checkpoint_is_signed_once_per_size(database: Flask) -> None:
    make_contribution()
    first = json.loads(run(database, "checkpoint", "--json").output)
    assert first["size"] == 1
    assert first["checkpoint"].startswith("localhost/logboek\n1\n")
    assert run(database, "checkpoint").output == first["checkpoint"]
    assert db.session.query(Entry).filter_by(what=What.RECORD_SIGNED).count() == 1


def test_what_is_exported_verifies_with_nothing_but_python(visit: Visit, tmp_path: Path) -> None:
    make_contribution(text="Mijn ervaring.", state=PLACED)
    old = tmp_path / "oud.txt"
    old.write_text(run(visit.app, "checkpoint").output, encoding="utf-8")
    make_contribution(text="Een tweede.", confidential="Een prijs.", state=PLACED)
    bundle = tmp_path / "bundel.zip"
    assert json.loads(run(visit.app, "export", bundle, "--json").output)["leaves"] == 2
    program = tmp_path / "verify.py"
    program.write_bytes(visit.client.get("/logboek/verify.py").data)
    command = [sys.executable, "-I", str(program), str(bundle), "--since", str(old)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert answer.returncode == 0, answer.stdout
    assert "2 teksten woord voor woord, 1 alinea's afgedekt" in answer.stdout
    assert run(visit.app, "verify", bundle, "--since", old).exit_code == 0


def test_one_round_can_be_exported(database: Flask, tmp_path: Path) -> None:
    round, other = make_round(), make_round()
    make_contribution(round, state=PLACED)
    make_contribution(other, state=PLACED)
    bundle = tmp_path / "bundel.zip"
    assert "2 regels" in run(database, "export", bundle, "--round", round.slug).output
    report = verify_bundle(bundle.read_bytes())
    assert report.faults == []
    assert "1 teksten woord voor woord, 0 alinea's afgedekt" in report.checked
    refused = run(database, "export", bundle, "--round", "bestaat-niet")
    assert (refused.exit_code, "Error" in refused.output) == (1, True)


def test_verify_finds_what_was_changed_behind_our_back(database: Flask) -> None:
    contribution = make_contribution(text="Eerlijk.", state=PLACED)
    assert run(database, "verify").exit_code == 0
    with transaction():
        contribution.text.passages[0].text = "Vervalst."
    answer = run(database, "verify", "--json")
    found = json.loads(answer.output)
    assert (answer.exit_code, found["good"]) == (1, False)
    assert found["faults"] == [f"{contribution.reference}: dit is niet wat is ontvangen."]


def test_whoever_downloads_the_record_gets_all_of_it_signed(visit: Visit) -> None:
    make_contribution(state=PLACED)
    run(visit.app, "checkpoint")
    make_contribution(state=PLACED)
    answer = visit.client.get("/logboek/bundel.zip")
    assert verify_bundle(answer.data).faults == []
    assert "2 regels, 2 checkpoints" in verify_bundle(answer.data).checked[0]
    again = visit.client.get(
        "/logboek/bundel.zip", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_a_record_keeps_its_name_when_the_site_moves(database: Flask) -> None:

    make_contribution()
    first = run(database, "checkpoint").output
    kept = database.config["SETTINGS"]
    database.config["SETTINGS"] = replace(kept, base_url="https://elders.nl")
    try:
        make_contribution()
        assert run(database, "checkpoint").output.split("\n")[0] == first.split("\n")[0]
        assert run(database, "verify").exit_code == 0
    finally:
        database.config["SETTINGS"] = kept
