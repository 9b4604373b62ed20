"""Draws docs/permissions.md from the policy: `python -m tests.house.permission_table` writes it."""

import ast
import itertools
import sys
from types import SimpleNamespace

from consultation.logbook import ANYONE, SYSTEM, Actor, ActorKind
from consultation.permissions import Permission, Role, may
from tests.house.source import CODE, REPOSITORY, tree_of

DOCUMENT = REPOSITORY / "docs" / "permissions.md"

HERE = 1
SUBMISSION = 7

THING = SimpleNamespace(
    summary_by_id=7,
    organisation_id=HERE,
    submission_id=SUBMISSION,
    gathering_id=SUBMISSION,
    submitted_by_id=99,
    decided_by_id=99,
)
"""Something of this organisation, that somebody else submitted and decided on."""

HEAD = """# Who may do what

Drawn from `consultation/permissions.py`; a test compares the two. A role counts within the
organisation that owns the thing, but for programme and administrator, which count everywhere.
Approving a note and judging an objection are never for the person who submitted or decided.
"""


def staff(role: Role, organisation: int | None = HERE) -> Actor:
    """Somebody with one role, in one organisation or everywhere."""
    everywhere = role in {Role.PROGRAMME, Role.ADMINISTRATOR}
    place = None if everywhere else organisation
    return Actor(ActorKind.STAFF, account_id=5, roles=frozenset({(role.value, place)}))


PEOPLE: dict[str, Actor] = {
    "anyone": ANYONE,
    "with the secret key": Actor(
        ActorKind.PARTICIPANT,
        submissions=frozenset({SUBMISSION}),
        gatherings=frozenset({SUBMISSION}),
    ),
    **{role.value.replace("-", " "): staff(role) for role in Role},
    "system": SYSTEM,
}


def permission_table() -> str:
    """The whole document."""
    meanings = _meanings()
    lines = [HEAD, "| permission | " + " | ".join(PEOPLE) + " | meaning |"]
    lines.append("|---" * (len(PEOPLE) + 2) + "|")
    for permission in Permission:
        marks = ["yes" if may(who, permission, THING) else "" for who in PEOPLE.values()]
        cells = [f"`{permission.value}`", *marks, meanings[permission.name]]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _meanings() -> dict[str, str]:
    """The line under each permission in the source."""
    module = tree_of(CODE / "permissions.py")
    body = next(n.body for n in module.body if getattr(n, "name", "") == "Permission")
    found = {}
    for line, below in itertools.pairwise(body):
        if isinstance(line, ast.Assign) and isinstance(below, ast.Expr):
            found[ast.unparse(line.targets[0])] = str(ast.literal_eval(below.value))
    return found


def main() -> None:
    """Write the document."""
    DOCUMENT.write_text(permission_table(), encoding="utf-8")
    sys.stdout.write(f"{DOCUMENT.name} written\n")


if __name__ == "__main__":
    main()
