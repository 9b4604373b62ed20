"""Forums with members, their meetings with agenda and minutes, and actions that carry over."""

from datetime import date, datetime, time

from sqlalchemy import Date, ForeignKey, Index, String, Text, Time
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.accounts.models import Organisation
from consultation.categories.models import Category
from consultation.database import Model, UtcMoment, db, word_column
from consultation.fingerprints import fingerprint_of
from consultation.forums.states import ACTION_STEPS, ActionState, Rhythm
from consultation.gatherings.states import Unit
from consultation.question_hours.models import QuestionHour
from consultation.steps import take_step


class Forum(Model):
    """A group of stakeholders that meets regularly; public unless there is a reason not to be.

    `interval` to `minutes` are its rhythm. Place and language are those of a meeting that does
    not say otherwise.
    """

    __tablename__ = "forums"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=True)
    private_reason: Mapped[str] = mapped_column(Text, default="")
    interval: Mapped[int]
    unit: Mapped[Unit] = mapped_column(word_column(Unit))
    weekday: Mapped[int]
    week: Mapped[int]
    begins: Mapped[time] = mapped_column(Time)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(12), default="nl")
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    published_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ended_reason: Mapped[str] = mapped_column(Text, default="")
    organisation: Mapped[Organisation] = relationship()
    category: Mapped[Category | None] = relationship()
    members: Mapped[list["ForumMember"]] = relationship(
        order_by="ForumMember.position", cascade="all, delete-orphan"
    )

    def lock(self) -> None:
        """One change at a time, also over several processes; what it holds is read again."""
        db.session.flush()
        db.session.refresh(self, with_for_update={"key_share": True, "of": Forum})

    @property
    def rhythm(self) -> Rhythm:
        """When it meets."""
        return Rhythm(self.interval, self.unit, self.weekday, self.begins, self.minutes, self.week)

    @rhythm.setter
    def rhythm(self, rhythm: Rhythm) -> None:
        self.interval, self.unit, self.weekday = rhythm.interval, rhythm.unit, rhythm.weekday
        self.begins, self.minutes, self.week = rhythm.begins, rhythm.minutes, rhythm.week

    @property
    def fingerprint(self) -> str:
        """What can be edited, in short: to tell whether somebody changed it in the meantime."""
        members = [
            (one.name, one.function, one.affiliation, one.shows_name) for one in self.members
        ]
        return fingerprint_of(
            self.title, self.purpose, self.category_id, self.is_public, self.private_reason,
            self.rhythm, self.place, self.language, members,
        )  # fmt: skip


class ForumMember(Model):
    """Somebody who takes part in a forum, or an organisation; the name is public with consent."""

    __tablename__ = "forum_members"

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forums.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120), default="")
    function: Mapped[str] = mapped_column(String(200), default="")
    affiliation: Mapped[str] = mapped_column(String(200), default="")
    shows_name: Mapped[bool] = mapped_column(default=False)

    @property
    def public_name(self) -> str:
        """The name, with consent."""
        return self.name if self.shows_name else ""


class Meeting(Model):
    """A meeting of a forum: a session, with the points of its agenda and what was said of them.

    `rhythm_day` is the day that the rhythm gave, from which the next one is counted.
    """

    __tablename__ = "meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forums.id"), index=True)
    hour_id: Mapped[int] = mapped_column(ForeignKey("question_hours.id"), unique=True)
    rhythm_day: Mapped[date] = mapped_column(Date)
    approved_by: Mapped[str] = mapped_column(String(200), default="")
    """Who approved the minutes."""
    approved_on: Mapped[date | None] = mapped_column(Date)
    forum: Mapped[Forum] = relationship()
    hour: Mapped[QuestionHour] = relationship()
    items: Mapped[list["MeetingItem"]] = relationship(
        order_by="MeetingItem.position", cascade="all, delete-orphan"
    )

    def lock(self) -> None:
        """One change of a forum at a time; what this meeting holds is read again."""
        self.forum.lock()
        self.hour.lock()
        db.session.refresh(self)

    @property
    def organisation_id(self) -> int:
        """The organisation that keeps the forum."""
        return self.hour.organisation_id

    @property
    def path(self) -> str:
        """Where its page is on this site."""
        return f"/forums/{self.forum.slug}/{self.hour.day}"

    @property
    def fingerprint(self) -> str:
        """What is written of it, in short: to tell whether somebody changed it in the meantime."""
        hour = self.hour
        items = [(one.title, one.why, one.who, one.minutes, one.said) for one in self.items]
        return fingerprint_of(
            hour.fingerprint, items, hour.present, hour.recap, hour.opening_round,
            hour.central_question, hour.ideas, hour.quotes, hour.next_steps, hour.links,
            self.approved_by, self.approved_on,
        )  # fmt: skip


class MeetingItem(Model):
    """A point of an agenda: what, why, who brings it in, how long; later what was said of it."""

    __tablename__ = "meeting_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    why: Mapped[str] = mapped_column(Text, default="")
    who: Mapped[str] = mapped_column(String(200), default="")
    minutes: Mapped[int] = mapped_column(default=0)
    """How long it may take; 0 when nobody said."""
    said: Mapped[str] = mapped_column(Text, default="")


class ForumAction(Model):
    """Something that somebody does before a day; it stays on the list until it is settled."""

    __tablename__ = "forum_actions"
    __table_args__ = (Index("ix_forum_actions_forum_id_state", "forum_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forums.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    what: Mapped[str] = mapped_column(String(500))
    owner: Mapped[str] = mapped_column(String(120))
    due: Mapped[date] = mapped_column(Date)
    state: Mapped[ActionState] = mapped_column(word_column(ActionState), default=ActionState.OPEN)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was dropped."""
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    settled_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    forum: Mapped[Forum] = relationship()
    meeting: Mapped[Meeting] = relationship()

    def move_to(self, state: ActionState) -> None:
        """Take a step in its life; raises WrongStep."""
        self.state = take_step(ACTION_STEPS, self.state, state)

    def is_late(self, today: date) -> bool:
        """Whether its day is over and nobody settled it."""
        return self.state is ActionState.OPEN and self.due < today

    @property
    def organisation_id(self) -> int:
        """The organisation that keeps the forum."""
        return self.forum.organisation_id
