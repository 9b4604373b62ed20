"""A reader says that a summary is not right: an input that knows what it is about."""

from collections.abc import Callable

import pytest

from consultation.accounts.models import Account
from consultation.contributions.states import ContributionState, Kind
from consultation.database import db
from consultation.logbook import transaction
from consultation.permissions import Role
from consultation.reactions.models import Reaction
from consultation.rounds.models import Round
from tests.factories import make_account, make_round
from tests.page import Visit

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]
LINK = "Klopt deze samenvatting niet?"
QUESTION = "Wat klopt er niet aan deze samenvatting?"
SAID = "Er staat dat huren niet kan. In alinea 1 staat dat het wel kan."


@pytest.fixture
def round() -> Round:
    return make_round()


def section_address(round: Round) -> str:
    assert round.version is not None
    return f"/rondes/{round.slug}/plan/{round.version.sections[2].permanent_id}"


def told(round: Round, visit: Visit) -> Reaction:
    """Somebody follows the link, writes, and sends without an address."""
    form = visit.get(section_address(round)).links()[LINK]
    check = visit.send(form.partition("#")[0], "reageren", tekst=SAID)
    visit.send_from(check, form, actie="zonder")
    db.session.rollback()
    return db.session.query(Reaction).one()


def test_the_form_asks_what_is_not_right_and_keeps_it(round: Round, visit: Visit) -> None:
    form = visit.get(section_address(round)).links()[LINK]
    page = visit.get(form.partition("#")[0])
    assert QUESTION in page.text
    assert page.form("reageren")["soort"] == Kind.ERROR
    empty = visit.send_from(page, form, "reageren", status=422, tekst="")
    assert QUESTION in empty.text
    assert empty.form("reageren")["soort"] == Kind.ERROR


def test_it_is_an_error_in_the_text_with_a_receipt_at_its_section(
    round: Round, visit: Visit
) -> None:
    said = told(round, visit)
    assert said.submission.receipt
    assert (said.kind, said.section_question) == (Kind.ERROR, QUESTION)
    assert round.version is not None
    assert said.section_permanent_id == round.version.sections[2].permanent_id


def test_moderators_and_officers_read_what_it_is_about(
    round: Round, visit: Visit, signed_in_as: SignIn
) -> None:
    said = told(round, visit)
    manager = signed_in_as(make_account(Role.ROUND_MANAGER, organisation=round.organisation))
    receipt = said.submission.receipt
    assert QUESTION in manager.get(f"/werk/controle/{receipt}").text
    with transaction():
        db.session.get_one(Reaction, said.id).move_to(ContributionState.PLACED)
    assert QUESTION in manager.get(f"/werk/rondes/{round.slug}/antwoorden/{receipt}/1").text


def test_a_section_without_a_summary_or_after_closing_has_no_such_link(
    round: Round, visit: Visit
) -> None:
    closed = make_round(plan=round.plan, opens_in=-9, closes_in=-1)
    assert LINK not in visit.get(section_address(closed)).links()
    assert round.version is not None
    with transaction():
        round.version.sections[2].summary = ""
    assert LINK not in visit.get(section_address(round)).links()
    page = visit.get(section_address(round) + "/reageren?vraag=samenvatting")
    assert QUESTION not in page.text
