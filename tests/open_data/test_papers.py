"""Plans and notes as files on the command line: what they say is what stands on the site."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flask import Flask

from consultation.database import db
from consultation.documents.reading import read_document
from consultation.logbook import transaction
from consultation.papers.pdf import pdf_is_possible
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.states import VersionState
from tests.factories import make_plan, make_round

needs_pango = pytest.mark.skipif(not pdf_is_possible(), reason="Pango is not installed here")


def run(app: Flask, *words: object) -> Any:
    return app.test_cli_runner().invoke(args=["plan", "export", *map(str, words)])


def add_draft(plan: Plan) -> PlanVersion:
    with transaction():
        draft = PlanVersion(number=2, created_at=plan.created_at, state=VersionState.DRAFT)
        db.session.get_one(Plan, plan.id).versions.append(draft)
    return draft


@pytest.mark.parametrize("ending", ["odt", "html", "md"])
def test_a_plan_leaves_as_a_file_with_its_permanent_address(
    database: Flask, tmp_path: Path, ending: str
) -> None:
    round = make_round()
    assert round.plan is not None
    file = tmp_path / f"plan.{ending}"
    done = run(database, round.plan.slug, file)
    assert done.exit_code == 0, done.output
    assert "Versie 1 van" in done.output
    data = file.read_bytes()
    if ending != "odt":
        assert f"http://localhost/rondes/{round.slug}/versies/1/plan" in data.decode()


@pytest.mark.parametrize("ending", ["md", "odt"])
def test_what_was_exported_is_read_in_as_the_same_sections(
    database: Flask, tmp_path: Path, ending: str
) -> None:
    plan = make_plan()
    make_round(plan=plan)
    file = tmp_path / f"plan.{ending}"
    run(database, plan.slug, file)
    read = read_document(file.read_bytes(), file.name)
    assert [(one.number, one.title, one.level) for one in read.sections] == [
        (one.number, one.title, one.level) for one in plan.versions[0].sections
    ]
    assert [[block.text for block in one.blocks] for one in read.sections] == [
        [alinea.text for alinea in one.alineas] for one in plan.versions[0].sections
    ]


@needs_pango
def test_a_plan_leaves_as_pdf(database: Flask, tmp_path: Path) -> None:
    plan = make_plan()
    file = tmp_path / "x.bin"
    done = run(database, plan.slug, file, "--format", "pdf", "--version", 1)
    assert done.exit_code == 0, done.output
    with pikepdf.open(BytesIO(file.read_bytes())) as made:
        assert str(made.docinfo.Title) == f"{plan.title}, versie 1"


def test_the_newest_frozen_version_leaves_and_a_draft_only_by_its_number(
    database: Flask, tmp_path: Path
) -> None:
    plan = make_plan()
    add_draft(plan)
    file = tmp_path / "plan.md"
    assert "Versie 1 van" in run(database, plan.slug, file).output
    assert "Versie 2 van" in run(database, plan.slug, file, "--version", 2).output
    assert "concept: niet vastgesteld" in file.read_text(encoding="utf-8")


def test_what_cannot_be_exported_is_refused_in_words(database: Flask, tmp_path: Path) -> None:
    plan = make_plan(published=False)
    for words, said in (
        (("bestaat-niet", tmp_path / "a.odt"), "plan"),
        ((plan.slug, tmp_path / "a.odt"), "versie"),
        ((make_plan().slug, tmp_path / "a.docx"), ".odt"),
    ):
        refused = run(database, *words)
        assert refused.exit_code == 1
        assert said in refused.output
        assert not words[1].exists()
