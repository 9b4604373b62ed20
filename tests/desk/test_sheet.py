"""The sheet of answers on the screen: taken along, filled in, taken back."""

import io
from collections.abc import Callable, Mapping, Sequence

import pytest

from consultation.accounts.models import Account
from consultation.answers.forms import ANSWER_SHEET
from consultation.answers.models import Answer
from consultation.answers.queries import coverage
from consultation.contributions.states import Kind
from consultation.database import db
from consultation.logbook import COMMAND_LINE
from consultation.permissions import Role
from consultation.rounds.models import Round
from consultation.sheets.reading import read_rows
from consultation.sheets.writing import write_rows
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_round
from tests.page import Visit
from tests.rounds.factories import statements

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]


@pytest.fixture
def round() -> Round:
    return make_round()


@pytest.fixture
def officer(round: Round, signed_in_as: SignIn) -> Visit:
    return signed_in_as(make_account(Role.OFFICER, organisation=round.organisation, name="Inkoper"))


def address(round: Round, ending: str = "") -> str:
    return f"/werk/rondes/{round.slug}/antwoorden/blad{ending}"


def rows_of(data: bytes, ending: str) -> list[Mapping[str, str]]:
    return [row.values for row in read_rows(data, f"blad.{ending}", columns=ANSWER_SHEET)]


def filled(rows: Sequence[Mapping[str, str]]) -> tuple[io.BytesIO, str]:
    given = {"uitkomst": "beantwoord", "reden": "Duidelijk.", "antwoord": "De jas is warm."}
    return io.BytesIO(write_rows(ANSWER_SHEET, [{**row, **given} for row in rows], "csv")), "b.csv"


@pytest.mark.parametrize("ending", ["ods", "xlsx", "csv"])
def test_the_sheet_holds_every_input_with_empty_cells(
    round: Round, officer: Visit, ending: str
) -> None:
    inputs = [make_contribution(round, f"Vraag {n}?", kind=Kind.QUESTION) for n in range(3)]
    answer = officer.client.get(address(round, f".{ending}"))
    assert answer.status_code == 200
    rows = rows_of(answer.data, ending)
    assert [(row["nummer"], row["reactie"]) for row in rows] == [
        (one.reference, f"Vraag {n}?") for n, one in enumerate(inputs)
    ]
    assert {row["uitkomst"] + row["reden"] + row["antwoord"] for row in rows} == {""}
    assert {row["soort"] for row in rows} == {"Een vraag"}


def test_what_is_confidential_is_marked_in_the_sheet(round: Round, officer: Visit) -> None:
    make_contribution(round, "De jas is duur.", confidential="Wij betalen 80 euro.")
    (row,) = rows_of(officer.client.get(address(round, ".csv")).data, "csv")
    assert row["reactie"] == "De jas is duur.\n[niet openbaar: Wij betalen 80 euro.]"


def test_the_sheet_comes_back_and_gives_every_input_its_outcome(
    round: Round, officer: Visit
) -> None:
    for n in range(3):
        make_contribution(round, f"Vraag {n}?", kind=Kind.QUESTION)
    rows = rows_of(officer.client.get(address(round, ".csv")).data, "csv")
    page = officer.send(address(round), "/blad", blad=filled(rows))
    assert "3 antwoorden bewaard." in page.text
    assert coverage(round, reader=COMMAND_LINE).percent == 100
    assert db.session.query(Answer).one().newest.by_shown == "Inkoper, inkoper"


def test_taken_along_again_it_is_filled_in_and_changes_nothing(
    round: Round, officer: Visit
) -> None:
    make_contribution(round, "Vraag?", kind=Kind.QUESTION)
    rows = rows_of(officer.client.get(address(round, ".csv")).data, "csv")
    officer.send(address(round), "/blad", blad=filled(rows))
    again = officer.client.get(address(round, ".csv")).data
    assert rows_of(again, "csv")[0]["antwoord"] == "De jas is warm."
    officer.send(address(round), "/blad", blad=(io.BytesIO(again), "b.csv"))
    assert db.session.query(Answer).count() == 1


def test_an_older_sheet_overwrites_nothing(round: Round, officer: Visit) -> None:
    make_contribution(round, "Vraag?", kind=Kind.QUESTION)
    old = rows_of(officer.client.get(address(round, ".csv")).data, "csv")
    officer.send(address(round), "/blad", blad=filled(old))
    late = io.BytesIO(
        write_rows(
            ANSWER_SHEET,
            [{**old[0], "uitkomst": "later", "reden": "Nog niet.", "antwoord": "Later."}],
            "csv",
        )
    )
    page = officer.send(address(round), "/blad", blad=(late, "oud.csv"))
    assert "1 rij is niet bewaard." in page.text
    assert db.session.query(Answer).one().newest.text == "De jas is warm."


def test_bad_rows_are_told_by_number(round: Round, officer: Visit) -> None:
    make_contribution(round, "Vraag?", kind=Kind.QUESTION)
    sheet = b"nummer;uitkomst;reden;antwoord\nMD-2222-22;beantwoord;Om.;Zo.\n"
    page = officer.send(address(round), "/blad", blad=(io.BytesIO(sheet), "b.csv"))
    assert "0 antwoorden bewaard. 1 rij is niet bewaard." in page.text
    assert "Er is geen reactie met nummer MD-2222-22 in deze ronde." in page.text


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"x", "plaatje.png", "kunnen wij niet lezen"),
        (b"nummer;reden\n1;2\n", "b.csv", "ontbreken kolommen: uitkomst, antwoord"),
    ],
)
def test_what_is_no_sheet_of_answers_is_refused(
    round: Round, officer: Visit, data: bytes, name: str, sentence: str
) -> None:
    page = officer.send(address(round), "/blad", status=422, blad=(io.BytesIO(data), name))
    assert sentence in page.errors()[0]


def test_without_a_file_the_form_says_so(round: Round, officer: Visit) -> None:
    page = officer.send(address(round), "/blad", status=422)
    assert page.errors() == ["Kies een bestand."]


def test_officers_of_another_organisation_may_not(round: Round, signed_in_as: SignIn) -> None:
    other = make_round()
    visitor = signed_in_as(make_account(Role.OFFICER, organisation=other.organisation))
    visitor.get(address(round), status=403)
    assert visitor.client.get(address(round, ".csv")).status_code == 403


def test_the_queue_leads_to_it(round: Round, officer: Visit) -> None:
    links = officer.get(f"/werk/rondes/{round.slug}/antwoorden").links()
    assert links["Antwoorden in een blad"] == address(round)


def test_the_sheet_costs_no_more_statements_for_more_inputs(round: Round, officer: Visit) -> None:
    officer.client.get(address(round, ".csv"))
    counts = []
    for size in (2, 6):
        for _ in range(size):
            make_contribution(round, kind=Kind.QUESTION)
        with statements() as sent:
            officer.client.get(address(round, ".csv"))
        counts.append(len(sent))
    assert counts[0] == counts[1]
