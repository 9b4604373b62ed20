"""What a short code looks like, and how people type it."""

import re
import secrets
from enum import StrEnum

ALPHABET = "23456789BCFGHJKLMNPQRSTVWXZ"
"""Without 0 O 1 I, without D beside Q, and without vowels: no code is a word by accident."""

LENGTH = 4
SHAPE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")

READ_AS = str.maketrans({"0": "Q", "O": "Q", "D": "Q", "1": "L", "I": "L"})
"""Signs that no code holds, as the sign they were seen for."""

LONGEST_TYPED = 40


class CodeFor(StrEnum):
    """What a code leads to."""

    ROUND = "round"
    SECTION = "section"
    HOUR = "hour"
    CATEGORY = "category"


KINDS = {
    "rounds": CodeFor.ROUND,
    "question_hours": CodeFor.HOUR,
    "categories": CodeFor.CATEGORY,
}
"""The table that a thing stands in, and what kind of code that makes."""


def new_code() -> str:
    """A random code; the database keeps it unique and for ever."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def parse_code(typed: str) -> str | None:
    """A code as people type it (lower case, blanks, O for 0), or None when it cannot be one."""
    bare = re.sub(r"[\W_]+", "", typed[:LONGEST_TYPED]).upper().translate(READ_AS)
    return bare if SHAPE.fullmatch(bare) else None
