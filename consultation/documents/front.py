"""What stands before the text of a plan: the colophon, and the table of its earlier versions."""

import re
from collections.abc import Iterable, Sequence

from consultation.documents.inline import squeezed
from consultation.documents.tree import Block, BlockKind, DocSection, Doubt

NAME = re.compile(
    r"(?:(?:\d+(?:\.\d+)*|[A-Z])\.?\s+)?(?:colofon|colophon|impressum|versie(?:beheer|geschiedenis"
    r"|overzicht|historie|informatie)|(?:document|wijzigings|revisie)(?:beheer|historie|geschiedenis"
    r"|informatie|gegevens|overzicht)|distributielijst|version history|document (?:history|control)"
    r"|revision history)\W*",
    re.IGNORECASE,
)

VERSION = re.compile(r"\bversie\b|\bversion\b|\brevisie\b", re.IGNORECASE)
BESIDE = re.compile(
    r"\b(datum|date|auteurs?|author|wijziging(?:en)?|opmerking(?:en)?|status)\b", re.I
)

FIRST_WORDS = 12
"""So many words of a table are its head."""


def is_front_name(text: str) -> bool:
    """Whether a line is the name of such a part ("Colofon", "Versiebeheer")."""
    return len(text) < 60 and NAME.fullmatch(squeezed(text)) is not None


def is_version_table(block: Block) -> bool:
    """Whether a table tells which versions there were, and when or by whom."""
    head = " ".join(block.text.split()[:FIRST_WORDS])
    is_table = block.kind is BlockKind.TABLE
    return is_table and VERSION.search(head) is not None and BESIDE.search(head) is not None


def front_doubts(sections: Sequence[DocSection]) -> Iterable[Doubt]:
    """A doubt for each section that is such a part or holds such a table."""
    for section in sections:
        place = squeezed(f"{section.number} {section.title}")
        if is_front_name(section.title) or any(map(is_version_table, section.blocks)):
            yield Doubt("front_section", place)
