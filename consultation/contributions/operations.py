"""Sending, confirming, changing and withdrawing what people say, each with its leaf (I1)."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from consultation.contributions import queries
from consultation.contributions.models import Contribution, ContributionText, Point, Submission
from consultation.contributions.states import (
    CODE_TRIES,
    LIMIT,
    Arrival,
    CodeVerdict,
    ContributionState,
    Elsewhere,
    Kind,
    Sender,
    Timing,
    timing_of,
)
from consultation.database import db
from consultation.errors import Closed, Invalid, Refused
from consultation.logbook import SYSTEM, Actor, What, enter
from consultation.permissions import Permission, require
from consultation.public_record import commitments, receipts, record
from consultation.public_record.leaves import Kind as Leaf
from consultation.rounds.models import Round
from consultation.rounds.states import Phase
from consultation.safe_html import clean_typed


@dataclass(frozen=True)
class Said:
    """One thing somebody says: a new contribution of some kind, and its two texts."""

    contribution: Contribution
    public: str
    confidential: str = ""


@dataclass(frozen=True)
class Sent:
    """What came of sending: the submission, and the code to mail when its address is not known."""

    submission: Submission
    code: str = ""


# --- writing -------------------------------------------------------------------------------


def draft_submission(
    round_: Round, said: Sequence[Said], *, key: str, arrival: Arrival, by: Actor
) -> Submission:
    """Keep what somebody wrote, before they say who they are. The same key gives the same draft.

    Raises Closed when a round does not take it, Invalid when a text is empty or too long.
    """
    require(by, Permission.SEND_CONTRIBUTION, round_)
    texts = _checked(said)
    judge_timing(round_, arrival)
    _lock(round_)
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
    texts = _checked(said)
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
    said = _checked([Said(contribution, public, confidential)])[0]
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
    _lock(submission.round)
    db.session.refresh(submission)
    fingerprint = submission.fingerprint_with(sender)
    if submission.receipt is not None:
        return _sent_before(submission, fingerprint)
    timing = judge_timing(submission.round, arrival, begun_at=submission.begun_at)
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
        _confirm(submission, arrival.at, by=by)
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
    texts = _checked(said)
    moment = min(elsewhere.received_at or arrival.at, arrival.at)
    _check_open_for_entry(round_, moment)
    _lock(round_)
    known = queries.submission_by_key(key, reader=by)
    if known is not None:
        return _entered_before(known, texts, sender)
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


# --- the address ---------------------------------------------------------------------------


def confirm_submission(
    submission: Submission, code: str, *, at: datetime, by: Actor
) -> CodeVerdict:
    """Compare a code; the right one moves everything sent with it to control.

    It returns a verdict instead of raising, because a wrong try is counted.
    """
    require(by, Permission.SEND_CONTRIBUTION, submission.round)
    if not submission.is_unconfirmed:
        return CodeVerdict.CONFIRMED
    if submission.code_tries >= CODE_TRIES:
        return CodeVerdict.SPENT
    if submission.code_expires_at is None or submission.code_expires_at <= at:
        return CodeVerdict.EXPIRED
    if not hmac.compare_digest(submission.code_hash, submission.hash_of(code)):
        submission.code_tries += 1
        return CodeVerdict.WRONG if submission.code_tries < CODE_TRIES else CodeVerdict.SPENT
    _confirm(submission, at, by=by)
    return CodeVerdict.CONFIRMED


def renew_code(submission: Submission, *, at: datetime, email: str = "", by: Actor) -> str:
    """A new code, the old one is void; to another address when one is given. Gives the code.

    Raises Refused with `confirmed_already`.
    """
    require(by, Permission.SEND_CONTRIBUTION, submission.round)
    if not submission.is_unconfirmed:
        raise Refused("confirmed_already")
    submission.email = email or submission.email
    code = submission.new_code(at)
    enter(What.CODE_RENEWED, submission, by=by, round_id=submission.round_id)
    return code


def receive_without_email(submission: Submission, *, at: datetime, by: Actor) -> Submission:
    """Let go of the address: the submission counts without it."""
    require(by, Permission.SEND_CONTRIBUTION, submission.round)
    if submission.is_unconfirmed:
        submission.email = ""
        _confirm(submission, at, by=by)
    return submission


def ask_receipts(email: str, *, by: Actor) -> None:
    """Somebody lost a number: the list goes by mail, to that address alone (F15)."""
    require(by, Permission.SEND_CONTRIBUTION)
    found = queries.submissions_from(email, reader=SYSTEM)
    if found:
        enter(What.RECEIPTS_ASKED, found[0], by=by, round_id=found[0].round_id)


# --- until closing -------------------------------------------------------------------------


def change_contribution(
    contribution: Contribution, public: str, confidential: str, *, at: datetime, by: Actor
) -> ContributionText:
    """A new text in place of the old one, in control again; all texts are kept.

    Raises Closed after closing, WrongStep when it was withdrawn, Invalid for an empty text.
    """
    require(by, Permission.CHANGE_CONTRIBUTION, contribution)
    _check_open_for_change(contribution.round, at)
    said = _checked([Said(contribution, public, confidential)])[0]
    if contribution.state not in {ContributionState.RECEIVED, ContributionState.UNCONFIRMED}:
        contribution.move_to(ContributionState.RECEIVED)
    text = contribution.write(said.public, said.confidential, at=at)
    _seal(text)
    _append(Leaf.GEWIJZIGD, contribution)
    enter(What.CONTRIBUTION_CHANGED, contribution, by=by, round_id=contribution.round_id)
    return text


def withdraw_contribution(contribution: Contribution, *, at: datetime, by: Actor) -> Contribution:
    """The author takes a contribution back; it is listed as withdrawn and shown nowhere.

    Raises Closed after closing, WrongStep when it was withdrawn already.
    """
    require(by, Permission.CHANGE_CONTRIBUTION, contribution)
    _check_open_for_change(contribution.round, at)
    contribution.move_to(ContributionState.WITHDRAWN)
    _append(Leaf.INGETROKKEN, contribution)
    enter(What.CONTRIBUTION_WITHDRAWN, contribution, by=by, round_id=contribution.round_id)
    return contribution


# --- after closing -------------------------------------------------------------------------


def ensure_closing_leaf(
    round_: Round, *, at: datetime, grace: timedelta, by: Actor = SYSTEM
) -> bool:
    """Close the round in the public record, once; says whether this was that once.

    Called by whatever first writes to a round after closing and the grace for late senders.
    """
    require(by, Permission.ENTER_CONTRIBUTION, round_)
    if round_.published_at is None or round_.closes_at is None or at < round_.closes_at + grace:
        return False
    _lock(round_)
    db.session.refresh(round_, ["closed_leaf_at"])
    if round_.closed_leaf_at is not None:
        return False
    round_.closed_leaf_at = at
    refs = record.refs_of_kind(round_.slug, Leaf.ONTVANGEN)
    value = record.closing_value(refs)
    record.append(Leaf.SLUITING, round=round_.slug, ref=round_.slug, value=value)
    enter(What.ROUND_CLOSED, round_, by=by, round_id=round_.id, received=len(refs))
    return True


def expire_unconfirmed(now: datetime, *, by: Actor = SYSTEM) -> int:
    """Withdraw what was never confirmed, a week after closing; says how many (F8)."""
    require(by, Permission.ENTER_CONTRIBUTION)
    expired = [
        contribution
        for submission in queries.unconfirmed_submissions(reader=SYSTEM, expired_by=now)
        for contribution in submission.contributions
        if contribution.state is ContributionState.UNCONFIRMED
    ]
    for contribution in expired:
        contribution.move_to(ContributionState.WITHDRAWN)
        _append(Leaf.INGETROKKEN, contribution)
        enter(What.CONTRIBUTION_EXPIRED, contribution, by=by, round_id=contribution.round_id)
    return len(expired)


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


# --- what the operations share -------------------------------------------------------------


def judge_timing(round_: Round, arrival: Arrival, *, begun_at: datetime | None = None) -> Timing:
    """Whether a round takes an input of this moment, and how.

    Raises Closed with `round_not_open`, `round_closed` or `round_withdrawn`.
    """
    if round_.withdrawn_at is not None:
        raise Closed("round_withdrawn")
    if round_.published_at is None or round_.opens_at is None or round_.closes_at is None:
        raise Closed("round_not_open")
    timing = timing_of(
        arrival.at,
        begun_at or arrival.begun_at,
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        grace=arrival.grace,
    )
    if timing is Timing.EARLY:
        raise Closed("round_not_open")
    if timing is Timing.REFUSED:
        raise Closed("round_closed")
    return timing


def _checked(said: Sequence[Said]) -> list[Said]:
    """The texts as they are kept: normalised, not empty, not too long."""
    texts = [
        Said(one.contribution, _cleaned(one.public), _cleaned(one.confidential)) for one in said
    ]
    for one in texts:
        if not one.public:
            raise Invalid(tekst="text_needed")
        if len(one.public) > LIMIT:
            raise Invalid(tekst="text_too_long")
        if len(one.confidential) > LIMIT:
            raise Invalid(vertrouwelijk="text_too_long")
    return texts


def _cleaned(typed: str) -> str:
    return clean_typed(typed).strip()


def _check_open_for_change(round_: Round, at: datetime) -> None:
    if round_.phase(at) is not Phase.OPEN:
        raise Closed("round_closed_for_changes")


def _check_open_for_entry(round_: Round, moment: datetime) -> None:
    if round_.withdrawn_at is not None:
        raise Closed("round_withdrawn")
    if round_.published_at is None or round_.opens_at is None or moment < round_.opens_at:
        raise Closed("round_not_open")
    if round_.answered_at is not None:
        raise Closed("round_answered")


def _lock(round_: Round) -> None:
    """One sender at a time per round, also over several processes."""
    db.session.execute(db.select(Round.id).where(Round.id == round_.id).with_for_update())


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
        contribution.points.append(Point(number=1))
        _seal(contribution.text)
        _append(Leaf.TE_LAAT if is_after else Leaf.ONTVANGEN, contribution)


def _free_receipt() -> str:
    while True:
        receipt = receipts.new_receipt()
        taken = db.select(Submission.id).where(Submission.receipt == receipt)
        if db.session.scalar(taken) is None:
            return receipt


def _seal(text: ContributionText) -> None:
    """Commit to the text and to who sent it; only the commitment becomes public."""
    submission = text.contribution.submission
    meta = commitments.Meta(submission.name, submission.organisation_name, submission.channel.value)
    keys = commitments.new_keys()
    text.text_key, text.meta_key = keys.text, keys.meta
    paragraphs = [passage.text for passage in text.passages]
    text.commitment = commitments.commitment(keys, paragraphs, meta)


def _append(leaf: Leaf, contribution: Contribution) -> None:
    db.session.flush()
    record.append(
        leaf,
        round=contribution.round.slug,
        ref=contribution.reference,
        value=contribution.text.commitment or b"",
    )


def _confirm(submission: Submission, at: datetime, *, by: Actor) -> None:
    """What was sent counts from now on: it moves to control."""
    submission.code_hash = ""
    submission.email_confirmed_at = at if submission.email else None
    for contribution in submission.contributions:
        if contribution.state is ContributionState.UNCONFIRMED:
            contribution.move_to(ContributionState.RECEIVED)
    enter(What.CONTRIBUTION_CONFIRMED, submission, by=by, round_id=submission.round_id)


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
