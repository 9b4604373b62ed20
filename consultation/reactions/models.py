"""A reaction: a contribution on a section, an alinea, a question or the whole plan."""

from dataclasses import dataclass

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.contributions.models import Contribution
from consultation.contributions.states import Kind
from consultation.plans.models import Alinea, PlanVersion, Section
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


class Reaction(Contribution):
    """A contribution anchored in the plan: version, permanent ids, and the exact quote.

    Without `section_permanent_id` it is about the whole plan; `unknown_number` keeps the section
    number somebody named that the plan does not have.
    """

    __tablename__ = "reactions"
    __mapper_args__ = {"polymorphic_identity": "reaction"}

    id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), primary_key=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("plan_versions.id"))
    section_permanent_id: Mapped[str | None] = mapped_column(String(8), index=True)
    alinea_permanent_id: Mapped[str | None] = mapped_column(String(8))
    quote: Mapped[str] = mapped_column(Text, default="")
    quote_before: Mapped[str] = mapped_column(Text, default="")
    quote_after: Mapped[str] = mapped_column(Text, default="")
    question_id: Mapped[int | None] = mapped_column(ForeignKey("round_questions.id"))
    section_question: Mapped[str] = mapped_column(Text, default="")
    unknown_number: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[PlanVersion | None] = relationship()
    question: Mapped[RoundQuestion | None] = relationship()

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
            reaction.version_id = place.section.version_id
            reaction.section_permanent_id = place.section.permanent_id
            reaction._quote(place.section, place.alinea)
        return reaction

    def _quote(self, section: Section, alinea: Alinea | None) -> None:
        if alinea is None:
            return
        texts = {one.number: one.text for one in section.alineas}
        self.alinea_permanent_id = alinea.permanent_id
        self.quote = alinea.text[:QUOTED]
        self.quote_before = texts.get(alinea.number - 1, "")[-QUOTED:]
        self.quote_after = texts.get(alinea.number + 1, "")[:QUOTED]

    @property
    def anchor(self) -> tuple[int, str, str | None] | None:
        """Version, section and alinea; None for the whole plan."""
        if self.version_id is None or self.section_permanent_id is None:
            return None
        return self.version_id, self.section_permanent_id, self.alinea_permanent_id
