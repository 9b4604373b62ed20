"""A reaction: a contribution on a section, an alinea, a question or the whole plan."""

from dataclasses import dataclass

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.contributions.models import Contribution
from consultation.contributions.states import Kind
from consultation.plans.models import Alinea, Section
from consultation.rounds.models import RoundQuestion

QUOTED = 400
"""Characters of an alinea that are kept as its quote, and of its neighbours as context."""


@dataclass(frozen=True)
class Place:
    """What somebody reacts to: a section, an alinea in it, or nothing in particular."""

    section: Section | None = None
    alinea: Alinea | None = None
    question: RoundQuestion | None = None
    section_question: str = ""
    unknown_number: str = ""

    @property
    def subject(self) -> str | None:
        """The section it is about by permanent id, also by the question that is answered."""
        if self.section is not None:
            return self.section.permanent_id
        return self.question.section_permanent_id if self.question is not None else None


class Reaction(Contribution):
    """A contribution in writing, with the exact words it is about and the question it answers.

    `unknown_number` keeps the section number somebody named that the plan does not have.
    """

    __tablename__ = "reactions"
    __mapper_args__ = {"polymorphic_identity": "reaction"}

    id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), primary_key=True)
    quote: Mapped[str] = mapped_column(Text, default="")
    quote_before: Mapped[str] = mapped_column(Text, default="")
    quote_after: Mapped[str] = mapped_column(Text, default="")
    question_id: Mapped[int | None] = mapped_column(ForeignKey("round_questions.id"))
    section_question: Mapped[str] = mapped_column(Text, default="")
    unknown_number: Mapped[str] = mapped_column(String(40), default="")
    question: Mapped[RoundQuestion | None] = relationship()

    @property
    def subject(self) -> str | None:
        """The section it is on, else that of the question it answers."""
        asked = self.question.section_permanent_id if self.question is not None else None
        return self.section_permanent_id or asked

    @classmethod
    def at(cls, place: Place, kind: Kind) -> "Reaction":
        """A new reaction, anchored by permanent ids and by the exact words with their context."""
        reaction = cls(
            kind=kind,
            question=place.question,
            section_question=place.section_question,
            unknown_number=place.unknown_number,
        )
        if place.section is not None:
            reaction.stand_at(place.section, place.alinea)
            reaction._quote(place.section, place.alinea)
        return reaction

    def _quote(self, section: Section, alinea: Alinea | None) -> None:
        if alinea is None:
            return
        texts = {one.number: one.text for one in section.alineas}
        self.quote = alinea.text[:QUOTED]
        self.quote_before = texts.get(alinea.number - 1, "")[-QUOTED:]
        self.quote_after = texts.get(alinea.number + 1, "")[:QUOTED]
