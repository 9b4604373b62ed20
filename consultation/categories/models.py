"""A purchasing category of the Rijk, and the links of its chain."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.accounts.models import Organisation
from consultation.categories.states import Colophon, Link, Stage
from consultation.database import Model, word_column


class Category(Model):
    """One of the Rijk's purchasing categories, with the organisation that owns it.

    Its colophon says who keeps it, and whom to write to about a contract or with a complaint.
    """

    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    manager: Mapped[str] = mapped_column(String(200), default="")
    manager_contact: Mapped[str] = mapped_column(String(200), default="")
    contract_contact: Mapped[str] = mapped_column(String(200), default="")
    complaint_contact: Mapped[str] = mapped_column(String(200), default="")
    colophon_text: Mapped[str] = mapped_column(Text, default="")
    organisation: Mapped[Organisation] = relationship()

    @property
    def colophon(self) -> Colophon:
        """Who keeps it and whom to write to, as it stands now."""
        return Colophon(
            manager=self.manager,
            manager_contact=self.manager_contact,
            contract_contact=self.contract_contact,
            complaint_contact=self.complaint_contact,
            text=self.colophon_text,
        )


class ChainLink(Model):
    """Where one step of the chain of a category can be read; without one it is not known yet."""

    __tablename__ = "chain_links"
    __table_args__ = (UniqueConstraint("category_id", "stage"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), index=True)
    stage: Mapped[Stage] = mapped_column(word_column(Stage))
    address: Mapped[str] = mapped_column(String(500))
    dated_on: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200), default="")
    reference: Mapped[str] = mapped_column(String(60), default="")
    category: Mapped[Category] = relationship()

    @property
    def link(self) -> Link:
        """What it says now."""
        return Link(self.address, self.dated_on, self.source, self.title, self.reference)
