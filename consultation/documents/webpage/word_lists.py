"""Lists as Word writes them on a page: paragraphs with a sign or number in front."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from consultation.documents.numbers import ROMANS
from consultation.documents.webpage.parsing import names_on, style_on, tag_of, words_of
from consultation.documents.webpage.spans import IGNORED

NAMED = re.compile(r"mso-list:(l\d+)level(\d+)(lfo\d+)?")
NUMBERED = re.compile(r"\(?(\d{1,3}|[a-z]{1,5}|[A-Z]{1,5})[.):]")
FONTS = re.compile(r"font-family:[\"']?(?:symbol|wingdings)")
"""Fonts in which a letter is a bullet."""

INDENT = re.compile(r"margin-left:(-?[\d.]+)(pt|cm|in|px)")

POINTS = {"pt": 1.0, "cm": 28.35, "in": 72.0, "px": 0.75}
STEP = 36
"""Points that Word moves each level in."""

LONGEST_MARK = 6


@dataclass(frozen=True)
class Mark:
    """What stood before a paragraph of such a list."""

    level: int
    ordered: bool
    value: int
    type: str
    list_id: str
    shown: str
    indent: int = 0


def is_list_paragraph(element: HtmlElement) -> bool:
    """Whether Word made it a paragraph of a list."""
    if tag_of(element) != "p":
        return False
    return NAMED.search(style_on(element)) is not None or any(
        name.startswith("msolistparagraph") for name in names_on(element)
    )


def take_mark(element: HtmlElement) -> Mark | None:
    """Take the mark that Word computed off a paragraph or heading; None without one."""
    shown = _taken(element)
    if shown is None:
        return None
    named = NAMED.search(style_on(element))
    value, kind = _counted(shown)
    return Mark(
        level=int(named[2]) if named else _depth(element),
        ordered=value is not None,
        value=value or 1,
        type=kind,
        list_id=f"{named[1]} {named[3]}" if named else "word",
        shown=shown,
    )


def _taken(element: HtmlElement) -> str | None:
    """The sign or number: in a stretch that says so, set in a font of signs, or before a gap."""
    for found in element.iter("span"):
        if IGNORED in style_on(found):
            shown = words_of(found)
            found.drop_tree()
            return _joined(shown)
    first = next(iter(element), None)
    if first is None or tag_of(first) != "span":
        return None
    if (element.text or "").strip():
        shown = element.text or ""
        if not _is_gap(first) or len(_joined(shown)) > LONGEST_MARK:
            return None
        element.text = ""
        return _joined(shown)
    shown = words_of(first)
    has_gap = any(map(_is_gap, first.iterdescendants("span")))
    if len(_joined(shown)) > LONGEST_MARK or not (has_gap or FONTS.match(style_on(first))):
        return None
    first.drop_tree()
    return _joined(shown)


def _joined(shown: str) -> str:
    return "".join(shown.split())


def _is_gap(span: HtmlElement) -> bool:
    """The blanks in small print that Word puts between a mark and the words."""
    return "font:7.0pt" in style_on(span) and not words_of(span).strip()


def _counted(shown: str) -> tuple[int | None, str]:
    """What a mark counts and how; None for a bullet. A lone i is roman, as Word uses it."""
    found = NUMBERED.fullmatch(shown)
    if found is None:
        return None, ""
    sign = found[1]
    if sign.isdecimal():
        return int(sign), ""
    small = sign.casefold()
    roman = _from_roman(small) if set(small) <= set("ivxlc") and small not in {"c", "l"} else None
    if roman is not None:
        return roman, "i" if sign.islower() else "I"
    return ord(small[0]) - ord("a") + 1 + 26 * (len(small) - 1), "a" if sign.islower() else "A"


def _from_roman(text: str) -> int:
    worth = {sign: value for value, sign in ROMANS if len(sign) == 1}
    values = [worth[sign] for sign in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < after else one for one, after in pairs)


def _depth(element: HtmlElement) -> int:
    found = INDENT.search(style_on(element))
    if found is None:
        return 1
    return max(1, round(float(found[1]) * POINTS[found[2]] / STEP))
