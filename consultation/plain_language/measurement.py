"""Measures how plain a Dutch text is: first the places to look at, then the figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultation.plain_language.constructions import (
    double_denial_in,
    made_nouns_in,
    passive_in,
    preposition_chain_in,
    tongs_in,
)
from consultation.plain_language.sentences import Sentence, sentences_of
from consultation.plain_language.vocabulary import (
    forms_of_all,
    hard_words,
    parts_of,
    phrase_size,
)

LONGEST_SENTENCE = 15
"""Words in a sentence; what we ask of a summary."""


LONGEST_WORD = 20
"""Letters in a word; longer ones read more easily as two, when they can be taken apart."""

BREAK = re.compile(r"[,;:()–—]")


class PlaceKind(StrEnum):
    """What may be hard about a place in a text."""

    LONG_SENTENCE = "long_sentence"
    HARD_WORD = "hard_word"
    PASSIVE = "passive"
    NOMINALISATION = "nominalisation"
    TONGS = "tongs"
    PREPOSITIONS = "prepositions"
    DOUBLE_DENIAL = "double_denial"
    LONG_WORD = "long_word"
    TOO_LONG = "too_long"


class Verdict(StrEnum):
    """What the desk says of a text; it advises and blocks nothing."""

    GOOD = "goed"
    TOO_HARD = "te moeilijk"


class ScoreBand(StrEnum):
    """The norms that Douma gave with the formula, from hard to easy."""

    VERY_HARD = "very_hard"
    HARD = "hard"
    FAIRLY_HARD = "fairly_hard"
    NORMAL = "normal"
    FAIRLY_EASY = "fairly_easy"
    EASY = "easy"
    VERY_EASY = "very_easy"


BAND_FROM = (
    (90, ScoreBand.VERY_EASY),
    (80, ScoreBand.EASY),
    (70, ScoreBand.FAIRLY_EASY),
    (60, ScoreBand.NORMAL),
    (45, ScoreBand.FAIRLY_HARD),
    (30, ScoreBand.HARD),
    (0, ScoreBand.VERY_HARD),
)

SYLLABLE = re.compile(
    r"eeuw|ieuw|eau|aai|ooi|oei|aa|ee|ie|oe|oo|uu|ui|ij|ei|eu|au|ou|[aeiouyáàâéèêëíìîïóòôöúùûü]"
)


@dataclass(frozen=True)
class Place:
    """A place in the text that may be hard, and what could stand there instead."""

    kind: PlaceKind
    start: int
    end: int
    fragment: str
    suggestion: str | None
    words: int


@dataclass(frozen=True)
class Measurement:
    """What was found in a text. The score is only an indication: no score says B1."""

    places: tuple[Place, ...]
    words: int
    sentences: int
    mean_sentence: float
    longest_sentence: int
    passive_share: float
    score: float
    score_band: ScoreBand
    verdict: Verdict

    def of_kind(self, kind: PlaceKind) -> tuple[Place, ...]:
        """The places of one kind, in the order of the text."""
        return tuple(place for place in self.places if place.kind == kind)


def measure(
    text: str, *, explained: frozenset[str] = frozenset(), max_words: int = 0
) -> Measurement:
    """What may be hard in a text, place by place in its order, and its figures.

    Terms that the glossary explains are not hard and do not weigh in the score. The verdict looks
    at the length of sentences alone: a formula ranks plain texts with long names of things below
    policy (measured on real pages), sentence length does not. `max_words` of 0 is no limit.
    """
    sentences = sentences_of(text)
    places = [place for one in sentences for place in _places(text, one, explained)]
    words = sum(len(one.words) for one in sentences)
    if max_words and words > max_words:
        places.append(_beyond(text, sentences, words, max_words))
    passives = sum(place.kind is PlaceKind.PASSIVE for place in places)
    longest = max((len(one.words) for one in sentences), default=0)
    score = flesch_douma(sentences, explained)
    return Measurement(
        places=tuple(sorted(places, key=lambda place: (place.start, -place.end))),
        words=words,
        sentences=len(sentences),
        mean_sentence=round(words / len(sentences), 1) if sentences else 0.0,
        longest_sentence=longest,
        passive_share=round(passives / len(sentences), 2) if sentences else 0.0,
        score=score,
        score_band=next(band for least, band in BAND_FROM if score >= least),
        verdict=Verdict.GOOD if longest <= LONGEST_SENTENCE else Verdict.TOO_HARD,
    )


def flesch_douma(sentences: Sequence[Sentence], explained: frozenset[str] = frozenset()) -> float:
    """206.8 - 0.93 * words per sentence - 0.77 * syllables per 100 words, kept within 0 and 100.

    Source: W.H. Douma, De leesbaarheid van landbouwbladen (1960), with the norms 90 very easy, 80
    easy, 70 fairly easy, 60 normal, 45 fairly hard, 30 hard, as given in Taal en Tongval (dbnl.org,
    _taa014197701). Numbers, addresses, abbreviations and explained terms have no syllables to
    count and are left out of that mean.
    """
    counted = [syllables(word) for one in sentences for word in _weighed(one, explained)]
    if not sentences or not counted:
        return 100.0
    length = sum(len(one.words) for one in sentences) / len(sentences)
    per_hundred = 100 * sum(counted) / len(counted)
    return round(min(100.0, max(0.0, 206.8 - 0.93 * length - 0.77 * per_hundred)), 1)


def syllables(word: str) -> int:
    """The syllables of a Dutch word: its groups of vowels, where ë and ï begin a new one."""
    return max(1, len(SYLLABLE.findall(word.casefold())))


def _weighed(sentence: Sentence, explained: frozenset[str]) -> Iterator[str]:
    known = forms_of_all(explained)
    lowered = [word.text.casefold() for word in sentence.words]
    at = 0
    while at < len(lowered):
        size = phrase_size(lowered, at, known)
        if not size and sentence.words[at].letters:
            yield lowered[at]
        at += size or 1


def _places(text: str, sentence: Sentence, explained: frozenset[str]) -> Iterator[Place]:
    words = [word.text for word in sentence.words]
    if len(words) > LONGEST_SENTENCE:
        yield _place(text, PlaceKind.LONG_SENTENCE, sentence, 0, len(words) - 1)
    passive = passive_in(words)
    if passive:
        yield _place(text, PlaceKind.PASSIVE, sentence, *passive)
    for kind, span in _constructions(text, sentence, words):
        if span:
            yield _place(text, kind, sentence, *span)
    for first, last in made_nouns_in(words):
        yield _place(text, PlaceKind.NOMINALISATION, sentence, first, last)
    yield from _long_words(text, sentence, explained)
    for found in hard_words(words, explained):
        if sentence.words[found.first].letters or found.plainer:
            yield _place(
                text, PlaceKind.HARD_WORD, sentence, found.first, found.last, found.plainer
            )


def _constructions(
    text: str, sentence: Sentence, words: Sequence[str]
) -> Iterator[tuple[PlaceKind, tuple[int, int] | None]]:
    placed = sentence.words
    breaks = [
        at > 0 and bool(BREAK.search(text, placed[at - 1].end, word.start))
        for at, word in enumerate(placed)
    ]
    yield PlaceKind.TONGS, tongs_in(words, breaks)
    yield PlaceKind.PREPOSITIONS, preposition_chain_in(words)
    yield PlaceKind.DOUBLE_DENIAL, double_denial_in(words)


def _long_words(text: str, sentence: Sentence, explained: frozenset[str]) -> Iterator[Place]:
    known = forms_of_all(explained)
    for at, word in enumerate(sentence.words):
        if len(word.text) < LONGEST_WORD or not word.letters or word.text.casefold() in known:
            continue
        parts = parts_of(word.text.casefold())
        if parts:
            yield _place(text, PlaceKind.LONG_WORD, sentence, at, at, " + ".join(parts))


def _place(
    text: str,
    kind: PlaceKind,
    sentence: Sentence,
    first: int,
    last: int,
    suggestion: str | None = None,
) -> Place:
    start, end = sentence.words[first].start, sentence.words[last].end
    return Place(kind, start, end, text[start:end], suggestion, last - first + 1)


def _beyond(text: str, sentences: Sequence[Sentence], words: int, max_words: int) -> Place:
    """What stands beyond the number of words that was asked."""
    every = [word for one in sentences for word in one.words]
    start, end = every[max_words].start, every[-1].end
    return Place(PlaceKind.TOO_LONG, start, end, text[start:end], None, words - max_words)
