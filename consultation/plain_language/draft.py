"""Drafts a summary out of the text's own sentences, for a person to rewrite in plain words."""

import math
from collections import Counter
from collections.abc import Sequence

from consultation.plain_language.normaliser import normalised_words
from consultation.plain_language.sentences import Sentence, sentences_of

DAMPING = 0.85
ROUNDS = 20
MOST_SENTENCES = 300
SHORTEST = 4

Vector = dict[str, float]


def draft_summary(text: str, *, max_words: int = 80) -> str:
    """The sentences that say most of the whole, in their own order, within so many words.

    TextRank over TF-IDF (Mihalcea and Tarau, 2004). Only whole sentences; none when each is
    longer than the room. It drafts and does not write: the words stay those of the text.
    """
    told = [one for one in sentences_of(text)[:MOST_SENTENCES] if _tells(one)]
    ranked = sorted(zip(_ranks(told), told, strict=True), key=lambda pair: -pair[0])
    chosen: list[Sentence] = []
    room = max_words
    for _, sentence in ranked:
        if len(sentence.words) <= room:
            chosen.append(sentence)
            room -= len(sentence.words)
    return " ".join(" ".join(one.text.split()) for one in sorted(chosen, key=lambda one: one.start))


def _tells(sentence: Sentence) -> bool:
    """Whether it is a sentence, and not a heading or a scrap."""
    return sentence.closed and len(sentence.words) >= SHORTEST


def _ranks(sentences: Sequence[Sentence]) -> list[float]:
    vectors = _vectors([normalised_words(one.text) for one in sentences])
    count = len(vectors)
    near = [[_likeness(one, other) for other in vectors] for one in vectors]
    totals = [sum(row) - 1 for row in near]
    ranks = [1.0] * count
    for _ in range(ROUNDS):
        ranks = [
            (1 - DAMPING)
            + DAMPING
            * sum(
                near[at][other] / totals[other] * ranks[other]
                for other in range(count)
                if other != at and totals[other] > 0
            )
            for at in range(count)
        ]
    return ranks


def _vectors(documents: Sequence[Sequence[str]]) -> list[Vector]:
    """TF-IDF of each sentence, of length one."""
    present = Counter(word for words in documents for word in set(words))
    return [_vector(words, present, len(documents)) for words in documents]


def _vector(words: Sequence[str], present: Counter[str], count: int) -> Vector:
    raw = {
        word: times * math.log(1 + count / present[word]) for word, times in Counter(words).items()
    }
    length = math.hypot(*raw.values()) or 1.0
    return {word: weight / length for word, weight in raw.items()}


def _likeness(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)
