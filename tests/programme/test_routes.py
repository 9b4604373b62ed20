"""The pages of BZK: the board, its sheet, and the categories."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from consultation import clock
from consultation.accounts.models import Account
from consultation.categories.models import Category
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.logbook import Entry, What, transaction
from consultation.permissions import Role
from consultation.programme.forms import COLUMNS
from consultation.rounds.models import Round
from consultation.sheets import read_rows
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_category, make_organisation, make_plan, make_round
from tests.page import Page, Visit
from tests.rounds.factories import make_prepared_round, statements

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]


@pytest.fixture
def bzk(signed_in_as: SignIn) -> Visit:
    return signed_in_as(make_account(Role.PROGRAMME))


def names(page: Page) -> list[str]:
    """The rows of the board in their order."""
    heads = page.soup.select("#inhoud tbody th")
    return [next((head.a or head).stripped_strings) for head in heads]


def round_of(name: str, **changes: object) -> Round:
    return make_round(plan=make_plan(category=make_category(name=name)), **changes)


def late_round(name: str = "Vervoer") -> Round:
    made = round_of(name)
    make_contribution(made, state=ContributionState.PLACED)
    with transaction():
        made.closes_at = clock.now() - timedelta(days=50)
        made.answer_by = clock.today() - timedelta(days=2)
    return made


def test_an_empty_board_says_so(bzk: Visit) -> None:
    page = bzk.get("/programma")
    assert "Er zijn nog geen rondes." in page.text
    assert "0 van 0" in page.text


def test_the_board_says_in_words_what_asks_for_attention(bzk: Visit) -> None:
    late = late_round()
    round_of("Kleding")
    make_category(name="Catering")
    page = bzk.get("/programma")
    assert names(page) == ["Vervoer", "Kleding", "Catering"]
    assert "De nota is 2 dagen te laat. 1 reactie zonder uitkomst." in page.text
    assert "Geen ronde" in page.text
    assert f"/werk/rondes/{late.slug}/nota" in page.links().values()
    assert "0 van 1" in page.text


def test_what_is_missing_leads_to_where_it_is_mended(bzk: Visit) -> None:
    made = make_prepared_round(
        plan=make_plan(category=make_category(name="Kleding")), intro="", disclaimer=""
    )
    with transaction():
        for section in made.version.sections:
            section.summary = ""
        made.version.sections[0].room = None
    page = bzk.get("/programma")
    assert "Schrijf in een of twee zinnen waar de ronde over gaat." in page.text
    assert "Toon alle 4" in page.text
    assert f"/werk/rondes/{made.slug}#ontbreekt" in page.links().values()
    bzk.get(f"/werk/rondes/{made.slug}")


def test_the_board_can_be_by_name_and_only_what_waits_for_me(bzk: Visit) -> None:
    late_round("Zand")
    ready = make_prepared_round(plan=make_plan(category=make_category(name="Kleding")))
    make_category(name="catering")
    assert names(bzk.get("/programma?volgorde=naam")) == ["catering", "Kleding", "Zand"]
    assert names(bzk.get("/programma?volgorde=vreemd"))[0] == "Zand"
    page = bzk.get("/programma?wacht=1")
    assert names(page) == ["Kleding"]
    assert "Wacht op u" in page.text
    with transaction():
        ready.intro = ""
    assert "Er wacht nu niets op u." in bzk.get("/programma?wacht=1").text


def test_the_board_downloads_as_a_sheet(bzk: Visit) -> None:
    late_round()
    make_category(name="=Catering")
    answer = bzk.client.get("/programma/rapport.csv")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    rows = list(read_rows(answer.get_data(), "programma.csv", columns=COLUMNS))
    assert [row["categorie"] for row in rows] == ["Vervoer", "=Catering"]
    assert rows[0]["zonder uitkomst"] == "1"
    assert rows[0]["dagen over"] == "-2"
    assert rows[0]["aandacht"].startswith("De nota is 2 dagen te laat.")
    assert b"'=Catering" in answer.get_data(), "no formula for whoever opens it"


@pytest.mark.parametrize("address", ["/programma", "/programma/rapport.csv"])
@pytest.mark.parametrize("role", [Role.OFFICER, Role.ROUND_MANAGER, Role.ADMINISTRATOR])
def test_the_board_is_not_for_others(signed_in_as: SignIn, role: Role, address: str) -> None:
    visitor = signed_in_as(make_account(role, organisation=make_organisation()))
    visitor.get(address, status=403)


def test_the_page_costs_the_same_for_many_rounds(bzk: Visit) -> None:
    def count() -> int:
        with statements() as sent:
            bzk.get("/programma")
        return len(sent)

    def add() -> None:
        late_round()
        make_prepared_round(intro="")
        make_category()

    add()
    bzk.get("/programma")
    few = count()
    for _ in range(4):
        add()
    assert count() == few


# --- categories ----------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PROGRAMME, Role.ADMINISTRATOR])
def test_a_category_is_made_and_changed_on_a_screen(
    signed_in_as: SignIn, visit: Visit, role: Role
) -> None:
    first, second = make_organisation(), make_organisation()
    visitor = signed_in_as(make_account(role))
    page = visitor.send(
        "/programma/categorieen",
        "categorieen",
        name="Inhuur ICT",
        organisation=first.slug,
        description="Mensen die met computers werken.",
    )
    assert "De categorie staat in de lijst." in page.text
    assert "Mensen die met computers werken." in visit.get("/categorieen/inhuur-ict").text
    page = visitor.send(
        "/programma/categorieen/inhuur-ict", name="Inhuur", organisation=second.slug
    )
    assert "Inhuur" in page.text
    made = db.session.query(Category).one()
    assert (made.slug, made.name, made.organisation_id) == ("inhuur-ict", "Inhuur", second.id)
    verbs = [entry.what for entry in db.session.query(Entry).order_by(Entry.id)]
    assert verbs[-2:] == [What.CATEGORY_CREATED, What.CATEGORY_EDITED]


@pytest.mark.parametrize(
    ("name", "line"),
    [("", "Vul een naam in."), ("KLÉDING", "Er is al een categorie met deze naam."),
     ("x" * 201, "Deze tekst is te lang. Maak hem korter.")],
)  # fmt: skip
def test_a_category_that_cannot_be_is_given_back(bzk: Visit, name: str, line: str) -> None:
    make_category(name="Kleding", slug="kleding")
    page = bzk.send(
        "/programma/categorieen", "categorieen", status=422, name=name, description="Jassen."
    )
    assert page.errors() == [line]
    assert page.form("categorieen")["description"] == "Jassen."
    assert db.session.query(Category).count() == 1


def test_a_category_takes_no_name_of_another(bzk: Visit) -> None:
    make_category(name="Kleding", slug="kleding")
    make_category(name="Catering", slug="catering")
    page = bzk.send("/programma/categorieen/catering", status=422, name="Kleding")
    assert page.errors() == ["Er is al een categorie met deze naam."]
    bzk.get("/programma/categorieen/zand", status=404)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ROUND_MANAGER, Role.MODERATOR])
def test_categories_are_not_for_others(signed_in_as: SignIn, role: Role) -> None:
    category = make_category()
    visitor = signed_in_as(make_account(role, organisation=category.organisation))
    visitor.get("/programma/categorieen", status=403)
    visitor.get(f"/programma/categorieen/{category.slug}", status=403)


def test_without_an_organisation_the_screen_says_what_comes_first(bzk: Visit) -> None:
    assert "Maak eerst een organisatie." in bzk.get("/programma/categorieen").text
