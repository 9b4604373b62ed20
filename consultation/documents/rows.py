"""What a kept block of HTML is made of: its words, rows, pictures and links."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import html as parser
from lxml.html import HtmlElement


class Row(NamedTuple):
    """The cells of a row of a table, or an item of a list with how many lists it stands in."""

    cells: tuple[str, ...]
    depth: int = 0
    is_head: bool = False


APART = frozenset({"p", "li", "br", "td", "th", "tr", "caption", "figcaption", "blockquote"})
"""Between these and what is beside them stands white space, written or not."""

PICTURE = re.compile(r'src="image:([0-9a-f]+)"')
LINK = re.compile(r'href="((?:https?:|mailto:)[^"]+)"')
NOTE = re.compile(r'<sup><a href="#noot-[^"]*"[^>]*>[^<]*</a></sup>')
"""The number of a footnote in the text; it says nothing, and shifts when another note comes."""


def rows_of(html: str) -> tuple[Row, ...]:
    """The rows of a table with its caption as the first, or the items of a list.

    An item of a list in a list is a row of its own. Empty for every other block.
    """
    if not re.match(r"\s*<(table|ul|ol)\b", html):
        return ()
    block = _parsed(html)
    rows = [_row(one) for one in block.iter("caption", "tr")]
    rows += _items(block, 0)
    return tuple(row for row in rows if row.cells)


def text_of(text: str, html: str) -> str:
    """The words of a block without the numbers of its footnotes."""
    return words_of(html) if NOTE.search(html) else text


def words_of(html: str) -> str:
    """The words of a piece of HTML without the numbers of its footnotes."""
    return _words(_parsed(html)) if html.strip() else ""


def _parsed(html: str) -> HtmlElement:
    return parser.fragment_fromstring(NOTE.sub("", html), create_parent="div")


def pictures_of(html: str) -> str:
    """The fingerprints of the pictures in a block."""
    return " ".join(PICTURE.findall(html))


def links_of(html: str) -> tuple[str, ...]:
    """The addresses that a block leads to."""
    return tuple(LINK.findall(html))


def _row(row: HtmlElement) -> Row:
    if row.tag == "caption":
        return Row((_words(row),))
    cells = [cell for cell in row if cell.tag in {"th", "td"}]
    is_head = bool(cells) and all(cell.tag == "th" for cell in cells)
    return Row(tuple(_words(cell) for cell in cells), is_head=is_head)


def _items(block: HtmlElement, depth: int) -> Iterator[Row]:
    for item in block.xpath("./ul/li | ./ol/li"):
        own = deepcopy(item)
        for inner in own.xpath("./ul | ./ol"):
            inner.drop_tree()
        yield Row((_words(own),), depth)
        yield from _items(item, depth + 1)


def _words(element: HtmlElement) -> str:
    """The words of an element; its paragraphs, lines and inner items are kept apart."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    is_apart = element.tag in APART
    yield f" {element.text or ''}" if is_apart else element.text or ""
    for inner in element:
        yield from _pieces(inner)
        yield inner.tail or ""
    if is_apart:
        yield " "
