"""Operations, queries and states keep to the ways of the house."""

import ast
import importlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from consultation.logbook import What
from consultation.steps import reachable
from tests.house.source import (
    Function,
    attributes_of,
    files_named,
    modules,
    place_of,
    public_functions,
    tree_of,
)

OPERATIONS = [
    function
    for function in public_functions("operations")
    if function.changes_something() or function.calls() & {"enter", "require", "move_to"}
]
"""What only calculates (a hash, standard dates) is no operation."""

QUERIES = [
    function for function in public_functions("queries") if function.speaks_to_the_database()
]
"""What only makes a condition or reads what it is given looks nothing up."""

ENTERS_NOTHING = {
    "accounts/operations:create_organisation": "the logbook has no word for organisations yet",
    "question_hours/operations/hosting:keep_hosting": "a sign of life each five seconds",
    "question_hours/operations/hosting:tell_changes": "what the clock did is told in the events",
    "plans/operations/keeping:keep_working_copy": "typed on the way; saving it is entered",
    "answers/operations/sitting:sit_down_at": "who is at work now; what they save is entered",
    "answers/operations/sitting:stand_up": "what they saved is entered",
    "plans/operations/keeping:drop_working_copy": "nothing of the plan changed",
}
"""Operations without a line of their own in the logbook, with the reason."""

NOT_YET_ENTERED: dict[str, str] = {}
"""What cannot happen yet, with the reason."""


def names(functions: list[Function]) -> list[str]:
    return [function.name for function in functions]


def enters(operation: Function) -> bool:
    """Whether it writes in the logbook, itself or by the operation that it rests on."""
    others = {function.node.name for function in OPERATIONS} - {operation.node.name}
    return bool(operation.calls_with_helpers() & {"enter", *others})


@pytest.mark.parametrize("operation", OPERATIONS, ids=names(OPERATIONS))
def test_an_operation_has_leave_and_a_line_in_the_logbook(operation: Function) -> None:
    assert "by" in operation.keyword_only(), "who acts is given as by=, by name"
    calls = operation.calls()
    assert "require" in calls, "an operation itself asks require() first"
    if operation.name not in ENTERS_NOTHING:
        assert enters(operation), "an operation enters what happened in the logbook"
    assert not calls & {"commit", "transaction", "rollback"}, "only doors open a transaction"


@pytest.mark.parametrize("query", QUERIES, ids=names(QUERIES))
def test_a_query_says_who_reads(query: Function) -> None:
    assert "reader" in query.keyword_only(), "who reads is given as reader=, by name"
    assert "commit" not in query.calls()


def test_excuses_are_still_needed() -> None:
    silent = {function.name for function in OPERATIONS if not enters(function)}
    assert set(ENTERS_NOTHING) <= silent, f"no longer needed: {set(ENTERS_NOTHING) - silent}"


@pytest.mark.parametrize("path", modules("*/states.py"), ids=place_of)
def test_every_state_can_be_reached(path: Any) -> None:
    module = importlib.import_module(f"consultation.{path.parent.name}.states")
    tables = {name: table for name, table in vars(module).items() if name.endswith("_STEPS")}
    for name, table in tables.items():
        assert isinstance(table, Mapping)
        kind: type[StrEnum] = type(next(iter(table)))
        lost = set(kind) - reachable(table, next(iter(kind)))
        assert not lost, f"{name}: no way leads to {lost}"


def test_everything_that_can_happen_is_entered_somewhere() -> None:
    paths = [path for path in modules() if path.name not in {"logbook.py", "announcements.py"}]
    entered = attributes_of("What", paths)
    lost = {what.name for what in What} - entered - set(NOT_YET_ENTERED)
    assert not lost, f"nothing enters these: {sorted(lost)}"


def test_no_door_is_opened_inside_the_domain() -> None:
    for path in files_named("operations") + files_named("queries"):
        texts = {
            ast.unparse(node) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)
        }
        assert not {text for text in texts if text.startswith(("gettext", "lazy_gettext", "_("))}, (
            f"{place_of(path)} holds a sentence; errors are codes"
        )
