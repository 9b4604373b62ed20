"""A plan, its versions, and the sections and alineas people react to."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from consultation.accounts.models import Account, Organisation
from consultation.categories.models import Category
from consultation.comparison.rivals import DOUBTFUL
from consultation.database import Model, UtcMoment, db, word_column
from consultation.fingerprints import fingerprint_of
from consultation.plans.states import (
    IMPORT_STEPS,
    VERSION_STEPS,
    CopyOf,
    ImportState,
    Room,
    VersionState,
)
from consultation.steps import take_step


class Plan(Model):
    """A category plan: the document through all its versions."""

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    category: Mapped[Category] = relationship()
    organisation: Mapped[Organisation] = relationship()
    versions: Mapped[list["PlanVersion"]] = relationship(
        back_populates="plan", order_by="PlanVersion.number"
    )

    def hold(self) -> None:
        """Hold this plan and its versions as they stand now until the transaction ends."""
        db.session.refresh(self, with_for_update=True)
        for version in self.versions:
            version.hold()


class PlanVersion(Model):
    """One version of a plan; frozen once published."""

    __tablename__ = "plan_versions"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), index=True)
    number: Mapped[int]
    state: Mapped[VersionState] = mapped_column(
        word_column(VersionState), default=VersionState.DRAFT
    )
    language: Mapped[str] = mapped_column(String(12), default="nl")
    source_filename: Mapped[str] = mapped_column(String(300), default="")
    source_sha256: Mapped[str] = mapped_column(String(64), default="")
    import_report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    summary: Mapped[str] = mapped_column(Text, default="")
    summary_by: Mapped[str] = mapped_column(String(120), default="")
    summary_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    published_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    unsigned_reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was frozen while some of its summaries had no signature of a language coach."""
    mark: Mapped[str] = mapped_column(String(16), default=lambda: secrets.token_hex(8))
    """Random: what is kept of a frozen version is never taken for that of another one."""
    glossary: Mapped[list[dict[str, Any]] | None] = deferred(mapped_column(JSON))
    """The words it explained when it was frozen; nothing when it was frozen before there were."""
    plan: Mapped[Plan] = relationship(back_populates="versions")
    sections: Mapped[list["Section"]] = relationship(
        back_populates="version", order_by="Section.position", cascade="all, delete-orphan"
    )

    def move_to(self, state: VersionState) -> None:
        """Take a step in the life of a version; raises WrongStep."""
        self.state = take_step(VERSION_STEPS, self.state, state)

    def hold(self) -> None:
        """Hold this version as it stands now until the transaction ends; others wait their turn."""
        db.session.refresh(self, ["state"], with_for_update=True)

    @property
    def is_published(self) -> bool:
        """Whether this version is public and frozen."""
        return self.state is VersionState.PUBLISHED

    @property
    def summary_fingerprint(self) -> str:
        """By which somebody who writes the summary shows which one they saw."""
        return fingerprint_of(self.summary)

    @property
    def previous(self) -> "PlanVersion | None":
        """The version that was frozen before this one."""
        older = [one for one in self.plan.versions if one.number < self.number]
        return older[-1] if older else None

    @property
    def organisation_id(self) -> int:
        """The organisation that owns the plan."""
        return self.plan.organisation_id


def is_doubtful(sureness: int) -> bool:
    """Whether a person must look at something that is so sure, in percent."""
    return sureness < DOUBTFUL * 100


