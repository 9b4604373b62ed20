"""What one person or organisation sends in one go, the things said in it, and their texts."""

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.contributions.states import (
    CODE_LIVES,
    CONTRIBUTION_STEPS,
    LIVE_QUESTION,
    VISIBLE,
    Channel,
    ContributionState,
    Kind,
    NameShown,
    PassageKind,
    Sender,
)
from consultation.database import Model, UtcMoment, db, word_column
from consultation.plans.models import Alinea, Section
from consultation.public_record import commitments, record
from consultation.public_record.leaves import Kind as Leaf
from consultation.rounds.models import Round
from consultation.steps import take_step


class Submission(Model):
    """One sending: receipt, secret key, identity, channel; it holds one or more contributions.

    `draft_token` is the address of the check page; `receipt` and `secret_key` exist from the
    moment Verstuur was received. The secret key opens the private text, change and withdrawal;
    it is kept readable because later letters carry it, and it protects only what stands beside it.
    """

    __tablename__ = "submissions"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    draft_token: Mapped[str] = mapped_column(String(40), unique=True)
    idempotency_key: Mapped[str] = mapped_column(String(80), unique=True)
    fingerprint: Mapped[str] = mapped_column(String(64), default="")
    receipt: Mapped[str | None] = mapped_column(String(12), unique=True)
    secret_key: Mapped[str | None] = mapped_column(String(40))
    channel: Mapped[Channel] = mapped_column(word_column(Channel), default=Channel.WEB)
    language: Mapped[str] = mapped_column(String(12), default="nl")
    name_shown: Mapped[NameShown] = mapped_column(word_column(NameShown), default=NameShown.NONE)
    name: Mapped[str] = mapped_column(String(120), default="")
    organisation_name: Mapped[str] = mapped_column(String(200), default="")
    capacity: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    email_confirmed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    code_hash: Mapped[str] = mapped_column(String(64), default="")
    code_expires_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    code_tries: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[datetime] = mapped_column(UtcMoment)
    received_at: Mapped[datetime | None] = mapped_column(UtcMoment, index=True)
    is_late: Mapped[bool] = mapped_column(default=False)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    round: Mapped[Round] = relationship()
    contributions: Mapped[list["Contribution"]] = relationship(
        back_populates="submission", order_by="Contribution.sub_number"
    )

    @property
    def submission_id(self) -> int:
        """Its own id, so that a permission can ask the same of all it holds."""
        return self.id

    @property
    def organisation_id(self) -> int:
        """The organisation that consults."""
        return self.round.organisation_id

    @property
    def public_name(self) -> str:
        """The name as the sender chose to show it; empty for none."""
        if self.organisation_name:
            return self.organisation_name
        if self.name_shown is NameShown.FULL:
            return self.name
        if self.name_shown is NameShown.FIRST:
            return self.name.split(" ", 1)[0]
        return ""

    @property
    def is_unconfirmed(self) -> bool:
        """Whether a code is still to be entered."""
        return any(c.state is ContributionState.UNCONFIRMED for c in self.contributions)

    @property
    def awaits_code(self) -> bool:
        """Whether an address was given of which the code is still to be entered."""
        return self.is_unconfirmed or (bool(self.email) and self.email_confirmed_at is None)

    def identify(self, sender: Sender) -> None:
        """Write down who sends."""
        self.email = sender.email
        self.name = sender.name
        self.name_shown = sender.name_shown
        self.organisation_name = sender.organisation_name
        self.capacity = sender.capacity

    def confirm(self, at: datetime) -> None:
        """What was sent counts from now on: it moves to control."""
        self.code_hash = ""
        self.email_confirmed_at = at if self.email else None
        for contribution in self.contributions:
            if contribution.state is ContributionState.UNCONFIRMED:
                contribution.move_to(ContributionState.RECEIVED)

    def fingerprint_with(self, sender: Sender) -> str:
        """What is sent, in short: to tell a repeated send from another one."""
        said = [
            (c.kind.value, c.anchor, c.texts[0].public_part, c.texts[0].confidential_part)
            for c in self.contributions
        ]
        return hashlib.sha256(repr((said, sender)).encode()).hexdigest()

    def opens_with(self, key: str) -> bool:
        """Whether this is the secret key, however its groups were typed."""
        typed = "".join(sign for sign in key.upper() if sign.isalnum())
        kept = (self.secret_key or "").replace("-", "")
        return bool(kept) and hmac.compare_digest(typed.encode(), kept.encode())

    def new_code(self, at: datetime) -> str:
        """A fresh code of six digits, of which only a hash is kept; the old one is void."""
        code = f"{secrets.randbelow(1_000_000):06d}"
        self.code_hash = self.hash_of(code)
        self.code_expires_at = at + CODE_LIVES
        self.code_tries = 0
        return code

    def hash_of(self, code: str) -> str:
        """What is kept of a code, whatever white space somebody typed in it."""
        digits = "".join(sign for sign in code if sign.isdecimal())
        return hashlib.sha256(f"{self.draft_token}:{digits}".encode()).hexdigest()


