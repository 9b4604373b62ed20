import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.plain_language.hints import Sensitive, cut_in_parts, personal_data_in


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Bel Jan op 06-12345678 voor uitleg.", Sensitive.PHONE, "06-12345678"),
        ("Bel 070 123 45 67.", Sensitive.PHONE, "070 123 45 67"),
        ("Bel +31 6 12345678.", Sensitive.PHONE, "+31 6 12345678"),
        ("Mail naar jan.jansen@voorbeeld.nl.", Sensitive.EMAIL, "jan.jansen@voorbeeld.nl"),
        ("Op NL91 ABNA 0417 1643 00 graag.", Sensitive.IBAN, "NL91 ABNA 0417 1643 00"),
        ("Mijn nummer is 111222333.", Sensitive.CITIZEN_NUMBER, "111222333"),
        ("Wij vragen € 12.500,- per jaar.", Sensitive.PRICE, "€ 12.500,-"),
        ("Dat kost 45,50 euro per jas.", Sensitive.PRICE, "45,50 euro"),
    ],
)
def test_what_may_be_sensitive_is_found_with_its_place(
    text: str, kind: Sensitive, words: str
) -> None:
    hints = personal_data_in(text)
    assert [(hint.kind, hint.words) for hint in hints] == [(kind, words)]
    assert text[hints[0].begin : hints[0].end] == words


@pytest.mark.parametrize(
    "text",
    [
        "In paragraaf 3.2.1 staat het jaar 2026.",
        "Wij zijn met 60.000 mensen.",
        "Het nummer 111222334 doorstaat de elfproef niet.",
        "MD-4F7K-92 is mijn nummer.",
        "Wassen op 60 graden, 50 keer.",
    ],
)
def test_ordinary_numbers_give_no_hint(text: str) -> None:
    assert personal_data_in(text) == []


def test_a_long_text_is_cut_at_the_end_of_a_sentence() -> None:
    assert cut_in_parts("Een zin. Nog een zin. En de laatste.", 22) == [
        "Een zin. Nog een zin.",
        "En de laatste.",
    ]


def test_a_text_that_fits_is_not_cut() -> None:
    assert cut_in_parts("Kort.", 10) == ["Kort."]


@given(st.text(alphabet="ab. \n!?", max_size=300), st.integers(1, 40))
def test_no_sign_is_lost_by_cutting_and_no_part_is_too_long(text: str, limit: int) -> None:
    parts = cut_in_parts(text, limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
