"""What the doors of contributions share: their blueprint, limits, and where one goes next."""

from datetime import timedelta

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from consultation.contributions.models import Submission
from consultation.web.limits import Limit, count_attempt, network

bp = Blueprint("contributions", __name__)

MINUTES = timedelta(minutes=10)

MOST_SENT = 300
"""Sends from one network in ten minutes: a library full of people stays far below it."""

HOUR = timedelta(hours=1)

MOST_CODES = 6
"""Codes to one address in an hour."""


def count_code(address: str) -> None:
    """Count a code that is mailed, per address and per network; raises Refused past a limit."""
    count_attempt(
        Limit(f"code address {address}", MOST_CODES, HOUR),
        Limit(f"send network {network()}", MOST_SENT, MINUTES),
    )


def after_sending(submission: Submission) -> AnyResponse:
    """Where somebody goes after sending: to the code, or to the receipt."""
    if submission.is_unconfirmed:
        address = url_for("contributions.confirm_submission", concept=submission.draft_token)
        return redirect(address, 303)
    return redirect(status_address(submission.receipt or ""), 303)


def status_address(number: str) -> str:
    """Where a receipt is read, without its key."""
    return url_for("reading_room.receipt", nummer=number)


def check_address(submission: Submission) -> str:
    """Where a draft is looked over before it is sent."""
    return url_for("contributions.send_contribution", concept=submission.draft_token)
