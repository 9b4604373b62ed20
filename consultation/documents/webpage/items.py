"""Lists of a page: items with paragraphs and lists inside, and lists of definitions."""

import re
from dataclasses import replace

from lxml.html import HtmlElement

from consultation.documents.building import Item, Listing
from consultation.documents.inline import Piece, text_of, tidied
from consultation.documents.webpage.journey import Journey
from consultation.documents.webpage.parsing import BLOCKS, style_on, tag_of
from consultation.documents.webpage.scope import NEVER
from consultation.documents.webpage.spans import Spans

LISTS = {"ul", "ol", "menu", "dir"}

HANGING = {"table", "figure", "pre", "dl"}
"""Blocks that an item cannot hold; they come after its list."""

SHAPES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
          "lower-roman": "i", "upper-roman": "I"}  # fmt: skip
STYLED = re.compile(r"list-style(?:-type)?:([a-z-]+)")

PLAIN = Piece("")

MOST = 9999


class ItemReader:
    """Reads one list with all that hangs under it."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.spans = Spans(journey)
        self.hung: list[HtmlElement] = []
        self.pictures: list[HtmlElement] = []

    def read(self, element: HtmlElement) -> Listing:
        """A ul, ol or dl."""
        made = _opened(element)
        self._stray(made, element.text)
        for child in element:
            tag = tag_of(child)
            if tag and tag not in NEVER and not self.journey.drops(child):
                self._member(made, child, tag)
            self._stray(made, child.tail)
        made.items = [item for item in made.items if item.paragraphs or item.lists]
        self.journey.tally["generated_words"] += made.ordered * len(made.items)
        return made

    def _member(self, made: Listing, child: HtmlElement, tag: str) -> None:
        last = made.items[-1] if made.items else None
        if tag in LISTS:
            if last is None:
                last = Item()
                made.items.append(last)
            last.lists.append(self.read(child))
        elif tag == "dd" and last is not None:
            self._fill(last, child)
        elif tag == "div" and child.find("dt") is not None:
            made.items.extend(self.read(child).items)
        else:
            item = Item()
            self._fill(item, child)
            if tag == "dt":
                item.paragraphs = [_in_bold(pieces) for pieces in item.paragraphs]
            made.items.append(item)

    def _stray(self, made: Listing, text: str | None) -> None:
        """Words in a list but in no item of it."""
        if text and text.strip():
            made.items.append(Item([(Piece(" ".join(text.split())),)]))

    def _fill(self, item: Item, container: HtmlElement) -> None:
        self.spans.text(container.text, PLAIN)
        for child in container:
            tag = tag_of(child)
            if tag in BLOCKS or self.journey.holds_blocks(child):
                self._flush(item)
                self._inner(item, child, tag)
            else:
                self.spans.element(child, PLAIN)
            self.spans.text(child.tail, PLAIN)
        self._flush(item)

    def _inner(self, item: Item, child: HtmlElement, tag: str) -> None:
        if tag in HANGING:
            self.hung.append(child)
        elif tag in NEVER or self.journey.drops(child):
            return
        elif tag in LISTS:
            item.lists.append(self.read(child))
        else:
            self._fill(item, child)

    def _flush(self, item: Item) -> None:
        run = self.spans.take()
        pieces = tidied(run.pieces)
        if text_of(pieces):
            item.paragraphs.append(pieces)
        self.pictures.extend(run.pictures)


def _opened(element: HtmlElement) -> Listing:
    if tag_of(element) != "ol":
        return Listing()
    first = next((child for child in element if tag_of(child) == "li"), None)
    said = element.get("start") or ("" if first is None else first.get("value")) or ""
    styled = STYLED.search(style_on(element))
    shape = element.get("type") or (SHAPES.get(styled[1], "") if styled else "")
    start = int(said) if re.fullmatch(r"\d{1,4}", said.strip()) else 1
    return Listing(True, min(start, MOST), shape if shape in {"a", "A", "i", "I"} else "")


def _in_bold(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(replace(piece, bold=True) for piece in pieces)
