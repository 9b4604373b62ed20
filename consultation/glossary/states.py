"""The glossary as plain data: whose words they are, and what each of them says."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from consultation.plain_language.normaliser import folded
from consultation.plain_language.terms import TermFinder, key_of

HOUSE_WORDS = Path(__file__).with_name("words.yaml")


class Layer(StrEnum):
    """Who explains a word; what is nearer to a plan goes before what is further away."""

    HOUSE = "house"
    ORGANISATION = "organisation"
    PLAN = "plan"


@dataclass(frozen=True)
class Scope:
    """Where a term counts: in all plans of an organisation, or in one of them."""

    organisation_id: int
    plan_id: int | None = None


@dataclass(frozen=True)
class TermTexts:
    """What an officer writes about a term.

    `forms` are other ways in which it stands in texts, `plainer` what we would rather say,
    `official` the definition of `source`.
    """

    word: str
    meaning: str
    plainer: str = ""
    forms: tuple[str, ...] = ()
    official: str = ""
    source: str = ""
    in_place: bool = True


@dataclass(frozen=True)
class Word:
    """A word with its explanation, whoever gave it."""

    texts: TermTexts
    layer: Layer
    changed_at: datetime | None = None

    @property
    def key(self) -> str:
        """What it is known by, whatever its form."""
        return key_of(self.texts.word)

    @property
    def anchor(self) -> str:
        """Its place on a page."""
        return "woord-" + "-".join(self.texts.word.casefold().split())

    @property
    def stands_as(self) -> tuple[str, ...]:
        """Every way in which it stands in texts."""
        return self.texts.word, *self.texts.forms

    @property
    def order(self) -> str:
        """Its place in the alphabet, of which capitals and accents are no part."""
        return folded(self.texts.word)


Words = Mapping[str, Word]
"""The words that count somewhere, by their key."""


def finder_of(words: Words) -> TermFinder:
    """What finds the words in a text that are to be explained where they stand."""
    return TermFinder({key: word.stands_as for key, word in words.items() if word.texts.in_place})


def frozen(words: Iterable[Word]) -> list[dict[str, Any]]:
    """Words as they are kept with a version that is frozen."""
    return [{**asdict(word.texts), "forms": list(word.texts.forms)} for word in words]


def thawed(kept: Iterable[Mapping[str, Any]]) -> Words:
    """Words that were kept with a version."""
    names = {field.name for field in fields(TermTexts)}
    found = (
        TermTexts(**{**{n: one[n] for n in names & set(one)}, "forms": tuple(one["forms"])})
        for one in kept
    )
    words = (Word(texts, Layer.PLAN) for texts in found)
    return {word.key: word for word in words}


@cache
def house_words() -> Words:
    """The words that every organisation has, until it explains them itself."""
    rows = yaml.safe_load(HOUSE_WORDS.read_text(encoding="utf-8"))
    words = (Word(_texts(row), Layer.HOUSE) for row in rows)
    return {word.key: word for word in words}


def _texts(row: Mapping[str, Any]) -> TermTexts:
    return TermTexts(
        word=str(row["woord"]),
        meaning=row["uitleg"],
        plainer=row.get("gewoner", ""),
        forms=tuple(map(str, row.get("vormen", ()))),
        source=row.get("bron", ""),
        in_place=row.get("in_tekst", True),
    )
