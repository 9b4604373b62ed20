"""What a round changes in its plan, on the desk."""

from collections.abc import Callable

import pytest

from consultation.accounts.models import Account
from consultation.answers.models import PlanChange
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.plans.queries import outline
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_round
from tests.page import Visit

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]


def changes(round: Round) -> str:
    return f"/werk/rondes/{round.slug}/veranderingen"


def given(round: Round, **other: str) -> dict[str, str]:
    assert round.version is not None
    place = outline(round.version, reader=COMMAND_LINE)[2].permanent_id
    words = {
        "place": place,
        "old": "De jas is kort.",
        "new": "De jas is lang.",
        "reason": "Daarom.",
    }
    return words | other


def test_a_change_is_written_down_and_taken_back(signed_in_as: SignIn) -> None:
    round = make_round()
    one = make_contribution(round)
    visit = signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))
    typed = given(round, receipts=f"{one.submission.receipt}, {one.reference}")
    page = visit.send(changes(round), "veranderingen", **typed)
    assert "2.1 Jassen" in page.text
    assert one.reference in page.links()
    assert page.soup.select_one("ins") is not None
    page = visit.send_from(page, "", "weg")
    assert "nog geen verandering" in page.text
    assert db.session.query(PlanChange).count() == 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"new": "De jas is kort."}, "zijn gelijk"),
        ({"reason": ""}, "Schrijf op waarom."),
        ({"receipts": "onzin"}, "geen reactie met nummer onzin"),
        ({"alinea": "twee"}, "nummer van de alinea"),
    ],
)
def test_a_change_that_cannot_be_comes_back(
    signed_in_as: SignIn, wrong: dict[str, str], words: str
) -> None:
    round = make_round()
    visit = signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))
    page = visit.send(changes(round), "veranderingen", status=422, **given(round, **wrong))
    assert words in page.errors()[0]
    assert page.form("veranderingen")["old"] == "De jas is kort."
    assert db.session.query(PlanChange).count() == 0


def test_nobody_changes_after_publication_and_readers_only_read(signed_in_as: SignIn) -> None:
    round = make_round()
    one = make_contribution(round)
    programme = signed_in_as(make_account(Role.PROGRAMME))
    assert not programme.get(changes(round)).soup.select("main form")
    officer = signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))
    page = officer.get(changes(round))
    with transaction():
        round.answered_at = one.submission.received_at
    officer.send_from(page, "", "veranderingen", status=422, **given(round))
    assert db.session.query(PlanChange).count() == 0
    stranger = make_account(Role.OFFICER, organisation=make_round().organisation)
    signed_in_as(stranger).get(changes(round), status=403)
