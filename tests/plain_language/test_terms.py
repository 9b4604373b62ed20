"""Terms of a glossary are found in whatever form they stand in a text."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.plain_language.terms import TermFinder, key_of

FINDER = TermFinder(
    {
        "perceel": ["perceel"],
        "overeenkomst": ["overeenkomst"],
        "nadere": ["nadere overeenkomst", "NOK"],
        "nota": ["nota van inlichtingen"],
        "prijs": ["beste prijs-kwaliteitverhouding", "bpkv"],
        "kpi": ["KPI"],
        "woo": ["Woo"],
        "co2": ["CO2-voetafdruk"],
        "lock": ["vendor lock-in"],
        "cafe": ["café"],
    }
)


def found_in(text: str) -> list[tuple[str, str]]:
    return [(one.key, text[one.start : one.end]) for one in FINDER.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De percelen zijn groot.", [("perceel", "percelen")]),
        ("Perceel 3.", [("perceel", "Perceel")]),
        ("Een nadere overeenkomst.", [("nadere", "nadere overeenkomst")]),
        ("De nadere\novereenkomsten.", [("nadere", "nadere\novereenkomsten")]),
        ("De nadere (overeenkomst).", [("overeenkomst", "overeenkomst")]),
        ("Een NOK.", [("nadere", "NOK")]),
        ("De nota’s van inlichtingen.", [("nota", "nota’s van inlichtingen")]),
        ("De beste prijs‑kwaliteitverhouding.", [("prijs", "beste prijs‑kwaliteitverhouding")]),
        ("De KPI’s en een KPI.", [("kpi", "KPI’s"), ("kpi", "KPI")]),
        ("De Woo geldt, zei hij woo.", [("woo", "Woo")]),
        ("De CO2-voetafdruk.", [("co2", "CO2-voetafdruk")]),
        ("Een vendor lock-in.", [("lock", "vendor lock-in")]),
        ("De café's en een cafe.", [("cafe", "café's")]),
        ("Kavels en raamovereenkomsten.", []),
        ("", []),
    ],
)
def test_a_term_is_found_in_any_form_and_the_longest_counts(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("perceel", "Percelen"), ("nadere overeenkomst", "nadere  overeenkomsten"), ("KPI", "kpi's")],
)
def test_forms_of_one_term_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other) != ""


@given(st.text("perclns KPI-'’ \n.é2", max_size=80))
def test_places_follow_each_other_within_the_text(text: str) -> None:
    places = [place for one in FINDER.find(text) for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@pytest.mark.parametrize(
    "text", ["nadere " * 10_000, "-" * 100_000, "nadere-" * 10_000, "'s" * 10_000]
)
def test_no_text_takes_long(text: str) -> None:
    begin = process_time()
    list(FINDER.find(text))
    assert process_time() - begin < 2
