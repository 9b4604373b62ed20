"""Reads a table of steps and refuses the rest."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from consultation.errors import WrongStep

State = TypeVar("State", bound=StrEnum)


def take_step(table: Mapping[State, frozenset[State]], now: State, to: State) -> State:
    """The next state, when the table allows it.

    Raises WrongStep with both states.
    """
    if to not in table.get(now, frozenset()):
        raise WrongStep("wrong_step", **{"from": now.value, "to": to.value})
    return to


def reachable(table: Mapping[State, frozenset[State]], start: State) -> frozenset[State]:
    """Every state that can be reached from a start, itself included."""
    found = {start}
    waiting = [start]
    while waiting:
        news = table.get(waiting.pop(), frozenset()) - found
        found |= news
        waiting.extend(news)
    return frozenset(found)
