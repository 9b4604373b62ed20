"""Counting what Markdown holds line by line in its source, apart from how it is read."""

import re
from collections import Counter

from consultation.documents.counting import words_in
from consultation.documents.webpage.counting import counted_in

HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+\S.*)$")
UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
RULE = re.compile(r" {0,3}(?:[-*_][ \t]*){3,}$")
ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d{1,9}[.)])(?: |$)")
CELLS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
NOTE = re.compile(r" {0,3}\[\^([^\]]+)\]:")
DEFINITION = re.compile(r"^ {0,3}\[([^\]^][^\]]*)\]:\s*<?(\S+?)>?(?:[ \t].*)?$", re.MULTILINE)
MARKUP = re.compile(r" {0,3}</?[a-z!]", re.IGNORECASE)

IMAGE = re.compile(
    r"!\[[^\[\]\n]{0,400}\](?:\(\s*<?([^)\s>]{0,2000})[^)\n]{0,400}\)|\[([^\[\]\n]{0,400})\])"
)
LINK = re.compile(r"(?<!!)\[[^\[\]\n]{1,400}\]\(\s*<?(?:https?:|mailto:)", re.IGNORECASE)
REFERENCE = re.compile(r"(?<!!)\[([^\]^][^\[\]\n]{0,400})\](?:\[([^\[\]\n]{0,400})\])?(?![(:\[])")
AUTOMATIC = re.compile(r"<(?:https?://[^\s>]{1,2000}|[\w.+-]{1,80}@[\w.-]{1,200})>", re.IGNORECASE)
TARGET = re.compile(r"\]\([^)\n]{0,2000}\)|\]\[[^\[\]\n]{0,400}\]")
TAG = re.compile(r"</?[a-z][^>]{0,2000}>|<!--.{0,2000}?-->", re.IGNORECASE | re.DOTALL)


def found_in(source: str) -> Counter[str]:
    """Headings, paragraphs, lists, tables, images, notes, links and words of the source."""
    lines = _Lines()
    for line in source.split("\n"):
        lines.take(line)
    lines.take("")
    counts = lines.counts
    markup = counted_in("\n".join(lines.markup))
    prose = "\n".join(lines.prose)
    counts["tables"] += markup["tables"]
    counts["sections"] += markup["sections"]
    counts["links"] = markup["links"] + _links(prose)
    pictures = {found[1] or found[2] for found in IMAGE.finditer(prose)}
    counts["images"] = len(pictures) + markup["images"]
    counts["words"] = markup["words"] + words_in(_bare(prose))
    return counts


def _links(prose: str) -> int:
    defined = {
        key.casefold()
        for key, target in DEFINITION.findall(prose)
        if target.casefold().startswith(("http:", "https:", "mailto:"))
    }
    used = DEFINITION.sub("", prose)
    named = (found[2] or found[1] for found in REFERENCE.finditer(used))
    by_name = sum(name.casefold() in defined for name in named)
    return len(LINK.findall(used)) + len(AUTOMATIC.findall(used)) + by_name


def _bare(prose: str) -> str:
    """The words without what only steers them."""
    plain = DEFINITION.sub("", prose)
    plain = re.sub(r"^ {0,3}\[\^[^\]]+\]:", "", plain, flags=re.MULTILINE)
    plain = AUTOMATIC.sub("adres", IMAGE.sub("", plain))
    plain = TAG.sub("", TARGET.sub("]", plain))
    return re.sub(r"(?<=\s)\[\^[^\]\n]{1,80}\](?=\s)|\||&nbsp;", " ", plain)


class _Lines:
    """Takes the lines one by one; knows in what kind of block the last one stood."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.prose: list[str] = []
        self.markup: list[str] = []
        self._block = ""
        self._list = ""
        self._fence = ""
        self._before = ""
        self._was_note = False

    def take(self, line: str) -> None:
        """One line of the source."""
        plain = re.sub(r"^ {0,3}(?:> ?)+", "", line)
        if self._fence:
            self._in_fence(plain)
        elif FENCE.match(plain) and not self._list:
            self._fence = FENCE.match(plain)[1]  # type: ignore[index]
            self._block = ""
        elif not plain.strip():
            self.markup.append("")
            self._was_note = self._block == "note" or (self._was_note and not self._block)
            self._block = self._before = ""
        else:
            self._words(plain)
            self._before = plain

    def _in_fence(self, plain: str) -> None:
        if plain.strip().startswith(self._fence):
            self._fence = ""
            self.counts["paragraphs"] += 1
        else:
            self.prose.append(plain)

    def _words(self, plain: str) -> None:
        if self._block == "markup" or (not self._block and MARKUP.match(plain)):
            self._block = "markup"
            self.markup.append(plain)
            return
        self.prose.append(plain)
        for kind in (self._heading, self._note, self._table, self._item):
            if kind(plain):
                return
        self._paragraph(plain)

    def _heading(self, plain: str) -> bool:
        if HEADING.match(plain):
            self.counts["sections"] += 1
            self._block = self._list = ""
            return True
        if UNDERLINE.match(plain) and self._block == "paragraph":
            self.counts["sections"] += 1
            self.counts["paragraphs"] -= 1
            self._block = self._list = ""
            return True
        return RULE.match(plain) is not None

    def _note(self, plain: str) -> bool:
        if NOTE.match(plain):
            self.counts["footnotes"] += 1
            self._block, self._list = "note", ""
        elif self._was_note and plain.startswith(("    ", "\t")):
            self._block = "note"
        return self._block == "note"

    def _table(self, plain: str) -> bool:
        if CELLS.fullmatch(plain) and "|" in self._before and self._block != "table":
            self.counts["tables"] += 1
            self.counts["paragraphs"] -= self._block == "paragraph"
            self._block, self._list = "table", ""
        return self._block == "table"

    def _item(self, plain: str) -> bool:
        found = ITEM.match(plain)
        if found is not None and (self._list or len(found["indent"]) <= 3):
            mark = found["mark"][-1]
            is_outer = len(found["indent"]) < 2
            if not self._list or (is_outer and mark != self._list):
                self.counts["lists"] += 1
            self._list = mark if is_outer or not self._list else self._list
            self._block = "item"
            return True
        if self._list and (self._block == "item" or plain.startswith(("  ", "\t"))):
            self.counts["paragraphs"] += self._block != "item"
            self._block = "item"
            return True
        return False

    def _paragraph(self, plain: str) -> None:
        self._list = ""
        if DEFINITION.match(plain):
            return
        if IMAGE.sub("", plain).strip():
            self.counts["paragraphs"] += self._block != "paragraph"
            self._block = "paragraph"
