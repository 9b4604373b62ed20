"""What the doors of meetings share: their blueprint, words, and who comes by a secret link."""

from dataclasses import replace
from datetime import timedelta

from flask import Blueprint
from flask.sansio.blueprints import BlueprintSetupState

from consultation.accounts.session import reader
from consultation.gatherings.forms import words_for_pages
from consultation.gatherings.models import Gathering
from consultation.gatherings.queries import gathering_by_token
from consultation.logbook import Actor
from consultation.web.limits import Limit, count_attempt, network

bp = Blueprint("gatherings", __name__)

HOUR = timedelta(hours=1)

MOST_FROM_NETWORK = 30
"""Meetings and corrections from one network in an hour."""

MOST_FOR_ADDRESS = 6
"""Meetings for one e-mail address in an hour."""


def _give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of meetings."""
    state.app.jinja_env.globals.update(words_for_pages())


bp.record_once(_give_words)


def count_sending(address: str = "") -> None:
    """Count a sending, per network and per address; raises Refused past a limit."""
    limits = [Limit(f"gathering network {network()}", MOST_FROM_NETWORK, HOUR)]
    if address:
        limits.append(Limit(f"gathering address {address}", MOST_FOR_ADDRESS, HOUR))
    count_attempt(*limits)


def own_gathering(token: str) -> tuple[Gathering, Actor]:
    """The meeting behind a secret link, and whoever came by it; raises NotFound."""
    gathering = gathering_by_token(token, reader=reader())
    return gathering, replace(reader(), gatherings=frozenset({gathering.id}))
