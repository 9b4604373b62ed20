"""The tables of the record: the head, the leaves, and the checkpoints ever signed."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from consultation.database import Model, UtcMoment


class RecordHead(Model):
    """How far the record is: one row, locked by every append."""

    __tablename__ = "record_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(default=0)
    frontier: Mapped[bytes] = mapped_column(LargeBinary, default=b"")


class RecordLeaf(Model):
    """One leaf at its place; `id` is the index in the tree, so it begins at 0."""

    __tablename__ = "record_leaves"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    round: Mapped[str] = mapped_column(String(80), index=True)
    ref: Mapped[str] = mapped_column(String(90), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    line: Mapped[str] = mapped_column(Text)


class Checkpoint(Model):
    """A signed head; every one that was ever signed is kept and published."""

    __tablename__ = "record_checkpoints"

    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(unique=True)
    note: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[datetime] = mapped_column(UtcMoment)
