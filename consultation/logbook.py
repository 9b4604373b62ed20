"""What happened, by whom, on what; and the transaction in which it is written."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import JSON, BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from consultation import clock
from consultation.database import Model, UtcMoment, db, is_writing, word_column, write_begins

log = logging.getLogger(__name__)


class ActorKind(StrEnum):
    """Who acts: staff with an account, a participant, or the system itself."""

    STAFF = "staff"
    PARTICIPANT = "participant"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """Somebody who reads or acts, with what they may be asked for.

    `roles` holds pairs of a role and the organisation it counts in (None: everywhere);
    `submissions` and `gatherings` what this person showed the secret key of.
    """

    kind: ActorKind
    account_id: int | None = None
    name: str = ""
    roles: frozenset[tuple[str, int | None]] = field(default_factory=frozenset)
    submissions: frozenset[int] = field(default_factory=frozenset)
    gatherings: frozenset[int] = field(default_factory=frozenset)


ANYONE = Actor(ActorKind.PARTICIPANT)
SYSTEM = Actor(ActorKind.SYSTEM, name="systeem")
COMMAND_LINE = Actor(ActorKind.SYSTEM, name="opdrachtregel")


class What(StrEnum):
    """Everything that can happen, as noun.participle."""

    ACCOUNT_INVITED = "account.invited"
    ACCOUNT_ACTIVATED = "account.activated"
    ACCOUNT_BLOCKED = "account.blocked"
    ACCOUNT_UNBLOCKED = "account.unblocked"
    ACCOUNT_ROLES_CHANGED = "account.roles-changed"
    ACCOUNT_SIGNED_IN = "account.signed-in"
    ACCOUNT_SIGNED_OUT = "account.signed-out"
    PASSWORD_RESET_ASKED = "password.reset-asked"  # noqa: S105 - a word, not a password
    PASSWORD_SET = "password.set"  # noqa: S105 - a word, not a password
    CATEGORY_CREATED = "category.created"
    CATEGORY_EDITED = "category.edited"
    COLOPHON_WRITTEN = "colophon.written"
    CHAIN_LINK_SET = "chain-link.set"
    CHAIN_LINK_CLEARED = "chain-link.cleared"
    TERM_DEFINED = "term.defined"
    TERM_CHANGED = "term.changed"
    TERM_REMOVED = "term.removed"
    TERM_SHEET_IMPORTED = "term-sheet.imported"
    PLAN_STARTED = "plan.started"
    PLAN_IMPORT_ASKED = "plan.import-asked"
    PLAN_IMPORT_BEGUN = "plan.import-begun"
    PLAN_IMPORT_DONE = "plan.import-done"
    PLAN_IMPORTED = "plan.imported"
    PLAN_IMPORT_FAILED = "plan.import-failed"
    CHAPTER_CHECKED = "chapter.checked"
    CHAPTER_UNCHECKED = "chapter.unchecked"
    VERSION_BEGUN = "version.begun"
    SECTION_ADDED = "section.added"
    SECTION_MERGED = "section.merged"
    SECTION_MOVED = "section.moved"
    SECTION_REMOVED = "section.removed"
    SECTION_TEXT_EDITED = "section-text.edited"
    SUMMARY_SIGNED = "summary.signed"
    SECTION_MATCHED = "section.matched"
    SECTION_EDITED = "section.edited"
    SECTION_SHEET_IMPORTED = "section-sheet.imported"
    PLAN_SUMMARY_WRITTEN = "plan-summary.written"
    PLAN_PUBLISHED = "plan.published"
    ROUND_CREATED = "round.created"
    ROUND_EDITED = "round.edited"
    ROUND_PUBLISHED = "round.published"
    ROUND_EXTENDED = "round.extended"
    ROUND_RENEWED = "round.renewed"
    ROUND_WITHDRAWN = "round.withdrawn"
    ROUND_CLOSED = "round.closed"
    ROUND_ANSWERED = "round.answered"
    TENDER_LINKED = "tender.linked"
    TENDER_CHANGED = "tender.changed"
    TENDER_UNLINKED = "tender.unlinked"
    ROUTE_WRITTEN = "route.written"
    CONTRIBUTION_DRAFTED = "contribution.drafted"
    CONTRIBUTION_SENT = "contribution.sent"
    CODE_RENEWED = "code.renewed"
    CONTRIBUTION_CONFIRMED = "contribution.confirmed"
    CONTRIBUTION_CHANGED = "contribution.changed"
    CONTRIBUTION_WITHDRAWN = "contribution.withdrawn"
    CONTRIBUTION_EXPIRED = "contribution.expired"
    CONTRIBUTION_PLACED = "contribution.placed"
    CONTRIBUTION_NOT_PLACED = "contribution.not-placed"
    CONTRIBUTION_REDACTED = "contribution.redacted"
    CONTRIBUTION_HIDDEN = "contribution.hidden"
    DECISION_UNDONE = "decision.undone"
    OBJECTION_MADE = "objection.made"
    OBJECTION_JUDGED = "objection.judged"
    JUDGEMENT_UNDONE = "judgement.undone"
    RECEIPTS_ASKED = "receipts.asked"
    CONTRIBUTION_SPLIT = "contribution.split"
    POINT_ANSWERED = "point.answered"
    ANSWER_CORRECTED = "answer.corrected"
    CHANGE_RECORDED = "change.recorded"
    CHANGE_LINKED = "change.linked"
    CHANGE_REMOVED = "change.removed"
    NOTE_EDITED = "note.edited"
    NOTE_SUBMITTED = "note.submitted"
    NOTE_RETURNED = "note.returned"
    NOTE_APPROVED = "note.approved"
    NOTE_PUBLISHED = "note.published"
    HOUR_PLANNED = "hour.planned"
    HOUR_EDITED = "hour.edited"
    HOUR_ANNOUNCED = "hour.announced"
    HOUR_CANCELLED = "hour.cancelled"
    HOUR_HOSTED = "hour.hosted"
    HOUR_LENGTHENED = "hour.lengthened"
    HOUR_PAUSED = "hour.paused"
    HOUR_RESUMED = "hour.resumed"
    HOUR_NOTED = "hour.noted"
    HOUR_CLOSED = "hour.closed"
    QUESTION_ASKED = "question.asked"
    QUESTION_SUPPORTED = "question.supported"
    QUESTION_QUEUED = "question.queued"
    QUESTION_READIED = "question.readied"
    QUESTION_MOVED = "question.moved"
    QUESTION_TAKEN = "question.taken"
    QUESTION_DEFERRED = "question.deferred"
    QUESTION_MERGED = "question.merged"
    REPORT_WRITTEN = "report.written"
    REPORT_PUBLISHED = "report.published"
    FORUM_STARTED = "forum.started"
    FORUM_EDITED = "forum.edited"
    FORUM_PUBLISHED = "forum.published"
    FORUM_ENDED = "forum.ended"
    MEETING_PLANNED = "meeting.planned"
    MEETING_EDITED = "meeting.edited"
    MINUTES_WRITTEN = "minutes.written"
    ACTION_ADDED = "action.added"
    ACTION_DONE = "action.done"
    ACTION_DROPPED = "action.dropped"
    ACTION_REOPENED = "action.reopened"
    GATHERING_SENT = "gathering.sent"
    GATHERING_CORRECTED = "gathering.corrected"
    GATHERING_PLACED = "gathering.placed"
    GATHERING_REFUSED = "gathering.refused"
    GATHERING_CANCELLED = "gathering.cancelled"
    GATHERING_DECISION_UNDONE = "gathering.decision-undone"
    RECORD_SIGNED = "record.signed"
    SHORT_CODE_GIVEN = "short-code.given"
    DOWNLOAD_KEPT = "download.kept"


class Entry(Model):
    """One line of the logbook: ids, verbs and reasons, never the text of a contribution.

    Nothing refers to it and it refers to nothing by a key that cascades, so that it outlives
    whatever it is about.
    """

    __tablename__ = "logbook"
    __table_args__ = (Index("ix_logbook_subject", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    what: Mapped[What] = mapped_column(word_column(What))
    actor_kind: Mapped[ActorKind] = mapped_column(word_column(ActorKind))
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(120), default="")
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    round_id: Mapped[int | None] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Subject(Protocol):
    """Anything with an id and a table."""

    id: Any
    __tablename__: Any


def enter(
    what: What,
    subject: Subject,
    *,
    by: Actor,
    reason: str = "",
    round_id: int | None = None,
    **details: object,
) -> Entry:
    """Write down what happened, in the same transaction as the change itself.

    Its followers do their part in that transaction too; when one of them fails, all of it does.
    """
    db.session.flush()
    entry = Entry(
        at=clock.now(),
        what=what,
        actor_kind=by.kind,
        actor_id=by.account_id,
        actor_name=by.name if by.kind is not ActorKind.PARTICIPANT else "",
        subject_kind=subject.__tablename__,
        subject_id=subject.id,
        round_id=round_id,
        reason=reason,
        details=details,
    )
    db.session.add(entry)
    db.session.info.setdefault("entries", []).append(entry)
    followers = _followers.get(what, ())
    if followers:
        db.session.flush()
    for follower in followers:
        follower(entry)
    return entry


Follower = Callable[[Entry], None]
_followers: dict[What, tuple[Follower, ...]] = {}

Listener = Callable[[What, int, int | None], None]
_listeners: dict[What, tuple[Listener, ...]] = {}


def follow(what: What, *followers: Follower) -> None:
    """Call these with each such entry, inside its transaction: all of it succeeds or nothing.

    They take the place of those that followed before.
    """
    _followers[what] = followers


def listen(what: What, *listeners: Listener) -> None:
    """Call these with (what, subject id, round id) after each commit that entered it.

    They take the place of those that listened before; what goes wrong in one spoils nothing.
    """
    _listeners[what] = listeners


@contextmanager
def transaction() -> Iterator[None]:
    """One change of the database: all of it or nothing, then the listeners are told.

    Ends any open read, takes the process's write lock and begins at once, so that what is
    loaded inside is what is changed. Only doors open one. Raises RuntimeError when nested.
    """
    if is_writing():
        raise RuntimeError("a transaction is open already")
    db.session.rollback()  # who waits for its turn keeps no connection from others
    with write_begins():
        db.session.info["entries"] = []
        try:
            yield
            db.session.flush()
            told = [(e.what, e.subject_id, e.round_id) for e in db.session.info["entries"]]
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        finally:
            db.session.info["entries"] = []
    for line in told:
        _tell(*line)


def _tell(what: What, subject_id: int, round_id: int | None) -> None:
    for listener in _listeners.get(what, ()):
        try:
            listener(what, subject_id, round_id)
        except Exception:
            log.exception("a listener failed on %s", what)
