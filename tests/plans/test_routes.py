"""The plan screens: from a file to a frozen version, by people who may."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from consultation import jobs
from consultation.accounts.models import Account
from consultation.categories.models import Category
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.plans import operations
from consultation.plans.forms import SHEET
from consultation.plans.models import Picture, Plan, PlanImport, PlanVersion, Section
from consultation.plans.states import ImportState
from consultation.sheets.reading import read_rows
from consultation.sheets.writing import write_rows
from tests.factories import make_account, make_category, make_organisation, make_plan
from tests.page import Visit
from tests.plans.factories import FILE, PICTURE, SCAN, keep, make_draft

SignIn = Callable[[Account], Visit]


@pytest.fixture
def plan(database: Flask) -> Plan:
    return make_draft()


@pytest.fixture
def officer(plan: Plan, signed_in_as: SignIn) -> Visit:
    return signed_in_as(make_account(Role.OFFICER, organisation=plan.organisation))


def at(plan: Plan, rest: str = "") -> str:
    return f"/werk/plannen/{plan.slug}{rest}"


def sections(plan: Plan) -> list[Section]:
    db.session.rollback()
    return db.session.get_one(Plan, plan.id).versions[-1].sections


def upload(data: bytes = FILE, name: str = "plan.md") -> tuple[BytesIO, str]:
    return BytesIO(data), name


# --- who may ------------------------------------------------------------------------------


def test_officers_of_another_organisation_see_nothing_of_a_draft(
    plan: Plan, signed_in_as: SignIn
) -> None:
    other = signed_in_as(make_account(Role.OFFICER, organisation=make_organisation()))
    assert plan.title not in other.get("/werk/plannen").text
    for rest in ("", "/samenvatting", "/vastzetten", "/blad", "/blad/csv", "/inlezen"):
        other.get(at(plan, rest), status=404)
    other.get(at(plan, f"/{plan.versions[0].sections[0].permanent_id}"), status=404)


def test_a_panel_member_reads_and_writes_nothing(plan: Plan, signed_in_as: SignIn) -> None:
    member = signed_in_as(make_account(Role.PANEL_MEMBER, organisation=plan.organisation))
    page = member.get(at(plan))
    assert "Zet deze versie vast" not in page.text
    assert not page.soup.find("main").find_all("form")
    chapter = member.get(at(plan, f"/hoofdstuk/{plan.versions[0].sections[0].permanent_id}"))
    assert "nagekeken" not in [button.text for button in chapter.soup.select("main button")]
    for rest in ("/samenvatting", "/vastzetten", "/blad", "/inlezen"):
        member.get(at(plan, rest), status=403)
    member.get("/werk/plannen/nieuw", status=403)


# --- how far it is ------------------------------------------------------------------------


def next_step(officer: Visit, plan: Plan) -> str:
    return officer.get(at(plan)).soup.select_one(".phase-line [aria-current] strong").get_text()


def test_the_steps_point_at_what_is_to_be_done_next(officer: Visit, plan: Plan) -> None:
    assert next_step(officer, plan) == "Nakijken"
    with transaction():
        sections(plan)[0].room = None
    assert next_step(officer, plan) == "Speelruimte"
    with transaction():
        sections(plan)[0].summary = ""
    assert next_step(officer, plan) == "Samenvattingen"


# --- reading in ---------------------------------------------------------------------------


def test_a_new_plan_is_read_in_and_shows_its_report(officer: Visit, plan: Plan) -> None:
    page = officer.send(
        "/werk/plannen/nieuw", title="Jassen", known_category=plan.category.slug, file=upload()
    )
    assert page.h1 == "Jassen"
    assert "Het bestand is ingelezen." in page.text
    assert "Alinea’s 3 3 Gelijk" in page.text
    assert "Jassen" in officer.get("/werk/plannen").links()


def test_a_new_plan_may_bring_a_new_category(officer: Visit) -> None:
    officer.send("/werk/plannen/nieuw", title="Jassen", known_category="", category="Kleding",
                 file=upload())  # fmt: skip
    assert db.session.query(Category).filter_by(name="Kleding").count() == 1
    assert db.session.query(Plan).filter_by(slug="jassen").one().category.name == "Kleding"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Vul een titel in."),
        ({"title": "J" * 301}, "Deze titel is te lang. Gebruik hooguit 300 tekens."),
        ({"file": None}, "Kies een bestand."),
        ({"known_category": "", "category": ""}, "Vul een naam in."),
        ({"file": (BytesIO(b""), "leeg.docx")}, "Dit bestand is leeg. Kies een ander bestand."),
        (
            {"file": (BytesIO(b"iets"), "plaatje.png")},
            "Dit soort bestand kunnen wij niet lezen. Kies voor een plan een docx, odt, pdf, "
            "html of md, en voor een blad een ods, xlsx of csv.",
        ),
    ],
)
def test_what_cannot_begin_gives_the_form_back_and_keeps_nothing(
    officer: Visit, plan: Plan, changes: dict[str, Any], sentence: str
) -> None:
    values = {"title": "Jassen", "known_category": plan.category.slug, "file": upload()}
    page = officer.send("/werk/plannen/nieuw", status=422, **(values | changes))
    assert page.errors() == [sentence]
    if "title" not in changes:
        assert page.form()["title"] == "Jassen"
    assert db.session.query(Plan).count() == 1
    assert db.session.query(PlanImport).count() == 0


def test_a_file_that_turns_out_broken_says_why_and_takes_another(
    officer: Visit, plan: Plan
) -> None:
    before = [section.permanent_id for section in sections(plan)]
    page = officer.send(at(plan, "/inlezen"), file=upload(SCAN, "scan.pdf"))
    assert page.h1 == "Het bestand is niet ingelezen"
    assert "scan.pdf : Dit bestand is beschadigd." in page.text
    assert [section.permanent_id for section in sections(plan)] == before
    again = officer.send_from(page, at(plan), "/inlezen", file=upload())
    assert "Het bestand is ingelezen." in again.text


def test_a_plan_without_a_version_offers_another_file(officer: Visit, plan: Plan) -> None:
    officer.send("/werk/plannen/nieuw", title="Scan", known_category=plan.category.slug,
                 file=upload(SCAN, "scan.pdf"))  # fmt: skip
    page = officer.get("/werk/plannen/scan")
    assert "Er is nog geen bestand ingelezen." in page.text
    assert "Lees een bestand in" in page.links()
    assert "Scan" in officer.get("/werk/plannen").links()


@pytest.fixture
def waiting(plan: Plan) -> PlanImport:
    with transaction():
        return operations.ask_import(plan, filename="plan.md", data=FILE, by=COMMAND_LINE)


def test_an_import_shows_how_far_it_is_to_people_and_to_the_script(
    officer: Visit, plan: Plan, waiting: PlanImport
) -> None:
    with transaction():
        waiting.move_to(ImportState.RUNNING)
        waiting.percent, waiting.step = 40, "finding_headings"
    here = at(plan, f"/inlezen/{waiting.id}")
    page = officer.get(here)
    assert page.soup.progress["value"] == "40"
    assert "De koppen zoeken" in page.text
    assert page.links()["Ververs"] == here
    assert page.soup.select_one("[data-poll]")["data-poll"] == f"{here}/stand.json"
    told = officer.client.get(f"{here}/stand.json").get_json()
    assert told == {"percent": 40, "step": "De koppen zoeken", "done": False, "address": here}
    assert "Bekijk hoe ver het is" in officer.get(at(plan)).links()


def test_an_import_can_be_stopped_and_keeps_nothing(
    officer: Visit, plan: Plan, waiting: PlanImport
) -> None:
    here = at(plan, f"/inlezen/{waiting.id}")
    page = officer.send(here, "/stop")
    assert "Het inlezen is gestopt." in page.text
    jobs.ask(officer.app, "plan-import", waiting.id)
    assert [section.title for section in sections(plan)][-1] == "Duurzaamheid"
    assert officer.client.get(f"{here}/stand.json").get_json()["done"] is True


def test_an_import_answers_only_at_the_address_of_its_plan(
    officer: Visit, waiting: PlanImport, plan: Plan
) -> None:
    other = make_plan(category=plan.category)
    officer.get(at(other, f"/inlezen/{waiting.id}"), status=404)


def test_a_published_plan_gets_its_next_version_beside_it(officer: Visit, plan: Plan) -> None:
    fixed = make_plan(category=plan.category)
    page = officer.get(at(fixed))
    assert "verandert niet meer" in page.text
    page = officer.send(at(fixed, "/inlezen"), file=upload())
    assert "Versie 2 in bewerking" in page.text


# --- the report, the doubts, the chapters -------------------------------------------------


@pytest.fixture
def rough(plan: Plan) -> Plan:
    """A draft with a table without heads, a picture without words and a heading that skips."""
    keep(plan)
    with transaction():
        version = db.session.get_one(PlanVersion, plan.versions[-1].id)
        db.session.add(
            Picture(version_id=version.id, sha256=PICTURE, media_type="image/png", data=b"x")
        )
    return plan


def test_every_doubt_has_its_place_first_and_a_link_to_it(officer: Visit, rough: Plan) -> None:
    page = officer.get(at(rough))
    doubts = [" ".join(li.get_text(" ").split()) for li in page.soup.select(".doubt-list li")]
    assert doubts == [
        "2 Kleding , bladzijde 6 Een tabel heeft geen rij met koppen.",
        "2.1.1 Jassen Dit lijkt een kop, maar heeft geen kopstijl. Is het er een?",
        "Het hele bestand Van 2 plaatjes zijn er 1 bewaard.",
    ]
    _, kleding, jassen = sections(rough)
    links = [a["href"] for a in page.soup.select(".doubt-list a")]
    chapter = at(rough, f"/hoofdstuk/{kleding.permanent_id}")
    assert links == [f"{chapter}#{kleding.permanent_id}", f"{chapter}#{jassen.permanent_id}"]
    assert "Afbeeldingen 2 1 1 minder" in page.text


def test_the_plan_says_per_chapter_what_must_be_better_first(officer: Visit, rough: Plan) -> None:
    text = officer.get(at(rough)).text
    assert "In paragraaf '2 Kleding', alinea 1, staat een tabel zonder koppen." in text
    assert "In paragraaf '2 Kleding', alinea 2, staat een afbeelding zonder tekst." in text
    assert "De kop '2.1.1 Jassen' slaat een niveau over." in text
    assert "Nog 1 samenvatting ontbreekt. Bij 1 paragraaf ontbreekt de speelruimte." in text


def test_a_chapter_is_mended_and_then_marked_as_checked(officer: Visit, rough: Plan) -> None:
    _, kleding, jassen = sections(rough)
    here = at(rough, f"/hoofdstuk/{kleding.permanent_id}")
    refused = officer.send(here, "/nagekeken", status=422)
    assert refused.errors()[0].startswith("Dit hoofdstuk kan nog niet op nagekeken.")
    officer.send(here, "/tabel/1")
    empty = officer.send(here, "/afbeelding/2", status=422, text=" ")
    assert empty.errors() == ["Schrijf op wat er op de afbeelding te zien is."]
    page = officer.send(here, "/afbeelding/2", text="Een jas op een haak")
    assert page.soup.select_one("main img")["alt"] == "Een jas op een haak"
    officer.send(here, f"/{jassen.permanent_id}/kop")
    done = officer.send(here, "/nagekeken")
    assert "Dit hoofdstuk is nagekeken." in done.text
    _, kleding, jassen = sections(rough)
    assert (kleding.checked_at is not None, jassen.level) == (True, 2)
    assert "<th" in kleding.alineas[0].html
    officer.send(here, "/niet-nagekeken")
    assert sections(rough)[1].checked_at is None


def test_a_chapter_of_another_file_is_not_marked(officer: Visit, plan: Plan) -> None:
    here = at(plan, f"/hoofdstuk/{sections(plan)[0].permanent_id}")
    page = officer.get(here)
    officer.send(at(plan, "/inlezen"), file=upload())
    first = sections(plan)[0]
    chapter = at(plan, f"/hoofdstuk/{first.permanent_id}/nagekeken")
    values = {**page.form("/nagekeken"), "seen": "0" * 64}
    officer.post(chapter, values, status=409)
    assert sections(plan)[0].checked_at is None


@pytest.mark.parametrize("rest", ["/hoofdstuk/zzzz", "/zzzz", "/inlezen/999", "/blad/doc"])
def test_what_is_not_there_says_so(officer: Visit, plan: Plan, rest: str) -> None:
    officer.get(at(plan, rest), status=422 if "blad" in rest else 404)


# --- the editor ---------------------------------------------------------------------------

FILLED = {
    "summary": "Wij kopen jassen.",
    "room": "partly",
    "room_reason": "De wet ligt vast.",
    "question_1": "Wat mist u?",
    "why_1": "Dan passen wij het aan.",
}


def test_a_section_is_written_and_the_next_one_comes(officer: Visit, plan: Plan) -> None:
    first, second, *_ = sections(plan)
    page = officer.send(
        at(plan, f"/{first.permanent_id}"), f"/{first.permanent_id}", doe="volgende", **FILLED
    )
    assert page.h1 == second.name
    assert "Paragraaf 1 Inleiding is bewaard." in page.text
    first = sections(plan)[0]
    assert (first.summary, first.room, first.room_reason) == (
        "Wij kopen jassen.", "partly", "De wet ligt vast.",
    )  # fmt: skip
    assert [(one.text, one.why) for one in first.questions] == [
        ("Wat mist u?", "Dan passen wij het aan.")
    ]


def test_after_the_last_section_the_plan_comes(officer: Visit, plan: Plan) -> None:
    last = sections(plan)[-1]
    page = officer.send(at(plan, f"/{last.permanent_id}"), doe="volgende", **FILLED)
    assert page.h1 == plan.title


def test_saving_without_going_on_stays_here(officer: Visit, plan: Plan) -> None:
    first = sections(plan)[0]
    assert officer.send(at(plan, f"/{first.permanent_id}"), doe="bewaar").h1 == first.name


def test_looking_at_the_places_keeps_nothing(officer: Visit, plan: Plan) -> None:
    first = sections(plan)[0]
    page = officer.send(
        at(plan, f"/{first.permanent_id}"), doe="meet", summary="Wij komen derhalve."
    )
    assert "Moeilijk: “derhalve”" in page.text
    assert page.form()["summary"] == "Wij komen derhalve."
    assert sections(plan)[0].summary == "Kort: Inleiding."


def test_a_question_without_its_reason_is_told_at_the_field(officer: Visit, plan: Plan) -> None:
    first = sections(plan)[0]
    page = officer.send(
        at(plan, f"/{first.permanent_id}"),
        status=422, doe="volgende", question_2="Nog iets?", why_2="", summary="Mijn tekst.",
    )  # fmt: skip
    assert page.errors() == ["Schrijf bij elke vraag waarom u haar stelt."]
    assert page.soup.select_one(".form-summary a")["href"] == "#why_2"
    assert page.form()["summary"] == "Mijn tekst."


def test_a_text_for_a_section_that_is_gone_is_given_back(officer: Visit, plan: Plan) -> None:
    last = sections(plan)[-1]
    here = at(plan, f"/{last.permanent_id}")
    page = officer.get(here)
    officer.send(at(plan, "/inlezen"), file=upload())
    gone = officer.send_from(page, here, status=409, summary="Niet weg.")
    assert "Niet weg." in gone.text


def test_a_text_for_a_plan_that_was_frozen_is_given_back(officer: Visit, plan: Plan) -> None:
    first = sections(plan)[0]
    here = at(plan, f"/{first.permanent_id}")
    page = officer.get(here)
    freeze(plan)
    gone = officer.send_from(page, here, status=409, summary="Niet weg.")
    assert "Niet weg." in gone.text
    assert sections(plan)[0].summary == "Kort: Inleiding."


def freeze(plan: Plan) -> None:
    with transaction():
        version = db.session.get_one(Plan, plan.id).versions[-1]
        for section in version.sections:
            if section.is_chapter:
                operations.check_chapter(section, by=COMMAND_LINE)
        operations.publish_version(version, by=COMMAND_LINE, unsigned_reason="Een toets.")


def test_the_summary_of_the_plan_is_written_and_never_overwritten(
    officer: Visit, plan: Plan
) -> None:
    here = at(plan, "/samenvatting")
    assert officer.send(here, status=422, summary=" ").errors() == ["Schrijf een samenvatting."]
    page = officer.get(here)
    officer.send(here, summary="Van een collega.")
    conflict = officer.send_from(page, here, status=422, summary="Van mij.")
    assert "Van een collega." in conflict.text
    assert conflict.form()["summary"] == "Van mij."
    officer.send_from(conflict, here)
    assert db.session.get_one(Plan, plan.id).versions[-1].summary == "Van mij."


# --- the sheet ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["ods", "xlsx", "csv"])
def test_the_sheet_goes_out_and_comes_back(officer: Visit, plan: Plan, kind: str) -> None:
    answer = officer.client.get(at(plan, f"/blad/{kind}"))
    assert answer.status_code == 200
    assert f"versie-1.{kind}" in answer.headers["Content-Disposition"]
    rows = [dict(row.values) for row in read_rows(answer.data, f"b.{kind}", columns=SHEET)]
    rows[0]["samenvatting"] = "Nieuw."
    rows[1]["speelruimte"] = "een beetje"
    data = write_rows(SHEET, rows, kind)
    page = officer.send(at(plan, "/blad"), file=(BytesIO(data), f"blad.{kind}"))
    assert "1 rij is bewaard. 1 rij kon niet." in page.text
    assert "Niet bewaard Kies bij speelruimte: open, deels of vast." in page.text
    assert sections(plan)[0].summary == "Nieuw."


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"PK\x03\x04 niets", "blad.ods", "Dit bestand is beschadigd."),
        (b"a;b\n1;2\n", "blad.csv", "In dit blad ontbreken kolommen"),
        (b"", "blad.png", "Dit soort bestand kunnen wij niet lezen."),
    ],
)
def test_a_file_that_is_no_sheet_is_told_at_the_field(
    officer: Visit, plan: Plan, data: bytes, name: str, sentence: str
) -> None:
    page = officer.send(at(plan, "/blad"), status=422, file=(BytesIO(data), name))
    assert sentence in page.errors()[0]


# --- freezing -----------------------------------------------------------------------------


def test_freezing_lists_everything_that_is_missing(officer: Visit, plan: Plan) -> None:
    page = officer.get(at(plan, "/vastzetten"))
    assert "Hoofdstuk '1 Inleiding' is nog niet nagekeken." in page.text
    refused = officer.send(at(plan, "/vastzetten"), status=422)
    assert "Dit plan kan nog niet worden vastgezet." in refused.errors()[0]
    assert refused.text.count("is nog niet nagekeken.") == 3
    assert not db.session.get_one(Plan, plan.id).versions[-1].is_published


def test_a_checked_plan_is_frozen(officer: Visit, plan: Plan) -> None:
    for section in sections(plan):
        if section.is_chapter:
            officer.send(at(plan, f"/hoofdstuk/{section.permanent_id}"), "/nagekeken")
    refused = officer.send(at(plan, "/vastzetten"), status=422)
    assert any("Schrijf op waarom. Iedereen leest dit." in one for one in refused.errors())
    page = officer.send(at(plan, "/vastzetten"), unsigned_reason="De taalcoach is ziek.")
    assert "Deze versie is vastgezet." in page.text
    assert "De reden: De taalcoach is ziek." in page.text
    assert db.session.get_one(Plan, plan.id).versions[-1].is_published
    officer.get(at(plan, f"/{sections(plan)[0].permanent_id}"), status=404)


# --- the number of statements -------------------------------------------------------------


def statements(visit: Visit, address: str) -> int:
    count = 0

    def counted(*_given: Any) -> None:
        nonlocal count
        count += 1

    event.listen(db.engine, "before_cursor_execute", counted)
    try:
        visit.get(address)
    finally:
        event.remove(db.engine, "before_cursor_execute", counted)
    return count


MANY = tuple(
    (f"{chapter}.{number}" if number else str(chapter), f"Kop {chapter} {number}",
     2 if number else 1, ("Een zin.", "Nog een zin."))
    for chapter in range(1, 8) for number in range(6)
)  # fmt: skip


def test_a_large_plan_asks_no_more_statements(officer: Visit, plan: Plan) -> None:
    large = make_draft(category=plan.category, sections=MANY)
    for rest in ("", "/vastzetten", "/blad", "/hoofdstuk/{}", "/{}"):
        few = statements(officer, at(plan, rest.format(sections(plan)[1].permanent_id)))
        many = statements(officer, at(large, rest.format(sections(large)[6].permanent_id)))
        assert many <= few, rest
    before = statements(officer, "/werk/plannen")
    for _ in range(5):
        make_draft(category=plan.category)
    assert statements(officer, "/werk/plannen") <= before


def test_an_organisation_without_a_category_can_begin_one(
    database: Flask, signed_in_as: SignIn
) -> None:
    make_category()
    organisation = make_organisation()
    officer = signed_in_as(make_account(Role.OFFICER, organisation=organisation))
    officer.send("/werk/plannen/nieuw", title="Jassen", category="Kleding", file=upload())
    assert db.session.query(Plan).one().organisation_id == organisation.id
