"""Each rule that always holds can be broken on purpose, where the code is today."""

import pytest

from tests.broken.breaks import BREAKS, Break
from tests.house.source import REPOSITORY

RULES = {f"I{number}" for number in range(1, 16)}


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: f"{one.rule}: {one.lost}")
def test_what_keeps_a_rule_stands_where_it_is_broken(one: Break) -> None:
    code = (REPOSITORY / one.file).read_text(encoding="utf-8")
    assert code.count(one.sound) == 1, f"{one.file} changed: tests/broken/breaks.py must follow"
    assert one.sound != one.broken
    assert all((REPOSITORY / place).exists() for place in one.tests)


def test_every_rule_is_broken_somewhere() -> None:
    assert {one.rule for one in BREAKS} == RULES
