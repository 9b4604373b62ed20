"""Sections and alineas are found again in a new version."""

from consultation.comparison.carrying import Part, carried_parts, carried_texts


def test_number_and_title_weigh_more_than_the_title_alone() -> None:
    before = [Part("1.1", "Doel", "Van kleding."), Part("2.1", "Doel", "Van schoenen.")]
    now = [Part("2.1.", "doel", "Van laarzen."), Part("1.1", "Doel", "Van kleding.")]
    assert carried_parts(before, now) == [1, 0]


def test_a_renumbered_section_is_found_by_its_title_and_the_likest_text() -> None:
    before = [Part("1.1", "Doel", "Van kleding."), Part("2.1", "Doel", "Van schoenen.")]
    now = [Part("5.1", "Doel", "Van schoenen."), Part("6.1", "Doel", "Van kleding.")]
    assert carried_parts(before, now) == [1, 0]


def test_a_renamed_section_is_found_by_its_number_only_when_its_text_is_alike() -> None:
    before = [Part("2", "Jassen", "De jas houdt water tegen en is brandveilig.")]
    alike = [Part("2", "Winterjassen", "De jas houdt water tegen en is warm.")]
    other = [Part("2", "Betalen", "U betaalt binnen dertig dagen.")]
    assert carried_parts(before, alike) == [0]
    assert carried_parts(before, other) == [None]


def test_a_surer_likeness_is_not_given_away() -> None:
    before = [Part("1", "Doel", "Tekst."), Part("2", "Eisen", "Tekst.")]
    now = [Part("9", "Eisen", "Tekst."), Part("2", "Eisen", "Iets anders."), Part("1", "Doel", "")]
    assert carried_parts(before, now) == [None, 1, 0]


def test_sections_without_a_number_are_not_one_another() -> None:
    assert carried_parts([Part("", "Vooraf", "Tekst.")], [Part("", "Slot", "Tekst.")]) == [None]


def test_the_same_text_is_found_in_order_and_once() -> None:
    assert carried_texts(["a", "b", "a"], ["a", "a", "c", "a", "b"]) == [0, 2, None, None, 1]
