"""What came by telephone or on paper, written down by staff on the same form."""

from collections.abc import Callable

import pytest
from flask import Flask

from consultation import clock
from consultation.accounts.models import Account
from consultation.contributions.models import Submission
from consultation.contributions.states import LIMIT, Channel, ContributionState
from consultation.database import db
from consultation.permissions import Role
from consultation.public_record import receipts
from consultation.reactions.models import Reaction
from consultation.rounds.models import Round
from tests.factories import make_account, make_round
from tests.page import Visit

pytestmark = pytest.mark.usefixtures("database")

ADDRESS = "/werk/invoer"


@pytest.fixture
def round_() -> Round:
    return make_round()


@pytest.fixture
def moderator(database: Flask, signed_in_as: Callable[[Account], Visit], round_: Round) -> Visit:
    return signed_in_as(make_account(Role.MODERATOR, organisation=round_.organisation))


def test_a_telephone_call_gets_a_number_to_read_out(moderator: Visit, round_: Round) -> None:
    page = moderator.send(
        ADDRESS, "invoer", kanaal="phone", tekst="De jas lekt.", paragraaf="2.1", alinea="1",
        naam="Mevrouw Bos", wie="full",
    )  # fmt: skip
    (submission,) = db.session.query(Submission)
    assert submission.receipt in page.text
    assert receipts.parse_receipt(submission.receipt or "")
    assert (submission.channel, submission.public_name) == (Channel.PHONE, "Mevrouw Bos")
    (reaction,) = db.session.query(Reaction)
    assert (reaction.state, reaction.quote) == (
        ContributionState.RECEIVED,
        "De jas houdt water tegen.",
    )


def test_the_same_form_twice_gives_the_same_number(moderator: Visit, round_: Round) -> None:
    page = moderator.get(ADDRESS)
    pages = [moderator.send_from(page, ADDRESS, "invoer", tekst="De jas.") for _ in range(2)]
    numbers = {one.soup.select_one("strong.receipt-number").get_text() for one in pages}
    assert len(numbers) == 1
    assert db.session.query(Submission).count() == 1


def test_an_empty_or_long_text_comes_back_with_everything_else(moderator: Visit) -> None:
    page = moderator.send(ADDRESS, "invoer", tekst="", naam="Mevrouw Bos", status=422)
    assert page.errors() == ["Vul uw reactie in."]
    assert page.form("invoer")["naam"] == "Mevrouw Bos"
    text = "De jas lekt. " * (LIMIT // 10)
    page = moderator.send(ADDRESS, "invoer", tekst=text, status=422)
    assert page.form("invoer")["tekst"] == text.strip()


def test_an_ended_session_of_staff_gives_the_text_back(moderator: Visit) -> None:
    page = moderator.get(ADDRESS)
    kept = moderator.client.get_cookie("sessie")
    moderator.client.delete_cookie("sessie")
    page = moderator.send_from(page, ADDRESS, "invoer", tekst="De jas lekt hier.", status=403)
    assert "U bent niet meer ingelogd." in page.text
    assert page.soup.select_one("textarea[name=tekst]").get_text().strip() == "De jas lekt hier."
    assert db.session.query(Submission).count() == 0
    moderator.client.set_cookie("sessie", kept.value if kept else "")
    moderator.send_from(page, ADDRESS)
    assert db.session.query(Submission).count() == 1


def test_a_letter_from_before_the_opening_is_refused_with_a_sentence(
    moderator: Visit, round_: Round
) -> None:
    assert round_.opens_at is not None
    page = moderator.send(ADDRESS, "invoer", tekst="De jas lekt.", dag="2020-01-01", status=422)
    assert "nog niet open" in page.errors()[0]
    assert page.form("invoer")["tekst"] == "De jas lekt."
    assert clock.now() > round_.opens_at


def test_the_public_may_not(visit: Visit) -> None:
    assert visit.get(ADDRESS).answer.request.path == "/inloggen"
