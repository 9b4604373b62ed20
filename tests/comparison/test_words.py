"""A buyer sees just the words that changed."""

from hypothesis import given
from hypothesis import strategies as some

from consultation.comparison.words import Mark, Piece, marked


def test_one_word_is_marked_and_no_more() -> None:
    old, new = marked("Wij testen na 5 keer wassen.", "Wij testen na 50 keer wassen.")
    assert [piece for piece in old if piece.mark is Mark.GONE] == [Piece(Mark.GONE, "5")]
    assert [piece for piece in new if piece.mark is Mark.NEW] == [Piece(Mark.NEW, "50")]


def test_neighbouring_words_are_marked_together() -> None:
    _, new = marked("De jas.", "De jas wordt eerst gerepareerd.")
    assert [piece.text for piece in new if piece.mark is Mark.NEW] == [" wordt eerst gerepareerd"]


def test_the_same_text_has_no_marks() -> None:
    old, new = marked("Gelijk.", "Gelijk.")
    assert old == new == [Piece(Mark.SAME, "Gelijk.")]


@given(some.text("ab c.", max_size=40), some.text("ab c.", max_size=40))
def test_the_pieces_are_the_texts(old: str, new: str) -> None:
    olds, news = marked(old, new)
    assert "".join(piece.text for piece in olds) == old
    assert "".join(piece.text for piece in news) == new
