"""The address of a sender: its code, another one, or none; and the list of lost numbers."""

import hmac
from datetime import datetime

from consultation.contributions import queries
from consultation.contributions.models import Submission
from consultation.contributions.states import (
    CODE_TRIES,
    CodeVerdict,
)
from consultation.errors import Refused
from consultation.logbook import SYSTEM, Actor, What, enter
from consultation.permissions import Permission, require


def confirm_submission(
    submission: Submission, code: str, *, at: datetime, by: Actor
) -> CodeVerdict:
    """Compare a code; the right one moves everything sent with it to control.

    It returns a verdict instead of raising, because a wrong try is counted.
    """
    require(by, Permission.SEND_CONTRIBUTION, submission.round)
    if not submission.awaits_code:
        return CodeVerdict.CONFIRMED
    if submission.code_tries >= CODE_TRIES:
        return CodeVerdict.SPENT
    if submission.code_expires_at is None or submission.code_expires_at <= at:
        return CodeVerdict.EXPIRED
    if not hmac.compare_digest(submission.code_hash, submission.hash_of(code)):
        submission.code_tries += 1
        return CodeVerdict.WRONG if submission.code_tries < CODE_TRIES else CodeVerdict.SPENT
    submission.confirm(at)
    enter(What.CONTRIBUTION_CONFIRMED, submission, by=by, round_id=submission.round_id)
    return CodeVerdict.CONFIRMED


def renew_code(submission: Submission, *, at: datetime, email: str = "", by: Actor) -> str:
    """A new code, the old one is void; to another address when one is given. Gives the code.

    Raises Refused with `confirmed_already`.
    """
    require(by, Permission.SEND_CONTRIBUTION, submission.round)
    if not submission.awaits_code:
        raise Refused("confirmed_already")
    submission.email = email or submission.email
    code = submission.new_code(at)
    enter(What.CODE_RENEWED, submission, by=by, round_id=submission.round_id)
    return code


def ask_address(
    submission: Submission, email: str, *, at: datetime, known_email: str = "", by: Actor
) -> str:
    """Let the answer to something that was received go to an address too.

    Gives the code; none for an address that this browser confirmed before. What was received
    stays so, whether or not the code is entered; until it is, nothing but the code goes to the
    address. Raises Refused with `confirmed_already`.
    """
    require(by, Permission.CHANGE_CONTRIBUTION, submission)
    if submission.email_confirmed_at is not None:
        raise Refused("confirmed_already")
    submission.email = email
    if email == known_email:
        submission.confirm(at)
        enter(What.CONTRIBUTION_CONFIRMED, submission, by=by, round_id=submission.round_id)
        return ""
    code = submission.new_code(at)
    enter(What.CODE_RENEWED, submission, by=by, round_id=submission.round_id)
    return code


def receive_without_email(submission: Submission, *, at: datetime, by: Actor) -> Submission:
    """Let go of the address: the submission counts without it."""
    require(by, Permission.SEND_CONTRIBUTION, submission.round)
    if submission.awaits_code:
        submission.email = ""
        submission.confirm(at)
        enter(What.CONTRIBUTION_CONFIRMED, submission, by=by, round_id=submission.round_id)
    return submission


def ask_receipts(email: str, *, by: Actor) -> None:
    """Somebody lost a number: the list goes by mail, to that address alone (F15)."""
    require(by, Permission.SEND_CONTRIBUTION)
    found = queries.submissions_from(email, reader=SYSTEM)
    if found:
        enter(What.RECEIPTS_ASKED, found[0], by=by, round_id=found[0].round_id)
