"""The doors of the page of a category: the screens of staff, the command line, page and API."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from consultation.accounts.models import Account
from consultation.categories.models import Category
from consultation.categories.queries import links_of
from consultation.categories.states import STAGE_NAMES, Stage
from consultation.permissions import Role
from tests.factories import make_account, make_category
from tests.page import Page, Visit
from tests.rounds.factories import statements

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]
ADDRESS = "https://kalender.voorbeeld.example/kleding"


@pytest.fixture
def category() -> Category:
    return make_category(name="Kleding", slug="kleding")


@pytest.fixture
def officer(signed_in_as: SignIn, category: Category) -> Visit:
    return signed_in_as(make_account(Role.OFFICER, organisation=category.organisation))


@pytest.fixture
def run(database: Flask) -> Any:
    def command(*words: str) -> Result:
        return database.test_cli_runner().invoke(args=["category", *words])

    return command


def fill(visitor: Visit, path: str, *, status: int = 200, **fields: str) -> Page:
    """Fetch the form of a step, fill it in and send it."""
    form = visitor.get(path).form(path)
    return visitor.post(path, {**form, **fields}, status=status)


# --- the screens of staff -------------------------------------------------------------------


def test_an_officer_fills_a_step(officer: Visit, visit: Visit, category: Category) -> None:
    listed = officer.get("/werk/categorieen")
    assert "0 van 6" in listed.text
    page = fill(
        officer,
        "/werk/categorieen/kleding/keten/aanbestedingskalender",
        address=ADDRESS,
        title="Kalender van kleding",
        dated_on="2026-12-01",
        source="Voorbeeldministerie",
        reference="K4",
    )
    assert "Aanbestedingskalender ingevuld" in page.text
    shown = visit.get("/categorieen/kleding")
    assert shown.links()["Kalender van kleding"] == ADDRESS
    assert "1 december 2026. Bron: Voorbeeldministerie. Nummer: K4." in shown.text
    assert shown.text.count("Nog niet bekend.") == len(Stage) - 1


def test_a_wrong_step_is_given_back(officer: Visit, category: Category) -> None:
    path = "/werk/categorieen/kleding/keten/contract"
    page = fill(
        officer, path, status=422, address="http://onveilig.nl", dated_on="1 mei", source="Bron"
    )
    assert page.form()["address"] == "http://onveilig.nl"
    assert page.form()["source"] == "Bron"
    assert any("Schrijf een datum" in line for line in page.errors())
    page = fill(
        officer,
        path,
        status=422,
        address="http://onveilig.nl",
        dated_on="01-05-2026",
        source="Bron",
    )
    assert any("https://" in line for line in page.errors())
    assert links_of([category])[category.id] == {}


def test_a_step_goes_back_to_not_known(officer: Visit, category: Category) -> None:
    path = "/werk/categorieen/kleding/keten/uitgaven"
    fill(officer, path, address=ADDRESS, dated_on="2026-05-01", source="Bron")
    page = officer.send(path, "nog-niet-bekend")
    assert f"Eerst: {ADDRESS}" in page.text
    assert links_of([category])[category.id] == {}


def test_an_officer_writes_the_colophon(officer: Visit, visit: Visit) -> None:
    page = officer.send(
        "/werk/categorieen/kleding",
        manager="Categoriemanager kleding",
        manager_contact="kleding@voorbeeld.nl",
        text="Wij kijken deze pagina elk kwartaal na.",
    )
    assert "Colofon gewijzigd" in page.text
    shown = visit.get("/categorieen/kleding")
    assert "Wij kijken deze pagina elk kwartaal na." in shown.text
    assert shown.links()["kleding@voorbeeld.nl"] == "mailto:kleding@voorbeeld.nl"
    too_long = officer.send("/werk/categorieen/kleding", status=422, manager="a" * 201)
    assert too_long.form()["manager"] == "a" * 201


def test_others_fill_nothing(signed_in_as: SignIn, visit: Visit, category: Category) -> None:
    moderator = signed_in_as(make_account(Role.MODERATOR, organisation=category.organisation))
    for path in ("", "/kleding", "/kleding/keten/contract"):
        moderator.get(f"/werk/categorieen{path}", status=403)
    assert "Vul deze pagina aan" not in visit.get("/categorieen/kleding").text


def test_an_unknown_step_or_category_is_not_there(officer: Visit) -> None:
    officer.get("/werk/categorieen/kleding/keten/zand", status=404)
    officer.get("/werk/categorieen/zand", status=404)


def test_the_list_of_staff_costs_the_same_for_many_categories(signed_in_as: SignIn) -> None:
    bzk = signed_in_as(make_account(Role.PROGRAMME))

    def count() -> int:
        with statements() as sent:
            bzk.get("/werk/categorieen")
        return len(sent)

    make_category()
    count()
    few = count()
    for _ in range(4):
        make_category()
    assert count() == few


# --- the command line -----------------------------------------------------------------------


def test_the_command_line_fills_and_shows(run: Any, category: Category) -> None:
    assert run("set", "kleding", "--manager", "De Wit").exit_code == 0
    assert run("set", "kleding", "--colophon", "Tekst.").exit_code == 0
    step = ("--address", ADDRESS, "--date", "2026-12-01", "--source", "Wij", "--reference", "K4")
    assert run("link", "kleding", "contract", *step).output.strip() == "Contract is bewaard."
    told = json.loads(run("show", "kleding", "--json").output)
    assert (told["manager"], told["colophon"]) == ("De Wit", "Tekst.")
    assert list(told["chain"]) == list(STAGE_NAMES.values())
    assert told["chain"]["contract"]["address"] == ADDRESS
    assert told["chain"]["uitgaven"] is None
    assert "Uitgaven: nog niet bekend" in run("show", "kleding").output
    assert "kleding: 1 van 6" in run("list").output
    assert "nog niet bekend" in run("unlink", "kleding", "contract").output
    assert json.loads(run("list", "--json").output)[0]["chain"]["contract"] is None


def test_the_command_line_refuses_in_the_same_words(run: Any, category: Category) -> None:
    step = ("--date", "2026-12-01", "--source", "Wij")
    unsafe = run("link", "kleding", "contract", "--address", "ftp://x.nl", *step)
    assert unsafe.exit_code == 1
    assert "https://www.voorbeeld.nl/pagina" in unsafe.output
    assert "Er is geen inkoopcategorie" in run("show", "zand").output
    assert run("unlink", "kleding", "contract").exit_code == 1
    assert run("link", "kleding", "zand", "--address", ADDRESS, *step).exit_code == 2
    moderator = make_account(Role.MODERATOR, organisation=category.organisation)
    refused = run("set", "kleding", "--manager", "Ik", "--as", moderator.email)
    assert (refused.exit_code, category.manager) == (1, "")


# --- the API --------------------------------------------------------------------------------


def test_the_api_tells_the_chain(database: Flask, run: Any, category: Category) -> None:
    run("link", "kleding", "categorieplan", "--address", "/rondes/kleding/plan",
        "--date", "2026-10-01", "--source", "Wij", "--title", "Plan")  # fmt: skip
    run("set", "kleding", "--contract-contact", "contract@voorbeeld.nl")
    found = database.test_client().get("/api/v1/categorieen/kleding").get_json()
    assert found["contact_contract"] == "contract@voorbeeld.nl"
    assert found["categoriemanager"] is None
    assert [one["stap"] for one in found["keten"]] == list(STAGE_NAMES.values())
    research, plan = found["keten"][:2]
    assert (research["bekend"], research["adres"]) == (False, None)
    assert plan["adres"].endswith("/rondes/kleding/plan")
    assert plan["adres"].startswith("http")
    assert (plan["datum"], plan["bron"], plan["titel"]) == ("2026-10-01", "Wij", "Plan")
