"""A page of a list of facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Thing = TypeVar("Thing")

PAGE = 50
"""Things on one page of a list."""

Facts = dict[str, Any]


@dataclass(frozen=True)
class Slice:
    """A page of a list, and whether more follow."""

    facts: list[Any]
    has_more: bool


def slice_of(
    things: Sequence[Thing], page: int, told: Callable[[Sequence[Thing]], list[Any]] = list
) -> Slice:
    """This page of a list; `told` makes the facts of what stands on it."""
    here = things[(page - 1) * PAGE : page * PAGE]
    return Slice(told(here), page * PAGE < len(things))
