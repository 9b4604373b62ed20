"""The policy: role by permission by situation."""

from types import SimpleNamespace

import pytest

from consultation.errors import NotAllowed
from consultation.logbook import ANYONE, SYSTEM, Actor, ActorKind
from consultation.permissions import EVERYWHERE, TABLE, Permission, Role, may, require
from tests.house.permission_table import (
    DOCUMENT,
    SUBMISSION,
    THING,
    permission_table,
    staff,
)
from tests.house.source import attributes_of, modules

LOCAL = [role for role in Role if role not in EVERYWHERE]

FOR_ANYONE = {
    Permission.SIGN_IN,
    Permission.READ_PUBLIC,
    Permission.SEND_CONTRIBUTION,
    Permission.ASK_QUESTION,
    Permission.SUPPORT_QUESTION,
    Permission.SEND_GATHERING,
    Permission.USE_DEMO,
    Permission.WATCH_HEALTH,
}


OF_THE_WHOLE_SITE = {
    Permission.SEE_DESK,
    Permission.MODERATE_GATHERING,
    Permission.CANCEL_GATHERING,
}
"""What a role in any organisation may give: the agenda belongs to all of them."""


def test_the_document_shows_the_policy() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == permission_table(), (
        "run `python -m tests.house.permission_table` and look at what changed"
    )


def test_every_permission_is_in_the_table() -> None:
    assert set(TABLE) == set(Permission)


NOT_YET_USED = {
    "READ_IDENTITY": "the desk is being built",
    "SEE_DESK": "the desk is being built",
}
"""Permissions that no door needs yet, with the reason."""


def test_every_permission_is_used() -> None:
    paths = [path for path in modules() if path.name != "permissions.py"]
    unused = {p.name for p in Permission} - attributes_of("Permission", paths) - set(NOT_YET_USED)
    assert not unused, f"nothing asks for these: {sorted(unused)}"


def test_a_permission_that_is_not_in_the_table_is_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(TABLE, Permission.READ_PUBLIC)
    assert not may(SYSTEM, Permission.READ_PUBLIC)


def test_anyone_may_only_what_is_for_anyone() -> None:
    assert {p for p in Permission if may(ANYONE, p, THING)} == FOR_ANYONE


@pytest.mark.parametrize("role", LOCAL)
def test_a_role_counts_in_its_own_organisation_only(role: Role) -> None:
    there = staff(role, organisation=2)
    beyond = FOR_ANYONE | OF_THE_WHOLE_SITE
    assert {p for p in Permission if may(there, p, THING)} <= beyond


@pytest.mark.parametrize("role", LOCAL)
def test_a_role_without_an_organisation_gives_nothing_on_a_thing_of_one(role: Role) -> None:
    nowhere = staff(role, organisation=None)
    assert {p for p in Permission if may(nowhere, p, THING)} <= FOR_ANYONE | {Permission.SEE_DESK}


def test_staff_without_roles_may_nothing_more_than_anyone() -> None:
    bare = Actor(ActorKind.STAFF, account_id=5)
    assert {p for p in Permission if may(bare, p, THING)} == FOR_ANYONE


def test_a_secret_key_opens_its_own_submission_only() -> None:
    keeper = Actor(ActorKind.PARTICIPANT, submissions=frozenset({SUBMISSION}))
    other = SimpleNamespace(organisation_id=1, submission_id=SUBMISSION + 1)
    own = {
        Permission.CHANGE_CONTRIBUTION,
        Permission.OBJECT_TO_DECISION,
        Permission.READ_CONTRIBUTION,
        Permission.READ_IDENTITY,
    }
    assert {p for p in Permission if may(keeper, p, THING)} == FOR_ANYONE | own
    assert {p for p in Permission if may(keeper, p, other)} == FOR_ANYONE


@pytest.mark.parametrize("role", list(Role))
def test_nobody_changes_the_words_of_another(role: Role) -> None:
    assert not may(staff(role), Permission.CHANGE_CONTRIBUTION, THING)


@pytest.mark.parametrize("role", [Role.ROUND_MANAGER, Role.PROGRAMME])
def test_four_eyes_on_a_note(role: Role) -> None:
    mine = SimpleNamespace(organisation_id=1, submitted_by_id=5)
    assert may(staff(role), Permission.APPROVE_NOTE, THING)
    assert not may(staff(role), Permission.APPROVE_NOTE, mine)


def test_the_system_approves_no_note_and_judges_no_objection() -> None:
    assert not may(SYSTEM, Permission.APPROVE_NOTE, THING)
    assert not may(SYSTEM, Permission.JUDGE_OBJECTION, THING)


def test_a_second_person_judges_an_objection() -> None:
    mine = SimpleNamespace(organisation_id=1, decided_by_id=5)
    assert may(staff(Role.MODERATOR), Permission.JUDGE_OBJECTION, THING)
    assert not may(staff(Role.MODERATOR), Permission.JUDGE_OBJECTION, mine)


def test_who_may_not_is_told_what() -> None:
    with pytest.raises(NotAllowed) as refusal:
        require(ANYONE, Permission.MANAGE_ACCOUNTS)
    assert refusal.value.params == {"permission": "manage-accounts"}
