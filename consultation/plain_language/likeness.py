"""How alike two texts are, by the words that stand in both: to answer many at once."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from math import ceil

from consultation.plain_language.normaliser import normalised_words

NEARLY_THE_SAME = 0.75
"""From here two texts say the same with a word more or less."""
ALIKE = 0.35
"""From here it is worth reading whether one answer serves both."""

Words = frozenset[str]


def words_of(text: str) -> Words:
    """The words of a text that tell it apart, each once."""
    return frozenset(normalised_words(text))


def likeness(one: Words, other: Words) -> float:
    """The share of their words that both texts have, from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def groups_of(texts: Mapping[int, Words], *, least: float = NEARLY_THE_SAME) -> list[list[int]]:
    """The texts that are alike, each group in the order given and the biggest group first.

    Texts that share enough have one of their rarest words in common, so only those are compared:
    thousands take a second. A text that is like no other stands in no group.
    """
    leader = {number: number for number in texts}
    index: defaultdict[str, list[int]] = defaultdict(list)
    how_often = Counter(word for words in texts.values() for word in words)
    for number, words in texts.items():
        rare = sorted(words, key=lambda word: (how_often[word], word))
        kept = rare[: len(rare) - ceil(least * len(rare)) + 1]
        shortest, longest = least * len(words), len(words) / least
        near = {other for word in kept for other in index[word]}
        for other in sorted(near):
            fits = shortest <= len(texts[other]) <= longest
            if fits and likeness(words, texts[other]) >= least:
                _join(leader, number, other)
        for word in kept:
            index[word].append(number)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number in texts:
        found[_head(leader, number)].append(number)
    return sorted((one for one in found.values() if len(one) > 1), key=lambda one: -len(one))


def _head(leader: dict[int, int], number: int) -> int:
    while leader[number] != number:
        leader[number] = leader[leader[number]]
        number = leader[number]
    return number


def _join(leader: dict[int, int], one: int, other: int) -> None:
    first, last = sorted((_head(leader, one), _head(leader, other)))
    leader[last] = first
