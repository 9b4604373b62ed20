"""Writing blocks out as text that people can edit, as far as it can be read back without loss."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html as parser
from lxml.html import HtmlElement

from consultation.documents.notation.reading import KEPT_NOTE, NotedText, Stays, read_notation, same
from consultation.documents.tree import Block, BlockKind

SHOWN = 60
"""Signs of a block that cannot be written out, beside the mark that keeps it."""

KIND_WORDS = {
    BlockKind.PARAGRAPH: "alinea",
    BlockKind.LIST: "lijst",
    BlockKind.TABLE: "tabel",
    BlockKind.FIGURE: "afbeelding",
    BlockKind.QUOTE: "citaat",
}

SPECIAL = re.compile(r"([\\`*_\[\]<>|~^])")
LINE_START = re.compile(r"^(\s*)([#>+=-]|\d+(?=[.)]))", re.MULTILINE)
NOTE = "#noot-"


class CannotWrite(Exception):
    """There is something in a block that the notation has no words for."""


@dataclass(frozen=True)
class KeptBlock:
    """A block as it stands in the plan, by the id it is known by."""

    id: str
    block: Block


@dataclass(frozen=True)
class Written:
    """A text to edit, and the blocks in it that stay as they are."""

    text: str
    stays: tuple[KeptBlock, ...]


def write_notation(blocks: Sequence[KeptBlock], notes: Sequence[tuple[str, str]]) -> Written:
    """The text of blocks and of their footnotes (label and HTML).

    A block that would come back in another way stands in it as a mark, and is named.
    """
    untold = {place for place, one in enumerate(blocks) if _alone(one.block, notes) is None}
    while True:
        text = _together(blocks, notes, untold)
        wrong = _first_wrong(blocks, read_notation(text))
        if wrong is None or wrong in untold:
            return Written(text, tuple(blocks[place] for place in sorted(untold)))
        untold.add(wrong)


def _alone(block: Block, notes: Sequence[tuple[str, str]]) -> str | None:
    """A block by itself, or nothing when it would not come back as it was."""
    try:
        text = _block(block)
    except CannotWrite:
        return None
    read = read_notation("\n\n".join([text, *_notes(notes)]))
    parts = [part for part in read.parts if isinstance(part, Block)]
    is_one = len(parts) == len(read.parts) == 1
    return text if is_one and same(parts[0], block) else None


def _together(
    blocks: Sequence[KeptBlock], notes: Sequence[tuple[str, str]], untold: set[int]
) -> str:
    texts = []
    for place, one in enumerate(blocks):
        if place in untold:
            texts.append(_mark(one))
        else:
            after_list = place > 0 and blocks[place - 1].block.kind is BlockKind.LIST
            other = after_list and texts and not _is_other(texts[-1])
            texts.append(_block(one.block, other=bool(other)))
    return "\n\n".join([*texts, *_notes(notes)]) + "\n" if texts or notes else ""


def _is_other(text: str) -> bool:
    return re.match(r"\*|\d+\)", text) is not None


def _first_wrong(blocks: Sequence[KeptBlock], read: NotedText) -> int | None:
    """The first block that would come back in another way."""
    parts = list(read.parts)
    for place, one in enumerate(blocks):
        part = parts[place] if place < len(parts) else None
        is_same = part.id == one.id if isinstance(part, Stays) else same(part, one.block)
        if not is_same:
            return place
    return None


def _mark(one: KeptBlock) -> str:
    words = " ".join(re.sub(r"[{}\s]+", " ", one.block.text).split())
    shown = words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " ..."
    return f"{{{{blijft {one.id}: {KIND_WORDS[one.block.kind]} {shown}}}}}".replace(" }}", "}}")


def _notes(notes: Sequence[tuple[str, str]]) -> list[str]:
    return [f"[^{label}]: {_note(label, html)}" for label, html in notes]


def _note(label: str, html: str) -> str:
    """A footnote, or the mark that keeps it when it cannot be written out."""
    try:
        text = _inline(_opened(html))
    except CannotWrite:
        return KEPT_NOTE
    read = read_notation(f"Noot[^{label}]\n\n[^{label}]: {text}")
    written = Block(BlockKind.PARAGRAPH, html, "")
    back = Block(BlockKind.PARAGRAPH, read.notes.get(label, ""), "")
    return text if text and same(back, written) else KEPT_NOTE


def _opened(html: str) -> HtmlElement:
    return parser.fragment_fromstring(html, create_parent="div")


def _block(block: Block, *, other: bool = False) -> str:
    """One block; `other` chooses other marks, so that it is no part of the list before it."""
    body = _opened(block.html)
    if len(body) != 1 or (body.text or "").strip():
        raise CannotWrite
    (top,) = body
    if top.tag == "p" and block.kind is BlockKind.QUOTE:
        return "> " + _inline(top).replace("\n", "\n> ")
    if top.tag == "p":
        return _inline(top)
    if top.tag in {"ul", "ol"}:
        return "\n".join(_list_lines(top, other))
    if top.tag == "table":
        return _table(top, block)
    raise CannotWrite


def _list_lines(top: HtmlElement, other: bool) -> list[str]:
    if top.get("type") or any(item.tag != "li" for item in top):
        raise CannotWrite
    first = int(top.get("start", "1"))
    lines = []
    for place, item in enumerate(top):
        mark = (
            f"{first + place}{')' if other else '.'}" if top.tag == "ol" else "*" if other else "-"
        )
        inside = _item_lines(item, other)
        indent = " " * (len(mark) + 1)
        lines.append(f"{mark} {inside[0]}")
        lines += [indent + line if line else "" for line in inside[1:]]
    return lines


def _item_lines(item: HtmlElement, other: bool) -> list[str]:
    lists = [child for child in item if child.tag in {"ul", "ol"}]
    paragraphs = [child for child in item if child.tag == "p"]
    if paragraphs and len(paragraphs) + len(lists) != len(item):
        raise CannotWrite
    texts = [_inline(one) for one in paragraphs] or [_inline(item, without=lists)]
    lines = "\n\n".join(texts).split("\n")
    for inner in lists:
        lines += _list_lines(inner, other)
    return lines


def _table(top: HtmlElement, block: Block) -> str:
    piped = _piped(top)
    if piped:
        parts = read_notation(piped).parts
        if len(parts) == 1 and same(parts[0], block):
            return piped
    return _drawn(top)


def _piped(top: HtmlElement) -> str:
    """A table with bars; empty for one with a caption or with anything but lines in its cells."""
    rows = top.xpath(".//tr")
    if top.find("caption") is not None or not rows:
        return ""
    try:
        lines = [" | ".join(_inline(cell).replace("\n", " ") for cell in row) for row in rows]
    except CannotWrite:
        return ""
    lines.insert(1, " | ".join("---" for _cell in rows[0]))
    return "\n".join(f"| {line} |" for line in lines)


def _drawn(top: HtmlElement) -> str:
    """A table as HTML, a row on each line; the markup within its cells is let go."""
    text = parser.tostring(top, encoding="unicode", with_tail=False)
    if re.search(r"<(?:p|ul|ol|br|strong|em|a|img|sup|sub)\b", text):
        raise CannotWrite
    broken = re.sub(r"(</?(?:table|thead|tbody|caption|tr)>)", r"\n\1", str(text))
    return re.sub(r"\n+(</(?:tr|caption)>)", r"\1", broken).replace("\n\n", "\n").strip()


def _inline(element: HtmlElement, without: Sequence[HtmlElement] = ()) -> str:
    """The words of an element with their marks."""
    pieces = [_escaped(element.text or "")]
    for child in element:
        if child not in without:
            pieces.append(_child(child))
        pieces.append(_escaped(child.tail or ""))
    text = re.sub(r"[^\S\n]+", " ", "".join(pieces)).strip()
    return LINE_START.sub(r"\1\\\2", text) if not re.match(r"\d", text) else _escaped_number(text)


def _escaped_number(text: str) -> str:
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", text)


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text)).replace("&", "&amp;")


MARKS = {
    "strong": ("**", "**"),
    "em": ("*", "*"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
}


def _child(child: HtmlElement) -> str:
    if child.tag == "br":
        return "\\\n"
    if child.tag == "sup" and len(child) == 1 and child[0].get("href", "").startswith(NOTE):
        return f"[^{child[0].get('href').removeprefix(NOTE)}]"
    inside = _inner(child)
    bare = inside.strip()
    before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
    if child.tag == "a" and child.get("href"):
        return f"{before}[{bare}](<{child.get('href')}>){after}"
    if child.tag in MARKS and bare:
        opening, closing = MARKS[child.tag]
        return f"{before}{opening}{bare}{closing}{after}"
    if not bare:
        return inside
    raise CannotWrite


def _inner(element: HtmlElement) -> str:
    pieces = [_escaped(element.text or "")]
    for child in element:
        pieces += [_child(child), _escaped(child.tail or "")]
    return "".join(pieces)
