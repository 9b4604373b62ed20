"""Words are found in any form, in compounds and as phrases, and shown in their sentence."""

import time

import pytest

from consultation.plain_language.finding import (
    LONGEST_SEARCH,
    MOST_TERMS,
    Finder,
    Searchable,
    Vocabulary,
    likely_search,
    search_for,
)
from consultation.plain_language.normaliser import word_forms

PLAN = (
    "De opdracht is verdeeld in vier percelen. Elk perceel krijgt een eigen contract.",
    "Duurzaamheid telt mee. De werkkleding gaat langer mee als zij gerepareerd wordt.",
    "Wij testen de kleding na vijftig keer wassen, zie paragraaf 3.2.",
    "In het café hangt één jas.",
)
TEXTS = [Searchable.of(text) for text in PLAN]
WORDS = Vocabulary(frozenset().union(*(text.words for text in TEXTS)))


def found(typed: str) -> list[int]:
    finder = Finder(search_for(typed), WORDS)
    return [number for number, text in enumerate(TEXTS) if finder.finds_all([text])]


def shown(typed: str, text: str) -> str:
    finder = Finder(search_for(typed), WORDS)
    return "".join(f"[{one.text}]" if one.is_find else one.text for one in finder.excerpt(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [("percelen", "perceel"), ("duurzame", "duurzaamheid"), ("gevraagd", "vraag"),
     ("reparaties", "gerepareerd"), ("besluiten", "besluit"), ("gegroeid", "groeien"),
     ("maten", "maat"), ("leveranciers", "leverancier"), ("categorieën", "categorie")],
)  # fmt: skip
def test_forms_of_a_word_find_each_other(one: str, other: str) -> None:
    assert word_forms(one) & word_forms(other)


@pytest.mark.parametrize(
    ("one", "other"), [("kop", "koop"), ("jas", "jaar"), ("was", "zijn"), ("man", "maan")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert not word_forms(one) & word_forms(other)


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("percelen", [0]),
        ("PERCEEL", [0]),
        ("duurzame", [1]),
        ("kleding", [1, 2]),
        ("reparatie", [1]),
        ("perc", [0]),
        ("cafe", [3]),
        ("3.2", [2]),
        ("kleding wassen", [2]),
        ("kleding perceel", []),
        ('"eigen contract"', [0]),
        ('"contract eigen"', []),
        ("“eigen contract” percelen", [0]),
        ("jas", [3]),
        ("de kleding", [1, 2]),
    ],
)
def test_what_is_found(typed: str, where: list[int]) -> None:
    assert found(typed) == where


@pytest.mark.parametrize("typed", ["", "  ", "x", "!?", '""', "\x00"])
def test_nothing_to_look_for(typed: str) -> None:
    search = search_for(typed)
    assert search.is_empty
    assert not search.only_common


def test_words_of_every_text_are_said_to_be_so() -> None:
    assert search_for("de het een").only_common
    assert not search_for("de jas").only_common
    assert not search_for('"de het"').is_empty, "a phrase is found word for word"


def test_a_find_is_shown_in_its_sentence() -> None:
    assert shown("contracten", PLAN[0]) == "Elk perceel krijgt een eigen [contract]."
    assert shown('"eigen contract"', PLAN[0]) == "Elk perceel krijgt een [eigen contract]."
    assert shown("perceel", PLAN[0]) == "De opdracht is verdeeld in vier [percelen]."


def test_of_a_very_long_sentence_only_what_is_around_is_shown() -> None:
    text = f"{'voor ' * 80}kleding{' achter' * 80}"
    told = shown("kleding", text)
    assert len(told) < 300
    assert told.startswith("… voor")
    assert told.endswith("achter …")
    assert "[kleding]" in told


def test_nothing_of_a_text_is_lost_or_doubled() -> None:
    finder = Finder(search_for('kleding "de kleding" wassen'), WORDS)
    for text in PLAN:
        assert "".join(one.text for one in finder.marked(text)) == text


@pytest.mark.parametrize(
    ("typed", "likely"),
    [("kledding", "kleding"), ("Percelne", "percelen"), ("jas qqqqq", ""), ("jas", "")],
)
def test_a_typing_mistake_is_mended(typed: str, likely: str) -> None:
    assert likely_search(search_for(typed), WORDS) == likely


@pytest.mark.parametrize("sign", ["a", '"', "(", "aaaaa ", "“", "é", "1.", "\\", "%_", "x\n"])
def test_a_hostile_search_is_short_and_quick(sign: str) -> None:
    search = search_for(sign * 100_000)
    assert len(search.typed) <= LONGEST_SEARCH
    assert len(search.terms) <= MOST_TERMS
    begun = time.process_time()
    Finder(search, WORDS).excerpt(PLAN[0])
    likely_search(search, WORDS)
    assert time.process_time() - begun < 0.5