class Section(Model):
    """A numbered part of one version; `permanent_id` stays the same through all versions."""

    __tablename__ = "sections"
    __table_args__ = (
        UniqueConstraint("version_id", "permanent_id"),
        UniqueConstraint("version_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    permanent_id: Mapped[str] = mapped_column(String(8), index=True)
    number: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(String(500))
    level: Mapped[int]
    position: Mapped[int]
    chapter_position: Mapped[int]
    words: Mapped[int] = mapped_column(default=0)
    page: Mapped[int | None]
    footnotes: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    summary: Mapped[str] = mapped_column(Text, default="")
    summary_by: Mapped[str] = mapped_column(String(120), default="")
    summary_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    summary_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    signed_by: Mapped[str] = mapped_column(String(120), default="")
    """The language coach who found the summary clear; a change of summary or text lifts it."""
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    signed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    room: Mapped[Room | None] = mapped_column(word_column(Room))
    room_reason: Mapped[str] = mapped_column(Text, default="")
    asks_reactions: Mapped[bool] = mapped_column(default=True)
    audiences: Mapped[list[str]] = mapped_column(JSON, default=list)
    edition: Mapped[int] = mapped_column(default=1)
    sureness: Mapped[int] = mapped_column(default=100)
    """How sure it is, in percent, that this is the section before of which it has the id."""
    is_stale: Mapped[bool] = mapped_column(default=False)
    """Whether what is written about it was written for another text."""
    checked_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    version: Mapped[PlanVersion] = relationship(back_populates="sections")
    checked_by: Mapped[Account | None] = relationship(foreign_keys=[checked_by_id])
    alineas: Mapped[list["Alinea"]] = relationship(
        back_populates="section", order_by="Alinea.number", cascade="all, delete-orphan"
    )
    questions: Mapped[list["SectionQuestion"]] = relationship(
        back_populates="section",
        order_by="SectionQuestion.position",
        cascade="all, delete-orphan",
    )

    @property
    def is_chapter(self) -> bool:
        """Whether this section starts a chapter."""
        return self.position == self.chapter_position

    @property
    def name(self) -> str:
        """Number and title together."""
        return f"{self.number} {self.title}".strip()

    @property
    def is_doubtful(self) -> bool:
        """Whether a person must look at which section before it was."""
        return is_doubtful(self.sureness)

    @property
    def organisation_id(self) -> int:
        """The organisation that owns the plan."""
        return self.version.plan.organisation_id

    def lift_signature(self) -> None:
        """The summary, or the text it is about, is another one: the coach did not see it."""
        self.signed_by, self.signed_by_id, self.signed_at = "", None, None

    @property
    def is_written_about(self) -> bool:
        """Whether an officer wrote anything about it."""
        return bool(self.summary or self.room_reason or self.questions)

    def text_changed(self, *, is_other: bool) -> None:
        """Its text is another one: its chapter is checked anew, a new edition begins.

        `is_other` says whether the words changed; then what is written about it is stale, and the
        signature under its summary is lifted.
        """
        self.edition += 1
        for one in self.version.sections:
            if one.position == self.chapter_position:
                one.checked_at = one.checked_by_id = None
        if is_other:
            self.is_stale = self.is_stale or self.is_written_about
            self.lift_signature()

    def ask(self, questions: Iterable[tuple[str, str]]) -> None:
        """Write down the questions of a section that has none, each with its reason."""
        for position, (text, why) in enumerate(questions, start=1):
            self.questions.append(SectionQuestion(position=position, text=text, why=why))


class SectionQuestion(Model):
    """A concrete question the officer asks about a section, with why; at most three a section."""

    __tablename__ = "section_questions"
    __table_args__ = (UniqueConstraint("section_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    section: Mapped[Section] = relationship(back_populates="questions")


class Alinea(Model):
    """A numbered block of a section: paragraph, list, table or figure; the anchor of a reaction."""

    __tablename__ = "alineas"
    __table_args__ = (
        UniqueConstraint("section_id", "number"),
        UniqueConstraint("section_id", "permanent_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"), index=True)
    permanent_id: Mapped[str] = mapped_column(String(8), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    html: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    sureness: Mapped[int] = mapped_column(default=100)
    """How sure it is, in percent, that this is the alinea before of which it has the id."""
    section: Mapped[Section] = relationship(back_populates="alineas")

    @property
    def is_doubtful(self) -> bool:
        """Whether a person must look at which alinea before it was."""
        return is_doubtful(self.sureness)


class WorkingCopy(Model):
    """What somebody typed about a section and did not save yet; nobody else reads it.

    It is known by the permanent id, so that it outlives a file that is read in again.
    """

    __tablename__ = "working_copies"
    __table_args__ = (UniqueConstraint("plan_id", "permanent_id", "account_id", "copy_of"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    permanent_id: Mapped[str] = mapped_column(String(8))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    copy_of: Mapped[CopyOf] = mapped_column(word_column(CopyOf))
    typed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    seen: Mapped[str] = mapped_column(String(16), default="")
    """By which its writer shows what stood there when they began."""
    begun_at: Mapped[datetime] = mapped_column(UtcMoment)
    kept_at: Mapped[datetime] = mapped_column(UtcMoment)
    account: Mapped[Account] = relationship()


class Picture(Model):
    """An image of a plan version, re-encoded, found by its fingerprint."""

    __tablename__ = "pictures"
    __table_args__ = (UniqueConstraint("version_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(40))
    alt: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary))


class PlanImport(Model):
    """A file that is being read in, with how far it is."""

    __tablename__ = "plan_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("plan_versions.id"))
    filename: Mapped[str] = mapped_column(String(300))
    data: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    state: Mapped[ImportState] = mapped_column(
        word_column(ImportState), default=ImportState.WAITING
    )
    percent: Mapped[int] = mapped_column(default=0)
    step: Mapped[str] = mapped_column(String(40), default="")
    error_code: Mapped[str] = mapped_column(String(60), default="")
    error_params: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    plan: Mapped[Plan] = relationship()
    version: Mapped[PlanVersion | None] = relationship()

    def move_to(self, state: ImportState) -> None:
        """Take a step in the life of an import; raises WrongStep."""
        self.state = take_step(IMPORT_STEPS, self.state, state)

    @property
    def is_over(self) -> bool:
        """Whether the file was read in, or will never be."""
        return self.state in {ImportState.DONE, ImportState.FAILED}

    @property
    def organisation_id(self) -> int:
        """The organisation that owns the plan."""
        return self.plan.organisation_id
