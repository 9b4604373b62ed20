"""A purchasing category of the Rijk."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.accounts.models import Organisation
from consultation.database import Model


class Category(Model):
    """One of the Rijk's purchasing categories, with the organisation that owns it."""

    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    organisation: Mapped[Organisation] = relationship()
