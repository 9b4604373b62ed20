"""Finds what people look for in Dutch texts: a word in any form, part of a compound, a phrase."""

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from consultation.plain_language.normaliser import STOPWORDS, TOKEN, folded, word_forms
from consultation.plain_language.sentences import sentences_of

LONGEST_SEARCH = 100
"""Signs of a search; what is typed beyond them is left out."""

MOST_TERMS = 8
"""Words of a search; more are left out."""

SHORTEST_BEGINNING = 4
"""Letters from which a typed word also finds longer words that begin with it."""

SHORTEST_ENDING = 5
"""Letters from which a typed word also finds compounds that end in it: kleding in werkkleding."""

ALIKE = 0.75
"""How alike a known word must be to be offered for one that is nowhere."""

QUOTED = re.compile('["“”„«]([^"“”„«»]*)["“”»]')
ROOM_AROUND = 110
"""Signs that are shown before and after the first find in a very long sentence."""


@dataclass(frozen=True)
class Search:
    """What somebody looks for: words that must all be there, and phrases word for word."""

    typed: str
    terms: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    only_common: bool = False
    """Whether nothing is left because every word stands in every text."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.terms and not self.phrases


def search_for(typed: str) -> Search:
    """A search as somebody typed it: words, and phrases between quotation marks."""
    line = " ".join(typed.split())[:LONGEST_SEARCH]
    phrases = tuple(tuple(_plain_words(found)) for found in QUOTED.findall(line))
    words = dict.fromkeys(TOKEN.findall(QUOTED.sub(" ", line).casefold()))
    telling = [word for word in words if folded(word) not in STOPWORDS and len(word) > 1]
    terms = tuple(telling[:MOST_TERMS])
    kept = tuple(phrase for phrase in phrases if phrase)
    only_common = bool(words) and not telling and any(len(word) > 1 for word in words)
    return Search(line, terms, kept, only_common=only_common and not kept)


def _plain_words(text: str) -> list[str]:
    return [folded(word) for word in TOKEN.findall(text)]


@dataclass(frozen=True)
class Searchable:
    """A text as it is looked through: its words, each once, and all of them in a row."""

    text: str
    words: frozenset[str]
    row: str

    @classmethod
    def of(cls, text: str) -> "Searchable":
        """Prepare a text once; looking for something in it is then quick."""
        words = _plain_words(text)
        return cls(text, frozenset(words), f" {' '.join(words)} ")


class Vocabulary:
    """The words of many texts, each once, with the forms by which they are found."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._by_form: dict[str, list[str]] = {}
        for word in self.words:
            for form in word_forms(word):
                self._by_form.setdefault(form, []).append(word)

    def fitting(self, typed: str) -> frozenset[str]:
        """The words that a typed word finds: in any form, longer ones and compounds."""
        plain = folded(typed)
        if plain[:1].isdigit():
            return self.words & {plain}
        found = {word for word in self.words if self._contains(word, plain)}
        forms = word_forms(typed)
        found.update(*(self._by_form.get(form, ()) for form in forms))
        long = tuple(form for form in forms if len(form) >= SHORTEST_ENDING)
        if long:
            ending = (words for form, words in self._by_form.items() if form.endswith(long))
            found.update(*ending)
        return frozenset(found)

    @staticmethod
    def _contains(word: str, plain: str) -> bool:
        begins = len(plain) >= SHORTEST_BEGINNING and word.startswith(plain)
        return begins or (len(plain) >= SHORTEST_ENDING and word.endswith(plain)) or word == plain

    def nearest(self, typed: str) -> str:
        """The known word that looks most like one that is nowhere; empty when none does."""
        plain = folded(typed)
        near = sorted(one for one in self.words if abs(len(one) - len(plain)) <= 2)
        letters = [one for one in near if one.isalpha()]
        found = difflib.get_close_matches(plain, letters, n=1, cutoff=ALIKE)
        return found[0] if found and len(plain) > 2 else ""


