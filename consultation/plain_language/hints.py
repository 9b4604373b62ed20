"""Hints for somebody who writes: what may be personal or secret in it, and where to cut it."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Sensitive(StrEnum):
    """What people write down without meaning everybody to read it."""

    EMAIL = "email"
    IBAN = "iban"
    PHONE = "phone"
    CITIZEN_NUMBER = "citizen-number"
    PRICE = "price"


@dataclass(frozen=True)
class Hint:
    """Words that may be sensitive, and where they stand in the text."""

    kind: Sensitive
    words: str
    begin: int
    end: int


PATTERNS = {
    Sensitive.EMAIL: r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}",
    Sensitive.IBAN: r"\b[A-Z]{2}\d{2} ?[A-Z]{4} ?(?:\d{4} ?){2}\d{2}\b",
    Sensitive.PHONE: r"(?<![\w+])(?:(?:\+|00)31 ?(?:\(0\) ?)?|0)[1-9](?:[ .-]?\d){7,8}(?!\d)",
    Sensitive.CITIZEN_NUMBER: r"(?<![\d.,-])\d{3}[ .]?\d{3}[ .]?\d{3}(?![.,-]?\d)",
    Sensitive.PRICE: r"(?:€ ?|\b(?:EUR|euro) )\d[\d.]{0,15}(?:,(?:\d{1,2}|-+))?"
    r"|\b\d[\d.]{0,15}(?:,\d{1,2})? (?:euro|EUR)\b",
}
"""Patterns without nested repetition, so that no text makes them slow."""

SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+|\n+")


def personal_data_in(text: str) -> list[Hint]:
    """What in a text may be an address, a number or a price, in the order of the text (F16).

    Only a hint: a shape is not a proof. Nine digits count as a citizen number only when they
    pass the test of eleven.
    """
    found: list[Hint] = []
    for kind, pattern in PATTERNS.items():
        for match in re.finditer(pattern, text):
            begin, end = match.span()
            if kind is Sensitive.CITIZEN_NUMBER and not passes_eleven_test(match[0]):
                continue
            if all(end <= other.begin or begin >= other.end for other in found):
                found.append(Hint(kind, match[0], begin, end))
    return sorted(found, key=lambda hint: hint.begin)


def passes_eleven_test(number: str) -> bool:
    """Whether nine digits can be a burgerservicenummer: 9a + 8b + ... + 2h - i is a multiple of 11.

    Source: the elfproef of the BSN, Logisch Ontwerp BSN.
    """
    digits = [int(sign) for sign in number if sign.isdecimal()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * digit for weight, digit in zip(weights, digits, strict=False))
    return len(digits) == len(weights) and total > 0 and total % 11 == 0


def cut_in_parts(text: str, limit: int) -> list[str]:
    """The text in as few parts as the limit allows, cut at the end of a sentence where it can be.

    No word is lost: the parts together are the text without the white space at the cuts.
    """
    rest = text.strip()
    parts: list[str] = []
    while len(rest) > limit:
        at = _cut_at(rest, limit)
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*parts, rest] if rest else parts


def _cut_at(text: str, limit: int) -> int:
    """The last end of a sentence before the limit, else the last space, else the limit itself."""
    ends = [m.end() for m in SENTENCE_END.finditer(text, 0, limit + 1) if m.end() <= limit + 1]
    if ends:
        return ends[-1]
    space = text.rfind(" ", 1, limit + 1)
    return space if space > 0 else limit
