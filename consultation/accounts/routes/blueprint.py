"""What the doors of accounts share: their blueprint, their words, and how often one may try."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response
from wtforms import Field

from consultation.accounts.forms import ROLE_WORDS
from consultation.accounts.queries import all_organisations, plain_email
from consultation.accounts.session import reader
from consultation.web.forms import Form
from consultation.web.limits import Limit, network

bp = Blueprint("accounts", __name__)

Answer = Response | str | tuple[str, int]

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


def page(template: str, form: Form | None, **things: object) -> Answer:
    """A page for staff, with the words of the roles and the places at hand."""
    names = dict(places())
    text = render_template(
        template, form=form, staff_page=True, role_words=ROLE_WORDS, places=names, **things
    )
    return text, status()


def status() -> int:
    """A form that was sent and comes back was not taken."""
    return 422 if request.method == "POST" else 200
