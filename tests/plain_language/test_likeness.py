"""Texts that say the same are found, however many there are."""

import itertools
import random

import pytest

from consultation.plain_language.likeness import (
    ALIKE,
    NEARLY_THE_SAME,
    groups_of,
    likeness,
    words_of,
)

JACKET = "De jas houdt geen water tegen als je hem vaak wast."


@pytest.mark.parametrize(
    ("other", "least", "most"),
    [
        (JACKET, 1, 1),
        ("De jas houdt géén water tegen, als je hem te vaak wast!", NEARLY_THE_SAME, 1),
        ("Mijn jas houdt na vaak wassen geen water meer tegen.", ALIKE, NEARLY_THE_SAME),
        ("Huren van kleding is duur.", 0, ALIKE),
        ("", 0, 0),
    ],
)
def test_likeness_counts_the_words_in_both(other: str, least: float, most: float) -> None:
    assert least <= likeness(words_of(JACKET), words_of(other)) <= most


def test_groups_hold_what_is_nearly_the_same() -> None:
    texts = {
        1: JACKET,
        2: "Huren van kleding is duur.",
        3: "De jas houdt géén water tegen, als je hem te vaak wast!",
        4: "Schoenen knellen.",
        5: "De jas houdt echt geen water tegen als je hem vaak wast.",
    }
    assert groups_of({number: words_of(text) for number, text in texts.items()}) == [[1, 3, 5]]


def test_comparing_a_few_finds_what_comparing_all_finds() -> None:
    chance = random.Random(7)  # noqa: S311 - a test that gives the same each time
    words = [f"woord{number}x" for number in range(40)]
    texts = {n: frozenset(chance.sample(words, chance.randint(3, 9))) for n in range(150)}
    found = {frozenset(pair) for group in groups_of(texts, least=0.5) for pair in _pairs(group)}
    alike = {frozenset(p) for p in _pairs(texts) if likeness(*(texts[n] for n in p)) >= 0.5}
    assert alike
    assert alike <= found


def _pairs(numbers: object) -> list[tuple[int, ...]]:
    return list(itertools.combinations(numbers, 2))  # type: ignore[call-overload]  # any iterable
