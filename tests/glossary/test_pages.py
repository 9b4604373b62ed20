"""The two-way list for everybody, and the screens and the sheet for who keeps it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from consultation.accounts.models import Account, Organisation
from consultation.database import db
from consultation.glossary.forms import SHEET
from consultation.glossary.models import Term
from consultation.permissions import Role
from consultation.sheets.reading import read_rows
from consultation.sheets.writing import write_rows
from tests.factories import make_account, make_category, make_organisation, make_plan, make_round
from tests.glossary.factories import make_term
from tests.page import Visit

SignIn = Callable[[Account], Visit]


@pytest.fixture
def organisation(database: Flask) -> Organisation:
    return make_organisation()


@pytest.fixture
def officer(organisation: Organisation, signed_in_as: SignIn) -> Visit:
    return signed_in_as(make_account(Role.OFFICER, organisation=organisation))


def at(organisation: Organisation, rest: str = "") -> str:
    return f"/werk/woorden/{organisation.slug}{rest}"


def heads(page: Any) -> list[str]:
    return [one.text for one in page.soup.select("dl.word-list dt")]


def terms() -> list[Term]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Term).order_by(Term.id)))


# --- everybody ----------------------------------------------------------------------------


def test_the_list_goes_by_the_alphabet_of_either_side(visit: Visit) -> None:
    words = heads(visit.get("/woorden"))
    assert words == sorted(words, key=str.casefold)
    plain = heads(visit.get("/woorden?van=gewoon"))
    assert plain == sorted(plain, key=str.casefold)
    assert "deel van de opdracht" in plain


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("percelen", "perceel"),
        ("deel van de opdracht", "perceel"),
        ("DAS", "dynamisch aankoopsysteem"),
        ("aankoopsys", "dynamisch aankoopsysteem"),
        ("dynamisch inkoopsysteem", "dynamisch aankoopsysteem"),
        ("  langlopende afspraken ", "raamovereenkomst"),
    ],
)
def test_a_word_is_found_by_either_word(visit: Visit, typed: str, found: str) -> None:
    page = visit.get(f"/woorden?{urlencode({'zoek': typed})}")
    assert found in heads(page)
    assert len(heads(page)) < 10


def test_nothing_found_says_what_to_do(visit: Visit) -> None:
    page = visit.get("/woorden?zoek=xyzzy")
    assert heads(page) == []
    assert "0 woorden gevonden" in page.text
    assert page.links()["Wis de zoekopdracht"] == "/woorden"
    visit.get(f"/woorden?{urlencode({'zoek': 'é<&' * 100})}")


def test_words_of_an_organisation_stand_beside_those_of_the_house(
    visit: Visit, organisation: Organisation
) -> None:
    make_term(organisation, "perceel", meaning="Ons stuk.")
    page = visit.get("/woorden?zoek=perceel")
    assert heads(page)[:2] == ["perceel", "perceel"]
    assert f"Uitleg van {organisation.name}" in page.text


def test_a_round_has_the_words_that_stand_in_its_plan(visit: Visit) -> None:
    plan = make_plan(sections=(("1", "Een", 1, ("De gunning van een perceel.",)),))
    round = make_round(plan=plan)
    assert heads(visit.get(f"/rondes/{round.slug}/woorden")) == ["gunning", "perceel"]
    visit.get(f"/rondes/{make_round(plan_id=None, version_id=None).slug}/woorden", status=404)
    visit.get("/rondes/geen/woorden", status=404)


# --- who keeps it -------------------------------------------------------------------------


def test_an_officer_explains_changes_and_takes_out_a_word(
    officer: Visit, organisation: Organisation
) -> None:
    page = officer.get(at(organisation))
    assert page.h1 == f"Woorden van {organisation.name}"
    form = officer.get(at(organisation, "/nieuw?woord=percelen")).form("/nieuw")
    assert form["word"] == "perceel"
    form |= {"meaning": "Een stuk.", "forms": "kavel\nlot"}
    officer.post(at(organisation, "/nieuw"), form)
    (term,) = terms()
    assert (term.word, term.forms) == ("perceel", ["kavel", "lot"])
    changed = officer.get(at(organisation, f"/{term.id}")).form(f"/{term.id}")
    officer.post(at(organisation, f"/{term.id}"), changed | {"meaning": "Een deel."})
    assert terms()[0].meaning == "Een deel."
    officer.send(at(organisation, f"/{term.id}"), "/weg")
    assert terms() == []


def test_bad_input_comes_back_with_a_sentence(officer: Visit, organisation: Organisation) -> None:
    form = officer.get(at(organisation, "/nieuw")).form("/nieuw")
    page = officer.post(at(organisation, "/nieuw"), form | {"word": "kavel"}, status=422)
    assert page.form("/nieuw")["word"] == "kavel"
    assert "Schrijf in gewone woorden op wat het betekent." in page.errors()
    filled = form | {"word": "kavel", "meaning": "u" * 601}
    page = officer.post(at(organisation, "/nieuw"), filled, status=422)
    assert "Deze tekst is te lang. Maak hem korter." in page.errors()


def test_two_who_write_at_once_lose_nothing(officer: Visit, organisation: Organisation) -> None:
    term = make_term(organisation, "kavel")
    form = officer.get(at(organisation, f"/{term.id}")).form(f"/{term.id}")
    officer.post(at(organisation, f"/{term.id}"), form | {"meaning": "Van een."})
    page = officer.post(
        at(organisation, f"/{term.id}"), form | {"meaning": "Van twee."}, status=409
    )
    assert "Van een." in page.text
    assert page.form(f"/{term.id}")["meaning"] == "Van twee."
    officer.post(at(organisation, f"/{term.id}"), page.form(f"/{term.id}"))
    assert terms()[0].meaning == "Van twee."


def test_a_word_that_was_taken_out_meanwhile_gives_the_text_back(
    officer: Visit, organisation: Organisation
) -> None:
    place = at(organisation, f"/{make_term(organisation, 'kavel').id}")
    form = officer.get(place).form(place)
    officer.send(place, "/weg")
    page = officer.post(place, form | {"meaning": "Mijn werk."}, status=409)
    assert page.form("/nieuw")["meaning"] == "Mijn werk."
    officer.get(place, status=404)


def test_others_keep_no_words_here(organisation: Organisation, signed_in_as: SignIn) -> None:
    term = make_term(organisation)
    stranger = signed_in_as(make_account(Role.OFFICER, organisation=make_organisation()))
    moderator = signed_in_as(make_account(Role.MODERATOR, organisation=organisation))
    for visitor in (stranger, moderator):
        for rest in ("", "/nieuw", "/blad", "/blad/csv", f"/{term.id}"):
            visitor.get(at(organisation, rest), status=403)
    moderator.get("/werk/woorden", status=403)


def test_the_words_of_a_plan_have_the_same_pages(
    organisation: Organisation, officer: Visit
) -> None:
    plan = make_plan(category=make_category(organisation=organisation), published=False)
    place = f"/werk/plannen/{plan.slug}/woorden"
    form = officer.get(f"{place}/nieuw?woord=zwam").form("/nieuw")
    officer.post(f"{place}/nieuw", form | {"meaning": "Een paddenstoel."})
    (term,) = terms()
    assert (term.word, term.plan_id) == ("zwam", plan.id)
    assert "zwam" in officer.get(place).text
    officer.get(at(organisation, f"/{term.id}"), status=404)
    officer.get(f"{place}/{term.id}")
    officer.get(f"{place}/blad/csv")
    section = plan.versions[0].sections[0].permanent_id
    assert (
        officer.get(f"/werk/plannen/{plan.slug}/{section}").links()["Alle woorden van dit plan"]
        == place
    )


def test_a_sheet_goes_out_and_comes_back(officer: Visit, organisation: Organisation) -> None:
    make_term(organisation, "kavel", forms=("lot", "partij"), in_place=False)
    data = officer.get(at(organisation, "/blad/csv")).answer.get_data()
    (row,) = read_rows(data, "woorden.csv", columns=SHEET)
    assert (row["woord"], row["andere vormen"], row["in de tekst"]) == (
        "kavel",
        "lot; partij",
        "nee",
    )
    rows = [dict(row.values), {"woord": "zwam", "uitleg": "Een paddenstoel."}, {"woord": "leeg"}]
    form = officer.get(at(organisation, "/blad")).form("/blad")
    form["file"] = (BytesIO(write_rows(SHEET, rows, "csv")), "woorden.csv")
    page = officer.post(at(organisation, "/blad"), form)
    assert "2 woorden zijn bewaard. 1 rij kon niet." in page.text
    assert [(one.word, one.in_place) for one in terms()] == [("kavel", False), ("zwam", True)]


def test_what_is_no_sheet_is_refused(officer: Visit, organisation: Organisation) -> None:
    form = officer.get(at(organisation, "/blad")).form("/blad")
    form["file"] = (BytesIO(b"naam;leeftijd\nJan;3\n"), "woorden.csv")
    assert officer.post(at(organisation, "/blad"), form, status=422).errors()


def test_the_command_line_takes_words_out_and_in(database: Flask, tmp_path: Path) -> None:
    one, other = make_organisation(), make_organisation()
    make_term(one, "kavel")
    run = database.test_cli_runner().invoke
    file = str(tmp_path / "woorden.ods")
    assert "1 woorden in" in run(args=["terms", "export", one.slug, file]).output
    assert "1 woorden bewaard" in run(args=["terms", "import", other.slug, file]).output
    assert [term.organisation_id for term in terms()] == [one.id, other.id]
    assert run(args=["terms", "import", "geen", file]).exit_code == 1
    every = run(args=["terms", "export", one.slug, str(tmp_path / "alles.csv"), "--all"]).output
    assert int(every.split()[0]) > 100
