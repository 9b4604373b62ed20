"""Names as parts of addresses: lower case, no diacritics, hyphens."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import count

LONGEST = 80

LONGEST_NUMBERED = 74
"""Leaves room for a number, when the name is taken."""

LONGEST_TAIL = 40

TAKEN = frozenset({"nieuw"})
"""Names that would hide an address of the site."""


def slug_from(name: str) -> str:
    """A name as part of an address."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].rstrip("-") or "naamloos"


def free_slug(name: str, taken_like: Callable[[str], Iterable[str]]) -> str:
    """The same, with a number behind it when another has it; `taken_like` gives what begins so."""
    wanted = slug_from(name)[:LONGEST_NUMBERED].rstrip("-")
    taken = {*taken_like(wanted), *TAKEN}
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)


def tail_of(title: str) -> str:
    """The beginning of a title, for who reads an address; the address works without it too."""
    return slug_from(title)[:LONGEST_TAIL].strip("-")