class Contribution(Model):
    """One thing said. Its texts are immutable versions; its points each get a disposition.

    It stands at a place in the plan by permanent ids; without `section_permanent_id` it is about
    the whole plan, or about none.
    """

    __tablename__ = "contributions"
    __table_args__ = (UniqueConstraint("submission_id", "sub_number"),)
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "contribution"}

    answers_are_public = False
    """Whether everybody reads its answer as soon as it is given, and not only in the note."""

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(20))
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    sub_number: Mapped[int] = mapped_column(default=1)
    kind: Mapped[Kind] = mapped_column(word_column(Kind), default=Kind.OPINION)
    state: Mapped[ContributionState] = mapped_column(
        word_column(ContributionState), default=ContributionState.DRAFT, index=True
    )
    version_id: Mapped[int | None] = mapped_column(ForeignKey("plan_versions.id"))
    section_permanent_id: Mapped[str | None] = mapped_column(String(8), index=True)
    alinea_permanent_id: Mapped[str | None] = mapped_column(String(8))
    submission: Mapped[Submission] = relationship(back_populates="contributions")
    round: Mapped[Round] = relationship()
    texts: Mapped[list["ContributionText"]] = relationship(
        back_populates="contribution", order_by="ContributionText.number"
    )
    points: Mapped[list["Point"]] = relationship(
        back_populates="contribution", order_by="Point.number"
    )

    def move_to(self, state: ContributionState) -> None:
        """Take a step in the life of a contribution; raises WrongStep."""
        self.state = take_step(CONTRIBUTION_STEPS, self.state, state)

    @property
    def organisation_id(self) -> int:
        """The organisation that consults."""
        return self.round.organisation_id

    @property
    def is_visible(self) -> bool:
        """Whether the public may read it; `contributions.queries.visible_to` says it in SQL."""
        return self.state in VISIBLE and self.submission.name_shown is not NameShown.NOT_PLACED

    @property
    def is_live(self) -> bool:
        """Whether it was asked in or before a live question hour."""
        return self.type == LIVE_QUESTION

    @property
    def has_public_outcome(self) -> bool:
        """Whether everybody may read what is done with it."""
        return self.answers_are_public or self.round.answered_at is not None

    @property
    def text(self) -> "ContributionText":
        """The newest text."""
        return self.texts[-1]

    def write(self, public: str, confidential: str, *, at: datetime) -> "ContributionText":
        """Give it a new text, a passage per paragraph; the older ones stay."""
        text = ContributionText(number=len(self.texts) + 1, written_at=at)
        parts = ((PassageKind.PUBLIC, public), (PassageKind.CONFIDENTIAL, confidential))
        for kind, typed in parts:
            for paragraph in filter(str.strip, typed.split("\n")):
                position = len(text.passages) + 1
                text.passages.append(Passage(position=position, kind=kind, text=paragraph))
        self.texts.append(text)
        return text

    def stand_at(self, section: Section, alinea: Alinea | None = None) -> None:
        """Give it its place in the plan."""
        self.version_id = section.version_id
        self.section_permanent_id = section.permanent_id
        self.alinea_permanent_id = alinea.permanent_id if alinea is not None else None

    @property
    def anchor(self) -> tuple[int, str, str | None] | None:
        """Version, section and alinea; None for the whole plan."""
        if self.version_id is None or self.section_permanent_id is None:
            return None
        return self.version_id, self.section_permanent_id, self.alinea_permanent_id

    @property
    def subject(self) -> str | None:
        """The permanent id of the section it speaks about, for a gate that closes on a subject."""
        return self.section_permanent_id

    @property
    def reference(self) -> str:
        """The public reference, as in the public record: `MD-4F7K-92/1`."""
        return f"{self.submission.receipt}/{self.sub_number}"

    def append_leaf(self, kind: Leaf) -> None:
        """Say in the public record what happened to its newest text, in the same transaction.

        The commitment of an erased text is gone; its leaf holds zeros.
        """
        db.session.flush()
        value = self.text.commitment or bytes(record.HASH)
        record.append(kind, round=self.round.slug, ref=self.reference, value=value)


