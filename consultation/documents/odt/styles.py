"""Styles of OpenDocument: what a paragraph or stretch of text inherits from the style it names."""

import re
from collections.abc import Iterable, Iterator

from consultation.documents.odt.names import Element, name, value

HEADING = re.compile(r"(?:heading|kop|\u00fcberschrift|titre)\s*(\d)", re.IGNORECASE)

CONTENTS = re.compile(
    r"(toc|contents|inhopg|inhoud|inhoudsopgave)\s*(\d|heading|kop)|table of figures", re.IGNORECASE
)

MOST_ANCESTORS = 12

CODED = re.compile(r"_([0-9a-f]{2})_")
"""How a style name keeps a sign that XML names may not have: Heading_20_1."""


class Styles:
    """The styles of one document, asked by the kind of what wears them and their name."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._by_name: dict[tuple[str, str], Element] = {}
        for root in roots:
            for style in root.iter(name("style:style")):
                self._by_name[value(style, "style:family"), value(style, "style:name")] = style

    def chain(self, style_name: str, family: str = "paragraph") -> Iterator[Element]:
        """The style and those it is based on, nearest first."""
        for _ in range(MOST_ANCESTORS):
            style = self._by_name.get((family, style_name))
            if style is None:
                return
            yield style
            style_name = value(style, "style:parent-style-name")

    def names(self, style_name: str) -> Iterator[str]:
        """What people call the style and those it is based on; a style nobody defined too."""
        last = style_name
        for style in self.chain(style_name):
            own = value(style, "style:name")
            yield _decoded(value(style, "style:display-name") or own)
            last = value(style, "style:parent-style-name")
        if last:
            yield _decoded(last)

    def is_named(self, style_name: str, *words: str) -> bool:
        """Whether the style, or one it is based on, has one of these names."""
        return any(found.casefold() in words for found in self.names(style_name))

    def is_contents(self, style_name: str) -> bool:
        """Whether this is a line of a contents list that a word processor made."""
        return any(CONTENTS.match(found) for found in self.names(style_name))

    def outline_level(self, style_name: str) -> int | None:
        """The heading level that the style gives; None for running text."""
        for style in self.chain(style_name):
            said = value(style, "style:default-outline-level")
            if said.isdecimal():
                return int(said)
            found = HEADING.fullmatch(_decoded(value(style, "style:display-name")))
            if found:
                return int(found[1])
        return None

    def list_style(self, style_name: str) -> str | None:
        """The list that the style puts its paragraphs in; "" when it takes them out of one."""
        for style in self.chain(style_name):
            said = style.get(name("style:list-style-name"))
            if said is not None:
                return said
        return None

    def said(self, style_name: str, family: str, attribute: str) -> str:
        """What the style says of its letters, such as fo:font-weight."""
        for style in self.chain(style_name, family):
            found = value(style.find(name("style:text-properties")), attribute)
            if found:
                return found
        return ""


def _decoded(style_name: str) -> str:
    return CODED.sub(lambda found: chr(int(found[1], 16)), style_name)
