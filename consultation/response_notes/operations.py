"""The response note: written, submitted, approved by a second person, published for good."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from consultation import clock
from consultation.contributions.operations import ensure_closing_leaf
from consultation.database import db
from consultation.errors import Incomplete, NotAllowed, Outdated, WrongStep
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.public_record import record
from consultation.public_record.leaves import Kind
from consultation.public_record.verify import canonical
from consultation.response_notes.models import NoteTheme, ResponseNote
from consultation.response_notes.queries import content_of, note_lacks, sections_named
from consultation.response_notes.states import NoteState
from consultation.rounds.models import Round
from consultation.rounds.operations import mark_answered
from consultation.rounds.states import Phase


@dataclass(frozen=True)
class ThemeTexts:
    """What the note says about one theme."""

    title: str
    heard: str
    done: str
    why: str
    not_done: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoteTexts:
    """What officers write in a note, beside what follows from the answers."""

    in_short: str
    too_little_heard: str = ""
    themes: tuple[ThemeTexts, ...] = ()


def write_note(round: Round, texts: NoteTexts, *, by: Actor, seen: str = "") -> ResponseNote:
    """Write the note of a round.

    `seen` is the fingerprint of the note that the writer read, so that nobody replaces words they
    did not see (F17). Raises WrongStep when it is no draft any more, NotFound when a theme names
    a section that is not there, and Outdated when somebody else wrote in the meantime.
    """
    note = _note_for(round)
    require(by, Permission.EDIT_NOTE, note)
    if note.state is not NoteState.DRAFT:
        raise WrongStep("note_not_in_draft")
    if seen and seen != note.fingerprint:
        raise Outdated("note_written_in_the_meantime")
    note.in_short = texts.in_short
    note.too_little_heard = texts.too_little_heard
    _write_themes(note, texts.themes, by)
    enter(What.NOTE_EDITED, note, by=by, round_id=round.id)
    return note


def _note_for(round: Round) -> ResponseNote:
    """The note of a round, begun when there is none."""
    query = db.select(ResponseNote).where(ResponseNote.round_id == round.id)
    note = db.session.scalars(query).first()
    if note is None:
        note = ResponseNote(round=round)
        db.session.add(note)
        db.session.flush()
    return note


def _write_themes(note: ResponseNote, themes: Sequence[ThemeTexts], by: Actor) -> None:
    places = [sections_named(note.round, theme.sections, reader=by) for theme in themes]
    note.themes.clear()
    db.session.flush()
    for number, theme in enumerate(themes, start=1):
        note.themes.append(
            NoteTheme(
                number=number,
                title=theme.title,
                heard=theme.heard,
                done=theme.done,
                why=theme.why,
                not_done=theme.not_done,
                sections=list(places[number - 1]),
            )
        )


def submit_note(note: ResponseNote, *, by: Actor) -> ResponseNote:
    """Put a note before a second person; raises Incomplete with everything that is missing.

    A person answers for it, so that the second one is another (I9): raises NotAllowed for none.
    """
    require(by, Permission.EDIT_NOTE, note)
    if by.account_id is None:
        raise NotAllowed("submitter_needed")
    _must_be_processing(note)
    _check_gate(note, by)
    note.move_to(NoteState.UNDER_REVIEW)
    note.submitted_at = clock.now()
    note.submitted_by_id = by.account_id
    enter(What.NOTE_SUBMITTED, note, by=by, round_id=note.round_id)
    return note


def return_note(note: ResponseNote, *, reason: str, by: Actor) -> ResponseNote:
    """Give a note back to its writers, with what to mend."""
    require(by, Permission.READ_DRAFT_NOTE, note)
    require(by, Permission.PUBLISH_NOTE, note)
    note.move_to(NoteState.DRAFT)
    _forget_approval(note)
    enter(What.NOTE_RETURNED, note, by=by, reason=reason, round_id=note.round_id)
    return note


def _forget_approval(note: ResponseNote) -> None:
    note.approved_at = None
    note.approved_by_id = None
    note.approved_hash = ""


def approve_note(note: ResponseNote, *, by: Actor) -> ResponseNote:
    """A second person approves what the note says now (I9).

    Raises NotAllowed for the person who submitted it, Incomplete when something is missing.
    """
    require(by, Permission.APPROVE_NOTE, note)
    _check_gate(note, by)
    note.move_to(NoteState.APPROVED)
    note.approved_at = clock.now()
    note.approved_by_id = by.account_id
    note.approved_hash = fingerprint(content_of(note, reader=by))
    enter(What.NOTE_APPROVED, note, by=by, round_id=note.round_id)
    return note


def fingerprint(content: Any) -> str:
    """SHA-256 of a content in its canonical form, as the public record fixes it."""
    return hashlib.sha256(canonical(content)).hexdigest()


def publish_note(note: ResponseNote, *, by: Actor) -> ResponseNote:
    """Publish an approved note for good: frozen, fixed in the public record, told to everybody.

    Raises Incomplete below 100 % (I9), WrongStep without approval, and Outdated when the content
    changed since it was approved.
    """
    require(by, Permission.PUBLISH_NOTE, note)
    _check_gate(note, by)
    note.move_to(NoteState.PUBLISHED)
    content = content_of(note, reader=by)
    if fingerprint(content) != note.approved_hash:
        raise Outdated("note_changed_since_approval")
    ensure_closing_leaf(note.round, at=clock.now(), grace=timedelta(), by=by)
    _fix(note, content)
    note.published_at = clock.now()
    note.published_content = content
    note.published_hash = fingerprint(content)
    mark_answered(note.round, by=by)
    enter(What.NOTE_PUBLISHED, note, by=by, round_id=note.round_id)
    return note


def _fix(note: ResponseNote, content: dict[str, Any]) -> None:
    slug = note.round.slug
    for entry in content["inbreng"]:
        if entry["stand"] == "beantwoord":
            said = {"nummer": entry["nummer"], "punten": entry["punten"]}
            value = hashlib.sha256(canonical(said)).digest()
            record.append(Kind.ANTWOORD, round=slug, ref=entry["nummer"], value=value)
    record.append(Kind.NOTA, round=slug, ref="nota", value=bytes.fromhex(fingerprint(content)))


def _check_gate(note: ResponseNote, by: Actor) -> None:
    lacks = note_lacks(note, reader=by)
    if lacks:
        raise Incomplete("note_not_ready", lacks)


def _must_be_processing(note: ResponseNote) -> None:
    if note.round.phase(clock.now()) is not Phase.PROCESSING:
        raise WrongStep("round_not_processing")
