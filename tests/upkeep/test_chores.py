"""What follows from time going by: closing, reminding, forgetting, signing; each once."""

from datetime import timedelta

import pytest
from flask import Flask

from consultation import clock
from consultation.accounts.models import BrowserSession
from consultation.contributions.models import Submission
from consultation.contributions.operations import send_submission
from consultation.contributions.states import ContributionState, Sender
from consultation.database import db
from consultation.logbook import ANYONE, transaction
from consultation.mail import Letter
from consultation.public_record import record
from consultation.public_record.leaves import Kind
from consultation.rounds.models import Round
from consultation.upkeep.chores import keep_house
from consultation.web.limits import Attempt
from tests.contributions.factories import arrival, make_contribution, make_draft
from tests.factories import kept, make_round

DAY = timedelta(days=1)


def unconfirmed(round: Round) -> Submission:
    """Something that was sent with an address of which the code was never entered."""
    draft = make_draft(round)
    sender = Sender(email="sanne@voorbeeld.nl", name="Sanne")
    with transaction():
        return send_submission(draft, sender, arrival=arrival(), by=ANYONE).submission


def test_a_quiet_house_has_nothing_to_do_after_the_first_signature(database: Flask) -> None:
    make_round()
    assert keep_house()["signed"] == 1
    assert set(keep_house().values()) == {0}


def test_a_round_past_its_closing_and_grace_is_closed_in_the_record_once(database: Flask) -> None:
    round = make_round()
    make_contribution(round)
    with clock.frozen(round.closes_at + timedelta(minutes=29)):
        assert keep_house()["closed"] == 0, "somebody may still send what they began"
    with clock.frozen(round.closes_at + timedelta(minutes=31)):
        done = keep_house()
        assert (done["closed"], done["signed"]) == (1, 1)
        assert keep_house()["closed"] == 0
    assert record.refs_of_kind(round.slug, Kind.SLUITING) == [round.slug]
    assert record.signed_size() == record.head().size


def test_who_forgot_the_code_is_reminded_after_a_day_and_before_closing(database: Flask) -> None:
    round = make_round(closes_in=3)
    unconfirmed(round)
    counts = []
    for moment in (
        clock.now() + timedelta(hours=23),
        clock.now() + timedelta(hours=25),
        clock.now() + timedelta(hours=26),
        round.closes_at - timedelta(hours=2),
        round.closes_at - timedelta(hours=1),
    ):
        with clock.frozen(moment):
            counts.append(keep_house()["reminders"])
    assert counts == [0, 1, 0, 1, 0]
    assert db.session.query(Letter).filter(Letter.key.startswith("reminder-")).count() == 2


def test_what_was_never_confirmed_or_sent_goes_a_week_after_closing(database: Flask) -> None:
    round = make_round()
    waiting, draft = unconfirmed(round), make_draft(round)
    with clock.frozen(round.closes_at + 6 * DAY):
        done = keep_house()
    assert (done["expired"], done["forgotten_drafts"]) == (0, 0)
    number = draft.id
    with clock.frozen(round.closes_at + 8 * DAY):
        done = keep_house()
    assert (done["expired"], done["forgotten_drafts"]) == (1, 1)
    assert waiting.contributions[0].state is ContributionState.WITHDRAWN
    assert db.session.get(Submission, number) is None


def test_sessions_and_tries_that_are_over_are_removed(database: Flask) -> None:
    now = clock.now()
    for hours in (-1, 1):
        moment = now + timedelta(hours=hours)
        kept(BrowserSession(token_hash=str(hours), content={}, expires_at=moment))
        kept(Attempt(subject="x", at=moment - DAY))
    done = keep_house()
    assert (done["ended_sessions"], done["old_attempts"]) == (1, 1)
    assert db.session.query(BrowserSession).one().token_hash == "1"


def test_a_chore_that_fails_leaves_what_others_did(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    round = make_round()
    make_contribution(round)

    def fails(*_given: object, **_named: object) -> None:
        raise OSError("no key")

    monkeypatch.setattr("consultation.upkeep.chores.sign_record", fails)
    with clock.frozen(round.closes_at + DAY), pytest.raises(OSError, match="no key"):
        keep_house()
    assert record.refs_of_kind(round.slug, Kind.SLUITING) == [round.slug]
