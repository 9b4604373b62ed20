"""Texts of the kinds that were measured before: policy on one side, plain on the other."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from consultation.documents.reading import read_document
from consultation.documents.tree import BlockKind, Document
from consultation.glossary.states import house_words
from consultation.plain_language.measurement import Measurement, measure

CONTENT = Path(__file__).parents[2] / "consultation" / "demo" / "content"
ROOM = Path(__file__).parents[2] / "consultation" / "reading_room"
REAL = Path(__file__).parents[3] / "shared" / "data"
POLICY = "inkoopbeleid-ggz-2024-2026.pdf"
NOTE = "nota-van-inlichtingen-ggz-2024-2026.json"

LONG_ENOUGH = 200
"""Characters; shorter text says little about how it is written."""


@cache
def summaries() -> list[str]:
    """The summaries of the demo's sections, which were written to be plain."""
    files = sorted(CONTENT.glob("*/paragrafen-v1.yaml"))
    return [
        text
        for file in files
        for text in _values(yaml.safe_load(file.read_text("utf-8")), "samenvatting")
    ]


def _values(node: Any, name: str) -> Iterator[str]:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if key == name and isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            yield from _values(value, name)


@cache
def web_pages() -> list[str]:
    """Pages about categories in plain words, with the long names that things have."""
    file = Path(__file__).with_name("web_pages.yaml")
    return [" ".join(text.split()) for text in yaml.safe_load(file.read_text("utf-8"))]


@cache
def site_pages() -> list[str]:
    """What our own site says: help, house rules, privacy."""
    words = yaml.safe_load((ROOM / "site.yaml").read_text("utf-8"))
    return long_ones(" ".join(_strings(part)) for part in words.values())


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node if node.rstrip().endswith((".", "!", "?")) else f"{node.strip()}."
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from _strings(part)


@cache
def meanings() -> list[str]:
    """What the glossary says, ten words at a time."""
    said = [word.texts.meaning for word in house_words().values()]
    return [" ".join(said[at : at + 10]) for at in range(0, len(said), 10)]


@cache
def plan() -> list[str]:
    """The sections of the longer plan of the demo."""
    file = CONTENT / "bedrijfskleding" / "plan-v1.md"
    return policy_texts(read_document(file.read_bytes(), file.name))


@cache
def real_policy() -> list[str]:
    """The sections of a real purchasing policy, where it lies beside the project."""
    file = REAL / POLICY
    return policy_texts(read_document(file.read_bytes(), file.name))


@cache
def real_note(name: str) -> list[str]:
    """The real questions about that policy, or their official answers."""
    rows = json.loads((REAL / NOTE).read_text("utf-8"))
    return long_ones(" ".join(text.split()) for text in _values(rows, name))


def policy_texts(document: Document) -> list[str]:
    """The running text of each section."""
    return long_ones(
        " ".join(block.text for block in section.blocks if block.kind is BlockKind.PARAGRAPH)
        for section in document.sections
    )


def long_ones(texts: Iterator[str] | Any) -> list[str]:
    """The texts that are long enough to say something about."""
    return [text for text in texts if len(text) > LONG_ENOUGH]


@cache
def measured(text: str) -> Measurement:
    """A text as the meter measures it."""
    return measure(text)


def hard_places(text: str) -> float:
    """Places to look at in a hundred words: what the meter shows first."""
    found = measured(text)
    return 100 * len(found.places) / max(1, found.words)


def plainer(plain: list[str], policy: list[str]) -> float:
    """How often a plain text ranks above a policy text, of all pairs; 0.5 is a coin."""
    easy, hard = list(map(hard_places, plain)), list(map(hard_places, policy))
    won = sum((one < other) + 0.5 * (one == other) for one in easy for other in hard)
    return won / (len(easy) * len(hard))
