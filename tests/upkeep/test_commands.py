"""`deliver-mail` and `housekeeping`, as a timer calls them."""

import json

import pytest
from flask import Flask

from consultation.announcements import BY_POST
from consultation.contributions.models import Submission
from consultation.contributions.states import Sender
from consultation.database import db
from consultation.logbook import What, transaction
from consultation.mail import Draft, Letter, post
from tests.contributions.factories import make_contribution
from tests.page import Visit


def test_deliver_mail_fills_the_mailbox_of_the_demo(visit: Visit) -> None:
    make_contribution(sender=Sender(email="sanne@voorbeeld.nl", name="Sanne"))
    number = db.session.query(Submission).one().receipt
    run = visit.app.test_cli_runner().invoke
    told = json.loads(run(args=["deliver-mail", "--json"]).output)
    assert (told["sent"], told["waiting"], told["problem"]) == (1, 0, "")
    assert str(number) in visit.get("/demo/postvak?to=sanne@voorbeeld.nl").text
    assert "0 verstuurd" in run(args=["deliver-mail"]).output
    assert db.session.query(Letter).count() == 1


def test_deliver_mail_can_skip_the_wait_and_try_again(database: Flask) -> None:
    with transaction():
        letter = post(Draft("a@b.nl", "Brief", "Dag.", "<p>Dag.</p>"), key="x")
        assert letter is not None
        letter.attempts = 20
    run = database.test_cli_runner().invoke
    assert json.loads(run(args=["deliver-mail", "--json"]).output)["given_up"] == 1
    told = json.loads(run(args=["deliver-mail", "--json", "--again", "--now"]).output)
    assert (told["given_up"], told["sent"]) == (0, 1)


def test_deliver_mail_says_when_letters_cannot_be_drawn_up(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_contribution()

    def fails(_entry: object) -> list[Draft]:
        raise LookupError("a letter that cannot be drawn up")

    monkeypatch.setitem(BY_POST, What.CONTRIBUTION_SENT, fails)
    answer = database.test_cli_runner().invoke(args=["deliver-mail"])
    assert answer.exit_code == 1
    assert "Van 1 regels uit het logboek" in answer.stderr


def test_housekeeping_tells_what_it_did(database: Flask) -> None:
    make_contribution()
    run = database.test_cli_runner().invoke
    assert json.loads(run(args=["housekeeping", "--json"]).output)["signed"] == 1
    assert "signed 0" in run(args=["housekeeping"]).output
