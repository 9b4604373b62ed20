"""The structure a tagged PDF gives: which piece of a page is a heading, a cell, a note."""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2.raw as pdfium

HEADING = re.compile(r"H([1-6])?")

SIMPLE = {
    "Caption": "caption", "BlockQuote": "quote", "Title": "title", "Figure": "figure",
    "Formula": "figure",
}  # fmt: skip
"""Kinds of elements that say by themselves what they are."""

NOTES = frozenset({"Note", "FENote", "Footnote", "Endnote"})

DEEPEST = 60
"""Elements within elements; deeper ones are read as part of the last."""

MOST_SPAN = 100


@dataclass(frozen=True)
class Spot:
    """A cell of a tagged table: which table, row and column-like position."""

    table: int
    row: int
    cell: int
    header: str = ""
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class Tag:
    """What the structure says of a piece of text; `key` is the place in reading order."""

    role: str = "text"
    """text, heading, title, item, contents, note, caption, quote or figure."""
    key: int = 0
    level: int = 0
    label: bool = False
    spot: Spot | None = None


@dataclass
class Figure:
    """A figure as tagged, with the text that says what it shows."""

    key: int
    alt: str
    ids: set[int] = field(default_factory=set)


@dataclass
class PageTags:
    """The tags of one page, by the id of marked content."""

    by_id: dict[int, Tag] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)


@dataclass
class _Counters:
    key: int = 0
    table: int = -1
    row: int = -1
    cell: int = -1


def tags_of(page: Any) -> PageTags:
    """The structure of a page; empty when the file is not tagged."""
    made = PageTags()
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return made
    try:
        counters = _Counters()
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, number)
            if child:
                _walk(child, Tag(), made, counters, 0)
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return made


def _walk(element: Any, above: Tag, made: PageTags, counters: _Counters, depth: int) -> None:
    kind = _string(pdfium.FPDF_StructElement_GetType, element)
    counters.key += 1
    tag = _tag(kind, element, above, counters)
    ids = set(_ids(element))
    if kind in {"Figure", "Formula"} and tag.spot is None:
        alt = _string(pdfium.FPDF_StructElement_GetAltText, element)
        made.figures.append(Figure(counters.key, alt))
    for marked in ids:
        made.by_id[marked] = tag
    if depth < DEEPEST:
        for child in _children(element):
            _walk(child, tag, made, counters, depth + 1)
    if kind in {"Figure", "Formula"} and tag.spot is None:
        figure = next(found for found in made.figures if found.key == tag.key)
        figure.ids |= {marked for marked, worn in made.by_id.items() if worn.key == tag.key}


def _children(element: Any) -> Iterator[Any]:
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield child


def _ids(element: Any) -> Iterator[int]:
    """The marked content of an element on this page; that on other pages has ids of its own."""
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        marked = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)
        if marked >= 0:
            yield marked


def _tag(kind: str, element: Any, above: Tag, counters: _Counters) -> Tag:
    """What an element is, given what it stands in: a cell stays a cell, but its notes are notes."""
    if kind in {"Table", "TR", "TD", "TH"} and above.role != "contents":
        return _table_tag(kind, element, above, counters)
    if above.role in {"contents", "figure", "note"}:
        return above
    if kind in NOTES:
        return Tag("note", counters.key)
    if above.spot is not None:
        return above
    if kind in {"TOC", "TOCI"}:
        return Tag("contents", counters.key)
    return _text_tag(kind, above, counters)


def _text_tag(kind: str, above: Tag, counters: _Counters) -> Tag:
    heading = HEADING.fullmatch(kind)
    if heading:
        return Tag("heading", counters.key, int(heading[1] or 0))
    if above.role == "heading":
        return above
    if kind == "L":
        return replace(above, role="list", key=counters.key, level=_list_level(above) + 1)
    if kind == "LI":
        return Tag("item", counters.key, max(1, _list_level(above)))
    if kind == "Lbl":
        return replace(above, label=True)
    if kind in SIMPLE:
        return Tag(SIMPLE[kind], counters.key)
    if above.role == "list" or (kind == "P" and above.role == "text"):
        return Tag("text", counters.key)
    return above


def _list_level(tag: Tag) -> int:
    return tag.level if tag.role in {"list", "item"} else 0


def _table_tag(kind: str, element: Any, above: Tag, counters: _Counters) -> Tag:
    if above.spot is not None and kind == "Table":
        return above  # a table in a cell: its words stay in the outer cell
    if kind == "Table":
        counters.table, counters.row, counters.cell = counters.key, -1, -1
    elif above.spot is not None and above.spot.cell >= 0:
        return above
    elif kind == "TR":
        counters.row, counters.cell = counters.row + 1, -1
    else:
        counters.cell += 1
        return Tag("cell", counters.key, spot=_spot(kind, element, counters))
    return Tag("cell", counters.key, spot=Spot(counters.table, counters.row, -1))


def _spot(kind: str, element: Any, counters: _Counters) -> Spot:
    said = _attributes(element)
    scope = "row" if str(said.get("Scope")) == "Row" else "col"
    return Spot(
        counters.table,
        max(0, counters.row),
        counters.cell,
        header=scope if kind == "TH" else "",
        colspan=_span(said.get("ColSpan")),
        rowspan=_span(said.get("RowSpan")),
    )


def _span(said: object) -> int:
    return min(MOST_SPAN, max(1, int(said))) if isinstance(said, float) else 1


def _attributes(element: Any) -> dict[str, object]:
    said: dict[str, object] = {}
    for number in range(pdfium.FPDF_StructElement_GetAttributeCount(element)):
        attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, number)
        for wanted in (b"ColSpan", b"RowSpan", b"Scope"):
            held = pdfium.FPDF_StructElement_Attr_GetValue(attribute, wanted)
            if held:
                said[wanted.decode()] = _held(held)
    return said


def _held(held: Any) -> object:
    number = ctypes.c_float()
    if pdfium.FPDF_StructElement_Attr_GetNumberValue(held, number):
        return number.value
    length = ctypes.c_ulong()
    room = ctypes.create_string_buffer(200)
    if pdfium.FPDF_StructElement_Attr_GetStringValue(held, room, 200, length):
        return room.raw[: max(0, length.value - 2)].decode("utf-16-le", "replace")
    return None


def _string(ask: Callable[..., int], element: Any) -> str:
    length = ask(element, None, 0)
    if length <= 2:
        return ""
    room = ctypes.create_string_buffer(length)
    ask(element, room, length)
    return room.raw[: length - 2].decode("utf-16-le", "replace")
