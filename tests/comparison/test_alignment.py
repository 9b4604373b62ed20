"""The same words in the same order, whichever way they are looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consultation.comparison import alignment
from consultation.comparison.alignment import longest_in_order, ratio, same_blocks

WORDS = some.lists(some.sampled_from(["de", "jas", "en", "broek", "x1", "x2", "x3"]), max_size=30)


@pytest.mark.parametrize("small", [0, 250_000])
@given(one=WORDS, other=WORDS)
def test_blocks_are_the_same_words_in_order_and_do_not_overlap(
    small: int, one: list[str], other: list[str]
) -> None:
    kept, alignment.SMALL = alignment.SMALL, small
    try:
        blocks = same_blocks(one, other)
    finally:
        alignment.SMALL = kept
    i = j = 0
    for a, b, size in blocks:
        assert size > 0
        assert i <= a
        assert j <= b
        assert one[a : a + size] == other[b : b + size]
        i, j = a + size, b + size


@given(WORDS)
def test_a_text_is_wholly_like_itself(one: list[str]) -> None:
    assert ratio(one, one) == 1.0


@given(some.permutations(range(8)))
def test_the_most_that_are_in_order_are_in_order(order: list[int]) -> None:
    kept = [other for _, other in longest_in_order(list(enumerate(order)))]
    assert kept == sorted(kept)
    assert len(kept) >= 1
