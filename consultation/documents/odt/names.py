"""The names of OpenDocument, and small questions to its elements."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

Element = etree._Element

SPACE = "urn:oasis:names:tc:opendocument:xmlns:"

NAMES = {
    "office": f"{SPACE}office:1.0",
    "text": f"{SPACE}text:1.0",
    "table": f"{SPACE}table:1.0",
    "style": f"{SPACE}style:1.0",
    "draw": f"{SPACE}drawing:1.0",
    "fo": f"{SPACE}xsl-fo-compatible:1.0",
    "svg": f"{SPACE}svg-compatible:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "math": "http://www.w3.org/1998/Math/MathML",
}

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

INDEXES = (
    "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index",
    "text:user-index", "text:alphabetical-index",
)  # fmt: skip
"""Lists that the word processor makes to find things by their page."""


@cache
def name(short: str) -> str:
    """The full name of "text:p"."""
    prefix, _, local = short.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


SHORT = {space: prefix for prefix, space in NAMES.items()}


def short_name(full: object) -> str:
    """The other way round; nothing for a comment or for what OpenDocument does not know."""
    if not isinstance(full, str):
        return ""
    space, _, local = full.removeprefix("{").partition("}")
    return f"{SHORT[space]}:{local}" if space in SHORT else ""


def value(element: Element | None, attribute: str) -> str:
    """An attribute, or nothing."""
    return "" if element is None else element.get(name(attribute)) or ""


def number(element: Element | None, attribute: str, otherwise: int, most: int = 10_000) -> int:
    """An attribute as a whole number that is not below nought nor above `most`."""
    said = value(element, attribute)
    return min(int(said), most) if said.isascii() and said.isdecimal() else otherwise


def children(element: Element) -> Iterator[Element]:
    """The elements inside, without comments."""
    return (child for child in element if isinstance(child.tag, str))


def is_on(element: Element, attribute: str) -> bool:
    """Whether an attribute says true."""
    return value(element, attribute) == "true"
