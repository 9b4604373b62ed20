"""What was said on the first of three versions stands in one place in the third, or in none."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from consultation.comparison.comparing import compare
from consultation.comparison.matching import match
from consultation.comparison.standing import standing
from consultation.comparison.tree import Section
from consultation.comparison.verdicts import Verdict
from tests.comparison.plans import EDITS, Editor, plan_text, with_ids, without_ids

SOME_EDITS = some.lists(some.sampled_from(EDITS), min_size=1, max_size=6)
LONG = 6
"""Words from which an alinea is looked for wherever it went."""


def read_in(before: list[Section], now: list[Section], name: str) -> list[Section]:
    """The new text as a file gives it, with the ids that are found in the text before."""
    bare = without_ids(now)
    found = with_ids(match(without_ids(before), bare), before, bare)
    return [
        Section(
            one.title, one.number, one.level,
            tuple(type(a)(a.text, a.rows, a.picture, _own(a.id, name), a.number, a.links)
                  for a in one.alineas),
            _own(one.id, name), one.notes,
        )
        for one in found
    ]  # fmt: skip


def _own(number: str, name: str) -> str:
    """What is new in a version has an id that no other version gave."""
    return f"{name}-{number}" if number.startswith("new") else number


@given(some.integers(0, 80), SOME_EDITS, SOME_EDITS, some.integers())
@settings(max_examples=15, deadline=None)
def test_over_three_versions_every_reaction_has_one_place_and_never_beside_other_text(
    start: int, first: list[str], then: list[str], seed: int
) -> None:
    before = list(plan_text()[start : start + 25])
    editor = Editor(before, seed)
    for name in first:
        getattr(editor, name)()
    second = read_in(before, editor.sections, "b")
    for name in then:
        getattr(editor, name)()
    third = read_in(second, editor.sections, "c")
    changes = compare(before, third)
    meant = {a.id: a for one in editor.sections for a in one.alineas}
    told: Counter[str] = Counter()
    for section in before:
        assert standing(changes, section.id).verdict in Verdict
        for alinea in section.alineas:
            found = standing(changes, section.id, alinea.id)
            told["removed" if found.alinea is None else "placed"] += 1
            assert (found.alinea is None) == (found.verdict is Verdict.REMOVED)
            if found.alinea is not None:
                # It is the text that the editor made of it, or the same few words elsewhere.
                is_same = found.alinea.says == alinea.says
                assert is_same or found.alinea.text == meant[alinea.id].text
            elif alinea.id in meant:
                assert len(alinea.words) < LONG, alinea.text
    assert told.total() == sum(len(one.alineas) for one in before)
    places = [one.now.id for each in changes for one in each.alineas if one.now and one.before]
    here = {one.id for each in third for one in each.alineas}
    assert set(places) <= here


def test_a_section_that_skips_a_version_is_the_same_in_the_next() -> None:
    before = list(plan_text()[3:8])
    gone, *rest = before
    assert standing(compare(before, rest), gone.id).verdict is Verdict.REMOVED
    assert standing(compare(before, [gone, *rest]), gone.id).verdict is Verdict.SAME


@pytest.mark.parametrize("edits", [("change_words", "move_section"), ("renumber", "move_alinea")])
def test_what_happened_in_two_steps_is_told_in_one(edits: tuple[str, str]) -> None:
    before = list(plan_text()[10:40])
    editor = Editor(before, 5)
    getattr(editor, edits[0])()
    second = read_in(before, editor.sections, "b")
    getattr(editor, edits[1])()
    third = read_in(second, editor.sections, "c")
    over = compare(before, third)
    assert [one.now for one in over if one.now] == third
    assert {one.id for one in before} == {one.before.id for one in over if one.before}
