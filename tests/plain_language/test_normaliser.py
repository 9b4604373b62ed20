import unicodedata

import pytest

from consultation.plain_language.normaliser import NORMALISER_VERSION, normalised_words

SAME = [
    ("reacties", "reactie"),
    ("duurzame", "duurzaam"),
    ("categorieplannen", "categorieplan"),
    ("percelen", "perceel"),
    ("bedrijven", "bedrijf"),
    ("huizen", "huis"),
    ("categorieën", "categorie"),
    ("mogelijkheden", "mogelijkheid"),
    ("prijzen", "prijs"),
    ("café's", "café"),
    ("JASSEN", "jas"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_a_word_become_one(one, other):
    assert normalised_words(one) == normalised_words(other) != []


@pytest.mark.parametrize(("one", "other"), [("jas", "jaar"), ("één", "aan"), ("café", "cafe")])
def test_other_words_stay_apart(one, other):
    assert normalised_words(one) != normalised_words(other)


def test_words_that_stand_everywhere_are_left_out_and_numbers_stay():
    assert normalised_words("Wat is de prijs van paragraaf 3.10?") == ["prijs", "paragraf", "3.10"]


def test_the_way_an_accent_is_typed_makes_no_difference():
    apart = unicodedata.normalize("NFD", "café")
    assert normalised_words(apart) == normalised_words("café")


def test_the_rules_stand_as_version_1_has_them():
    # When this changes, raise NORMALISER_VERSION: stored indexes must be made anew.
    text = "De leveranciers repareren de kapotte jassen binnen 14 dagen, zonder extra kosten."
    assert NORMALISER_VERSION == 1
    assert normalised_words(text) == [
        "leverancier",
        "reparer",
        "kapot",
        "jas",
        "14",
        "dag",
        "zonder",
        "extra",
        "kost",
    ]
