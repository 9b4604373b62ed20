"""Making staff for a test: invited, with a password, signed in."""

from typing import Any

from flask import Flask

from consultation.accounts.models import Account
from consultation.accounts.operations import invite_account
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.web.passwords import password_hash
from tests.factories import make_account
from tests.page import Visit

PASSWORD = "paard accu nietje"


def make_account_with_password(*roles: Role, **changes: Any) -> Account:
    return make_account(*roles, password_hash=password_hash(PASSWORD), **changes)


def make_invitation(email: str = "nieuw@voorbeeld.nl") -> tuple[Account, str]:
    with transaction():
        return invite_account(
            email, "Nieuw", "inkoper", roles=[(Role.PROGRAMME, None)], by=COMMAND_LINE
        )


def sign_in(app: Flask, account: Account, password: str = PASSWORD) -> Visit:
    """A visitor who signed in on the page; not followed, because the desk is another's."""
    visitor = Visit(app)
    page = visitor.get("/inloggen")
    values = {**page.form(), "email": account.email, "password": password}
    answer = visitor.client.post("/inloggen", data=values)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return visitor


def token_of(visitor: Visit) -> str:
    cookie = visitor.client.get_cookie("sessie")
    return cookie.value if cookie else ""


def is_signed_in(app: Flask, token: str) -> bool:
    """Whether a session token still opens one's own account."""
    client = app.test_client()
    client.set_cookie("sessie", token)
    return client.get("/mijn-account").status_code == 200
