"""Which words are hard, and what could stand there instead.

The list is our own: words that officials use and others do not, each with what we would say.
Advice of this kind is given by Direct Duidelijk (its checklist of 2018), Taaladvies of the
Taalunie and the Schrijfwijzer of J. Renkema; none of their lists was copied.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from consultation.plain_language.frequency import zipf_frequency

PLAINER = Path(__file__).with_name("plainer.csv")

RARE_BELOW = 3.0
"""On the Zipf scale: less than once in a million words (wordfreq, Van Heuven and others, 2014)."""

COMMON_FROM = 3.5
"""A part of a compound that everybody knows: bedrijf and kleding in bedrijfskleding."""

INFLECTIONS = ("", "e", "n", "en", "s", "t", "d", "de", "te", "den", "ten")
KNOWN_FROM = 3.0
"""A part of a compound that can stand by itself."""

MOST_PARTS = 4
SHORTEST_PART = 3
SHORTEST_RARE = 6
LONGEST = 45
"""Nobody reads a longer word, and taking one apart would take long."""

REMEMBERED = 20_000
LINKS = ("", "s", "e", "en", "n", "-")
SENSE_ONLY = ("als ", "in de zin ")
"""Remarks on words that are hard in one sense and plain in another; we cannot tell which."""


@dataclass(frozen=True)
class Plainer:
    """A hard word or phrase with what could stand there instead."""

    hard: str
    plain: str
    remark: str


@dataclass(frozen=True)
class Found:
    """A hard word in a row of words: which words, and the plainer ones where they are known."""

    first: int
    last: int
    plainer: str | None


@cache
def plainer_words() -> tuple[Plainer, ...]:
    """The list of plainer words that comes with the program, in the order of the file."""
    with PLAINER.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter=";")
        next(rows)
        return tuple(Plainer(hard, plain, remark) for hard, plain, remark in rows)


def hard_words(words: Sequence[str], explained: frozenset[str]) -> Iterator[Found]:
    """The words and phrases of a sentence that are hard, explained terms left out.

    A word is hard when the list has a plainer one, or when it is rare and no compound of plain
    words. A capital within a sentence is a name and left alone.
    """
    known = forms_of_all(explained)
    lowered = [word.casefold().replace("’", "'") for word in words]
    at = 0
    while at < len(words):
        size = phrase_size(lowered, at, known)
        if size:
            at += size
            continue
        found = _listed(lowered, at) or _rare(words, at)
        if found:
            yield found
        at = found.last + 1 if found else at + 1


def phrase_size(lowered: Sequence[str], at: int, phrases: Mapping[str, object]) -> int:
    """How many words from here are the longest of these phrases; 0 when none is."""
    for size in range(min(6, len(lowered) - at), 0, -1):
        if " ".join(lowered[at : at + size]) in phrases:
            return size
    return 0


def _listed(lowered: Sequence[str], at: int) -> Found | None:
    phrases = _phrases()
    size = phrase_size(lowered, at, phrases)
    if not size:
        return None
    return Found(at, at + size - 1, phrases[" ".join(lowered[at : at + size])])


def _rare(words: Sequence[str], at: int) -> Found | None:
    word = words[at]
    name = (word[0].isupper() and at > 0) or word[1:].lower() != word[1:]
    if len(word) < SHORTEST_RARE or name or not word.replace("-", "").isalpha():
        return None
    return Found(at, at, None) if is_rare(word.casefold()) else None


@lru_cache(REMEMBERED)
def is_rare(word: str) -> bool:
    """Whether most people seldom read this word, nor the words that it is made of."""
    if len(word) > LONGEST:
        return True
    bases = {word.removesuffix(ending) for ending in INFLECTIONS}
    if any(zipf_frequency(base) >= RARE_BELOW for base in bases if len(base) > 3):
        return False
    return not _made_of_common(word)


@lru_cache(REMEMBERED)
def parts_of(word: str) -> tuple[str, ...]:
    """The known words that a compound is made of, as few as can be; none when it is no compound.

    Bezwaarschriftprocedure is bezwaar, schrift and procedure. Linking letters go with the part
    before them; of two ways with as many parts the one with the commonest rarest part is taken.
    """
    if len(word) > LONGEST:
        return ()
    best = _best_parts(word, MOST_PARTS)
    return best[1] if len(best[1]) > 1 else ()


@lru_cache(REMEMBERED)
def _best_parts(word: str, most: int) -> tuple[float, tuple[str, ...]]:
    """How common the rarest part is, and the parts; no parts when it cannot be done."""
    whole = zipf_frequency(word)
    if whole >= KNOWN_FROM:
        return whole, (word,)
    ways = []
    for at in range(SHORTEST_PART + 1, len(word) - SHORTEST_PART):
        first = _known_first(word[:at])
        if first is None or most < 2:
            continue
        rest = _best_parts(word[at:], most - 1)
        if rest[1]:
            ways.append((min(first[0], rest[0]), (first[1], *rest[1])))
    return max(ways, key=lambda way: (-len(way[1]), way[0]), default=(0.0, ()))


def _known_first(part: str) -> tuple[float, str] | None:
    """A first part with how common it is, without its linking letters."""
    found = [
        (zipf_frequency(base), base)
        for link in LINKS
        if part.endswith(link) and len(base := part.removesuffix(link)) > SHORTEST_PART
    ]
    best = max(found, default=(0.0, ""))
    return best if best[0] >= KNOWN_FROM else None


@lru_cache(REMEMBERED)
def _made_of_common(word: str) -> bool:
    ways = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return any(
        _is_common(word[:at], 1) and (_is_common(word[at:], 0) or _made_of_common(word[at:]))
        for at in ways
    )


@lru_cache(REMEMBERED)
def _is_common(part: str, links: int) -> bool:
    """Whether a part is a common word, as a first part also without its linking letters."""
    for link in LINKS if links else ("",):
        base = part.removesuffix(link)
        whole = len(base) >= SHORTEST_PART and (not link or base != part)
        if whole and zipf_frequency(base) >= COMMON_FROM:
            return True
    return False


@cache
def _phrases() -> dict[str, str]:
    listed = [entry for entry in plainer_words() if not entry.remark.startswith(SENSE_ONLY)]
    inflected = {form: entry.plain for entry in listed for form in _forms(entry.hard)}
    # What stands in the list itself wins over an inflection of another word.
    return inflected | {entry.hard.casefold(): entry.plain for entry in listed}


@lru_cache(8)
def forms_of_all(terms: frozenset[str]) -> dict[str, str]:
    """Each term and its likely inflections, with the term they are of."""
    return {form: term for term in terms for form in _forms(term)}


def _forms(term: str) -> set[str]:
    word = term.casefold()
    if " " in word or "." in word or len(word) < SHORTEST_RARE - 1:
        return {word}
    forms = {word, f"{word}e", f"{word}s", f"{word}en", f"{word}n", f"{word}'s"}
    shortened = re.sub(r"([aeou])\1([bdfgklmnprst])$", r"\1\2e", word)
    forms |= {shortened, f"{shortened}n"}
    if word.endswith("eren"):
        base = word.removesuffix("eren")
        forms |= {f"{base}eert", f"{base}eerde", f"{base}eerden", f"ge{base}eerd"}
    elif word.endswith("en") and len(word) > SHORTEST_RARE:
        base = word.removesuffix("en")
        forms |= {f"{base}t", f"{base}de", f"{base}te"}
    return forms
