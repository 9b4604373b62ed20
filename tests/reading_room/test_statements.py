"""How many statements a page sends: pinned, and the same for ten reactions as for sixty."""

from collections.abc import Callable

import pytest

from consultation.accounts.models import Account
from consultation.contributions.states import ContributionState
from consultation.permissions import Role
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.crowd import make_crowd, sections_of
from tests.factories import make_account, make_plan, make_round
from tests.page import Visit
from tests.statements import counted

SignIn = Callable[[Account], Visit]

PUBLIC = {
    "/": 6,
    "/rondes": 3,
    "/rondes/{round}": 8,
    "/rondes/{round}/plan": 3,
    "/rondes/{round}/plan/alles": 5,
    "/rondes/{round}/plan?lees=1": 2,
    "/rondes/{round}/plan?lees=5": 5,
    "/rondes/{round}/voor-mij": 4,
    "/rondes/{round}/nieuw?sinds=2020-01-01": 7,
    "/rondes/{round}/plan/{section}": 6,
    "/rondes/{round}/reacties": 6,
    "/rondes/{round}/plan/zoeken?q=mouwen": 5,
    "/zoeken?q=mouwen": 7,
    "/categorieen": 3,
    "/antwoordnotas": 1,
    "/agenda": 6,
    "/agenda.ics": 6,
    "/api/v1/rondes": 8,
    "/api/v1/rondes/{round}/reacties": 7,
    "/api/v1/rondes/{round}/paragrafen": 5,
    "/api/v1/rondes/{round}/vragenuren": 4,
    "/api/v1/zoeken?q=mouwen": 7,
}
"""At most so many statements per page."""

STAFF = {
    "/werk": 14,
    "/werk/rondes": 13,
    "/werk/rondes/{round}": 11,
    "/werk/controle": 10,
    "/werk/antwoorden": 7,
    "/werk/agenda": 7,
    "/werk/rondes/{round}/antwoorden": 11,
    "/programma": 16,
}
"""The same for pages of staff; two of them say who is signed in."""


@pytest.fixture
def round(database: object) -> Round:
    round = make_round(plan=make_plan(sections=sections_of(20)))
    make_crowd(round, 40)
    return round


def cost(visitor: Visit, address: str, round: Round) -> int:
    """Statements of a page that was asked for before."""
    assert round.version is not None
    place = address.format(round=round.slug, section=round.version.sections[1].permanent_id)
    request = visitor.client.get(place, follow_redirects=True).request
    place = request.full_path if request.query_string else request.path
    with counted() as sent:
        answer = visitor.client.get(place)
    assert answer.status_code == 200, place
    return len(sent)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_costs_the_same_however_much_is_said(
    visit: Visit, round: Round, address: str
) -> None:
    few = cost(visit, address, round)
    make_crowd(round, 400)
    many = cost(visit, address, round)
    assert many <= few, f"{address}: {few} statements with 40 reactions, {many} with 440"
    assert many <= PUBLIC[address], f"{address} sends {many} statements"


@pytest.mark.parametrize("address", STAFF)
def test_a_page_of_staff_costs_the_same_however_much_waits(
    signed_in_as: SignIn, round: Round, address: str
) -> None:
    roles = (Role.OFFICER, Role.ROUND_MANAGER, Role.MODERATOR, Role.PROGRAMME)
    visitor = signed_in_as(make_account(*roles, organisation=round.organisation))
    for _ in range(3):
        make_contribution(round, state=ContributionState.RECEIVED)
    few = cost(visitor, address, round)
    make_crowd(round, 100)
    for _ in range(12):
        make_contribution(round, state=ContributionState.RECEIVED)
    many = cost(visitor, address, round)
    assert many <= few, f"{address}: {few} statements, then {many}"
    assert many <= STAFF[address], f"{address} sends {many} statements"


LISTS = ("/", "/rondes", "/api/v1/rondes", "/antwoordnotas", "/categorieen")
STAFF_LISTS = ("/werk", "/werk/rondes", "/werk/controle", "/werk/antwoorden", "/programma")


@pytest.mark.parametrize("address", [*LISTS, *STAFF_LISTS])
def test_a_list_costs_the_same_however_many_rounds_there_are(
    signed_in_as: SignIn, round: Round, address: str
) -> None:
    roles = (Role.OFFICER, Role.ROUND_MANAGER, Role.MODERATOR, Role.PROGRAMME)
    visitor = signed_in_as(make_account(*roles, organisation=round.organisation))
    make_rounds(round, 2)
    few = cost(visitor, address, round)
    make_rounds(round, 6)
    many = cost(visitor, address, round)
    assert many <= few, f"{address}: {few} statements with 3 rounds, {many} with 9"


def make_rounds(like: Round, count: int) -> None:
    """Rounds of the same organisation, each with something that waits."""
    assert like.plan is not None
    for closes_in in range(count):
        other = make_round(plan=like.plan, closes_in=closes_in - 2)
        make_crowd(other, 5)
