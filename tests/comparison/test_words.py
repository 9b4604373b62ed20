"""A buyer sees just the words that changed."""

from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consultation.comparison.typography import says
from consultation.comparison.words import Mark, Piece, marked, marked_together
from tests.comparison.plans import plan_text


def words(pieces: list[Piece], mark: Mark) -> list[str]:
    return [piece.text.strip() for piece in pieces if piece.mark is mark]


def test_one_word_is_marked_and_no_more() -> None:
    old, new = marked("Wij testen na 5 keer wassen.", "Wij testen na 50 keer wassen.")
    assert words(old, Mark.GONE) == ["5"]
    assert words(new, Mark.NEW) == ["50"]


def test_a_number_is_marked_as_a_whole() -> None:
    _, new = marked("Totaal 16.420 euro.", "Totaal 16.240 euro.")
    assert words(new, Mark.NEW) == ["16.240"]


def test_neighbouring_words_are_marked_together() -> None:
    _, new = marked("De jas.", "De jas wordt eerst gerepareerd.")
    assert words(new, Mark.NEW) == ["wordt eerst gerepareerd"]


def test_a_small_word_between_two_changes_is_marked_with_them() -> None:
    old, _ = marked("Wij wassen de jas.", "U droogt de broek.")
    assert words(old, Mark.GONE) == ["Wij wassen de jas"]


def test_the_same_text_has_no_marks() -> None:
    old, new = marked("Gelijk.", "Gelijk.")
    assert old == new == [Piece(Mark.SAME, "Gelijk.")]


def test_white_space_alone_is_no_change() -> None:
    old, new = marked("De  jas\nis warm.", "De jas is warm.")
    assert not words(old, Mark.GONE)
    assert not words(new, Mark.NEW)


def test_both_texts_in_one_tell_first_what_went() -> None:
    assert marked_together("Na 5 jaar.", "Na 6 jaar.") == [
        Piece(Mark.SAME, "Na "),
        Piece(Mark.GONE, "5"),
        Piece(Mark.SAME, " "),
        Piece(Mark.NEW, "6"),
        Piece(Mark.SAME, " jaar."),
    ]


TEXTS = some.text("ab c.\n1", max_size=40)


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_texts(old: str, new: str) -> None:
    olds, news = marked(old, new)
    assert "".join(piece.text for piece in olds) == old
    assert "".join(piece.text for piece in news) == new
    together = marked_together(old, new)
    for text, other in ((old, Mark.NEW), (new, Mark.GONE)):
        kept = "".join(one.text for one in together if one.mark is not other)
        assert "".join(kept.split()) == "".join(text.split())


def test_a_very_long_text_is_marked_in_a_moment() -> None:
    text = " ".join(alinea.text for section in plan_text() for alinea in section.alineas)
    words_of_plan = text.split()[:4_000]
    changed = [word if place % 50 else "anders" for place, word in enumerate(words_of_plan)]
    began = process_time()
    marked(" ".join(words_of_plan), " ".join(changed))
    assert process_time() - began < 2


def test_a_sentence_that_was_replaced_is_marked_as_a_whole() -> None:
    old, new = marked(
        "Kleding wordt vervangen bij slijtage.",
        "Leveranciers repareren kapotte kleding. Pas daarna komt nieuwe kleding.",
    )
    assert len(words(old, Mark.GONE)) == 1
    assert len(words(new, Mark.NEW)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('De "jas" is foto\'s waard', "De “jas” is foto’s waard"),
        ("2026 - 2027", "2026 – 2027"),
        ("brandveilig", "brand\u00advei\u00adlig"),
        ("Artikel 5 en 6", "Artikel\u00a05 en  6"),
        ("50 %", "50%"),
        ("fijn", "ﬁjn"),
        ("enzovoort...", "enzovoort…"),
    ],
)
def test_other_looks_have_no_marks_and_keep_their_own_signs(old: str, new: str) -> None:
    assert says(old) == says(new)
    olds, news = marked(old, new)
    assert {piece.mark for piece in (*olds, *news)} == {Mark.SAME}
    assert ("".join(p.text for p in olds), "".join(p.text for p in news)) == (old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [("5 jaar", "6 jaar"), ("m²", "m2"), ("kleding stuk", "kledingstuk"), ("a", "A")],
)
def test_what_says_something_else_is_not_taken_for_other_looks(old: str, new: str) -> None:
    assert says(old) != says(new)


def test_an_alinea_of_twenty_thousand_words_is_marked_in_a_moment() -> None:
    some = Random(1)  # noqa: S311 - the same words each time
    known = sorted({w for s in plan_text() for a in s.alineas for w in a.text.split()})
    old = [some.choice(known) for _ in range(20_000)]
    new = [some.choice(known) if some.random() < 0.05 else word for word in old]
    new[9_000:9_000] = new[1_000:2_000]
    began = process_time()
    pieces = marked_together(" ".join(old), " ".join(new))
    assert process_time() - began < 4
    same = sum(len(one.text.split()) for one in pieces if one.mark is Mark.SAME)
    assert same > 17_500


def test_twenty_thousand_times_the_same_few_words_take_no_longer() -> None:
    began = process_time()
    marked("de jas de broek " * 5_000, "de broek en de jas " * 5_000)
    assert process_time() - began < 4


def test_a_longer_word_between_two_larger_changes_is_marked_with_them() -> None:
    old, _ = marked(
        "Inkopers kiezen leveranciers zorgvuldig uit.", "Burgers stemmen leveranciers massaal weg."
    )
    assert words(old, Mark.GONE) == ["Inkopers kiezen leveranciers zorgvuldig uit"]
