"""The command line for plans and the section sheet."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from consultation.categories.models import Category
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.plans.forms import SHEET
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.operations import SectionTexts, write_section
from consultation.sheets.reading import read_rows
from consultation.sheets.writing import write_rows
from tests.factories import make_account, make_category, make_organisation, make_round
from tests.plans.factories import FILE, SCAN, make_draft


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "plan.md"
    place.write_bytes(FILE)
    return place


def run(app: Flask, *args: Any) -> Result:
    return app.test_cli_runner().invoke(args=[str(one) for one in args])


def told(answer: Result) -> Any:
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


# --- reading a plan in ---------------------------------------------------------------------


@pytest.mark.usefixtures("own_process")
def test_plan_import_makes_a_draft_in_a_new_category_and_reports(
    database: Flask, file: Path
) -> None:
    make_organisation()
    answer = run(
        database, "plan", "import", file, "--category", "Kleding", "--title", "Jassen", "--json"
    )
    report = told(answer)
    assert (report["plan"], report["version"]) == ("jassen", 1)
    assert set(report) == {"plan", "version", "found", "kept", "sections", "warnings"}
    numbers = [(one["number"], one["title"], one["level"]) for one in report["sections"]]
    assert ("2.1", "Jassen", 2) in numbers
    assert set(report["sections"][0]) == {"id", "number", "title", "level", "words"}
    assert db.session.query(Category).one().name == "Kleding"


def test_plan_import_tells_people_what_was_found_and_kept(database: Flask, file: Path) -> None:
    category = make_category()
    answer = run(database, "plan", "import", file, "--category", category.name, "--title", "Jassen")
    assert answer.exit_code == 0
    assert "Plan jassen, versie 1" in answer.output
    assert "alinea’s: 3 gevonden, 3 bewaard" in answer.output


def test_plan_import_fills_the_draft_of_a_plan_that_is_there(database: Flask, file: Path) -> None:
    plan = make_draft()
    report = told(run(database, "plan", "import", file, "--plan", plan.slug, "--json"))
    assert (report["plan"], report["version"]) == (plan.slug, 1)


def test_plan_import_begins_a_new_version_of_a_published_plan(database: Flask, file: Path) -> None:
    round = make_round()
    slug = round.version.plan.slug
    assert told(run(database, "plan", "import", file, "--plan", slug, "--json"))["version"] == 2


def test_plan_import_gives_the_draft_to_a_round_in_preparation(database: Flask, file: Path) -> None:
    category = make_category()
    make_round(slug="jassen", published_at=None, version_id=None, plan_id=None,
               organisation_id=category.organisation_id)  # fmt: skip
    args = ["plan", "import", file, "--category", category.name, "--title", "Jassen"]
    report = told(run(database, *args, "--round", "jassen", "--json"))
    shown = run(database, "round", "check", "jassen", "--json")
    assert "Het plan is nog niet vastgezet." in shown.output
    assert report["version"] == 1


def test_nothing_is_kept_for_a_round_that_is_announced(database: Flask, file: Path) -> None:
    round = make_round()
    before = db.session.query(Plan).count()
    args = ["plan", "import", file, "--category", round.category.name, "--title", "Jassen"]
    answer = run(database, *args, "--round", round.slug)
    assert answer.exit_code == 1
    assert "Deze ronde is al aangekondigd" in answer.output
    assert db.session.query(Plan).count() == before


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("plan.pdf", SCAN, "Dit bestand is beschadigd."),
        ("plan.docx", b"PK\x03\x04 geen zip", "Dit bestand is beschadigd."),
        ("plan.odt", b"zomaar iets", "Dit soort bestand kunnen wij niet lezen."),
        ("leeg.docx", b"", "Dit bestand is leeg."),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence_and_leaves_nothing(
    database: Flask, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    make_organisation()
    place = tmp_path / name
    place.write_bytes(data)
    answer = run(database, "plan", "import", place, "--category", "Kleding", "--title", "Jassen")
    assert answer.exit_code == 1
    assert sentence in answer.output
    assert db.session.query(Category).count() == db.session.query(Plan).count() == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--title", "Jassen"), "Vul de naam van de inkoopcategorie in."),
        (("--category", "Kleding"), "Vul een titel in."),
        (("--category", "Kleding", "--title", "J" * 301), "Deze titel is te lang."),
        (("--category", "K" * 201, "--title", "Jassen"), "Deze naam is te lang."),
        (("--plan", "niets"), "Er is geen plan met de naam niets."),
    ],
)
def test_plan_import_says_what_is_missing(
    database: Flask, file: Path, options: tuple[str, ...], sentence: str
) -> None:
    make_organisation()
    answer = run(database, "plan", "import", file, *options)
    assert answer.exit_code == 1
    assert sentence in answer.output
    assert db.session.query(Category).count() == db.session.query(Plan).count() == 0


def test_a_new_category_asks_for_an_organisation(database: Flask, file: Path) -> None:
    args = ["plan", "import", file, "--category", "Kleding", "--title", "Jassen"]
    assert "Er is nog geen organisatie." in run(database, *args).output
    make_organisation(slug="zand", name="Zand")
    make_organisation(slug="klei", name="Klei")
    assert "Er zijn meer organisaties. Kies er een: klei, zand." in run(database, *args).output
    assert run(database, *args, "--organisation", "klei").exit_code == 0
    assert db.session.query(Plan).one().organisation.slug == "klei"


def test_who_may_not_read_a_plan_in_is_refused(database: Flask, file: Path) -> None:
    category = make_category()
    args = ["plan", "import", file, "--category", category.name, "--title", "Jassen"]
    answer = run(database, *args, "--as", make_account().email)
    assert answer.exit_code == 1
    assert "U mag dit niet doen." in answer.output


# --- checking, summing up, freezing --------------------------------------------------------


def test_a_plan_is_checked_summed_up_and_published(database: Flask) -> None:
    plan = make_draft()
    refused = run(database, "plan", "publish", plan.slug)
    assert refused.exit_code == 1
    assert "- Hoofdstuk '1 Inleiding' is nog niet nagekeken." in refused.output
    assert "1 hoofdstukken" in run(database, "plan", "check", plan.slug, "--chapter", "1").output
    assert run(database, "plan", "publish", plan.slug).exit_code == 1
    assert run(database, "plan", "check", plan.slug).exit_code == 0
    assert run(database, "plan", "summarise", plan.slug, "Wij kopen jassen.").exit_code == 0
    refused = run(database, "plan", "publish", plan.slug)
    assert refused.exit_code == 1
    assert "samenvattingen gaf nog geen taalcoach akkoord" in refused.output
    reason = ("--unsigned-reason", "De taalcoach is ziek.")
    answer = run(database, "plan", "publish", plan.slug, *reason)
    assert f"Versie 1 van {plan.slug}" in answer.output
    version = db.session.query(PlanVersion).one()
    assert version.unsigned_reason == "De taalcoach is ziek."
    assert (version.is_published, version.summary) == (True, "Wij kopen jassen.")


def test_a_chapter_that_is_not_there_is_refused(database: Flask) -> None:
    plan = make_draft()
    answer = run(database, "plan", "check", plan.slug, "--chapter", "9")
    assert answer.exit_code == 1
    assert "Paragraaf 9 bestaat niet" in answer.output


def test_a_published_plan_has_nothing_to_work_on(database: Flask) -> None:
    slug = make_round().version.plan.slug
    for command in (["publish", slug], ["check", slug], ["summarise", slug, "Kort."]):
        answer = run(database, "plan", *command)
        assert answer.exit_code == 1
        assert "Er is geen versie waaraan u kunt werken." in answer.output


# --- the section sheet ---------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["ods", "xlsx", "csv"])
def test_a_sheet_goes_out_and_comes_back_unchanged(
    database: Flask, tmp_path: Path, ending: str
) -> None:
    plan = make_draft()
    sheet = tmp_path / f"blad.{ending}"
    assert "4 paragrafen" in run(database, "sections", "export", plan.slug, sheet).output
    result = told(run(database, "sections", "import", plan.slug, sheet, "--json"))
    assert len(result["accepted"]) == 4
    assert not any(row["changed"] for row in result["accepted"])
    assert result["refused"] == []


def written(place: Path, *rows: dict[str, str]) -> Path:
    names = {name for row in rows for name in row}
    columns = [column for column in SHEET if column.name in names]
    place.write_bytes(write_rows(columns, rows, "csv"))
    return place


def test_good_rows_are_stored_and_bad_ones_reported_by_number(
    database: Flask, tmp_path: Path
) -> None:
    plan = make_draft()
    sheet = written(
        tmp_path / "blad.csv",
        {"paragraaf": "1", "samenvatting": "Wij kopen kleding.", "speelruimte": "vast"},
        {"paragraaf": "9.9", "samenvatting": "Bestaat niet."},
        {"paragraaf": "2.1", "samenvatting": "[CONCEPT] De jas.", "speelruimte": "deels"},
        {"paragraaf": "3", "samenvatting": "Goed.", "speelruimte": "een beetje"},
        {"paragraaf": "2", "samenvatting": "Ja.", "vraag 1": "Wat mist u?"},
    )
    answer = run(database, "sections", "import", plan.slug, sheet)
    assert answer.exit_code == 0
    assert "2 rijen bewaard, 3 geweigerd." in answer.output
    assert "Bij 1 rijen is de samenvatting nog een concept." in answer.output
    assert "rij 3: Paragraaf 9.9 bestaat niet" in answer.output
    assert "rij 5: Kies bij speelruimte" in answer.output
    assert "rij 6: Schrijf bij elke vraag waarom u haar stelt." in answer.output
    first, second, jackets, last = db.session.query(Plan).one().versions[0].sections
    assert (first.summary, first.room) == ("Wij kopen kleding.", "fixed")
    assert (jackets.summary, jackets.room) == ("Kort: Jassen.", "partly")
    assert (second.summary, last.summary) == ("Kort: Wat kopen wij?.", "Kort: Duurzaamheid.")


def test_a_column_that_is_not_in_the_sheet_empties_nothing(database: Flask, tmp_path: Path) -> None:
    plan = make_draft()
    sheet = written(tmp_path / "blad.csv", {"paragraaf": "1", "samenvatting": "Anders."})
    assert run(database, "sections", "import", plan.slug, sheet).exit_code == 0
    section = db.session.query(Plan).one().versions[0].sections[0]
    assert (section.summary, section.room, len(section.questions)) == ("Anders.", "open", 1)


def test_a_row_does_not_overwrite_what_somebody_wrote_meanwhile(
    database: Flask, tmp_path: Path
) -> None:
    plan = make_draft()
    sheet = tmp_path / "blad.csv"
    run(database, "sections", "export", plan.slug, sheet)
    rows = [dict(row.values) for row in read_rows(sheet.read_bytes(), "blad.csv", columns=SHEET)]
    with transaction():
        section = db.session.query(Plan).one().versions[0].sections[0]
        write_section(section, SectionTexts("Op het scherm."), by=COMMAND_LINE)
    rows[0]["samenvatting"] = "In het blad."
    rows[1]["samenvatting"] = "Ook in het blad."
    result = told(run(database, "sections", "import", plan.slug, written(sheet, *rows), "--json"))
    assert [one["reason"][:31] for one in result["refused"]] == ["Paragraaf '1 Inleiding' is vera"]
    first, second, *_ = db.session.query(Plan).one().versions[0].sections
    assert (first.summary, second.summary) == ("Op het scherm.", "Ook in het blad.")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("blad.xlsx", b"PK\x03\x04 geen zip", "Dit bestand is beschadigd."),
        ("blad.csv", b"samenvatting;reden\nKort;Daarom\n", "ontbreken kolommen: paragraaf"),
        ("blad.csv", b"iets;anders\n1;2\n", "ontbreken kolommen"),
        ("blad.doc", b"zomaar", "Dit soort bestand kunnen wij niet lezen."),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(
    database: Flask, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    place = tmp_path / name
    place.write_bytes(data)
    answer = run(database, "sections", "import", make_draft().slug, place)
    assert answer.exit_code == 1
    assert sentence in answer.output


def test_a_sheet_of_an_unknown_kind_is_not_made(database: Flask, tmp_path: Path) -> None:
    answer = run(database, "sections", "export", make_draft().slug, tmp_path / "blad.doc")
    assert answer.exit_code == 1
    assert not (tmp_path / "blad.doc").exists()


def test_the_sheet_says_for_whom_a_section_is(database: Flask, tmp_path: Path) -> None:
    plan = make_draft()
    row = {"paragraaf": "1", "doelgroepen": "Drager; klein bedrijf, drager,"}
    assert (
        run(database, "sections", "import", plan.slug, written(tmp_path / "b.csv", row)).exit_code
        == 0
    )
    section = db.session.query(Plan).one().versions[0].sections[0]
    assert section.audiences == ["drager", "klein bedrijf"]
    with transaction():
        write_section(section, SectionTexts("Op het scherm."), by=COMMAND_LINE)
    assert section.audiences == ["drager", "klein bedrijf"], "the screen leaves them as they are"
    sheet = tmp_path / "blad.csv"
    run(database, "sections", "export", plan.slug, sheet)
    assert (
        read_rows(sheet.read_bytes(), "b.csv", columns=SHEET)[0]["doelgroepen"]
        == "drager, klein bedrijf"
    )
