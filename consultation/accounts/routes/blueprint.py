"""What the doors of accounts share: their blueprint, their words, and how often one may try."""

from datetime import timedelta
from typing import Any

from flask import Blueprint
from wtforms import Field

from consultation.accounts.forms import ROLE_WORDS
from consultation.accounts.queries import all_organisations, plain_email
from consultation.accounts.session import reader
from consultation.web.answers import Answer, staff_page
from consultation.web.forms import Form
from consultation.web.limits import Limit, network

bp = Blueprint("accounts", __name__)

QUARTER = timedelta(minutes=15)
MOST_PER_ACCOUNT = 10
MOST_PER_NETWORK = 60


def limits(what: str, email: str) -> tuple[Limit, Limit]:
    """How often somebody may try this on one account, and from one network."""
    return (
        Limit(f"{what} account {plain_email(email)}", MOST_PER_ACCOUNT, QUARTER),
        Limit(f"{what} network {network()}", MOST_PER_NETWORK, QUARTER),
    )


def text_of(field: Field) -> str:
    """What was typed in a field; nothing when nothing was sent."""
    return field.data or ""


def places() -> list[tuple[int, str]]:
    """Every organisation by its number, to choose from and to name."""
    return [(place.id, place.name) for place in all_organisations(reader=reader())]


def page(template: str, form: Form | None, **things: Any) -> Answer:
    """A page for staff, with the words of the roles and the places at hand."""
    names = dict(places())
    return staff_page(template, form, role_words=ROLE_WORDS, places=names, **things)
