"""Mending the kept HTML of a block where the file left something out that readers need (T38)."""

from lxml import html as parser
from lxml.html import HtmlElement

PICTURE = "image:"
"""How the address of a kept picture begins, before its fingerprint."""


def pictures_without_words(html: str) -> list[str]:
    """The fingerprints of the pictures in a block that say nothing to who cannot see them."""
    if "<img" not in html:
        return []
    return [
        str(image.get("src", "")).removeprefix(PICTURE)
        for image in _opened(html).iter("img")
        if not str(image.get("alt", "")).strip()
    ]


def has_table_without_heads(html: str) -> bool:
    """Whether a block holds a table of which no cell is a head."""
    if "<table" not in html:
        return False
    return any(not table.xpath(".//th") for table in _opened(html).iter("table"))


def described(html: str, sha256: str, words: str) -> str:
    """The block with these words at its picture."""
    block = _opened(html)
    for image in block.iter("img"):
        if image.get("src") == f"{PICTURE}{sha256}":
            image.set("alt", words)
    return _closed(block)


def headed(html: str) -> str:
    """The block with the first row of each table without heads as its heads."""
    block = _opened(html)
    for table in list(block.iter("table")):
        if not table.xpath(".//th"):
            for cell in table.xpath("(.//tr)[1]/td"):
                cell.tag = "th"
                cell.set("scope", "col")
    return _closed(block)


def _opened(html: str) -> HtmlElement:
    return parser.fragment_fromstring(html, create_parent="div")


def _closed(block: HtmlElement) -> str:
    whole = parser.tostring(block, encoding="unicode")
    return str(whole).removeprefix("<div>").removesuffix("</div>")
