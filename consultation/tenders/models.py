"""A tender that is linked to a round, and what was decided about that."""

from datetime import date, datetime

from sqlalchemy import JSON, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.accounts.models import Account
from consultation.database import Model, UtcMoment, word_column
from consultation.rounds.models import Round
from consultation.tenders.states import Decided, Notice, gate_moment


class Tender(Model):
    """A tender on TenderNed about the whole of a round, or about some sections of its plan.

    `sections` holds permanent ids; everything under such a section is meant too.
    """

    __tablename__ = "tenders"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    number: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(500))
    notice_on: Mapped[date] = mapped_column(Date)
    questions_until: Mapped[date | None] = mapped_column(Date)
    sections: Mapped[list[str]] = mapped_column(JSON, default=list)
    unlinked_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    round: Mapped[Round] = relationship()
    decisions: Mapped[list["TenderDecision"]] = relationship(
        back_populates="tender", order_by="TenderDecision.id"
    )

    @property
    def organisation_id(self) -> int:
        """The organisation that consults."""
        return self.round.organisation_id

    @property
    def is_linked(self) -> bool:
        """Whether the link still holds."""
        return self.unlinked_at is None

    @property
    def notice(self) -> Notice:
        """What is said of it now."""
        return Notice(
            self.title,
            self.number,
            self.address,
            self.notice_on,
            self.questions_until,
            tuple(self.sections),
        )

    def is_running(self, now: datetime) -> bool:
        """Whether its subject is talked about on TenderNed at this moment."""
        return self.is_linked and now >= gate_moment(self.notice_on)


class TenderDecision(Model):
    """One decision about a tender and its round; the dates as they were before and after."""

    __tablename__ = "tender_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    tender_id: Mapped[int] = mapped_column(ForeignKey("tenders.id"), index=True)
    kind: Mapped[Decided] = mapped_column(word_column(Decided))
    reason: Mapped[str] = mapped_column(Text)
    notice_on_before: Mapped[date | None] = mapped_column(Date)
    notice_on: Mapped[date] = mapped_column(Date)
    decided_at: Mapped[datetime] = mapped_column(UtcMoment)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    tender: Mapped[Tender] = relationship(back_populates="decisions")
    decided_by: Mapped[Account | None] = relationship()
