"""Receipt numbers and secret keys, in an alphabet without look-alikes."""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs without 0, O, 1 and I (design.md 9)."""

SHAPE = re.compile(r"(?:MD)?([2-9A-HJ-NP-Z]{4})([2-9A-HJ-NP-Z]{2})")


def check_character(signs: str) -> str:
    """The last sign of a receipt: a weighted sum modulo 37, a prime above the alphabet.

    Different weights modulo a prime catch every wrong sign and every swap of neighbours, as
    ISBN-10 does with 11.
    """
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, start=2))
    return ALPHABET[total % 37 % 32]


def new_receipt() -> str:
    """A fresh random number such as MD-4F7K-92; the database keeps it unique."""
    while True:
        signs = "".join(secrets.choice(ALPHABET) for _ in range(5))
        if _checks_well(signs):
            return f"MD-{signs[:4]}-{signs[4]}{check_character(signs)}"


def _checks_well(signs: str) -> bool:
    """Only numbers whose check value is below 32 are given out, so that it stays one sign."""
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, start=2))
    return total % 37 < 32


def parse_receipt(typed: str) -> str | None:
    """A number as people type it (lower case, spaces, no dashes), or None when it cannot be one."""
    bare = re.sub(r"[\W_]+", "", typed[:80].split("/")[0])
    found = SHAPE.fullmatch(bare.upper()) if bare.isascii() else None
    if found is None:
        return None
    signs = found[1] + found[2][0]
    if not _checks_well(signs) or check_character(signs) != found[2][1]:
        return None
    return f"MD-{found[1]}-{found[2]}"


def new_secret_key() -> str:
    """A secret of 100 bits in groups of four, for the receipt and its QR code only."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(20))
    return _in_fours(signs)


def parse_secret_key(typed: str) -> str | None:
    """A secret key as people type it, in its one written form, or None when it cannot be one."""
    signs = re.sub(r"[\W_]+", "", typed[:80])
    if not re.fullmatch(r"[2-9A-HJ-NP-Z]{20}", signs.upper()) or not signs.isascii():
        return None
    return _in_fours(signs.upper())


def _in_fours(signs: str) -> str:
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))
