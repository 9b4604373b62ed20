"""Official answers, dispositions, and the changes in the plan they led to."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.accounts.models import Account
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution, Point
from consultation.database import Base, Model, UtcMoment, word_column
from consultation.plans.models import PlanVersion
from consultation.rounds.models import Round

change_contributions = Table(
    "change_contributions",
    Base.metadata,
    Column("change_id", ForeignKey("plan_changes.id"), primary_key=True),
    Column("contribution_id", ForeignKey("contributions.id"), primary_key=True, index=True),
)


class Answer(Model):
    """An official reply to one or many points. It always has a public address (I10)."""

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"))
    """The answer that took its place after it was public."""
    round: Mapped[Round] = relationship()
    replaced_by: Mapped["Answer | None"] = relationship(remote_side="Answer.id")
    versions: Mapped[list["AnswerVersion"]] = relationship(
        back_populates="answer", order_by="AnswerVersion.number"
    )
    dispositions: Mapped[list["Disposition"]] = relationship(back_populates="answer")

    @property
    def organisation_id(self) -> int:
        """The organisation that consults."""
        return self.round.organisation_id

    @property
    def newest(self) -> "AnswerVersion":
        """The version that counts now."""
        return self.versions[-1]

    @property
    def earlier(self) -> list["AnswerVersion"]:
        """The wordings that were public before, the newest first."""
        return self.versions[-2::-1]

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it; `answers.queries.public_answers` says it in SQL.

        Words that no input got in the end were never an answer.
        """
        return any(one.point.contribution.has_public_outcome for one in self.dispositions)


class AnswerVersion(Model):
    """One wording of an answer, with who answers and in which role."""

    __tablename__ = "answer_versions"
    __table_args__ = (UniqueConstraint("answer_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"), index=True)
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    by_shown: Mapped[str] = mapped_column(String(200), default="")
    written_at: Mapped[datetime] = mapped_column(UtcMoment)
    answer: Mapped[Answer] = relationship(back_populates="versions")
    by: Mapped[Account | None] = relationship()


class Disposition(Model):
    """The outcome of one point, with its reason, and the answer it rests on."""

    __tablename__ = "dispositions"

    id: Mapped[int] = mapped_column(primary_key=True)
    point_id: Mapped[int] = mapped_column(ForeignKey("points.id"), unique=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(word_column(Outcome))
    reason: Mapped[str] = mapped_column(Text)
    edition: Mapped[int] = mapped_column(default=1)
    decided_at: Mapped[datetime] = mapped_column(UtcMoment)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    point: Mapped[Point] = relationship()
    answer: Mapped[Answer | None] = relationship(back_populates="dispositions")
    decided_by: Mapped[Account | None] = relationship()


class PlanChange(Model):
    """Words of the plan that changed, why, and which contributions led to it (R17)."""

    __tablename__ = "plan_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    section_permanent_id: Mapped[str] = mapped_column(String(8), index=True)
    alinea_number: Mapped[int | None]
    old_text: Mapped[str] = mapped_column(Text, default="")
    new_text: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UtcMoment)
    round: Mapped[Round] = relationship()
    version: Mapped[PlanVersion | None] = relationship()
    contributions: Mapped[list[Contribution]] = relationship(
        secondary=change_contributions, order_by=Contribution.id
    )


class Answering(Model):
    """Where a member of staff is at work on an answer: a person is at one input at a time (F17)."""

    __tablename__ = "answering"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), index=True)
    begun_at: Mapped[datetime] = mapped_column(UtcMoment)
    seen_at: Mapped[datetime] = mapped_column(UtcMoment)
    account: Mapped[Account] = relationship()