class ContributionText(Model):
    """One immutable text of a contribution, with the keys of its commitment.

    The keys open the commitment in the public record; erasing them (AVG) leaves the record whole.
    """

    __tablename__ = "contribution_texts"
    __table_args__ = (UniqueConstraint("contribution_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), index=True)
    number: Mapped[int]
    written_at: Mapped[datetime] = mapped_column(UtcMoment)
    text_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    meta_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    commitment: Mapped[bytes | None] = mapped_column(LargeBinary)
    contribution: Mapped[Contribution] = relationship(back_populates="texts")
    passages: Mapped[list["Passage"]] = relationship(
        back_populates="version", order_by="Passage.position", cascade="all, delete-orphan"
    )

    def seal(self) -> None:
        """Commit to the text and to who sent it; only the commitment becomes public."""
        sent = self.contribution.submission
        meta = commitments.Meta(sent.name, sent.organisation_name, sent.channel.value)
        keys = commitments.new_keys()
        self.text_key, self.meta_key = keys.text, keys.meta
        paragraphs = [passage.text for passage in self.passages]
        self.commitment = commitments.commitment(keys, paragraphs, meta)

    @property
    def full(self) -> str:
        """The whole text as the author wrote it."""
        return "\n".join(passage.text for passage in self.passages)

    @property
    def confidential_part(self) -> str:
        """The part the author kept confidential."""
        kept = (p.text for p in self.passages if p.kind is PassageKind.CONFIDENTIAL)
        return "\n".join(kept)

    @property
    def public_part(self) -> str:
        """Everything but the confidential part, as the author wrote it."""
        rest = (p.text for p in self.passages if p.kind is not PassageKind.CONFIDENTIAL)
        return "\n".join(rest)


class Passage(Model):
    """A paragraph of a text, with what may be shown of it. Its words are never changed (I6)."""

    __tablename__ = "passages"
    __table_args__ = (UniqueConstraint("text_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("contribution_texts.id"), index=True)
    position: Mapped[int]
    kind: Mapped[PassageKind] = mapped_column(word_column(PassageKind), default=PassageKind.PUBLIC)
    text: Mapped[str] = mapped_column(Text)
    spans: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    """Begin and end, in characters, of what is blacked out; empty: all of a redacted passage."""
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped["ContributionText"] = relationship(back_populates="passages")


class Point(Model):
    """A part of a contribution that gets its own disposition."""

    __tablename__ = "points"
    __table_args__ = (UniqueConstraint("contribution_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), index=True)
    number: Mapped[int] = mapped_column(default=1)
    text: Mapped[str] = mapped_column(Text, default="")
    contribution: Mapped[Contribution] = relationship(back_populates="points")
