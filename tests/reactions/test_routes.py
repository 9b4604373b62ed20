"""The screen that takes in a sheet of inputs, and the numbers it gives back."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from consultation.accounts.models import Account
from consultation.database import db
from consultation.permissions import Role
from consultation.reactions.models import Reaction
from consultation.rounds.models import Round
from tests.factories import make_account, make_organisation, make_round
from tests.page import Visit

ADDRESS = "/werk/invoer/blad"

SHEET = "paragraaf;soort;tekst\n2.1;vraag;Hoe warm?\n9;;Goed plan.\n2.1;kreet;Hoera!\n"


def officer_of(round_: Round) -> Account:
    return make_account(Role.OFFICER, organisation=round_.category.organisation)


def file(text: str = SHEET, name: str = "inbreng.csv") -> tuple[io.BytesIO, str]:
    return io.BytesIO(text.encode()), name


@pytest.fixture
def round_(database: Any) -> Round:
    return make_round()


@pytest.fixture
def officer(round_: Round, signed_in_as: Callable[[Account], Visit]) -> Visit:
    return signed_in_as(officer_of(round_))


def test_the_form_for_single_inputs_leads_to_it(officer: Visit) -> None:
    links = officer.get("/werk/invoer").links()
    assert any(address.startswith(ADDRESS) for address in links.values())


def test_a_sheet_is_taken_in_and_the_bad_row_is_told(officer: Visit, round_: Round) -> None:
    page = officer.send(ADDRESS, ADDRESS, blad=file(), ronde=round_.slug)
    assert "2 rijen ingevoerd. 1 rij niet." in page.text
    assert "“kreet” is geen soort." in page.text
    receipts = {one.submission.receipt for one in db.session.query(Reaction)}
    assert len(receipts) == 2
    assert all(str(receipt) in page.text for receipt in receipts)


def test_the_numbers_can_be_taken_along_as_a_sheet(officer: Visit, round_: Round) -> None:
    page = officer.send(ADDRESS, ADDRESS, blad=file(), ronde=round_.slug)
    answer = officer.send_from(page, ADDRESS, "/nummers").answer
    assert answer.mimetype == "text/csv"
    lines = answer.get_data(as_text=True).lstrip("\ufeff").split()
    receipts = [one.submission.receipt for one in db.session.query(Reaction).order_by(Reaction.id)]
    assert lines == ["rij;nummer", f"2;{receipts[0]}", f"3;{receipts[1]}"]


def test_without_a_file_the_form_says_so(officer: Visit, round_: Round) -> None:
    page = officer.send(ADDRESS, ADDRESS, status=422, ronde=round_.slug)
    assert page.errors() == ["Kies een bestand."]


def test_a_file_that_is_no_sheet_is_refused(officer: Visit, round_: Round) -> None:
    page = officer.send(
        ADDRESS, ADDRESS, status=422, ronde=round_.slug, blad=file("x", "plaatje.png")
    )
    assert "kunnen wij niet lezen" in page.errors()[0]
    assert db.session.query(Reaction).count() == 0


def test_a_sheet_for_a_round_of_others_is_refused(officer: Visit) -> None:
    other = make_round()
    page = officer.send(ADDRESS, ADDRESS, status=403, ronde=other.slug, blad=file())
    assert page.errors()
    assert db.session.query(Reaction).count() == 0


def test_who_has_no_round_to_enter_for_reads_that(
    database: Any, signed_in_as: Callable[[Account], Visit]
) -> None:
    visitor = signed_in_as(make_account(Role.OFFICER, organisation=make_organisation()))
    assert "geen ronde" in visitor.get(ADDRESS).text


def test_the_public_may_not(visit: Visit) -> None:
    answer = visit.client.get(ADDRESS)
    assert answer.status_code in {302, 303, 401, 403}
