"""Numbers of headings: what is typed before a title, and what level that says."""

import re
from dataclasses import dataclass

DECIMAL = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,5})(?P<dot>\.?)(?P<gap>[\s:)\u2013-]*)")

NAMED = re.compile(
    r"(?P<number>(?P<word>hoofdstuk|deel|bijlage|annex|appendix|chapter|part|artikel|article)"
    r"\s+(?P<sign>\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVXL]{1,6}))\b(?P<gap>[\s.:)\u2013-]*)",
    re.IGNORECASE,
)

LETTERED = re.compile(r"(?P<number>[A-Z](?:\.\d{1,3}){1,4})\.?\s+")

ROMAN = re.compile(r"(?P<number>[IVXL]{1,6})\.\s+")

MOST_IN_A_CHAPTER = 99
"""A higher number is a year or an amount, not the number of a heading."""


ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True)
class Numbered:
    """A heading taken apart; `depth` is 0 when its number says nothing about the level."""

    number: str
    title: str
    depth: int


def split_number(heading: str) -> Numbered:
    """The number typed before a title ("1.2.3 Titel", "Bijlage A Begrippen"), and the title."""
    for reader in (_decimal, _named, _lettered, _roman):
        found = reader(heading)
        if found is not None:
            return found
    return Numbered("", heading, 0)


def _decimal(heading: str) -> Numbered | None:
    match = DECIMAL.match(heading)
    if match is None or max(map(int, match["number"].split("."))) > MOST_IN_A_CHAPTER:
        return None
    title = heading[match.end() :]
    if title[:1] in {"%", "\u20ac", ",", "/"} or (title and not match["gap"] and not match["dot"]):
        return None
    return Numbered(match["number"], title, depth_of(match["number"]))


def _named(heading: str) -> Numbered | None:
    match = NAMED.match(heading)
    if match is None:
        return None
    title = heading[match.end() :]
    word = match["word"].casefold()
    if word in {"hoofdstuk", "chapter"} and match["sign"][0].isdecimal():
        return Numbered(match["sign"], title or heading, depth_of(match["sign"]))
    depth = 0 if word in {"artikel", "article"} else 1
    return Numbered(match["number"], title or heading, depth)


def written(read: Numbered, heading: str) -> str:
    """A heading as it is kept: a number and a title, or the whole when that is its title."""
    return heading if read.title in {"", heading} else f"{read.number} {read.title}"


def _lettered(heading: str) -> Numbered | None:
    match = LETTERED.match(heading)
    if match is None:
        return None
    return Numbered(match["number"], heading[match.end() :], depth_of(match["number"]))


def _roman(heading: str) -> Numbered | None:
    match = ROMAN.match(heading)
    return Numbered(match["number"], heading[match.end() :], 0) if match else None


def depth_of(number: str) -> int:
    """How deep a number with points goes: 1.2.3 is three."""
    return number.strip(".").count(".") + 1


def follows(number: str, before: str) -> bool:
    """Whether a heading number can come right after another: next brother, child or uncle."""
    new, old = _parts(number), _parts(before)
    if not new:
        return False
    if not old:
        return len(new) == 1 or set(new[1:]) <= {0, 1}
    if len(new) > len(old):
        return new[: len(old)] == old and set(new[len(old) :]) <= {0, 1}
    same = new[:-1] == old[: len(new) - 1]
    return same and 0 < new[-1] - old[len(new) - 1] <= 2


def _parts(number: str) -> list[int]:
    parts = number.strip(".").split(".")
    return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []


def formatted(count: int, shape: str) -> str:
    """A count as decimal, letter or roman number."""
    if shape in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if shape == "upperLetter" else letter
    if shape in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        roman = _in_roman(count)
        return roman.upper() if shape == "upperRoman" else roman
    if shape == "decimalZero":
        return f"{count:02d}"
    return "" if shape in {"none", "bullet"} else str(count)


def _in_roman(count: int) -> str:
    made = ""
    for worth, sign in ROMANS:
        while count >= worth:
            made += sign
            count -= worth
    return made
