"""Numbers the word processor generates: of lists, and of headings by the outline."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from consultation.documents.numbers import formatted
from consultation.documents.odt.names import Element, is_on, name, number, short_name, value

OUTLINE = "Outline"
"""The name that lists of headings have in older files."""

SHAPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
          "I": "upperRoman", "": "none"}  # fmt: skip

LABEL_PLACE = re.compile(r"%([1-9]|10)%")


@dataclass(frozen=True)
class Level:
    """How one level of a list counts."""

    ordered: bool = False
    shape: str = "none"
    type: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    """How many levels stand in the number: two for 1.2."""
    start: int = 1
    pattern: str = ""
    """The number as newer files write it: %1%.%2%."""


@dataclass(frozen=True)
class Label:
    """What stands before a paragraph of a list or a heading."""

    text: str = ""
    ordered: bool = False
    value: int = 1
    type: str = ""
    simple: bool = True
    """Whether a plain list shows the same."""
    level: int = 1
    list_id: str = ""
    indent: int = 0


@dataclass
class Counted:
    """The numbers so far in one list; `style` says how they look."""

    key: str
    style: str
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """All lists of a document. Ask once for each item and heading, in reading order."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        self._outline: dict[int, Level] = {}
        for root in roots:
            for listed in root.iter(name("text:list-style")):
                self._styles[value(listed, "style:name")] = _levels(listed)
            for outline in root.iter(name("text:outline-style")):
                self._outline = _levels(outline)
        self._of_headings = Counted(OUTLINE, OUTLINE)
        self._lists: dict[str, Counted] = {}
        self._last_of_style: dict[str, Counted] = {}

    def begin(self, listed: Element, style: str, key: str) -> Counted:
        """A list that begins here, or goes on with the numbers of an earlier one."""
        if style == OUTLINE:
            return self._of_headings
        earlier = self._lists.get(value(listed, "text:continue-list"))
        if earlier is None and is_on(listed, "text:continue-numbering"):
            earlier = self._last_of_style.get(style)
        made = earlier or Counted(key, style)
        self._lists[key] = self._last_of_style[style] = made
        return made

    def level(self, style: str, depth: int) -> Level:
        """How a level of a list counts, the first being 1; bullets when nobody says."""
        levels = self._outline if style == OUTLINE else self._styles.get(style, {})
        return levels.get(depth, Level())

    def next(self, counted: Counted, depth: int, start: int | None = None) -> Label:
        """Count one item on, and give its label."""
        level = self.level(counted.style, depth)
        self._count(counted, depth, start)
        if not level.ordered:
            return Label(level=depth, list_id=counted.key)
        text = self._text(counted, level, depth)
        return Label(
            text=text,
            ordered=bool(text),
            value=counted.counters[depth],
            type=level.type,
            simple=level.shown == 1 and _is_plain(level),
            level=depth,
            list_id=counted.key,
        )

    def heading(self, depth: int, start: int | None = None) -> str:
        """The number of a heading of this level, by the outline; often there is none."""
        return self.next(self._of_headings, depth, start).text

    def _count(self, counted: Counted, depth: int, start: int | None) -> None:
        counters = counted.counters
        for above in range(1, depth):
            counters.setdefault(above, self.level(counted.style, above).start)
        if start is not None:
            counters[depth] = start
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = self.level(counted.style, depth).start
        for below in [deeper for deeper in counters if deeper > depth]:
            del counters[below]

    def _text(self, counted: Counted, level: Level, depth: int) -> str:
        def one(at: int) -> str:
            shape = self.level(counted.style, at).shape
            return formatted(counted.counters.get(at, 1), shape)

        if LABEL_PLACE.search(level.pattern):
            return LABEL_PLACE.sub(lambda found: one(int(found[1])), level.pattern).strip()
        places = range(max(1, depth - level.shown + 1), depth + 1)
        shown = ".".join(filter(None, map(one, places)))
        return f"{level.prefix}{shown}{level.suffix}".strip() if shown else ""


def _levels(listed: Element) -> dict[int, Level]:
    levels = {}
    for found in listed:
        kind = short_name(found.tag)
        if kind.startswith(("text:list-level-style", "text:outline-level-style")):
            levels[number(found, "text:level", 1)] = _level(found, kind)
    return levels


def _level(found: Element, kind: str) -> Level:
    shape = value(found, "style:num-format")
    counts = kind in {"text:list-level-style-number", "text:outline-level-style"}
    return Level(
        ordered=counts and bool(shape),
        shape=SHAPES.get(shape, "decimal"),
        type=shape if shape in {"a", "A", "i", "I"} else "",
        prefix=value(found, "style:num-prefix"),
        suffix=value(found, "style:num-suffix"),
        shown=max(1, number(found, "text:display-levels", 1)),
        start=number(found, "text:start-value", 1),
        pattern=value(found, "loext:num-list-format"),
    )


def _is_plain(level: Level) -> bool:
    """Whether 1. or a) or (i) is all that stands there."""
    return level.prefix.strip() in {"", "("} and level.suffix.strip() in {"", ".", ")", ":"}
