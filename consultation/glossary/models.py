"""A term that an organisation explains, in all of its plans or in one of them."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.accounts.models import Organisation
from consultation.database import Model, UtcMoment, db
from consultation.glossary.states import Layer, Scope, TermTexts, Word


class Term(Model):
    """A word with its meaning; `key` is the same for all its forms, so that it stands once."""

    __tablename__ = "terms"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"), index=True)
    key: Mapped[str] = mapped_column(String(200))
    word: Mapped[str] = mapped_column(String(120))
    forms: Mapped[list[str]] = mapped_column(JSON, default=list)
    meaning: Mapped[str] = mapped_column(Text)
    plainer: Mapped[str] = mapped_column(String(200), default="")
    official: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    in_place: Mapped[bool] = mapped_column(default=True)
    edition: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(UtcMoment)
    organisation: Mapped[Organisation] = relationship()

    def hold(self) -> None:
        """Hold this term as it stands now until the transaction ends."""
        db.session.refresh(self, with_for_update={"of": Term})

    @property
    def scope(self) -> Scope:
        """Where it counts."""
        return Scope(self.organisation_id, self.plan_id)

    @property
    def texts(self) -> TermTexts:
        """What is written about it now."""
        return TermTexts(
            word=self.word,
            meaning=self.meaning,
            plainer=self.plainer,
            forms=tuple(self.forms),
            official=self.official,
            source=self.source,
            in_place=self.in_place,
        )

    def write(self, texts: TermTexts) -> None:
        """Write other texts about it."""
        self.word, self.meaning, self.plainer = texts.word, texts.meaning, texts.plainer
        self.forms = list(texts.forms)
        self.official, self.source, self.in_place = texts.official, texts.source, texts.in_place

    @property
    def as_word(self) -> Word:
        """This term as it is shown."""
        layer = Layer.ORGANISATION if self.plan_id is None else Layer.PLAN
        return Word(self.texts, layer, self.changed_at)


Index(
    "ix_terms_of_organisation",
    Term.organisation_id,
    Term.key,
    unique=True,
    sqlite_where=Term.plan_id.is_(None),
    postgresql_where=Term.plan_id.is_(None),
)
Index(
    "ix_terms_of_plan",
    Term.plan_id,
    Term.key,
    unique=True,
    sqlite_where=Term.plan_id.is_not(None),
    postgresql_where=Term.plan_id.is_not(None),
)
"""A word stands once in the list of an organisation, and once in that of a plan."""
