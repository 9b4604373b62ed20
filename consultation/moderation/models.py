"""Decisions about contributions and the second look their authors can ask for."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.accounts.models import Account
from consultation.contributions.models import Contribution
from consultation.contributions.states import ContributionState
from consultation.database import Model, UtcMoment, word_column
from consultation.moderation.states import OBJECTION_STEPS, ObjectionState, Reason, Verdict
from consultation.steps import take_step


class Decision(Model):
    """A judgement about a contribution, with its reason. Undoing marks it; it never disappears."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(word_column(Verdict))
    reason: Mapped[Reason | None] = mapped_column(word_column(Reason))
    explanation: Mapped[str] = mapped_column(Text, default="")
    state_before: Mapped[ContributionState] = mapped_column(word_column(ContributionState))
    passages_before: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    decided_at: Mapped[datetime] = mapped_column(UtcMoment)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    undone_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    contribution: Mapped[Contribution] = relationship()
    decided_by: Mapped[Account | None] = relationship()
    objection: Mapped["Objection | None"] = relationship(back_populates="decision")

    @property
    def organisation_id(self) -> int:
        """The organisation that consults."""
        return self.contribution.organisation_id

    @property
    def can_be_objected_to(self) -> bool:
        """Whether the author may still ask for a second look."""
        judged = self.verdict is not Verdict.PLACED and self.reason is not None
        return judged and self.undone_at is None and self.objection is None

    @property
    def submission_id(self) -> int:
        """The submission whose key allows an objection."""
        return self.contribution.submission_id


class Objection(Model):
    """The author asks for another person's judgement about a decision, once."""

    __tablename__ = "objections"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), unique=True)
    state: Mapped[ObjectionState] = mapped_column(
        word_column(ObjectionState), default=ObjectionState.ASKED
    )
    text: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    explanation: Mapped[str] = mapped_column(Text, default="")
    judged_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decision: Mapped[Decision] = relationship(back_populates="objection")
    judged_by: Mapped[Account | None] = relationship()

    def move_to(self, state: ObjectionState) -> None:
        """Take a step in the life of an objection; raises WrongStep."""
        self.state = take_step(OBJECTION_STEPS, self.state, state)
