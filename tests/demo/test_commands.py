"""Loading the demo from the command line, and that it is possible in a demo only."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from consultation.accounts.models import Organisation
from consultation.app import create_app
from consultation.categories.models import Category
from consultation.commands import GROUPS
from consultation.database import db
from consultation.demo.clock_setting import clock_shift, shift_clock
from consultation.demo.loading import load_demo
from consultation.errors import NotAllowed
from consultation.logbook import transaction
from tests.factories import make_organisation


def make_example() -> Organisation:
    return Organisation(slug="voorbeeld", name="Voorbeeld", is_example=True)


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(words))
    return result.exit_code, result.output


def test_a_database_of_real_people_is_not_emptied(database: Flask) -> None:
    make_organisation(name="Gemeente")
    code, output = run(database, "demo", "load")
    assert code == 1
    assert output.endswith("Dit kan alleen op een voorbeeldsite. Er is niets veranderd.\n")
    assert db.session.query(db.metadata.tables["organisations"]).count() == 1


def test_a_real_deployment_has_no_command_and_no_operation(tmp_path: Path) -> None:
    app = create_app(
        {"CONSULTATION_PROFILE": "real", "INSTANCE": str(tmp_path), "BASE_URL": "https://x.example"}
    )
    with app.app_context():
        db.create_all()
        code, output = run(app, "demo", "load")
        assert code == 2
        assert "No such command 'demo'" in output
        assert "demo" not in {group.name for group in GROUPS}
        with pytest.raises(NotAllowed):
            load_demo()
        assert db.session.query(Category).count() == 0
        db.session.remove()
        db.engine.dispose()


def test_a_fault_halfway_leaves_the_demo_as_it_was(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction():
        db.session.add(Category(slug="oud", name="Oud", organisation=make_example()))
    monkeypatch.setattr("consultation.demo.loading._found", lambda _scene: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load_demo()
    assert db.session.query(Category.slug).all() == [("oud",)]


def test_loading_again_refreshes_and_gives_nothing_double(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consultation.demo.loading.plan_plans", lambda _scene: None)
    monkeypatch.setattr("consultation.demo.loading.plan_rounds", lambda _scene: None)
    monkeypatch.setattr("consultation.demo.loading.plan_tenders", lambda _scene: None)
    monkeypatch.setattr("consultation.demo.loading.plan_hours", lambda _scene: None)
    monkeypatch.setattr("consultation.demo.loading.plan_forums", lambda _scene: None)
    monkeypatch.setattr("consultation.demo.loading.plan_changes", lambda *_: None)
    monkeypatch.setattr("consultation.demo.loading.words_of", lambda _name: [])
    shift_clock(database.config["SETTINGS"], timedelta(days=50))
    for _ in range(2):
        code, output = run(database, "demo", "load", "--json")
        assert code == 0
        assert json.loads(output.partition("\n")[2])["categories"] == 22
    assert db.session.query(Category).count() == 22
    assert not clock_shift(database.config["SETTINGS"]), "the dates count from the real day"
