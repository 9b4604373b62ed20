"""Finds the terms of a glossary in a text, in whatever form they stand there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from consultation.plain_language.normaliser import POSSESSIVE, stem

BETWEEN = re.compile(r"[ \t\n\u00a0]{0,2}[-‑–/]?[ \t\n\u00a0]{0,2}")
"""What may stand between two words of one term."""

WITHIN = re.compile(r"\d+|[^\W\d_]+(?:[’'](?:[^\W\d_]+|(?!\w)))?")
SHORT = 3
REMEMBERED = 20_000

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Occurrence:
    """Where a term stands in a text, and which one it is."""

    key: str
    start: int
    end: int


def key_of(term: str) -> str:
    """What a term is known by: its words in one form each, so that percelen is perceel."""
    return " ".join(_stems(term))


class TermFinder:
    """Looks for many terms in one pass over a text; of two that overlap the longest counts."""

    def __init__(self, forms_by_key: Mapping[str, Iterable[str]]) -> None:
        self._terms: dict[Stems, str] = {}
        self._capital: set[Stems] = set()
        for key, forms in forms_by_key.items():
            for form in forms:
                self._learn(key, form)
        self._longest = max(map(len, self._terms), default=0)
        self._first = {stems[0] for stems in self._terms}

    def _learn(self, key: str, form: str) -> None:
        stems = _stems(form)
        if not stems or stems in self._terms:
            return
        self._terms[stems] = key
        if is_abbreviation(form):
            self._capital.add(stems)

    def find(self, text: str) -> Iterator[Occurrence]:
        """The terms in a text, in its order."""
        found = list(WITHIN.finditer(text))
        stems = [_stem(match[0]) for match in found]
        at = 0
        while at < len(found):
            size = self._size(text, found, stems, at) if stems[at] in self._first else 0
            if size:
                key = self._terms[tuple(stems[at : at + size])]
                yield Occurrence(key, found[at].start(), found[at + size - 1].end())
            at += size or 1

    def _size(self, text: str, found: list[re.Match[str]], stems: list[str], at: int) -> int:
        """How many words from here are the longest of the terms; 0 when none is."""
        most = 1
        while most < min(self._longest, len(found) - at) and BETWEEN.fullmatch(
            text, found[at + most - 1].end(), found[at + most].start()
        ):
            most += 1
        for size in range(most, 0, -1):
            stands = tuple(stems[at : at + size])
            written_so = stands not in self._capital or found[at][0][0].isupper()
            if stands in self._terms and written_so:
                return size
        return 0


def is_abbreviation(term: str) -> bool:
    """Whether a term is written in capitals, as KPI and Woo: woo in small letters is another."""
    return term.isupper() or (len(term) <= SHORT and term[:1].isupper())


@lru_cache(REMEMBERED)
def _stems(term: str) -> Stems:
    return tuple(_stem(match[0]) for match in WITHIN.finditer(term))


@lru_cache(REMEMBERED)
def _stem(word: str) -> str:
    return stem(POSSESSIVE.sub("", word.casefold()))
