"""The note of a round: who may see it, what it still lacks, and who gets a letter about it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import selectinload

from consultation.answers.queries import coverage
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.errors import Lack, NotFound
from consultation.logbook import Actor, ActorKind, Entry, What
from consultation.moderation.models import Decision, Objection
from consultation.moderation.states import ObjectionState
from consultation.permissions import Permission, may, require
from consultation.plans.queries import outline, plain_number
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.states import IN_SHORT_LIMIT, NoteState
from consultation.rounds.models import Round


def note_of(round: Round, *, reader: Actor) -> ResponseNote:
    """The note of a round; raises NotFound when there is none that this person may see."""
    query = select(ResponseNote).where(ResponseNote.round_id == round.id)
    note = db.session.scalars(query.options(selectinload(ResponseNote.themes))).first()
    if note is None or not _may_read(note, reader):
        raise NotFound("note_unknown")
    return note


def note_in_work(round: Round, *, reader: Actor) -> ResponseNote:
    """The note of a round as its team sees it; an empty draft when nobody began to write."""
    require(reader, Permission.READ_DRAFT_NOTE, round)
    query = select(ResponseNote).where(ResponseNote.round_id == round.id)
    note = db.session.scalars(query.options(selectinload(ResponseNote.themes))).first()
    return note or ResponseNote(
        round=round, state=NoteState.DRAFT, in_short="", too_little_heard="", themes=[]
    )


def sections_named(round: Round, numbers: Sequence[str], *, reader: Actor) -> tuple[str, ...]:
    """The permanent ids behind section numbers (or ids) as somebody typed them.

    Raises NotFound with `section_unknown`.
    """
    require(reader, Permission.READ_DRAFT_NOTE, round)
    lines = outline(round.version, reader=reader) if round.version is not None else []
    known = {
        key: line.permanent_id
        for line in lines
        for key in (plain_number(line.number), line.permanent_id)
    }
    wanted = [number if number in known else plain_number(number) for number in numbers]
    for number in wanted:
        if number not in known:
            raise NotFound("section_unknown", section=number)
    return tuple(known[number] for number in wanted)


def _may_read(note: ResponseNote, reader: Actor) -> bool:
    return note.published_at is not None or may(reader, Permission.READ_DRAFT_NOTE, note)


def published_notes(*, reader: Actor) -> list[ResponseNote]:
    """All published notes, the newest first."""
    require(reader, Permission.READ_PUBLIC)
    query = (
        select(ResponseNote)
        .where(ResponseNote.published_at.is_not(None))
        .options(selectinload(ResponseNote.round))
        .order_by(ResponseNote.published_at.desc())
    )
    return list(db.session.scalars(query))


def note_lacks(note: ResponseNote, *, reader: Actor) -> list[Lack]:
    """What keeps a note from being submitted, approved or published (I9), all at once."""
    require(reader, Permission.READ_DRAFT_NOTE, note)
    round = note.round
    missing = coverage(round, reader=reader).missing
    lacks = []
    if missing:
        shown = ", ".join(missing[:5])
        lacks.append(Lack("inputs_without_outcome", (("count", len(missing)), ("refs", shown))))
    waiting = _unconfirmed(round)
    if waiting:
        lacks.append(Lack("inputs_unconfirmed", (("count", waiting),)))
    looks = _open_objections(round)
    if looks:
        lacks.append(Lack("objections_waiting", (("count", looks),)))
    words = len(note.in_short.split())
    if not words:
        lacks.append(Lack("in_short_missing"))
    elif words > IN_SHORT_LIMIT:
        lacks.append(Lack("in_short_too_long", (("count", words), ("limit", IN_SHORT_LIMIT))))
    return lacks


def _unconfirmed(round: Round) -> int:
    query = select(func.count(Contribution.id)).where(
        Contribution.round_id == round.id, Contribution.state == ContributionState.UNCONFIRMED
    )
    return db.session.scalar(query) or 0


def _open_objections(round: Round) -> int:
    query = (
        select(func.count(Objection.id))
        .join(Objection.decision)
        .join(Decision.contribution)
        .where(Contribution.round_id == round.id, Objection.state == ObjectionState.ASKED)
    )
    return db.session.scalar(query) or 0


def reason_of_return(note: ResponseNote, *, reader: Actor) -> str:
    """Why a note that is a draft again was given back; empty when it was not."""
    require(reader, Permission.READ_DRAFT_NOTE, note)
    if note.id is None or note.state is not NoteState.DRAFT:
        return ""
    query = (
        select(Entry.reason)
        .where(
            Entry.subject_kind == ResponseNote.__tablename__,
            Entry.subject_id == note.id,
            Entry.what == What.NOTE_RETURNED,
        )
        .order_by(Entry.id.desc())
        .limit(1)
    )
    return db.session.scalar(query) or ""


TOLD = frozenset(ContributionState) - {
    ContributionState.DRAFT,
    ContributionState.UNCONFIRMED,
    ContributionState.WITHDRAWN,
    ContributionState.ERASED,
}
"""States in which somebody waits for an answer."""


def _gets_a_letter(round: Round) -> tuple[ColumnElement[bool], ...]:
    """The submissions of a round whose sender left an address and showed that it is theirs."""
    return (
        Submission.round_id == round.id,
        Submission.email != "",
        Submission.email_confirmed_at.is_not(None),
        Submission.contributions.any(Contribution.state.in_(TOLD)),
    )


def count_recipients(round: Round, *, reader: Actor) -> int:
    """How many letters leave when the note of this round is published."""
    require(reader, Permission.READ_DRAFT_NOTE, round)
    return db.session.scalar(select(func.count(Submission.id)).where(*_gets_a_letter(round))) or 0


def note_recipients(
    round: Round, *, reader: Actor, limit: int | None = None
) -> Sequence[Submission]:
    """Whom a letter about this note goes to: for the letters alone, and one to show beforehand."""
    if reader.kind is not ActorKind.SYSTEM:
        require(reader, Permission.PUBLISH_NOTE, round)
        limit = 1
    query = select(Submission).where(*_gets_a_letter(round)).order_by(Submission.id).limit(limit)
    return list(db.session.scalars(query))
