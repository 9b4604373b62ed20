"""Letters to organisers: each with the secret link, none about a decision that was taken back."""

from datetime import timedelta

import pytest

from consultation.announcements import write_letters
from consultation.database import db
from consultation.gatherings import operations
from consultation.logbook import SYSTEM, Actor, transaction
from consultation.mail import Letter
from consultation.moderation.states import Reason
from consultation.permissions import Role
from tests.factories import make_account, make_organisation
from tests.gatherings.factories import (
    make_gathering,
    make_placed_gathering,
    organiser_of,
    some_details,
)

pytestmark = pytest.mark.usefixtures("database")


def letters() -> list[Letter]:
    with transaction():
        write_letters(hold=timedelta(seconds=120))
    query = db.select(Letter).where(Letter.cancelled_at.is_(None)).order_by(Letter.id)
    return list(db.session.scalars(query))


def staff() -> Actor:
    return make_account(Role.MODERATOR, organisation=make_organisation()).as_actor()


def test_who_sends_gets_the_secret_link() -> None:
    gathering = make_gathering()
    (letter,) = letters()
    assert letter.recipient == "quiz@voorbeeld.nl"
    assert letter.text.rstrip().endswith(f"/agenda/aanmelden/{gathering.token}")
    assert "Binnen 2 werkdagen" in letter.text


def test_a_refusal_tells_reason_rule_and_way_on() -> None:
    gathering, by = make_gathering(), staff()
    with transaction():
        operations.refuse_gathering(
            gathering, reason=Reason.ADVERTISING, explanation="Noem geen merk.", seen=1, by=by
        )
    letter = letters()[-1]
    for words in (
        "De reden: Het is reclame.",
        "volgens spelregel 4.",
        "Onze uitleg: Noem geen merk.",
        "opnieuw sturen",
        gathering.token,
    ):
        assert words in letter.text
    assert letter.not_before > letter.written_at, "it waits, so that it can be taken back"


def test_a_decision_that_is_taken_back_gives_no_letter() -> None:
    gathering, by = make_gathering(), staff()
    with transaction():
        operations.place_gathering(gathering, seen=1, by=by)
    assert len(letters()) == 2
    with transaction():
        operations.undo_gathering_decision(gathering, by=by)
    assert len(letters()) == 1


def test_a_decision_taken_back_at_once_gives_no_letter() -> None:
    gathering, by = make_gathering(), staff()
    with transaction():
        operations.refuse_gathering(gathering, reason=Reason.ABUSE, seen=1, by=by)
    with transaction():
        operations.undo_gathering_decision(gathering, by=by)
    assert len(letters()) == 1


def test_an_organiser_who_cancels_knows_that() -> None:
    gathering = make_placed_gathering()
    before = len(letters())
    with transaction():
        operations.cancel_gathering(gathering, reason="Ziek.", by=organiser_of(gathering))
    assert len(letters()) == before
    other = make_placed_gathering()
    with transaction():
        operations.cancel_gathering(other, reason="De zaal is dicht.", by=SYSTEM)
    assert "De reden: De zaal is dicht." in letters()[-1].text


def test_a_refused_correction_says_that_the_old_text_stays() -> None:
    gathering = make_placed_gathering()
    with transaction():
        operations.correct_gathering(
            gathering, some_details(title="Koop nu"), seen=1, by=organiser_of(gathering)
        )
    with transaction():
        operations.refuse_gathering(gathering, reason=Reason.ADVERTISING, seen=2, by=SYSTEM)
    assert "blijft staan" in letters()[-1].text
