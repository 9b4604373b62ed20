"""Short codes that were given out; none is ever removed or used again."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.database import Model, UtcMoment, word_column
from consultation.short_codes.states import LENGTH, CodeFor


class ShortCode(Model):
    """A code and what it leads to. It refers by number alone, so that it outlives everything."""

    __tablename__ = "short_codes"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "section_permanent_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(LENGTH), unique=True)
    kind: Mapped[CodeFor] = mapped_column(word_column(CodeFor))
    subject_id: Mapped[int]
    """The number of the round, the hour or the category; of a section, that of its round."""
    section_permanent_id: Mapped[str] = mapped_column(String(8), default="")
    given_at: Mapped[datetime] = mapped_column(UtcMoment)
