"""The response note of a round and its themes."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.accounts.models import Account
from consultation.database import Model, UtcMoment, word_column
from consultation.fingerprints import fingerprint_of
from consultation.response_notes.states import NOTE_STEPS, NoteState
from consultation.rounds.models import Round
from consultation.steps import take_step


class ResponseNote(Model):
    """The published account of a round. `published_content` is frozen at publication (I5)."""

    __tablename__ = "response_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), unique=True)
    state: Mapped[NoteState] = mapped_column(word_column(NoteState), default=NoteState.DRAFT)
    in_short: Mapped[str] = mapped_column(Text, default="")
    too_little_heard: Mapped[str] = mapped_column(Text, default="")
    submitted_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    approved_hash: Mapped[str] = mapped_column(String(64), default="")
    published_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    published_content: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    published_hash: Mapped[str] = mapped_column(String(64), default="")
    round: Mapped[Round] = relationship()
    submitted_by: Mapped[Account | None] = relationship(foreign_keys=[submitted_by_id])
    approved_by: Mapped[Account | None] = relationship(foreign_keys=[approved_by_id])
    themes: Mapped[list["NoteTheme"]] = relationship(
        back_populates="note", order_by="NoteTheme.number", cascade="all, delete-orphan"
    )

    def move_to(self, state: NoteState) -> None:
        """Take a step in the life of a note; raises WrongStep."""
        self.state = take_step(NOTE_STEPS, self.state, state)

    @property
    def fingerprint(self) -> str:
        """What its writers wrote, in short: to tell whether somebody changed it in the meantime."""
        themes = [
            (one.title, one.heard, one.done, one.why, one.not_done, one.sections)
            for one in self.themes
        ]
        return fingerprint_of(self.in_short, self.too_little_heard, themes)

    @property
    def organisation_id(self) -> int:
        """The organisation that consults."""
        return self.round.organisation_id


class NoteTheme(Model):
    """What we heard about one theme, what we do with it, and why."""

    __tablename__ = "note_themes"
    __table_args__ = (UniqueConstraint("note_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("response_notes.id"), index=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    heard: Mapped[str] = mapped_column(Text)
    done: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    not_done: Mapped[str] = mapped_column(Text, default="")
    sections: Mapped[list[str]] = mapped_column(JSON, default=list)
    note: Mapped[ResponseNote] = relationship(back_populates="themes")