class Finder:
    """Looks for one search in texts of which all words are known."""

    def __init__(self, search: Search, vocabulary: Vocabulary) -> None:
        self.search = search
        self._fitting = [vocabulary.fitting(term) for term in search.terms]
        self._rows = [f" {' '.join(phrase)} " for phrase in search.phrases]
        self._any = frozenset().union(*self._fitting)

    def finds_all(self, texts: Iterable[Searchable]) -> bool:
        """Whether these texts together hold every word and phrase."""
        told = list(texts)
        words = all(any(_share(one.words, fit) for one in told) for fit in self._fitting)
        return words and all(any(row in one.row for one in told) for row in self._rows)

    def finds_any(self, text: Searchable) -> bool:
        """Whether a text holds one of the words or phrases."""
        return _share(text.words, self._any) or any(row in text.row for row in self._rows)

    def marked(self, text: str) -> tuple["Stretch", ...]:
        """A whole text with its finds marked."""
        return tuple(_stretches(text, 0, len(text), self._spans(text)))

    def excerpt(self, text: str) -> tuple["Stretch", ...]:
        """The sentence in which something is found first, with all its finds marked."""
        spans = self._spans(text)
        begin, end = _around(text, spans[0]) if spans else (0, min(len(text), 2 * ROOM_AROUND))
        return tuple(_stretches(text, begin, end, spans))

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where the finds are, in order and without overlap."""
        found = [(match.start(), match.end(), folded(match[0])) for match in TOKEN.finditer(text)]
        spans = [(begin, end) for begin, end, word in found if word in self._any]
        words = [word for _, _, word in found]
        for phrase in self.search.phrases:
            for at in _places_of(phrase, words):
                spans.append((found[at][0], found[at + len(phrase) - 1][1]))
        return _without_overlap(sorted(spans))


def _share(words: frozenset[str], wanted: frozenset[str]) -> bool:
    return not words.isdisjoint(wanted)


def _places_of(phrase: tuple[str, ...], words: Sequence[str]) -> Iterator[int]:
    size = len(phrase)
    return (at for at in range(len(words) - size + 1) if tuple(words[at : at + size]) == phrase)


def _without_overlap(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for begin, end in spans:
        if kept and begin < kept[-1][1]:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((begin, end))
    return kept


def _around(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Begin and end of the sentence a find is in; of a very long one, what is around the find."""
    sentences = sentences_of(text)
    at = bisect_right([one.start for one in sentences], span[0]) - 1
    begin, end = (sentences[at].start, sentences[at].end) if at >= 0 else (0, len(text))
    end = max(end, span[1])
    if span[0] - begin > ROOM_AROUND:
        begin = text.find(" ", span[0] - ROOM_AROUND, span[0]) + 1 or span[0]
    if end - span[1] > ROOM_AROUND:
        cut = text.rfind(" ", span[1], span[1] + ROOM_AROUND)
        end = cut if cut > 0 else span[1]
    return begin, end


@dataclass(frozen=True)
class Stretch:
    """A piece of a text, and whether it is what was looked for."""

    text: str
    is_find: bool = False


def _stretches(
    text: str, begin: int, end: int, spans: Iterable[tuple[int, int]]
) -> Iterator[Stretch]:
    if begin > 0 and text[:begin].rstrip()[-1:] not in {"", ".", "!", "?", ":", "…", "\n"}:
        yield Stretch("… ")
    at = begin
    for start, stop in spans:
        if start < begin or stop > end:
            continue
        if start > at:
            yield Stretch(text[at:start])
        yield Stretch(text[start:stop], is_find=True)
        at = stop
    if at < end:
        yield Stretch(text[at:end])
    if end < len(text) and text[end - 1 : end].isalnum():
        yield Stretch(" …")


def likely_search(search: Search, vocabulary: Vocabulary) -> str:
    """The search with a known word in the place of each that is nowhere; empty without one."""
    line = search.typed
    for term in search.terms:
        if vocabulary.fitting(term):
            continue
        known = vocabulary.nearest(term)
        if not known:
            return ""
        line = re.sub(re.escape(term), known, line, count=1, flags=re.IGNORECASE)
    return line if line != search.typed else ""
