"""What a paper holds, whatever it is written as."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

PICTURE = re.compile(r'src="image:([0-9a-f]+)"')
NOTE_LINK = re.compile(r'<a href="#noot-([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


class Format(StrEnum):
    """What a paper can be written as; the value is how the name of its file ends."""

    PDF = "pdf"
    ODT = "odt"
    HTML = "html"
    MARKDOWN = "md"


MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.ODT: "application/vnd.oasis.opendocument.text",
    Format.HTML: "text/html; charset=utf-8",
    Format.MARKDOWN: "text/markdown; charset=utf-8",
}


@dataclass(frozen=True)
class Picture:
    """An image, with where it stands on the site."""

    media_type: str
    data: bytes
    address: str


@dataclass(frozen=True)
class Note:
    """A footnote by the label of its reference, as safe HTML."""

    label: str
    html: str


@dataclass(frozen=True)
class Part:
    """A heading with the blocks under it, as safe HTML; level 1 begins a chapter."""

    title: str
    level: int = 1
    number: str = ""
    blocks: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    anchor: str = ""
    has_numbers: bool = False
    """Whether its blocks are alineas, shown with their number in the margin."""

    @property
    def heading(self) -> str:
        """Number and title together."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class Labels:
    """The words a paper needs beside its own, in its language."""

    contents: str
    page: str
    note: str


@dataclass(frozen=True)
class Paper:
    """A text to take along; `facts` are its colophon, `address` where it stands for ever."""

    title: str
    facts: tuple[tuple[str, str], ...]
    address: str
    footer: str
    parts: tuple[Part, ...]
    labels: Labels
    language: str = "nl"
    author: str = ""
    summary: str = ""
    chapters_begin_pages: bool = True
    pictures: Mapping[str, Picture] = field(default_factory=dict)


def with_pictures(html: str, shown: Callable[[str], str]) -> str:
    """A block whose images have the source that `shown` gives for their fingerprint."""
    return PICTURE.sub(lambda found: f'src="{shown(found[1])}"', html)
