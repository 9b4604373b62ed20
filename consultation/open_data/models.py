"""Files that are kept because what they are made of never changes."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from consultation.database import Model, UtcMoment, word_column
from consultation.papers.paper import Format


class Download(Model):
    """A frozen version or a published note as a file, by the fingerprint of what it is made of.

    One without bytes could not be made; it is not tried again and again.
    """

    __tablename__ = "downloads"
    __table_args__ = (UniqueConstraint("fingerprint", "format"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    format: Mapped[Format] = mapped_column(word_column(Format))
    size: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcMoment)
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
