"""What a database would refuse in the middle of a query never reaches it, on either database."""

import pytest

from consultation.contributions.models import Contribution
from consultation.contributions.states import ContributionState
from consultation.database import db
from tests.contributions.factories import make_contribution
from tests.factories import make_round
from tests.page import Visit

HUGE = ("2147483648", "9223372036854775808", "9" * 40)


@pytest.mark.parametrize(
    "address",
    ["/rondes/%00", "/antwoorden/a%00b", "/rondes/%00/plan/alles", "/logboek/tile/0/%00"],
)
def test_an_address_with_a_sign_that_nobody_types_leads_nowhere(visit: Visit, address: str) -> None:
    assert visit.client.get(address).status_code == 404


@pytest.mark.parametrize("number", HUGE)
def test_a_number_that_no_row_has_leads_nowhere(visit: Visit, number: str) -> None:
    round = make_round()
    for address in (
        f"/rondes/{round.slug}/plan/hoofdstuk-{number}",
        f"/rondes/{round.slug}/versies/{number}/plan",
        f"/logboek/bewijs/MD-4F7K-92/{number}",
    ):
        assert visit.client.get(address).status_code == 404, address


@pytest.mark.parametrize("number", HUGE)
def test_a_number_that_no_row_has_is_no_part_of_an_input(visit: Visit, number: str) -> None:
    reaction = make_contribution(state=ContributionState.PLACED)
    address = f"/rondes/{reaction.round.slug}/reacties/{reaction.reference.partition('/')[0]}"
    assert visit.client.get(f"{address}/1").status_code == 200
    assert visit.client.get(f"{address}/{number}").status_code == 404


@pytest.mark.parametrize("typed", ["\x00", "a\x00b", "-1", "²", *HUGE])
def test_a_strange_value_in_an_address_is_no_fault(visit: Visit, typed: str) -> None:
    round = make_round()
    for address, name in (
        ("/zoeken", "q"),
        ("/zoeken", "pagina"),
        ("/agenda", "vroeger"),
        (f"/rondes/{round.slug}/reacties", "pagina"),
        (f"/rondes/{round.slug}/nieuw", "sinds"),
        (f"/rondes/{round.slug}/versies/vergelijk", "van"),
        ("/rondes", "categorie"),
    ):
        status = visit.client.get(address, query_string={name: typed}).status_code
        assert status < 500, (address, name)


def test_a_sign_that_nobody_types_is_left_out_of_what_is_sent(visit: Visit) -> None:
    round = make_round()
    section = round.version.sections[2].permanent_id
    form = f"/rondes/{round.slug}/plan/{section}/reageren"
    check = visit.send(form, "reageren", tekst="Een jas\x00 past\x1b niet.")
    visit.send_from(check, "", "controle", actie="zonder")
    db.session.expire_all()
    assert db.session.query(Contribution).one().text.full == "Een jas past niet."
