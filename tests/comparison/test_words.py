"""A buyer sees just the words that changed."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as some

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
        Piece(Mark.NEW, " 6"),
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
