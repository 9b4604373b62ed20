"""Submissions and contributions by their numbers and keys, and those that wait."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload, with_polymorphic

from consultation.contributions.models import Contribution, ContributionText, Submission
from consultation.contributions.queries.seeing import visible_to
from consultation.contributions.states import LIVE_QUESTION, UNCONFIRMED_LIVES, ContributionState
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import ANYONE, Actor, ActorKind
from consultation.rounds.models import Round


def submission_by_token(
    token: str,
    *,
    reader: Actor = ANYONE,  # noqa: ARG001 - whoever holds the token wrote it
    lock: bool = False,
) -> Submission:
    """The submission behind the address of a check page; only its writer knows the token.

    Raises NotFound.
    """
    query = select(Submission).where(Submission.draft_token == token)
    return _found(db.session.scalar(query.with_for_update() if lock else query))


def load_whole(submission: Submission, *, reader: Actor) -> None:  # noqa: ARG001 - whoever sends it
    """Read a submission again, with everything that is said in it, in two statements."""
    said = _said()
    whole = selectinload(Submission.contributions.of_type(said))
    query = (
        select(Submission)
        .where(Submission.id == submission.id)
        .options(whole.joinedload(said.texts).joinedload(ContributionText.passages))
        .execution_options(populate_existing=True)
    )
    db.session.scalars(query).one()


@cache
def _said() -> Any:
    """Contributions of every kind, each with what only its kind has."""
    return with_polymorphic(Contribution, "*", flat=True)


def submission_by_key(key: str, *, reader: Actor = ANYONE) -> Submission | None:  # noqa: ARG001 - whoever holds the key sent it
    """The submission that was made with this idempotency key, if any."""
    return db.session.scalar(select(Submission).where(Submission.idempotency_key == key))


def submission_by_receipt(receipt: str, *, reader: Actor = ANYONE) -> Submission:  # noqa: ARG001 - the number is public
    """The submission with this number; what may be shown of it depends on the reader.

    Raises NotFound with `unknown_receipt`.
    """
    found = db.session.scalar(select(Submission).where(Submission.receipt == receipt))
    return _found(found, "unknown_receipt")


def contribution_by_reference(
    receipt: str, sub_number: int = 1, *, reader: Actor = ANYONE
) -> Contribution:
    """One contribution by its public reference, when this person may see it.

    Raises NotFound with `unknown_receipt`.
    """
    query = (
        select(Contribution)
        .join(Contribution.submission)
        .where(Submission.receipt == receipt, Contribution.sub_number == sub_number)
        .where(visible_to(reader))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("unknown_receipt")
    return found


def submissions_from(email: str, *, reader: Actor) -> list[Submission]:
    """What was sent and confirmed with this address, newest first: for a letter to it alone."""
    if reader.kind is not ActorKind.SYSTEM:
        return []
    query = select(Submission).where(
        Submission.email == email, Submission.email_confirmed_at.is_not(None)
    )
    return list(db.session.scalars(query.order_by(Submission.id.desc())))


def addresses_of(round_id: int, *, reader: Actor) -> list[Submission]:
    """One submission per address that was left with a round, for letters to all of them.

    An address that was given for a live question hears nothing before its code was entered.
    """
    if reader.kind is not ActorKind.SYSTEM:
        return []
    asked_live = Submission.contributions.any(Contribution.type == LIVE_QUESTION)
    newest = (
        select(func.max(Submission.id))
        .where(
            Submission.round_id == round_id,
            Submission.email != "",
            or_(Submission.email_confirmed_at.is_not(None), ~asked_live),
        )
        .group_by(Submission.email)
    )
    return list(db.session.scalars(select(Submission).where(Submission.id.in_(newest))))


def unconfirmed_submissions(
    *, reader: Actor, expired_by: datetime | None = None
) -> list[Submission]:
    """Submissions whose code was never entered; with a moment: whose time was over by then."""
    if reader.kind is not ActorKind.SYSTEM:
        return []
    waiting = Submission.contributions.any(Contribution.state == ContributionState.UNCONFIRMED)
    query = select(Submission).join(Submission.round).where(waiting)
    if expired_by is not None:
        query = query.where(Round.closes_at <= expired_by - UNCONFIRMED_LIVES)
    return list(db.session.scalars(query.order_by(Submission.id)))


def forgotten_drafts(now: datetime, *, reader: Actor) -> list[Submission]:
    """Drafts that were never sent and of which the round closed long enough ago."""
    if reader.kind is not ActorKind.SYSTEM:
        return []
    query = (
        select(Submission)
        .join(Submission.round)
        .where(Submission.receipt.is_(None), Round.closes_at <= now - UNCONFIRMED_LIVES)
    )
    return list(db.session.scalars(query.order_by(Submission.id)))


def _found(submission: Submission | None, code: str = "not_found") -> Submission:
    if submission is None:
        raise NotFound(code)
    return submission
