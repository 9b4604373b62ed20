"""The command line for accounts."""

import json

from flask import Flask

from consultation.accounts.models import Account
from consultation.accounts.states import AccountState
from consultation.database import db
from tests.factories import make_account, make_organisation
from tests.page import Visit


def test_account_create_prints_the_address_of_the_invitation(visit: Visit) -> None:
    make_organisation(slug="zand")
    run = visit.app.test_cli_runner().invoke
    args = ["account", "create", "Iris@x.nl", "--name", "Iris", "--role", "officer"]
    answer = run(args=[*args, "--organisation", "zand", "--title", "inkoper", "--json"])
    told = json.loads(answer.output)
    assert (answer.exit_code, told["email"], told["roles"]) == (0, "iris@x.nl", ["officer"])
    account = db.session.query(Account).one()
    assert (account.state, account.password_hash) == (AccountState.INVITED, None)
    visit.get(told["invitation"].removeprefix("http://localhost"))


def test_account_create_refuses_clearly(database: Flask) -> None:
    run = database.test_cli_runner().invoke
    args = ["account", "create", "iris@x.nl", "--name", "Iris", "--role", "officer"]
    answer = run(args=[*args, "--organisation", "niets"])
    assert answer.exit_code == 1
    assert "Er is geen organisatie met de naam niets." in answer.output
    answer = run(args=[*args, "--as", make_account().email, "--organisation", "niets"])
    assert answer.exit_code == 1
    assert db.session.query(Account).filter_by(email="iris@x.nl").count() == 0


def test_organisation_create_prints_its_name_in_addresses(database: Flask) -> None:
    run = database.test_cli_runner().invoke
    answer = run(args=["organisation", "create", "Ministerie van Zand"])
    assert (answer.exit_code, answer.output) == (0, "ministerie-van-zand\n")
    assert run(args=["organisation", "create", "Ministerie van Zand"]).exit_code == 1
