"""Numbers before headings, and those a word processor generates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.documents.numbers import depth_of, follows, formatted, split_number
from consultation.documents.reading import read_document


@pytest.mark.parametrize(
    ("heading", "number", "title", "depth"),
    [
        ("1 Inleiding", "1", "Inleiding", 1),
        ("1. Inleiding", "1", "Inleiding", 1),
        ("2.3.4 Kleding", "2.3.4", "Kleding", 3),
        ("2.3.4. Kleding", "2.3.4", "Kleding", 3),
        ("Hoofdstuk 2: Aanpak", "2", "Aanpak", 1),
        ("Bijlage A Begrippen", "Bijlage A", "Begrippen", 1),
        ("B.2 Begrippen", "B.2", "Begrippen", 2),
        ("IV. Aanpak", "IV", "Aanpak", 0),
        ("2026 wordt anders", "", "2026 wordt anders", 0),
        ("10% korting", "", "10% korting", 0),
        ("3,5 miljoen", "", "3,5 miljoen", 0),
        ("Inleiding", "", "Inleiding", 0),
    ],
)
def test_split_number(heading: str, number: str, title: str, depth: int) -> None:
    read = split_number(heading)
    assert (read.number, read.title, read.depth) == (number, title, depth)


@pytest.mark.parametrize(
    ("number", "before", "is_next"),
    [
        ("1.2", "1.1", True),
        ("1.1.1", "1.1", True),
        ("2", "1.4.3", True),
        ("1.5", "1.4.3", True),
        ("4", "1", False),
        ("1.1", "1.2", False),
        ("3.1", "1.2", False),
        ("1", "", True),
    ],
)
def test_follows(number: str, before: str, is_next: bool) -> None:
    assert follows(number, before) is is_next


NUMBERS = st.lists(st.integers(1, 99), min_size=1, max_size=6).map(
    lambda parts: ".".join(map(str, parts))
)


@given(NUMBERS, st.text(st.characters(whitelist_categories=("Lu", "Ll")), min_size=2))
def test_a_number_and_a_title_come_apart_again(number: str, title: str) -> None:
    read = split_number(f"{number} {title}")
    assert (read.number, read.title, read.depth) == (number, title, depth_of(number))


@given(st.integers(1, 3999))
def test_roman_numbers_count_on(count: int) -> None:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    signs = [worth[sign] for sign in formatted(count, "lowerRoman")]
    total = sum(
        -sign if any(later > sign for later in signs[at + 1 : at + 2]) else sign
        for at, sign in enumerate(signs)
    )
    assert total == count


@given(st.integers(1, 300))
def test_letters_are_one_letter_over_and_over(count: int) -> None:
    made = formatted(count, "upperLetter")
    assert made == made[0] * len(made)
    assert (len(made) - 1) * 26 + ord(made[0]) - ord("A") + 1 == count


def test_numbers_that_begin_anew_in_each_chapter_stay_below_it() -> None:
    document = read_document(
        b"# 1 Inleiding\n\n## 1.1 Doel\n\nTekst.\n\n# 2 Regels\n\n## 1 Voor instituten\n\n"
        b"### 1 Een vraag\n\n### 2 Nog een\n\n## 2 Voor mensen\n\n### 1 Een vraag\n\n"
        b"### 2 Nog een\n\n### 2 Dubbel\n\n# 3 Slot\n",
        "plan.md",
    )
    assert [(one.level, one.number) for one in document.sections] == [
        (1, "1"), (2, "1.1"), (1, "2"), (2, "1"), (3, "1"), (3, "2"), (2, "2"), (3, "1"),
        (3, "2"), (3, "2"), (1, "3"),
    ]  # fmt: skip
    twice = [doubt.place for doubt in document.report.doubts if doubt.code == "number_twice"]
    assert twice == ["2 Dubbel"]


def test_chapters_in_a_deeper_style_are_still_the_highest() -> None:
    document = read_document(
        b"## 1 Inleiding\n\nTekst.\n\n### 1 Punt\n\nTekst.\n\n### 2 Punt\n\n## 2 Slot\n",
        "plan.md",
    )
    assert [one.level for one in document.sections] == [1, 2, 2, 1]


def test_headings_that_skip_a_level_come_to_the_same_level() -> None:
    document = read_document(
        b"# Regels\n\n### Voor instituten\n\n### Voor mensen\n\n#### Thuis\n\n### Voor dieren\n\n"
        b"## Uitleg\n\n### Meer\n\n# Slot\n",
        "plan.md",
    )
    assert [one.level for one in document.sections] == [1, 2, 2, 3, 2, 2, 3, 1]
