"""Meetings of others, the texts their organisers sent, and the timetables in them."""

from datetime import date, datetime, time

from sqlalchemy import JSON, Date, ForeignKey, String, Text, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.accounts.models import Account
from consultation.database import Model, UtcMoment, word_column
from consultation.gatherings.states import (
    GATHERING_STEPS,
    Details,
    GatheringKind,
    GatheringState,
    Slot,
    Span,
    Unit,
)
from consultation.moderation.states import Reason
from consultation.steps import take_step

TOLD = (
    "title", "text", "kind", "span", "first_day", "last_day", "begins", "ends", "interval", "unit",
    "count", "place", "link", "organiser", "language",
)  # fmt: skip
"""What a text tells of a meeting, besides its timetable."""


class Gathering(Model):
    """A meeting of others. Its organiser holds the secret `token`; `email` is never public.

    `state` is where the newest text stands; the public reads the text numbered `placed_number`,
    also while a correction waits. `revision` rises whenever calendars must change what they have.
    """

    __tablename__ = "gatherings"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True)
    token: Mapped[str] = mapped_column(String(40), unique=True)
    send_key: Mapped[str] = mapped_column(String(40), unique=True)
    state: Mapped[GatheringState] = mapped_column(
        word_column(GatheringState), default=GatheringState.WAITING, index=True
    )
    email: Mapped[str] = mapped_column(String(254))
    is_example: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime] = mapped_column(UtcMoment)
    placed_number: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcMoment)
    cancelled_reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    reason: Mapped[Reason | None] = mapped_column(word_column(Reason))
    explanation: Mapped[str] = mapped_column(Text, default="")
    state_before: Mapped[GatheringState | None] = mapped_column(word_column(GatheringState))
    placed_before: Mapped[int | None]
    decided_by: Mapped[Account | None] = relationship()
    texts: Mapped[list["GatheringText"]] = relationship(
        back_populates="gathering", order_by="GatheringText.number"
    )

    def move_to(self, state: GatheringState) -> None:
        """Take a step in the life of a meeting; raises WrongStep."""
        self.state = take_step(GATHERING_STEPS, self.state, state)

    @property
    def gathering_id(self) -> int:
        """Its own id, by which a permission asks for its key."""
        return self.id

    @property
    def text(self) -> "GatheringText":
        """The newest text."""
        return self.texts[-1]

    @property
    def placed(self) -> "GatheringText | None":
        """The text that the public reads, if there is one."""
        return next((one for one in self.texts if one.number == self.placed_number), None)

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.state is GatheringState.CANCELLED


class GatheringText(Model):
    """What an organiser told of a meeting; a correction is a new text, the older ones stay."""

    __tablename__ = "gathering_texts"
    __table_args__ = (UniqueConstraint("gathering_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gatherings.id"), index=True)
    number: Mapped[int]
    written_at: Mapped[datetime] = mapped_column(UtcMoment)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[GatheringKind] = mapped_column(word_column(GatheringKind))
    span: Mapped[Span] = mapped_column(word_column(Span))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date | None] = mapped_column(Date)
    begins: Mapped[time | None] = mapped_column(Time)
    ends: Mapped[time | None] = mapped_column(Time)
    interval: Mapped[int] = mapped_column(default=1)
    unit: Mapped[Unit] = mapped_column(word_column(Unit), default=Unit.WEEKS)
    count: Mapped[int] = mapped_column(default=1)
    place: Mapped[str] = mapped_column(String(200), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    organiser: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(12), default="nl")
    gathering: Mapped[Gathering] = relationship(back_populates="texts")
    slots: Mapped[list["GatheringSlot"]] = relationship(
        order_by="GatheringSlot.position", cascade="all, delete-orphan"
    )

    @classmethod
    def of(cls, details: Details, number: int, at: datetime) -> "GatheringText":
        """These details as a numbered text."""
        told = {name: getattr(details, name) for name in TOLD}
        text = cls(number=number, written_at=at, **told)
        for position, slot in enumerate(details.slots, start=1):
            text.slots.append(
                GatheringSlot(
                    position=position,
                    day=slot.day,
                    begins=slot.begins,
                    ends=slot.ends,
                    what=slot.what,
                    room=slot.room,
                    speakers=list(slot.speakers),
                    language=slot.language,
                )
            )
        return text

    @property
    def details(self) -> Details:
        """What it tells."""
        told = {name: getattr(self, name) for name in TOLD}
        slots = tuple(
            Slot(
                one.begins, one.ends, one.what, one.room, tuple(one.speakers), one.language, one.day
            )
            for one in self.slots
        )
        return Details(**told, slots=slots)


class GatheringSlot(Model):
    """A line of a timetable."""

    __tablename__ = "gathering_slots"
    __table_args__ = (UniqueConstraint("text_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("gathering_texts.id"), index=True)
    position: Mapped[int]
    day: Mapped[date | None] = mapped_column(Date)
    begins: Mapped[time] = mapped_column(Time)
    ends: Mapped[time] = mapped_column(Time)
    what: Mapped[str] = mapped_column(String(300))
    room: Mapped[str] = mapped_column(String(100), default="")
    speakers: Mapped[list[str]] = mapped_column(JSON, default=list)
    language: Mapped[str] = mapped_column(String(12), default="")
