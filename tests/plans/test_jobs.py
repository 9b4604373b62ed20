"""Reading in beside the pages: all of it or nothing, and somebody is told how it went."""

from typing import Any

import pytest
from flask import Flask

from consultation.database import db
from consultation.documents.refusal import DocumentRefused
from consultation.logbook import COMMAND_LINE, Entry, What, transaction
from consultation.plans import operations
from consultation.plans.jobs import do_import
from consultation.plans.models import PlanImport, PlanVersion
from consultation.plans.states import ImportState
from tests.plans.factories import FILE, SCAN, make_draft


def asked(data: bytes = FILE, filename: str = "plan.md") -> int:
    plan = make_draft()
    with transaction():
        made = operations.ask_import(plan, filename=filename, data=data, by=COMMAND_LINE)
    return made.id


def after(number: int) -> PlanImport:
    do_import(number)
    db.session.rollback()
    return db.session.get_one(PlanImport, number)


@pytest.mark.usefixtures("own_process")
def test_a_file_becomes_the_draft_and_is_let_go(database: Flask) -> None:
    done = after(asked())
    assert (done.state, done.percent, done.data) == (ImportState.DONE, 100, None)
    assert done.version is not None
    assert [s.title for s in done.version.sections][-1] == "Jassen"


def test_a_broken_file_changes_nothing_and_says_why(database: Flask) -> None:
    number = asked(SCAN, "plan.pdf")
    before = [s.permanent_id for s in db.session.query(PlanVersion).one().sections]
    failed = after(number)
    assert (failed.state, failed.error_code, failed.data) == (
        ImportState.FAILED, "broken_file", None,
    )  # fmt: skip
    assert [s.permanent_id for s in db.session.query(PlanVersion).one().sections] == before
    assert db.session.query(Entry).filter_by(what=What.PLAN_IMPORT_FAILED).count() == 1


def test_our_own_fault_is_told_as_ours(database: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(operations, "keep_document", break_down)
    failed = after(asked())
    assert (failed.state, failed.error_code) == (ImportState.FAILED, "import_failed")


def test_a_refusal_keeps_what_belongs_to_it(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any, **_named: Any) -> None:
        raise DocumentRefused("too_large", most_megabytes=50)

    monkeypatch.setattr("consultation.plans.jobs.read_in_child", refuse)
    failed = after(asked())
    assert (failed.error_code, failed.error_params) == ("too_large", {"most_megabytes": 50})


def test_an_import_that_was_stopped_meanwhile_keeps_nothing(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = asked()

    def stopped(*_given: Any, progress: Any) -> Any:
        progress(20, "reading_text")
        with transaction():
            running = db.session.get_one(PlanImport, number)
            assert (running.percent, running.step) == (20, "reading_text")
            operations.fail_import(running, "import_stopped", {}, by=COMMAND_LINE)
        raise DocumentRefused("broken_file")

    monkeypatch.setattr("consultation.plans.jobs.read_in_child", stopped)
    assert after(number).error_code == "import_stopped"
