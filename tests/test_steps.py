from enum import StrEnum

import pytest

from consultation.errors import WrongStep
from consultation.steps import reachable, take_step


class Light(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    BROKEN = "broken"


TABLE = {Light.GREEN: frozenset({Light.AMBER}), Light.AMBER: frozenset({Light.RED})}


def test_an_allowed_step_gives_the_next_state():
    assert take_step(TABLE, Light.GREEN, Light.AMBER) is Light.AMBER


@pytest.mark.parametrize(
    ("now", "to"),
    [
        (Light.GREEN, Light.RED),
        (Light.AMBER, Light.GREEN),
        (Light.RED, Light.GREEN),
        (Light.GREEN, Light.GREEN),
    ],
)
def test_any_other_step_is_refused_with_both_states(now, to):
    with pytest.raises(WrongStep) as refused:
        take_step(TABLE, now, to)
    assert refused.value.code == "wrong_step"
    assert refused.value.params == {"from": now.value, "to": to.value}


def test_what_can_be_reached_from_a_start():
    assert reachable(TABLE, Light.GREEN) == {Light.GREEN, Light.AMBER, Light.RED}
    assert reachable(TABLE, Light.AMBER) == {Light.AMBER, Light.RED}
    assert reachable(TABLE, Light.RED) == {Light.RED}
    assert Light.BROKEN not in reachable(TABLE, Light.GREEN)


def test_a_circle_of_states_ends():
    circle = {**TABLE, Light.RED: frozenset({Light.GREEN})}
    assert reachable(circle, Light.AMBER) == {Light.GREEN, Light.AMBER, Light.RED}
