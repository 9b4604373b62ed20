"""Writing, sending and writing down what people say, each with its receipt and its leaf (I1)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from consultation.contributions import queries
from consultation.contributions.models import Contribution, ContributionText, Point, Submission
from consultation.contributions.operations.closing import ensure_closing_leaf
from consultation.contributions.operations.saying import (
    Said,
    check_subjects,
    checked,
    judge_timing,
)
from consultation.contributions.states import (
    Arrival,
    ContributionState,
    Elsewhere,
    Kind,
    Sender,
    Timing,
)
from consultation.database import db
from consultation.errors import Closed, Refused
from consultation.logbook import SYSTEM, Actor, What, enter
from consultation.permissions import Permission, require
from consultation.public_record import receipts
from consultation.public_record.leaves import Kind as Leaf
from consultation.rounds.models import Round


@dataclass(frozen=True)
class Sent:
    """What came of sending: the submission, and the code to mail when its address is not known."""

    submission: Submission
    code: str = ""


def draft_submission(
    round_: Round, said: Sequence[Said], *, key: str, arrival: Arrival, by: Actor
) -> Submission:
    """Keep what somebody wrote, before they say who they are. The same key gives the same draft.

    Raises Closed when a round does not take it, Invalid when a text is empty or too long.
    """
    require(by, Permission.SEND_CONTRIBUTION, round_)
    texts = checked(said)
    judge_timing(round_, arrival)
    round_.lock()
    subjects = [one.contribution.subject for one in said]
    check_subjects(round_, subjects, arrival, begun_at=arrival.begun_at)
    known = queries.submission_by_key(key, reader=by)
    if known is not None and known.receipt is None:
        return edit_draft(known, said, at=arrival.at, by=by)
    submission = _new_submission(round_, key if known is None else secrets.token_hex(16))
    submission.begun_at = min(arrival.begun_at or arrival.at, arrival.at)
    _hold(submission, texts, arrival.at)
    enter(What.CONTRIBUTION_DRAFTED, submission, by=by, round_id=round_.id)
    return submission


def edit_draft(
    submission: Submission, said: Sequence[Said], *, at: datetime, by: Actor
) -> Submission:
    """Replace what a draft says; nobody but its writer saw it.

    Raises Refused with `sent_already`, Invalid when a text is empty or too long.
    """
    require(by, Permission.SEND_CONTRIBUTION, submission.round)
    if submission.receipt is not None:
        raise Refused("sent_already", receipt=submission.receipt)
    texts = checked(said)
    for contribution in list(submission.contributions):
        _discard(contribution)
    _hold(submission, texts, at)
    enter(What.CONTRIBUTION_DRAFTED, submission, by=by, round_id=submission.round_id)
    return submission


def rewrite_draft(
    contribution: Contribution, public: str, confidential: str, *, at: datetime, by: Actor
) -> ContributionText:
    """Take a hint: the same draft with words taken out or moved to the confidential part.

    Raises Refused with `sent_already`, Invalid when nothing is left.
    """
    submission = contribution.submission
    require(by, Permission.SEND_CONTRIBUTION, submission.round)
    if submission.receipt is not None:
        raise Refused("sent_already", receipt=submission.receipt)
    said = checked([Said(contribution, public, confidential)])[0]
    for text in list(contribution.texts):
        db.session.delete(text)
    db.session.flush()
    db.session.expire(contribution, ["texts"])
    text = contribution.write(said.public, said.confidential, at=at)
    enter(What.CONTRIBUTION_DRAFTED, submission, by=by, round_id=submission.round_id)
    return text


def send_submission(
    submission: Submission, sender: Sender, *, arrival: Arrival, known_email: str = "", by: Actor
) -> Sent:
    """Receive a draft: receipt, secret key and leaves in the public record, all in one (I1).

    With an address that this browser did not confirm before, it waits for a code. Sending the
    same again gives the same receipt. Raises Closed, or Refused with `sent_already` when
    something else was sent from this draft.
    """
    require(by, Permission.SEND_CONTRIBUTION, submission.round)
    round_ = submission.round
    round_.lock()
    queries.load_whole(submission, reader=by)
    fingerprint = submission.fingerprint_with(sender)
    if submission.receipt is not None:
        return _sent_before(submission, fingerprint)
    begun_at = submission.begun_at
    timing = judge_timing(round_, arrival, begun_at=begun_at)
    subjects = [one.subject for one in submission.contributions]
    check_subjects(round_, subjects, arrival, begun_at=begun_at)
    submission.is_late = timing is Timing.LATE
    submission.fingerprint = fingerprint
    submission.identify(sender)
    is_known = not sender.email or sender.email == known_email
    state = ContributionState.RECEIVED if is_known else ContributionState.UNCONFIRMED
    _receive(submission, state, at=arrival.at, arrival=arrival)
    enter(What.CONTRIBUTION_SENT, submission, by=by, round_id=submission.round_id)
    if not is_known:
        return Sent(submission, submission.new_code(arrival.at))
    if sender.email:
        submission.confirm(arrival.at)
        enter(What.CONTRIBUTION_CONFIRMED, submission, by=by, round_id=submission.round_id)
    return Sent(submission)


def enter_submission(
    round_: Round,
    said: Sequence[Said],
    sender: Sender,
    *,
    key: str,
    elsewhere: Elsewhere,
    arrival: Arrival,
    by: Actor,
) -> Submission:
    """Write down what came on paper, by telephone, at the desk or in a meeting.

    The moment it reached us counts, also when it is entered later; without one it came in now.
    The same key gives the same receipt. Raises Closed, Invalid, and Refused with `key_used` when
    the key belongs to another text.
    """
    require(by, Permission.ENTER_CONTRIBUTION, round_)
    texts = checked(said)
    moment = min(elsewhere.received_at or arrival.at, arrival.at)
    _check_open_for_entry(round_, moment)
    round_.lock()
    known = queries.submission_by_key(key, reader=by)
    if known is not None:
        return _entered_before(known, texts, sender)
    subjects = [one.contribution.subject for one in said]
    check_subjects(round_, subjects, replace(arrival, at=moment, begun_at=None))
    with db.session.no_autoflush:  # written in one go, for a sheet has a thousand rows
        submission = _new_submission(round_, key)
        submission.channel = elsewhere.channel
        submission.begun_at = moment
        submission.entered_by_id = by.account_id
        submission.is_late = round_.closes_at is not None and moment >= round_.closes_at
        submission.identify(sender)
        _write_down(submission, texts, arrival.at)
        submission.fingerprint = submission.fingerprint_with(sender)
        _receive(submission, ContributionState.RECEIVED, at=moment, arrival=arrival)
    enter(What.CONTRIBUTION_SENT, submission, by=by, round_id=round_.id)
    return submission


def forget_drafts(now: datetime, *, by: Actor = SYSTEM) -> int:
    """Remove what was never sent, a week after closing; says how many drafts."""
    require(by, Permission.ENTER_CONTRIBUTION)
    drafts = queries.forgotten_drafts(now, reader=SYSTEM)
    for draft in drafts:
        enter(What.CONTRIBUTION_EXPIRED, draft, by=by, round_id=draft.round_id)
        for contribution in list(draft.contributions):
            _discard(contribution)
        db.session.delete(draft)
    return len(drafts)


def _check_open_for_entry(round_: Round, moment: datetime) -> None:
    if round_.withdrawn_at is not None:
        raise Closed("round_withdrawn")
    if round_.published_at is None or round_.opens_at is None or moment < round_.opens_at:
        raise Closed("round_not_open")
    if round_.answered_at is not None:
        raise Closed("round_answered")


def _new_submission(round_: Round, key: str) -> Submission:
    token = secrets.token_urlsafe(16)
    submission = Submission(round=round_, draft_token=token, idempotency_key=key)
    db.session.add(submission)
    return submission


def _hold(submission: Submission, said: Sequence[Said], at: datetime) -> None:
    _write_down(submission, said, at)
    db.session.flush()


def _write_down(submission: Submission, said: Sequence[Said], at: datetime) -> None:
    for number, one in enumerate(said, start=1):
        one.contribution.sub_number = number
        one.contribution.round = submission.round
        one.contribution.kind = one.contribution.kind or Kind.OPINION
        one.contribution.state = ContributionState.DRAFT
        submission.contributions.append(one.contribution)
        one.contribution.write(one.public, one.confidential, at=at)


def _discard(contribution: Contribution) -> None:
    """Remove a contribution that was never sent."""
    for text in contribution.texts:
        db.session.delete(text)
    db.session.flush()
    contribution.submission.contributions.remove(contribution)
    db.session.delete(contribution)
    db.session.flush()


def _receive(
    submission: Submission, state: ContributionState, *, at: datetime, arrival: Arrival
) -> None:
    """Give the receipt and its leaves; what reaches the record after closing says so."""
    ensure_closing_leaf(submission.round, at=arrival.at, grace=arrival.grace)
    submission.received_at = at
    submission.receipt = _free_receipt()
    submission.secret_key = receipts.new_secret_key()
    is_after = submission.is_late or submission.round.closed_leaf_at is not None
    for contribution in submission.contributions:
        contribution.move_to(state)
        db.session.add(Point(contribution=contribution, number=1))
        contribution.text.seal()
        contribution.append_leaf(Leaf.TE_LAAT if is_after else Leaf.ONTVANGEN)


def _free_receipt() -> str:
    while True:
        receipt = receipts.new_receipt()
        taken = db.select(Submission.id).where(Submission.receipt == receipt)
        with db.session.no_autoflush:  # what is sent is written once, with its receipt
            is_free = db.session.scalar(taken) is None
        if is_free:
            return receipt


def _sent_before(submission: Submission, fingerprint: str) -> Sent:
    if submission.fingerprint != fingerprint:
        raise Refused("sent_already", receipt=submission.receipt)
    return Sent(submission)


def _entered_before(known: Submission, said: Sequence[Said], sender: Sender) -> Submission:
    """The receipt that was given for the same text and name."""
    kept = [(c.texts[0].public_part, c.texts[0].confidential_part) for c in known.contributions]
    now = [(_without_gaps(one.public), _without_gaps(one.confidential)) for one in said]
    if (kept, known.name) != (now, sender.name):
        raise Refused("key_used", receipt=known.receipt)
    return known


def _without_gaps(text: str) -> str:
    return "\n".join(filter(str.strip, text.split("\n")))
