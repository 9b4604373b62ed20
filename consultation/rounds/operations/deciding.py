"""What is decided about a round: announced, renewed, extended, withdrawn, answered."""

from datetime import date

from consultation import clock
from consultation.database import db
from consultation.errors import Incomplete, Invalid, WrongStep
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.queries import consultation_lacks, outline
from consultation.rounds.models import Extension, Round
from consultation.rounds.operations.promising import fix_promise
from consultation.rounds.operations.writing import likely_day
from consultation.rounds.queries import may_be_extended, next_version, round_lacks
from consultation.rounds.states import PHASE_STEPS, Phase
from consultation.short_codes.operations import give_code, give_section_codes
from consultation.steps import take_step


def publish_round(round: Round, *, by: Actor) -> Round:
    """Announce a round; it opens by its date.

    Raises Incomplete with everything that is missing (I3), WrongStep when it was announced.
    """
    require(by, Permission.PUBLISH_ROUND, round)
    round.lock_to_decide()
    take_step(PHASE_STEPS, round.phase(clock.now()), Phase.ANNOUNCED)
    lacks = round_lacks(round, reader=by)
    if lacks:
        raise Incomplete("round_not_ready", lacks)
    round.published_at = clock.now()
    fix_promise(round)
    enter(What.ROUND_PUBLISHED, round, by=by, round_id=round.id)
    _give_codes(round, by)
    return round


def renew_round(round: Round, *, by: Actor) -> Round:
    """Let a round that was announced go on with the newest version of its plan.

    What people said stays with the version it is about. Raises WrongStep when there is no newer
    version or the round is closed, and Incomplete with everything that the version lacks (I3).
    """
    require(by, Permission.PUBLISH_ROUND, round)
    round.lock_to_decide()
    version = next_version(round, reader=by)
    if version is None:
        raise WrongStep("round_cannot_be_renewed")
    lacks = consultation_lacks(version, reader=by)
    if lacks:
        raise Incomplete("version_not_ready", lacks)
    round.version = version
    fix_promise(round)
    enter(What.ROUND_RENEWED, round, by=by, round_id=round.id, version=version.id)
    _give_codes(round, by)
    return round


def _give_codes(round: Round, by: Actor) -> None:
    """What people can react to gets the code that stands on paper."""
    give_code(round, by=by)
    if round.version is not None:
        lines = outline(round.version, reader=by)
        asked = [line.permanent_id for line in lines if line.asks_reactions]
        give_section_codes(round, asked, by=by)


def extend_round(
    round: Round, *, closes_on: date, reason: str, by: Actor, answer_by: date | None = None
) -> Extension:
    """Give a round a later closing; everybody concerned is told why.

    A round that closed during a failure can be opened again (F2), as long as the record does not
    say that it is closed. Raises WrongStep when it cannot be extended any more, Invalid without a
    reason, or when the new day is not later, or the answer would come before it.
    """
    require(by, Permission.EXTEND_ROUND, round)
    round.lock_to_decide()
    if not may_be_extended(round) or round.closes_at is None:
        raise WrongStep("round_cannot_be_extended")
    closes_at = clock.end_of_day(likely_day(closes_on))
    promised = answer_by or round.answer_by
    _check_extension(round, closes_on, reason, promised)
    extension = Extension(
        round=round,
        closed_at_before=round.closes_at,
        closes_at=closes_at,
        answer_by_before=round.answer_by,
        answer_by=promised,
        reason=reason.strip(),
        decided_at=clock.now(),
        decided_by_id=by.account_id,
    )
    db.session.add(extension)
    round.closes_at = closes_at
    round.answer_by = promised
    fix_promise(round)
    enter(What.ROUND_EXTENDED, round, by=by, reason=reason.strip(), round_id=round.id)
    return extension


def _check_extension(round: Round, closes_on: date, reason: str, promised: date | None) -> None:
    if not reason.strip():
        raise Invalid(reason="reason_needed")
    earliest = max(round.closes_at or clock.now(), clock.now())
    if clock.end_of_day(closes_on) <= earliest:
        raise Invalid(closes_on="closing_not_later")
    if promised is not None and promised < closes_on:
        raise Invalid(answer_by="answer_before_it_closes")


def withdraw_round(round: Round, *, reason: str, by: Actor) -> Round:
    """Withdraw a round; what people sent is kept, and everybody reads why.

    Raises WrongStep when it is answered or withdrawn already, Invalid without a reason.
    """
    require(by, Permission.WITHDRAW_ROUND, round)
    round.lock_to_decide()
    take_step(PHASE_STEPS, round.phase(clock.now()), Phase.WITHDRAWN)
    if not reason.strip():
        raise Invalid(reason="reason_needed")
    round.withdrawn_at = clock.now()
    round.withdrawn_reason = reason.strip()
    enter(What.ROUND_WITHDRAWN, round, by=by, reason=reason.strip(), round_id=round.id)
    return round


def mark_answered(round: Round, *, by: Actor) -> Round:
    """The response note is published: the round is answered."""
    require(by, Permission.PUBLISH_NOTE, round)
    round.lock_to_decide()
    take_step(PHASE_STEPS, round.phase(clock.now()), Phase.ANSWERED)
    round.answered_at = clock.now()
    enter(What.ROUND_ANSWERED, round, by=by, round_id=round.id)
    return round
