"""An hour with its table, its questions, who supports them, and what it told in numbered events."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation import clock
from consultation.accounts.models import Account, Organisation
from consultation.contributions.models import Contribution
from consultation.database import Model, UtcMoment, db, word_column
from consultation.fingerprints import fingerprint_of
from consultation.question_hours.states import (
    EVENT_AFTER,
    FOR_HOSTS,
    HOST_AWAY_AFTER,
    LIVE_STEPS,
    EventKind,
    HourKind,
    HourState,
    LiveState,
    TableRole,
    missing_roles,
    state_of,
)
from consultation.rounds.models import Round
from consultation.steps import take_step


@dataclass(frozen=True)
class PublicReport:
    """What everybody may read of the report of an hour: nothing before it is published (I8).

    Of quotes only those that the speaker approved (R56). `next_steps` hold what, owner, day and
    is_done.
    """

    published_at: datetime | None = None
    recap: Sequence[str] = ()
    present: Sequence[str] = ()
    opening_round: Sequence[str] = ()
    central_question: str = ""
    ideas: Sequence[str] = ()
    quotes: Sequence[dict[str, Any]] = ()
    next_steps: Sequence[dict[str, Any]] = ()
    links: Sequence[str] = ()


class QuestionHour(Model):
    """A live session of a round, or of a forum that has no round.

    `public_number` and `host_number` count its events, each list without gaps; `asked` counts its
    questions. `later_owner` and `later_by` say who answers what is left, and before which day.
    """

    __tablename__ = "question_hours"
    __table_args__ = (UniqueConstraint("round_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[HourKind] = mapped_column(word_column(HourKind), default=HourKind.QUESTION_HOUR)
    title: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(12), default="nl")
    place: Mapped[str] = mapped_column(String(200), default="")
    video_address: Mapped[str] = mapped_column(String(500), default="")
    captions_address: Mapped[str] = mapped_column(String(500), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    timetable: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    announced_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    day: Mapped[date] = mapped_column(Date)
    """The day in its address, in the Netherlands."""
    begins_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcMoment)
    edition: Mapped[int] = mapped_column(default=0)
    """Rises with each change of its dates, for calendars."""
    edition_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    closed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    paused_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    cancelled_reason: Mapped[str] = mapped_column(Text, default="")
    missing_role_reason: Mapped[str] = mapped_column(Text, default="")
    later_owner: Mapped[str] = mapped_column(String(120), default="")
    later_by: Mapped[date | None] = mapped_column(Date)
    host_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    host_seen_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    public_number: Mapped[int] = mapped_column(default=0)
    host_number: Mapped[int] = mapped_column(default=0)
    asked: Mapped[int] = mapped_column(default=0)
    told: Mapped[str] = mapped_column(String(40), default="")
    """The state that was told last, so that a change by the clock alone is told once."""
    present: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Who was there besides the table: organisations and roles, a name only with consent (R31)."""
    opening_round: Mapped[list[str]] = mapped_column(JSON, default=list)
    central_question: Mapped[str] = mapped_column(Text, default="")
    ideas: Mapped[list[str]] = mapped_column(JSON, default=list)
    links: Mapped[list[str]] = mapped_column(JSON, default=list)
    recap: Mapped[list[str]] = mapped_column(JSON, default=list)
    quotes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    next_steps: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    reported_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    round: Mapped[Round | None] = relationship()
    organisation: Mapped[Organisation] = relationship()
    host: Mapped[Account | None] = relationship()
    table: Mapped[list["TableGuest"]] = relationship(
        back_populates="hour", order_by="TableGuest.position", cascade="all, delete-orphan"
    )

    def lock(self) -> None:
        """One change at a time, also over several processes; what it holds is read again.

        Taken last in a transaction, after the locks of rounds, contributions and the record.
        """
        db.session.flush()
        db.session.refresh(self, with_for_update={"key_share": True, "of": QuestionHour})

    def state(self, now: datetime) -> HourState:
        """Where this hour stands at a moment."""
        return state_of(self, now)

    def renew_edition(self) -> None:
        """Its dates changed: calendars that have it must change it too."""
        self.edition += 1
        self.edition_at = clock.now()

    def tell(
        self, kind: EventKind, question: "LiveQuestion | None" = None, **details: object
    ) -> "HourEvent":
        """Add an event to the list it belongs to, under the next number; lock the hour first.

        It holds no text: what a question says is looked up when the event is read, so that what
        was hidden since appears nowhere (I8).
        """
        for_hosts = kind in FOR_HOSTS
        if for_hosts:
            self.host_number += 1
        else:
            self.public_number += 1
        event = HourEvent(
            hour_id=self.id,
            for_hosts=for_hosts,
            number=self.host_number if for_hosts else self.public_number,
            kind=kind,
            question=question,
            details=details,
            at=clock.now(),
        )
        db.session.add(event)
        return event

    @property
    def public_report(self) -> PublicReport:
        """Its report as everybody may read it, empty before it is published."""
        if self.reported_at is None:
            return PublicReport()
        return PublicReport(
            published_at=self.reported_at,
            recap=self.recap,
            present=self.present,
            opening_round=self.opening_round,
            central_question=self.central_question,
            ideas=self.ideas,
            quotes=[one for one in self.quotes if one.get("is_approved")],
            next_steps=self.next_steps,
            links=self.links,
        )

    def host_is_away(self, now: datetime) -> bool:
        """Whether whoever hosts was silent for too long while the hour is live.

        Only who gave a sign of life can be missed: a page without script gives none.
        """
        if self.state(now) is not HourState.LIVE or self.host_seen_at is None:
            return False
        return self.host_id is not None and self.host_seen_at <= now - HOST_AWAY_AFTER

    def told_now(self, now: datetime) -> str:
        """What its page says of the hour as a whole at a moment, in short."""
        marks = ("away" if self.host_is_away(now) else "", "paused" if self.paused_at else "")
        return " ".join(filter(None, (self.state(now).value, *marks)))

    @property
    def path(self) -> str:
        """Where its page is on this site; a forum without a round has none."""
        return f"/rondes/{self.round.slug}/vragenuur/{self.day}" if self.round is not None else ""

    @property
    def fingerprint(self) -> str:
        """What can be planned, in short: to tell whether somebody changed it in the meantime."""
        names = ("title", "purpose", "kind", "language", "place", "video_address")
        more = ("captions_address", "missing_role_reason", "later_owner", "later_by", "timetable")
        said = [str(getattr(self, name)) for name in (*names, *more)]
        table = [
            (one.role.value, one.name, one.function, one.affiliation, one.shows_name)
            for one in self.table
        ]
        dates = (self.begins_at.isoformat(), self.ends_at.isoformat())
        return fingerprint_of(said, table, dates)

    @property
    def missing_roles(self) -> tuple[TableRole, ...]:
        """The needed roles that nobody at the table has."""
        return missing_roles(guest.role for guest in self.table)

    @property
    def last_position(self) -> int:
        """The last place in its queue; 0 when nothing was placed yet."""
        query = select(func.max(LiveQuestion.position)).where(LiveQuestion.hour_id == self.id)
        return db.session.scalar(query) or 0

    @property
    def hosted_by_id(self) -> int | None:
        """The account that hosts, so that a permission can ask the same of a question in it."""
        return self.host_id


