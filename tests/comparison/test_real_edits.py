"""Real edits of real plans: each is told as what it is, and nothing else is told."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from consultation.comparison.comparing import compare
from consultation.comparison.matching import match
from consultation.comparison.standing import standing
from consultation.comparison.tree import Section
from consultation.comparison.verdicts import QUIET, AlineaChange, SectionChange, Verdict
from consultation.comparison.words import Mark, marked
from tests.comparison.edits import EDITS, Edited, Words
from tests.comparison.plans import plan_text, policy_text, with_ids, without_ids


@dataclass
class Told:
    """What the comparison tells: what is not the same, by its id before, `new` without."""

    sections: dict[str, Verdict]
    alineas: dict[str, Verdict]
    words: dict[str, Words]


def told(before: list[Section], now: list[Section]) -> tuple[Told, list[SectionChange]]:
    """Read the new text in as a file, without an id, and compare."""
    bare = without_ids(now)
    changes = compare(before, with_ids(match(without_ids(before), bare), before, bare))
    loud = [one for one in changes if one.verdict not in QUIET]
    alineas = [one for each in changes for one in each.alineas if one.verdict not in QUIET]
    found = Told(
        {one.before.id if one.before else "new": one.verdict for one in loud},
        {one.before.id if one.before else "new": one.verdict for one in alineas},
        {one.before.id: _words(one) for one in alineas if one.before and one.now},
    )
    return found, changes


def _words(change: AlineaChange) -> Words:
    assert change.before is not None
    assert change.now is not None
    old, new = marked(change.before.text, change.now.text)
    return (
        tuple(one.text.strip() for one in old if one.mark is Mark.GONE),
        tuple(one.text.strip() for one in new if one.mark is Mark.NEW),
    )


def check(before: list[Section], edited: Edited) -> None:
    found, changes = told(before, edited.now)
    assert found.sections == edited.sections
    assert found.alineas == edited.alineas
    for number, words in edited.words.items():
        assert found.words[number] == words
    for section in before:
        for alinea in section.alineas:
            stand = standing(changes, section.id, alinea.id)
            gone = edited.alineas.get(alinea.id) is Verdict.REMOVED
            assert (stand.verdict is Verdict.REMOVED) == gone
            assert (stand.alinea is None) == gone


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_the_example_is_told_as_what_it_is(name: str) -> None:
    before = list(plan_text())
    check(before, EDITS[name](before))


@pytest.mark.real
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_a_real_policy_is_told_as_what_it_is(name: str, real_documents: Path) -> None:
    before = list(policy_text(real_documents))
    check(before, EDITS[name](before))
