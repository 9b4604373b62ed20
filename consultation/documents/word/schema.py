"""The names of OOXML, and small questions to its elements."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

Element = etree._Element

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}

STRICT = "http://purl.oclc.org/ooxml/"
"""Strict OOXML has other addresses for the same names; see `loosened`."""

OFF = {"0", "false", "off", "none"}


@cache
def name(short: str) -> str:
    """The full name of "w:p"."""
    prefix, _, local = short.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def loosened(data: bytes) -> bytes:
    """Strict OOXML with the addresses of the usual (transitional) kind."""
    if STRICT.encode() not in data:
        return data
    for own in ("wordprocessingml", "drawingml", "officeDocument"):
        usual = f"http://schemas.openxmlformats.org/{own}/2006/"
        data = data.replace(f"{STRICT}{own}/".encode(), usual.encode())
    return data


def find(element: Element | None, *path: str) -> Element | None:
    """The first element down this path, or None."""
    for step in path:
        if element is None:
            return None
        full = name(step)
        for child in element:
            if child.tag == full:
                element = child
                break
        else:
            return None
    return element


def value(element: Element | None, *path: str, attribute: str = "w:val") -> str | None:
    """An attribute of the element at the end of a path."""
    target = find(element, *path)
    return None if target is None else target.get(name(attribute))


def number(element: Element | None, *path: str, attribute: str = "w:val") -> int | None:
    """The same, as a whole number; None when it is absent or no number."""
    found = value(element, *path, attribute=attribute)
    try:
        return None if found is None else int(found)
    except ValueError:
        return None


def switch(element: Element | None, *path: str) -> bool | None:
    """A property that is on, off, or not said."""
    target = find(element, *path)
    if target is None:
        return None
    return (target.get(name("w:val")) or "1").casefold() not in OFF


def left_of(properties: Element | None) -> int | None:
    """How far a paragraph stands from the margin, in twentieths of a point; None when unsaid."""
    said = number(properties, "w:ind", attribute="w:left")
    return said if said is not None else number(properties, "w:ind", attribute="w:start")


def children(element: Element) -> Iterator[Element]:
    """The elements inside, without comments."""
    return (child for child in element if isinstance(child.tag, str))
