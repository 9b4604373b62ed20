"""What kind of file this is, by what stands in it; a name may say anything."""

import re
from enum import Enum, auto

from consultation.documents.decoding import as_text

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""A compound file: an old .doc, or a document locked with a password."""

SIGHT = 16 * 1024
"""Bytes from the beginning that say enough."""

TEXT_ENDINGS = {"md", "markdown", "txt", "text", ""}
READ_ENDINGS = TEXT_ENDINGS | {"docx", "odt", "fodt", "pdf", "html", "htm", "xhtml"}
"""Plain words under another ending, such as csv, are no plan in Markdown."""

MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*<(?P<tag>!doctype html|[a-z][a-z\d:-]*)", re.S
)

PAGE = {"!doctype html", "html", "head", "body", "meta", "title", "base"}
"""With what only a page begins."""

PART = {"h1", "h2", "h3", "h4", "p", "div", "main", "article", "section", "header", "nav", "ul",
        "ol", "table", "style", "script", "link", "span", "a", "center", "font"}  # fmt: skip
"""With what a page without its head begins, but Markdown may too."""

MARKDOWN_HEADING = re.compile(r"^(?:#{1,6}[ \t]+\S.*|(?:=+|-+)[ \t]*)$", re.MULTILINE)

MAILED = re.compile(r"[\w-]+:[^\n]*\n")
"""The first line of a page that was saved as a letter with its pictures."""

FLAT_TEXT = re.compile(r"<office:document\b[^>]*opendocument\.text", re.S)


class FileKind(Enum):
    """The kinds of files that are told apart at sight."""

    PDF = auto()
    ZIPPED = auto()
    OLD_OFFICE = auto()
    FLAT_TEXT = auto()
    WEB_PAGE = auto()
    WEB_ARCHIVE = auto()
    MARKDOWN = auto()


def kind_of(data: bytes, filename: str) -> FileKind | None:
    """The kind of a file by its first bytes; None for what we cannot read."""
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith(OLD_OFFICE):
        return FileKind.OLD_OFFICE
    if data.startswith(b"PK"):
        return FileKind.ZIPPED
    text = as_text(data[:SIGHT])
    return None if text is None else _kind_of_text(text, filename)


def _kind_of_text(text: str, filename: str) -> FileKind | None:
    if FLAT_TEXT.search(text):
        return FileKind.FLAT_TEXT
    if MAILED.match(text) and _is_archive(text.casefold()):
        return FileKind.WEB_ARCHIVE
    begins = MARKUP.match(text.casefold())
    if begins is not None and _is_page(begins["tag"], text):
        return FileKind.WEB_PAGE
    if text.startswith(("{\\rtf", "<?xml")):
        return None
    return FileKind.MARKDOWN if _is_markdown(text, ending_of(filename)) else None


def _is_archive(text: str) -> bool:
    return "mime-version:" in text and "multipart/related" in text and "text/html" in text


def _is_page(first_tag: str, text: str) -> bool:
    """A page says so, or begins with a part of one and has no headings of Markdown."""
    if first_tag in PAGE:
        return True
    return first_tag in PART and MARKDOWN_HEADING.search(text) is None


def _is_markdown(text: str, ending: str) -> bool:
    """Words under the name of another kind of document are Markdown when they have headings."""
    if ending in TEXT_ENDINGS:
        return True
    return ending in READ_ENDINGS and MARKDOWN_HEADING.search(text) is not None


def ending_of(filename: str) -> str:
    """What stands after the last point of a name, short and in small letters."""
    return filename.rpartition(".")[2].casefold()[:10] if "." in filename else ""
