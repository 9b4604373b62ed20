"""Numbers the word processor generates: they stand nowhere in the text and must be computed."""

import re
from dataclasses import dataclass, field

from consultation.documents.building import LIST_TYPES
from consultation.documents.numbers import formatted
from consultation.documents.word.schema import Element, find, left_of, name, number, switch, value

PLACE = re.compile(r"%([1-9])")

SIMPLE = re.compile(r"\(?%[1-9][.):]?\s*")
"""A label that a plain numbered list shows in its own way."""


@dataclass(frozen=True)
class Level:
    """How one level of a list counts."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""
    indent: int = 0
    """How far its text stands from the margin, in twentieths of a point."""


@dataclass
class Counted:
    """A list as the document refers to it: its levels, and counters it may share with others."""

    levels: dict[int, Level]
    counters: dict[int, int]
    overrides: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Label:
    """What stands before a paragraph of a list."""

    text: str
    level: int
    ordered: bool
    value: int
    type: str
    simple: bool
    list_id: str
    indent: int = 0


class Numbering:
    """All lists of a document. Ask `label` once for each paragraph, in reading order."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, Counted] = {}
        if root is None:
            return
        abstract = _abstract(root)
        counters: dict[str | None, dict[int, int]] = {}
        for listed in root.findall(name("w:num")):
            source = value(listed, "w:abstractNumId")
            levels = dict(abstract.get(source) or {})
            made = Counted(levels, counters.setdefault(source, {}))
            _override(made, listed)
            self._lists[listed.get(name("w:numId")) or ""] = made

    def level_of_style(self, list_id: str, style_id: str) -> int:
        """The level of a list that is tied to a paragraph style."""
        listed = self._lists.get(list_id)
        levels = listed.levels if listed else {}
        return next((depth for depth, level in levels.items() if level.style == style_id), 0)

    def makes_items(self, list_id: str | None, depth: int) -> bool:
        """Whether paragraphs at this level are items of a list, and not text with a number."""
        listed = self._lists.get(list_id or "")
        level = listed.levels.get(depth) if listed else None
        if level is None or (level.format == "none" and not level.text.strip()):
            return False
        return level.format in {"bullet", "none"} or bool(SIMPLE.fullmatch(level.text))

    def label(self, list_id: str, depth: int) -> Label | None:
        """Count one paragraph on; None when the list does not exist or shows nothing."""
        listed = self._lists.get(list_id)
        level = listed.levels.get(depth) if listed else None
        if listed is None or level is None:
            return None
        current = _count(listed, depth)
        if level.format == "none" and not level.text.strip():
            return None
        ordered = level.format not in {"bullet", "none"}
        return Label(
            text=_shown(listed, level) if ordered or PLACE.search(level.text) else "",
            level=depth,
            ordered=ordered,
            value=current,
            type=LIST_TYPES.get(level.format, ""),
            simple=self.makes_items(list_id, depth),
            list_id=list_id,
            indent=level.indent,
        )


def _abstract(root: Element) -> dict[str | None, dict[int, Level]]:
    """The levels of each kind of list; one that follows a list style has those of that style."""
    kinds = root.findall(name("w:abstractNum"))
    styled = {value(kind, "w:styleLink"): kind for kind in kinds}
    return {
        kind.get(name("w:abstractNumId")): _levels(
            styled.get(value(kind, "w:numStyleLink") or "", kind)
        )
        for kind in kinds
    }


def _levels(abstract: Element) -> dict[int, Level]:
    levels = {}
    for found in abstract.findall(name("w:lvl")):
        depth = found.get(name("w:ilvl")) or "0"
        if depth.isdecimal():
            levels[int(depth)] = _level(found)
    return levels


def _level(found: Element) -> Level:
    start = number(found, "w:start")
    return Level(
        start=1 if start is None else start,
        format=value(found, "w:numFmt") or "decimal",
        text=value(found, "w:lvlText") or "",
        legal=bool(switch(found, "w:isLgl")),
        restart=number(found, "w:lvlRestart"),
        style=value(found, "w:pStyle") or "",
        indent=left_of(find(found, "w:pPr")) or 0,
    )


def _override(made: Counted, listed: Element) -> None:
    for change in listed.findall(name("w:lvlOverride")):
        depth = change.get(name("w:ilvl")) or ""
        if not depth.isdecimal():
            continue
        own = find(change, "w:lvl")
        if own is not None:
            made.levels[int(depth)] = _level(own)
        start = number(change, "w:startOverride")
        if start is not None:
            made.overrides[int(depth)] = start


def _count(listed: Counted, depth: int) -> int:
    counters = listed.counters
    for above in range(depth):
        if above not in counters and above in listed.levels:
            counters[above] = listed.levels[above].start
    fresh = listed.overrides.pop(depth, None)
    if fresh is not None:
        counters[depth] = fresh
    elif depth in counters:
        counters[depth] += 1
    else:
        counters[depth] = listed.levels[depth].start
    for below in [deeper for deeper in counters if deeper > depth]:
        kept = listed.levels.get(below)
        restart = kept.restart if kept else None
        if restart is None or 0 < restart > depth:
            del counters[below]
    return counters[depth]


def _shown(listed: Counted, level: Level) -> str:
    def one(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        shape = listed.levels.get(depth, level)
        count = listed.counters.get(depth, shape.start)
        return formatted(count, "decimal" if level.legal else shape.format)

    return PLACE.sub(one, level.text).strip()
