"""Counting what a page holds in its stream of tags, apart from how it is read."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

from consultation.documents.counting import words_in
from consultation.documents.webpage.parsing import BLOCKS, HEADINGS, UNREAD

LISTS = {"ul", "ol", "dl", "menu", "dir"}
ITEMS = {"li", "dt"}
IN_ITEMS = ITEMS | {"dd"}
APART = LISTS | {"table", "figcaption", "caption"}

WORD_LIST = re.compile(r"mso-list:|msolistparagraph", re.IGNORECASE)

NOTE_MARK = re.compile(r"[\[(]?(\d{1,3}|[ivxlc]{1,6}|[a-z]|\*{1,3})[\])]?", re.IGNORECASE)
NOTE_ADDRESS = re.compile(
    r"#(?:user-content-)?_?(?:ftn|edn|fn|sdfootnote|sdendnote|noot|voetnoot|note|cite_note|footnote)"
    r"(?!ref)(?!.*anc$)",
    re.IGNORECASE,
)

OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def counted_in(markup: str, base: str = "") -> Counter[str]:
    """Headings, paragraphs, lists, tables, images, notes, links and words of a piece of a page."""
    counter = _Counter(base)
    counter.feed(markup)
    counter.close()
    counter.flush()
    counts = counter.counts
    counts["images"] = len(counter.images)
    counts["footnotes"] = len(counter.marks & counter.names)
    return counts


class _Counter(HTMLParser):
    """Hears tags begin and end, and keeps no more of them than what they stand in."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.counts: Counter[str] = Counter()
        self.images: set[str] = set()
        self.marks: set[str] = set()
        self.names: set[str] = set()
        self._base = base
        self._text: list[str] = []
        self._inside: Counter[str] = Counter()
        self._unread: list[str] = []
        self._tables: list[tuple[str, list[int]]] = []
        """The tables that are open, with what was counted before them: some add nothing."""
        self._is_item_new = False
        self._is_listed = self._was_listed = False
        self._link: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = tag.rpartition(":")[2]
        if self._unread:
            if tag == self._unread[0]:
                self._unread.append(tag)
            return
        if tag in UNREAD:
            self._unread.append(tag)
            return
        named = {key: said or "" for key, said in attrs}
        self.names.update({named.get("id", ""), named.get("name", "")} - {""})
        if tag in BLOCKS:
            self.flush()
            self._block(tag, named)
        elif tag == "br":
            self._text.append(" ")
        elif tag == "img":
            self.images.add(named.get("src", ""))
        elif tag == "a":
            self._begin_link(named.get("href", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag.rpartition(":")[2] not in UNREAD:  # <svg/> holds nothing that is unread
            self.handle_starttag(tag, attrs)

    def _block(self, tag: str, named: dict[str, str]) -> None:
        is_frame = tag == "table" and named.get("role") in {"presentation", "none"}
        if tag == "table":
            tag = "frame" if is_frame else tag
            self._tables.append((tag, self._so_far()))
        self.counts["lists"] += tag in LISTS and not self._is_in(LISTS | {"table"})
        self._inside[tag] += 1
        self._is_item_new = self._is_item_new or tag in ITEMS
        if tag == "p":
            said = f"{named.get('class', '')} {named.get('style', '')}"
            self._is_listed = WORD_LIST.search(said) is not None

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if self._unread:
            if tag == self._unread[0]:
                self._unread.pop()
            return
        if tag in BLOCKS:
            self.flush()
            tag = self._end_table() if tag == "table" and self._tables else tag
            self._inside[tag] = max(0, self._inside[tag] - 1)
            self._is_listed = self._is_listed and tag != "p"
        elif tag == "a":
            self._end_link()

    def _end_table(self) -> str:
        tag, before = self._tables.pop()
        self.counts["tables"] += tag == "table" and before != self._so_far()
        return tag

    def _so_far(self) -> list[int]:
        return [self.counts["words"], len(self.images)]

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._text.append(data)
            if self._link is not None:
                self._link[1].append(data)

    def _begin_link(self, href: str) -> None:
        whole = urljoin(self._base, href) if self._base and not href.startswith("#") else href
        self.counts["links"] += OUTSIDE.match(whole) is not None
        self._link = (href, []) if NOTE_ADDRESS.match(href) else None

    def _end_link(self) -> None:
        if self._link is not None and NOTE_MARK.fullmatch("".join(self._link[1]).strip()):
            self.marks.add(unquote(self._link[0][1:]))
        self._link = None

    def _is_in(self, tags: set[str]) -> bool:
        return any(self._inside[tag] for tag in tags)

    def flush(self) -> None:
        """The words since the last block: of a heading, a list, a cell, or a paragraph."""
        words = words_in("".join(self._text))
        self._text = []
        if not words:
            return
        self.counts["words"] += words
        if self._is_in(HEADINGS):
            self.counts["sections"] += not self._is_in({"table"})
        elif self._is_in(IN_ITEMS) and not self._is_in({"table", "figcaption"}):
            self.counts["paragraphs"] += not self._is_item_new
            self._is_item_new = False
        elif not self._is_in(APART):
            self.counts["lists"] += self._is_listed and not self._was_listed
            self.counts["paragraphs"] += not self._is_listed
        self._was_listed = self._is_listed
