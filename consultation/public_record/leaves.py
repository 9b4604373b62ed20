"""What stands in the record: fixed lines without time, person or secret (reliability.md 5.3)."""

import base64
import re
from dataclasses import dataclass
from enum import StrEnum

PREFIX = "dialoog-log/1"


class Kind(StrEnum):
    """The kinds of leaves, in the words that outsiders read."""

    RONDE = "ronde"
    ONTVANGEN = "ontvangen"
    TE_LAAT = "te-laat"
    GEWIJZIGD = "gewijzigd"
    INGETROKKEN = "ingetrokken"
    VERBORGEN = "verborgen"
    GEREDIGEERD = "geredigeerd"
    GEWIST = "gewist"
    ANTWOORD = "antwoord"
    SLUITING = "sluiting"
    NOTA = "nota"
    SLEUTEL = "sleutel"
    HERSTEL = "herstel"


WORD = re.compile(r"[A-Za-z0-9./-]{1,90}")


@dataclass(frozen=True)
class Leaf:
    """One line of the record: a kind, the round, a reference, and 32 bytes."""

    kind: Kind
    round: str
    ref: str
    value: bytes

    def line(self) -> str:
        """The line as it is hashed and published.

        Raises ValueError when a part would not fit one line.
        """
        if not WORD.fullmatch(self.round) or not WORD.fullmatch(self.ref):
            raise ValueError(f"not fit for the record: {self.round} {self.ref}")
        if len(self.value) != 32:
            raise ValueError("a leaf holds 32 bytes")
        value = base64.b64encode(self.value).decode()
        return " ".join((PREFIX, self.kind.value, self.round, self.ref, value))


def parse(line: str) -> Leaf:
    """Read a line back; raises ValueError when it is not exactly one."""
    prefix, kind, round_slug, ref, value = line.split(" ")
    if prefix != PREFIX:
        raise ValueError("unknown record")
    leaf = Leaf(Kind(kind), round_slug, ref, base64.b64decode(value, validate=True))
    if leaf.line() != line:
        raise ValueError("not the canonical form")
    return leaf
