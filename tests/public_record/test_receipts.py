"""Receipt numbers survive what people do to them."""

import random

import pytest

from consultation.public_record.receipts import (
    ALPHABET,
    new_receipt,
    new_secret_key,
    parse_receipt,
    parse_secret_key,
)


def bare(receipt: str) -> str:
    return receipt.removeprefix("MD-").replace("-", "")


def test_a_new_receipt_is_read_back() -> None:
    for _ in range(200):
        receipt = new_receipt()
        assert parse_receipt(receipt) == receipt


def test_receipts_are_spread_over_millions() -> None:
    made = {new_receipt() for _ in range(1000)}
    assert len(made) >= 998  # 29 million numbers: a second double is a chance of 1 in 7,000
    assert set("".join(map(bare, made))) == set(ALPHABET)
    assert not set(ALPHABET) & set("01OI")


@pytest.mark.parametrize(
    "typed",
    [
        "{}", " {} ", "{}.", "{}/3", "({})", "{}\n", "\u200b{}",
    ],
)  # fmt: skip
def test_a_receipt_is_read_with_what_stands_around_it(typed: str) -> None:
    receipt = new_receipt()
    assert parse_receipt(typed.format(receipt)) == receipt


@pytest.mark.parametrize("dash", ["", " ", "–", "—", "\u2011", "\u2212", " - ", "_", "."])
def test_a_receipt_is_read_as_people_type_it(dash: str) -> None:
    for _ in range(20):
        receipt = new_receipt()
        assert parse_receipt(receipt.replace("-", dash)) == receipt
        assert parse_receipt(receipt.replace("-", dash).lower()) == receipt
        assert parse_receipt(receipt.removeprefix("MD-").replace("-", dash)) == receipt


def test_a_receipt_that_begins_with_the_letters_of_all_receipts_is_read() -> None:
    found = next(r for r in iter(new_receipt, "") if bare(r).startswith("M"))
    assert parse_receipt(bare(found)) == found


def test_every_wrong_sign_and_every_swap_of_neighbours_is_noticed() -> None:
    for _ in range(40):
        signs = bare(new_receipt())
        for place, sign in enumerate(signs):
            for other in set(ALPHABET) - {sign}:
                assert parse_receipt(signs[:place] + other + signs[place + 1 :]) is None
        for place in range(len(signs) - 1):
            swapped = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
            assert swapped == signs or parse_receipt(swapped) is None


def test_few_guesses_are_numbers() -> None:
    chance = random.Random(7)  # noqa: S311 - guesses, not secrets
    guesses = ("".join(chance.choices(ALPHABET, k=6)) for _ in range(10_000))
    assert sum(parse_receipt(guess) is not None for guess in guesses) < 400  # 1 in 37


@pytest.mark.parametrize(
    "typed",
    ["", "MD", "MD-0000-00", "MD-4F7K", "geen nummer", "MD-4F7K-9I", "ß" * 6, "é" * 6, "٤" * 6,
     "MD-" + "2" * 90, "/1", "-" * 5000],
)  # fmt: skip
def test_what_is_no_receipt_is_none(typed: str) -> None:
    assert parse_receipt(typed) is None


def test_a_secret_key_holds_a_hundred_bits() -> None:
    keys = {new_secret_key() for _ in range(50)}
    assert len(keys) == 50
    for key in keys:
        assert [len(group) for group in key.split("-")] == [4] * 5
        assert set(key.replace("-", "")) <= set(ALPHABET)


def test_a_secret_key_is_read_as_people_type_it() -> None:
    key = new_secret_key()
    for typed in (key, key.lower(), key.replace("-", " "), key.replace("-", ""), f" {key}."):
        assert parse_secret_key(typed) == key


@pytest.mark.parametrize("typed", ["", "AAAA-BBBB", "0" * 20, "ß" * 10, "A" * 21])
def test_what_is_no_secret_key_is_none(typed: str) -> None:
    assert parse_secret_key(typed) is None
