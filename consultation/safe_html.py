"""What markup we let through: bleach guards what people type, nh3 what files hold."""

import re
import threading
import unicodedata
from collections.abc import MutableMapping
from typing import Any

import bleach
import nh3
from bleach.linkifier import LinkifyFilter
from markupsafe import Markup, escape

LINE_ENDS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")

LOOSE_JOINERS = re.compile(
    r"(?<![\u0600-\u07ff\u0900-\u0dff])\u200c|\u200c(?![\u0600-\u07ff\u0900-\u0dff])"
    r"|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff\u0900-\u0dff])\u200d"
    r"|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff\u0900-\u0dff])"
)
"""Joiners outside the scripts that are spelt with them and outside a drawn family."""

JOINERS = "\u200c\u200d"
EMPTY_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
"""Letters and marks of which nothing is seen: a name may not differ in these alone."""

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Controls, direction overrides and zero width, halves of a sign, and what is no sign at all."""

MOST_MARKS = 4
"""Accents on one letter; more is meant to break the page."""


def clean_typed(text: str) -> str:
    """What somebody typed as plain text: NFC, line ends as LF, nothing that steers the reader.

    Words stay as they were typed; only signs nobody can read are taken out. Cleaning twice gives
    the same as cleaning once.
    """
    if text.isascii() and text.isprintable():
        return text
    read = "".join(map(_readable, LINE_ENDS.sub("\n", text)))
    return _fewer_marks(unicodedata.normalize("NFC", LOOSE_JOINERS.sub("", read)))


def clean_line(text: str) -> str:
    """What somebody typed where one line is meant, such as a name: cleaned, single spaces."""
    return " ".join(clean_typed(text).split())


def _readable(sign: str) -> str:
    if sign in JOINERS or sign in "\n\t":
        return sign
    category = unicodedata.category(sign)
    if category == "Zs":
        return " "
    # FE0E and FE0F choose between a drawn and a written sign; the other selectors show nothing.
    selector = "\ufe00" <= sign <= "\ufe0d" or "\U000e0100" <= sign <= "\U000e01ef"
    return "" if category in UNSEEN or sign in EMPTY_LETTERS or selector else sign


def _fewer_marks(text: str) -> str:
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


ADDRESS = re.compile(
    r"(?:https?://[^\s<>\"'/?#@]+(?:[/?#][^\s<>\"']*)?|mailto:[\w.+-]+@[\w-]+[\w.-]*)"
    r"(?<![.,;:!?)\]…»”’-])",
    re.IGNORECASE,
)
"""Only whole addresses become links: a bare word such as plan.nl stays a word."""

AMPERSAND = "\ue000"
"""Stands for a typed & within bleach, which would read "&amp;lt;" as "&lt;". Nobody can type it."""

TYPED_TAGS = {"p", "br", "a"}
TYPED_ATTRIBUTES = {"href", "rel"}
SCHEMES = {"http", "https", "mailto"}
LINK_REL = "nofollow ugc noopener"

_local = threading.local()


def typed_to_html(text: str) -> Markup:
    """What somebody typed, as paragraphs with links for whole addresses; all else is escaped.

    A blank line begins a paragraph and a single line end stays a line end. nh3 goes over what
    bleach made, so that a hole in one of the two is not a hole in the page.
    """
    parts = re.split(r"\n\s*\n", clean_typed(text))
    escaped = "".join(f"<p>{_lines(part.strip())}</p>" for part in parts if part.strip())
    linked = _cleaner().clean(escaped).replace(AMPERSAND, "&amp;")
    cleaned = nh3.clean(
        linked,
        tags=TYPED_TAGS,
        attributes={"a": TYPED_ATTRIBUTES},
        attribute_filter=_typed_attribute,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return Markup(cleaned)  # noqa: S704 - it was escaped and cleaned twice just now


def _lines(part: str) -> str:
    return str(escape(part)).replace("&amp;", AMPERSAND).replace("\n", "<br>")


def _cleaner() -> bleach.Cleaner:
    # A bleach Cleaner is not thread-safe, so each thread has its own.
    if not hasattr(_local, "cleaner"):
        _local.cleaner = bleach.Cleaner(
            tags=TYPED_TAGS,
            attributes={"a": sorted(TYPED_ATTRIBUTES)},
            protocols=SCHEMES,
            filters=[_link_whole_addresses],
        )
    cleaner: bleach.Cleaner = _local.cleaner
    return cleaner


def _link_whole_addresses(source: Any) -> LinkifyFilter:
    return LinkifyFilter(source, callbacks=[_follow_nothing], url_re=ADDRESS)


def _follow_nothing(
    attributes: MutableMapping[tuple[str | None, str], str],
    new: bool = False,  # noqa: ARG001 - the shape bleach calls
    /,
) -> MutableMapping[tuple[str | None, str], str]:
    """Give every link a rel that helps no advertiser."""
    attributes[(None, "rel")] = LINK_REL
    return attributes


def _typed_attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if ADDRESS.fullmatch(value) else None
    return LINK_REL


IMPORTED_TAGS = {
    "p", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
    "strong", "em", "sup", "sub", "a", "br", "figure", "figcaption", "img", "blockquote",
}  # fmt: skip

IMPORTED_ATTRIBUTES = {
    ("th", "scope"): re.compile(r"col|row|colgroup|rowgroup"),
    ("th", "colspan"): re.compile(r"[1-9][0-9]?|100"),
    ("th", "rowspan"): re.compile(r"[1-9][0-9]{0,2}"),
    ("td", "colspan"): re.compile(r"[1-9][0-9]?|100"),
    ("td", "rowspan"): re.compile(r"[1-9][0-9]{0,2}"),
    ("a", "href"): re.compile(
        r"https?://[^\s<>\"'/?#@\\]+(?:[/?#][^\s<>\"']*)?|mailto:[^\s<>\"'?]+|#noot-[\w-]+",
        re.IGNORECASE,
    ),
    ("img", "src"): re.compile(r"image:[0-9a-f]+|/plan-afbeeldingen/[\w-]+(?:\.[a-z]+)?"),
    ("img", "alt"): re.compile(r".*", re.DOTALL),
    ("ol", "start"): re.compile(r"-?[0-9]{1,4}"),
    ("ol", "type"): re.compile(r"[1aAiI]"),
}
"""What each attribute may hold; a value that does not fit goes, its tag stays."""


def clean_imported(html: str) -> str:
    """What a file held, reduced to the markup a plan may have; scripts go with their content.

    A picture has the source `image:<hex>` until it has an address, then /plan-afbeeldingen/...
    """
    return nh3.clean(
        html,
        tags=IMPORTED_TAGS,
        attributes=_names_by_tag(),
        attribute_filter=_imported_attribute,
        url_schemes=SCHEMES | {"image"},
        link_rel="noopener",
    )


def _names_by_tag() -> dict[str, set[str]]:
    tags = {tag for tag, _ in IMPORTED_ATTRIBUTES}
    return {tag: {name for other, name in IMPORTED_ATTRIBUTES if other == tag} for tag in tags}


def _imported_attribute(tag: str, name: str, value: str) -> str | None:
    # The rel that nh3 itself gives to a link comes by here as well.
    rule = IMPORTED_ATTRIBUTES.get((tag, name))
    return value if rule is None or rule.fullmatch(value) else None
