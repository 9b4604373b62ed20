"""What a document becomes: sections with blocks, footnotes and images, and a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """The kinds of blocks; each becomes a numbered alinea."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    FIGURE = "figure"
    QUOTE = "quote"


@dataclass(frozen=True)
class Block:
    """A top-level block of a section, as safe HTML and as plain words."""

    kind: BlockKind
    html: str
    text: str


@dataclass(frozen=True)
class Footnote:
    """A footnote, by the label its reference shows."""

    label: str
    html: str
    text: str


@dataclass(frozen=True)
class Image:
    """An image, re-encoded; `sha256` is the fingerprint its block points to."""

    sha256: str
    media_type: str
    data: bytes
    alt: str


@dataclass(frozen=True)
class DocSection:
    """A heading with everything up to the next heading."""

    number: str
    title: str
    level: int
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    page: int | None = None


@dataclass(frozen=True)
class Doubt:
    """Something a person must look at, with its place."""

    code: str
    place: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportReport:
    """What the file holds beside what was kept, per kind, and every doubt."""

    found: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Document:
    """A file that was read."""

    title: str
    sections: tuple[DocSection, ...]
    images: tuple[Image, ...] = ()
    report: ImportReport = field(default_factory=ImportReport)
