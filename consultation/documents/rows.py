"""What a kept block of HTML is made of: the rows of a table or list, and its pictures."""

import re

from lxml import html as parser
from lxml.html import HtmlElement

Row = tuple[str, ...]

PICTURE = re.compile(r'src="image:([0-9a-f]+)"')


def rows_of(html: str) -> tuple[Row, ...]:
    """The cells of each row of a table with its caption as the first, or the items of a list.

    Empty for every other block.
    """
    if not re.match(r"\s*<(table|ul|ol)\b", html):
        return ()
    block = parser.fragment_fromstring(html, create_parent="div")
    rows = [_row(one) for one in block.iter("caption", "tr")]
    rows += [(_words(item),) for item in block.xpath("./ul/li | ./ol/li")]
    return tuple(row for row in rows if row)


def pictures_of(html: str) -> str:
    """The fingerprints of the pictures in a block."""
    return " ".join(PICTURE.findall(html))


def _row(row: HtmlElement) -> Row:
    if row.tag == "caption":
        return (_words(row),)
    return tuple(_words(cell) for cell in row if cell.tag in {"th", "td"})


def _words(element: HtmlElement) -> str:
    """The words of a cell or item; its paragraphs and inner items are kept apart."""
    between = " " if element.xpath(".//p | .//li | .//br") else ""
    return " ".join(between.join(element.itertext()).split())