class TableGuest(Model):
    """Somebody at the table; the name is public only with consent (R31, R55)."""

    __tablename__ = "table_guests"

    id: Mapped[int] = mapped_column(primary_key=True)
    hour_id: Mapped[int] = mapped_column(ForeignKey("question_hours.id"), index=True)
    position: Mapped[int]
    role: Mapped[TableRole] = mapped_column(word_column(TableRole))
    name: Mapped[str] = mapped_column(String(120), default="")
    function: Mapped[str] = mapped_column(String(200), default="")
    affiliation: Mapped[str] = mapped_column(String(200), default="")
    shows_name: Mapped[bool] = mapped_column(default=False)
    hour: Mapped[QuestionHour] = relationship(back_populates="table")

    @property
    def public_name(self) -> str:
        """The name, with consent."""
        return self.name if self.shows_name else ""


class LiveQuestion(Contribution):
    """A contribution asked in or before an hour: one question with its place in the queue."""

    __tablename__ = "live_questions"
    __table_args__ = (UniqueConstraint("hour_id", "number"),)
    __mapper_args__ = {"polymorphic_identity": "live-question"}

    answers_are_public = True

    id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), primary_key=True)
    hour_id: Mapped[int] = mapped_column(ForeignKey("question_hours.id"), index=True)
    number: Mapped[int | None]
    """Its number in the hour, from the moment it was received."""
    live_state: Mapped[LiveState] = mapped_column(
        word_column(LiveState), default=LiveState.WAITING, index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    support_count: Mapped[int] = mapped_column(default=0)
    device: Mapped[str] = mapped_column(String(64), default="", index=True)
    """Keyed hash of the browser it came from, so that its asker finds it back."""
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("live_questions.id"), index=True)
    owner: Mapped[str] = mapped_column(String(120), default="")
    due: Mapped[date | None] = mapped_column(Date)
    why: Mapped[str] = mapped_column(Text, default="")
    """Why it is deferred or merged."""
    is_spoken: Mapped[bool] = mapped_column(default=False)
    """Answered aloud; the words of the answer are a summary."""
    on_screen_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    done_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    hour: Mapped[QuestionHour] = relationship()
    merged_into: Mapped["LiveQuestion | None"] = relationship(
        remote_side="LiveQuestion.id", foreign_keys=[merged_into_id]
    )

    def come_to(self, state: LiveState, **details: object) -> "HourEvent":
        """Take a step in the hour and tell it; lock the hour first. Raises WrongStep."""
        self.live_state = take_step(LIVE_STEPS, self.live_state, state)
        return self.hour.tell(EVENT_AFTER[state], self, **details)

    @property
    def hosted_by_id(self) -> int | None:
        """The account that hosts its hour."""
        return self.hour.host_id

    def is_from(self, devices: Iterable[str]) -> bool:
        """Whether it was asked from one of these browsers."""
        return bool(self.device) and self.device in set(devices)


class Support(Model):
    """Somebody wants to know this too, once (I12). Only a keyed hash says who."""

    __tablename__ = "supports"
    __table_args__ = (UniqueConstraint("question_id", "person"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("live_questions.id"))
    person: Mapped[str] = mapped_column(String(64), index=True)


class HourEvent(Model):
    """One thing an hour told, under a number without gaps in its list."""

    __tablename__ = "hour_events"
    __table_args__ = (
        UniqueConstraint("hour_id", "for_hosts", "number"),
        Index("ix_hour_events_question_id", "question_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hour_id: Mapped[int] = mapped_column(ForeignKey("question_hours.id"))
    for_hosts: Mapped[bool] = mapped_column(default=False)
    number: Mapped[int]
    kind: Mapped[EventKind] = mapped_column(word_column(EventKind))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("live_questions.id"))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    question: Mapped[LiveQuestion | None] = relationship()
