"""From the bytes of a web page to its elements."""

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from consultation.documents.decoding import MARKS, as_text
from consultation.documents.refusal import DocumentRefused

DECLARED = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)|^\s*<\?xml[^>]{0,200}encoding=[\"']([\w.:-]+)",
    re.IGNORECASE,
)

BEGINNING = 4096
"""Bytes in which a page must say how it is written."""

OLD_NAMES = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252",
             "x-cp1252"}  # fmt: skip
"""Names that browsers read as windows-1252, whatever the writer meant."""

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

HEADING_CLOSED_WRONG = re.compile(
    r"(<h([1-6])\b[^>]*>(?:(?!</?h[1-6]\b).)*)</h[1-6]\s*>", re.IGNORECASE | re.DOTALL
)
"""A heading that ends as one of another level: browsers end it there too."""

DEEP = "Excessive depth"

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "menu", "nav",
    "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul", "html",
}  # fmt: skip
"""Elements that begin on a line of their own."""

UNREAD = {"script", "style", "noscript", "template", "title", "datalist", "svg", "iframe", "video",
          "audio", "object", "canvas", "applet"}  # fmt: skip
"""Elements whose words are for programs, or for when something cannot be shown."""

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def text_of_page(data: bytes, said: str = "") -> str:
    """The page as text: by its mark, by what it says in its head, as `said`, or by its bytes.

    Raises DocumentRefused when it is no text at all.
    """
    encoding = _declared(data) or _browsers_name(said)
    text = None
    if encoding is not None and not data.startswith(tuple(mark for mark, _ in MARKS)):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            text = None
    text = as_text(data) if text is None else text
    if text is None:
        raise DocumentRefused("broken_file")
    return text.replace("\x00", "")


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:BEGINNING])
    if found is None:
        return None
    return _browsers_name((found[1] or found[2]).decode("ascii", "ignore"))


def _browsers_name(said: str) -> str | None:
    name = said.casefold()
    return ("cp1252" if name in OLD_NAMES else name) or None


def parsed_page(text: str) -> HtmlElement:
    """The elements of a page, mended where it was badly written.

    Raises DocumentRefused with too_deep, too_large or external_entities.
    """
    if re.search(r"<!ENTITY", text[:BEGINNING], re.IGNORECASE):
        raise DocumentRefused("external_entities")
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    plain = HEADING_CLOSED_WRONG.sub(r"\1</h\2>", DECLARATION.sub("", text))
    try:
        root = lxml.html.document_fromstring(plain.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as nothing:
        raise DocumentRefused("no_headings") from nothing
    for error in parser.error_log:
        if error.type_name == "ERR_RESOURCE_LIMIT":
            raise DocumentRefused("too_deep" if DEEP in error.message else "too_large")
        if error.type_name == "ERR_NO_MEMORY":
            raise MemoryError
    return root


def tag_of(element: HtmlElement) -> str:
    """The name of an element; nothing for what is no element."""
    tag = element.tag
    return tag.casefold().rpartition(":")[2] if isinstance(tag, str) else ""


def words_of(element: HtmlElement) -> str:
    """All words in an element, those of each block apart, without those of programs."""
    said: list[str] = []
    unread = 0
    for event, found in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            unread += tag_of(found) in UNREAD
        words = (found.text if event == "start" else found.tail) or ""
        if event == "end":
            unread -= tag_of(found) in UNREAD
            if found is element:
                break
        said.append(" " if tag_of(found) in BLOCKS | {"br"} else "")
        said.append("" if unread else str(words))
    return "".join(said)


def names_on(element: HtmlElement) -> Iterator[str]:
    """The words of its class, id and role: what its writer calls it."""
    for attribute in ("class", "id", "role"):
        yield from (element.get(attribute) or "").casefold().split()


def style_on(element: HtmlElement) -> str:
    """Its own style, in small letters and without blanks."""
    return re.sub(r"\s+", "", element.get("style") or "").casefold()
