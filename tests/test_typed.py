"""What people send as text: signs that can be kept, and whole numbers that can be looked up."""

import pytest

from consultation.typed import LARGEST, number_asked, readable, whole_number


def test_signs_that_nobody_types_are_left_out_and_words_stay() -> None:
    assert readable("a\x00b\x1f\ud800\x85") == "ab"
    words = "Één zin,\n\tmet € 5 en 🙂 en “aanhaling”."
    assert readable(words) == words


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0", 0), (" 12 ", 12), (str(LARGEST), LARGEST), (str(LARGEST + 1), None), ("9" * 5000, None),
     ("-1", None), ("1e5", None), ("²", None), ("", None), (None, None)],
)  # fmt: skip
def test_a_number_is_one_that_both_databases_hold(typed: str | None, number: int | None) -> None:
    assert whole_number(typed) == number


def test_another_number_in_an_address_is_no_number() -> None:
    assert number_asked("7") == 7
    with pytest.raises(ValueError, match="-1"):
        number_asked("-1")
