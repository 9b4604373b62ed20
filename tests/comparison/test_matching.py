"""Sections and alineas are found again in a new version, whatever was done to the text."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from consultation.comparison.likeness import likeness
from consultation.comparison.matching import Origin, match
from consultation.comparison.rivals import DOUBTFUL
from consultation.comparison.tree import Alinea, Section
from consultation.comparison.typography import words_of
from tests.comparison.plans import EDITS, Editor, plan_text, with_ids, without_ids

WATER = "De jas houdt water tegen en is brandveilig bij hitte."
PAY = "U betaalt de rekening binnen dertig dagen aan de leverancier."
WASH = "Dragers wassen hun kleding thuis en krijgen een vergoeding."


def section(number: str, title: str, *texts: str, level: int = 1) -> Section:
    return Section(title, number, level, tuple(Alinea(text) for text in texts))


def origins(before: list[Section], now: list[Section]) -> list[int | None]:
    return [one.place for one in match(before, now).sections]


def test_the_same_text_is_the_same_and_surely_so() -> None:
    plan = without_ids(plan_text())
    matching = match(plan, plan)
    assert [one.place for one in matching.sections] == list(range(len(plan)))
    assert min(one.sureness for one in matching.sections) >= 0.9
    assert all(new == old for new, old in matching.alineas.items())


def test_content_weighs_more_than_the_number() -> None:
    before = [section("1", "Jassen", WATER), section("2", "Betalen", PAY)]
    assert origins(before, [section("1", "Betalen", PAY), section("2", "Jassen", WATER)]) == [1, 0]


def test_content_weighs_more_than_the_title() -> None:
    before = [section("1.1", "Doel", WATER), section("2.1", "Doel", PAY)]
    now = [section("1.1", "Doel", PAY), section("2.1", "Doel", WATER)]
    assert origins(before, now) == [1, 0]


def test_a_section_with_another_name_is_found_by_its_text() -> None:
    before = [section("2", "Jassen", WATER)]
    assert origins(before, [section("2", "Winterkleding", WATER)]) == [0]
    assert origins(before, [section("2", "Winterkleding", PAY)]) == [None]


def test_a_number_alone_is_never_enough() -> None:
    assert origins([section("3", "Jassen", WATER)], [section("3", "Betalen", PAY)]) == [None]


def test_a_text_that_was_written_anew_under_its_heading_is_doubtful() -> None:
    before = [section("2", "Jassen", WATER), section("3", "Doel", PAY)]
    found = match(before, [section("2", "Jassen", WASH), section("3", "Doel", PAY)]).sections
    assert found[0].place == 0
    assert found[0].sureness < DOUBTFUL < found[1].sureness


def test_two_that_are_as_like_are_doubtful() -> None:
    before = [section("2", "Jassen", WATER, PAY)]
    now = [section("4", "Deel een", WATER, PAY), section("5", "Deel twee", WATER, PAY)]
    found = match(before, now).sections
    (sureness,) = (one.sureness for one in found if one.place == 0)
    assert sureness < DOUBTFUL


def test_a_heading_without_text_is_known_by_what_stands_under_it() -> None:
    before = [
        section("4", "Onderhoud"),
        section("4.1", "Wassen", WASH, level=2),
        section("5", "Eisen"),
        section("5.1", "Jassen", WATER, level=2),
    ]
    now = [
        section("7", "Kwaliteit van kleding"),
        section("7.1", "Jassen", WATER, level=2),
        section("8", "Was en herstel"),
        section("8.1", "Wassen", WASH, level=2),
    ]
    assert origins(before, now) == [2, 3, 0, 1]


def test_a_set_phrase_is_not_taken_for_a_section_that_says_the_same() -> None:
    before = [section(f"{n}", f"Perceel {n}", "Niet van toepassing.") for n in range(1, 9)]
    now = [*before[:3], section("4", "Verzekering", "Niet van toepassing."), *before[4:]]
    assert origins(before, now) == [0, 1, 2, None, 4, 5, 6, 7]


def test_no_alinea_is_taken_for_one_that_says_something_else() -> None:
    before, now = [section("1", "Jassen", WATER)], [section("1", "Jassen", PAY, WASH)]
    assert match(before, now).alineas == {}


def test_an_alinea_is_found_in_another_section() -> None:
    before = [section("1", "Jassen", WATER, PAY), section("2", "Wassen", WASH)]
    now = [section("1", "Jassen", WATER), section("2", "Wassen", WASH, PAY)]
    assert match(before, now).alineas == {(0, 0): (0, 0), (1, 0): (1, 0), (1, 1): (0, 1)}


def test_a_short_alinea_is_not_looked_for_elsewhere() -> None:
    before = [section("1", "Jassen", WATER, "Zie hierna."), section("2", "Wassen", WASH)]
    now = [section("1", "Jassen", WATER), section("2", "Wassen", WASH, "Zie hierna.")]
    assert (1, 1) not in match(before, now).alineas


def test_nothing_comes_from_nothing() -> None:
    assert match([], [section("1", "Jassen", WATER)]).sections == (Origin(None, 1.0),)
    assert match([section("1", "Jassen", WATER)], []).sections == ()


SOME_EDITS = some.lists(some.sampled_from(EDITS), min_size=1, max_size=12)
PARTS = some.integers(0, 80)


def edited(start: int, edits: list[str], seed: int) -> tuple[list[Section], list[Section]]:
    """Thirty sections of a plan, and what an officer made of them."""
    before = list(plan_text()[start : start + 30])
    editor = Editor(before, seed)
    for name in edits:
        getattr(editor, name)()
    return before, editor.sections


@given(PARTS, SOME_EDITS, some.integers())
@settings(max_examples=25, deadline=None)
def test_whatever_is_edited_no_alinea_is_mistaken_and_none_is_lost(
    start: int, edits: list[str], seed: int
) -> None:
    before, now = edited(start, edits, seed)
    found = with_ids(match(before, without_ids(now)), before, without_ids(now))
    texts = {one.id: one.text for each in before for one in each.alineas}
    long = {one for one, text in texts.items() if len(words_of(text)) >= 6}
    for mine, theirs in zip(found, now, strict=True):
        for got, meant in zip(mine.alineas, theirs.alineas, strict=True):
            if meant.id in long:
                assert got.id == meant.id, meant.text
            elif got.id in texts:
                assert got.text == texts[got.id]


@given(PARTS, SOME_EDITS, some.integers())
@settings(max_examples=25, deadline=None)
def test_what_is_found_is_found_once_and_is_alike(start: int, edits: list[str], seed: int) -> None:
    before, now = edited(start, edits, seed)
    matching = match(before, now)
    assert matching == match(before, now)
    places = [one.place for one in matching.sections if one.place is not None]
    assert len(places) == len(set(places))
    assert len(matching.alineas) == len(set(matching.alineas.values()))
    for (n, k), (b, i) in matching.alineas.items():
        old, new = before[b].alineas[i].text, now[n].alineas[k].text
        assert old == new or likeness(words_of(old), words_of(new), least=0.5)


@pytest.mark.parametrize("name", EDITS)
def test_a_section_survives_one_edit_and_any_numbering(name: str) -> None:
    for seed in range(4):
        before, now = edited(20 * seed, [name, "renumber"], seed)
        found = with_ids(match(before, without_ids(now)), before, without_ids(now))
        for mine, theirs in zip(found, now, strict=True):
            meant = theirs.id if not theirs.id.startswith("made") else "new"
            assert mine.id.startswith(meant), f"{name}: {theirs.name}"


def test_a_plan_of_more_than_a_hundred_sections_takes_less_than_two_seconds() -> None:
    before, now = without_ids(plan_text()), without_ids(plan_text("bedrijfskleding/plan-v2.md"))
    began = process_time()
    match(before, now)
    assert process_time() - began < 2


def test_a_text_that_was_written_anew_in_every_sentence_takes_no_longer() -> None:
    before = without_ids(plan_text())
    editor = Editor(before, 1)
    for _ in range(600):
        editor.change_words()
    began = process_time()
    match(before, editor.sections)
    assert process_time() - began < 2
