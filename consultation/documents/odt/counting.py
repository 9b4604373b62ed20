"""Counting what an OpenDocument text holds in its stream of XML, apart from how it is read."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from xml.parsers import expat

from consultation.documents.counting import words_in
from consultation.documents.odt.names import INDEXES, NAMES, Element
from consultation.documents.odt.parts import words_under
from consultation.documents.tree import Block, BlockKind

PARAGRAPHS = {"text:p", "text:h"}

UNREAD = {"text:tracked-changes", "office:annotation", "text:note-citation", "text:ruby-text",
          "text:number", "svg:title", "svg:desc", "office:binary-data", "office:meta",
          "text:sequence-decls", "office:master-styles", "office:forms", *INDEXES}  # fmt: skip
"""What holds words or things that are not of the text: left out, or counted elsewhere."""

GAPS = {"text:s", "text:tab", "text:line-break"}

APART = {"table:table-cell", "text:note", "text:list"}
"""Paragraphs in these are no paragraphs of the running text."""

OUTSIDE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)

SHORT = {space: prefix for prefix, space in NAMES.items()}


def found_in(
    content: bytes, tally: Mapping[str, int], title_page: Sequence[Block]
) -> dict[str, int]:
    """What the text holds, per kind; what was left out on purpose or was generated is reckoned."""
    counter = _Counter()
    counter.read(content)
    counts = counter.counts
    on_cover = sum(words_in(block.text) for block in title_page)
    prose = sum(block.kind is BlockKind.PARAGRAPH for block in title_page)
    dropped = tally["hidden_words"] + tally["contents_words"] + on_cover
    apart = tally["hidden_paragraphs"] + tally["captions"] + tally["contents_lines"] + prose
    return {
        "sections": counts["sections"] - tally["hidden_sections"],
        "paragraphs": max(0, counts["paragraphs"] - apart),
        "lists": counts["lists"],
        "tables": counts["tables"],
        "images": len(counter.images) - tally["drawn_formulas"],
        "footnotes": counts["footnotes"],
        "links": counts["links"],
        "words": max(0, counts["words"] - dropped + tally["generated_words"]),
    }


def words_in_lines(lines: Iterable[Element]) -> int:
    """Words in running headers and footers, each counted once."""
    return sum(words_in(words_under(line)) for line in lines)


class _Counter:
    """Hears elements begin and end, and keeps no more of them than where it is."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.images: set[str] = set()
        self._open: list[str] = []
        self._texts: list[list[str]] = []
        self._unread = 0
        self._is_frame_drawn = False
        self._last_list = ""
        self._is_list_new = False
        self._is_item_new = False
        self._tables: list[tuple[int, int]] = []
        """What was counted before each table that is open: one that adds nothing is empty."""

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._hear
        parser.Parse(content, True)

    def _begin(self, full: str, attributes: dict[str, str]) -> None:
        short = _short(full)
        self._open.append(short)
        self._unread += short in UNREAD
        if self._unread:
            return
        named = {_short(key): said for key, said in attributes.items()}
        if short in PARAGRAPHS:
            self._texts.append([])
        elif short in GAPS and self._texts:
            self._texts[-1].append(" ")
        elif short == "text:list-item":
            self._is_item_new = True
        elif short == "text:list" and self._open.count("text:list") == 1:
            self._list(named)
        elif short.startswith("draw:"):
            self._draw(short, named)
        elif short == "text:a":
            self.counts["links"] += bool(OUTSIDE.match(named.get("xlink:href", "")))
        self._tables += [self._so_far()] * (short == "table:table")
        self.counts["footnotes"] += short == "text:note"

    def _list(self, named: Mapping[str, str]) -> None:
        """A list that goes on in the next element counts once."""
        goes_on = {"text:continue-numbering", "text:continue-list"} & set(named)
        same = bool(goes_on) and self._last_list == named.get("text:style-name", "")
        self._last_list = named.get("text:style-name", "-")
        self._is_list_new = not same

    def _draw(self, short: str, named: Mapping[str, str]) -> None:
        """Of one frame only the first picture counts: others are the same for other programs."""
        if short == "draw:frame":
            self._is_frame_drawn = False
        elif short == "draw:image" and not self._is_frame_drawn:
            self._is_frame_drawn = True
            self.images.add(named.get("xlink:href") or f"image {len(self.images)}")

    def _end(self, full: str) -> None:
        short = _short(full)
        self._open.pop()
        if short in PARAGRAPHS and not self._unread:
            self._paragraph(short, "".join(self._texts.pop()))
        if short == "table:table" and not self._unread:
            self.counts["tables"] += self._tables.pop() != self._so_far()
        self._unread -= short in UNREAD

    def _so_far(self) -> tuple[int, int]:
        return self.counts["words"], len(self.images)

    def _paragraph(self, short: str, text: str) -> None:
        words = words_in(text)
        self.counts["words"] += words
        around = set(self._open)
        in_cell = not around.isdisjoint({"table:table-cell", "text:note"})
        if short == "text:h" and not in_cell:
            self.counts["sections"] += bool(words)
            self._last_list = ""
            self._is_list_new = True
        elif "text:list" in around and not in_cell:
            self._item(words)
        elif not APART & around and text.strip():
            self.counts["paragraphs"] += 1
            self._last_list = ""

    def _item(self, words: int) -> None:
        """A paragraph of a list: the first one of an item is the item, others stand beside it."""
        if not words:
            return
        self.counts["lists"] += self._is_list_new
        self._is_list_new = False
        self.counts["paragraphs"] += not self._is_item_new
        self._is_item_new = False

    def _hear(self, text: str) -> None:
        if self._texts and not self._unread:
            self._texts[-1].append(text)


def _short(full: str) -> str:
    space, _, local = full.rpartition(" ")
    return f"{SHORT[space]}:{local}" if space in SHORT else full
