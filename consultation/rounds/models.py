"""A round with its charter, its questions and its extensions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.accounts.models import Account, Organisation
from consultation.categories.models import Category
from consultation.database import Model, UtcMoment, db, word_column
from consultation.fingerprints import fingerprint_of
from consultation.plans.models import Plan, PlanVersion
from consultation.rounds.states import Phase, QuestionKind, Route, phase_of

TEXTS = (
    "title", "intro", "background", "can_change", "is_fixed", "who_decides", "what_we_do",
    "when_answer", "not_to_share", "disclaimer", "contact_name", "contact_how",
)  # fmt: skip
"""What an officer writes of a round, besides its questions and its days."""


class Round(Model):
    """One consultation, on a plan or on questions alone.

    The charter is what the round promises: what is open, what is fixed, who decides, what
    happens with each input, when the answer comes, and what may not be shared.
    """

    __tablename__ = "rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    intro: Mapped[str] = mapped_column(Text, default="")
    background: Mapped[str] = mapped_column(Text, default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("plan_versions.id"))
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    published_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    opens_at: Mapped[datetime | None] = mapped_column(UtcMoment, index=True)
    closes_at: Mapped[datetime | None] = mapped_column(UtcMoment, index=True)
    answer_by: Mapped[date | None] = mapped_column(Date)
    answered_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    closed_leaf_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
    can_change: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_fixed: Mapped[list[str]] = mapped_column(JSON, default=list)
    who_decides: Mapped[str] = mapped_column(Text, default="")
    what_we_do: Mapped[list[str]] = mapped_column(JSON, default=list)
    when_answer: Mapped[str] = mapped_column(Text, default="")
    not_to_share: Mapped[list[str]] = mapped_column(JSON, default=list)
    disclaimer: Mapped[str] = mapped_column(Text, default="")
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    contact_how: Mapped[str] = mapped_column(String(300), default="")
    route_kept: Mapped[dict[str, Any] | None] = mapped_column("route", JSON(none_as_null=True))
    category: Mapped[Category | None] = relationship()
    organisation: Mapped[Organisation] = relationship()
    plan: Mapped[Plan | None] = relationship()
    version: Mapped[PlanVersion | None] = relationship()
    questions: Mapped[list["RoundQuestion"]] = relationship(
        back_populates="round", order_by="RoundQuestion.position", cascade="all, delete-orphan"
    )
    extensions: Mapped[list["Extension"]] = relationship(
        back_populates="round", order_by="Extension.id"
    )

    def phase(self, now: datetime) -> Phase:
        """Where this round stands at a moment."""
        return phase_of(self, now)

    def lock(self) -> None:
        """One sender at a time per round, also over several processes."""
        query = select(Round.id).where(Round.id == self.id)
        db.session.execute(query.with_for_update(key_share=True))

    def lock_to_decide(self) -> None:
        """Wait for whoever decides on this round now, and see what they decided."""
        db.session.refresh(self, with_for_update={"of": Round})

    @property
    def route(self) -> Route:
        """The questions that lead people to what is about them; empty when nobody wrote them."""
        return Route.of(self.route_kept)

    @property
    def route_fingerprint(self) -> str:
        """By which somebody who writes the route shows which one they saw."""
        return fingerprint_of(self.route)

    @property
    def is_public(self) -> bool:
        """Whether people outside may know of this round."""
        return self.published_at is not None

    @property
    def fingerprint(self) -> str:
        """What can be edited, in short: to tell whether somebody changed it in the meantime."""
        asked = [
            (one.text, one.why, one.kind.value, one.choices, one.section_permanent_id)
            for one in self.questions
        ]
        said = [getattr(self, name) for name in TEXTS]
        dates = (self.opens_at, self.closes_at, self.answer_by)
        return fingerprint_of(said, asked, dates)


class RoundQuestion(Model):
    """A concrete question of the officer, with why it is asked (R4, R5)."""

    __tablename__ = "round_questions"
    __table_args__ = (UniqueConstraint("round_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    kind: Mapped[QuestionKind] = mapped_column(word_column(QuestionKind), default=QuestionKind.OPEN)
    choices: Mapped[list[str]] = mapped_column(JSON, default=list)
    section_permanent_id: Mapped[str | None] = mapped_column(String(8))
    round: Mapped[Round] = relationship(back_populates="questions")


class Extension(Model):
    """A later closing, decided with a reason and told to everybody concerned."""

    __tablename__ = "extensions"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    closed_at_before: Mapped[datetime] = mapped_column(UtcMoment)
    closes_at: Mapped[datetime] = mapped_column(UtcMoment)
    answer_by_before: Mapped[date | None] = mapped_column(Date)
    answer_by: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime] = mapped_column(UtcMoment)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    round: Mapped[Round] = relationship(back_populates="extensions")
    decided_by: Mapped[Account | None] = relationship()
