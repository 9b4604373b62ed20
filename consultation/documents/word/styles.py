"""Styles: what a paragraph or run inherits from the style it names."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Concatenate, ParamSpec, TypeVar

from consultation.documents.word.schema import Element, find, left_of, name, number, switch, value

HEADING = re.compile(
    r"(?:heading|kop|\u00fc?berschrift|titre|t\u00edtulo|titolo|rubrik|overskrift)\s*([1-9])\b.*",
    re.IGNORECASE,
)
"""Names of heading styles, also of those made after them ("Kop 1 zonder nummer")."""

ALONE = re.compile(r"heading|kop|\u00fcberschrift", re.IGNORECASE)
"""The first level in some programs; in others what all headings and titles are based on."""

CONTENTS = re.compile(
    r"(toc|contents|inhopg|inhoud)\s*(\d|heading|kop)|table of figures|lijst met afbeeldingen",
    re.IGNORECASE,
)

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

MOST_ANCESTORS = 12

BODY_LEVEL = 9
"""The outline level that Word gives to text that is no heading (counted from 0)."""


def kept(
    ask: Callable[Concatenate["Styles", Asked], Answer],
) -> Callable[Concatenate["Styles", Asked], Answer]:
    """A style says the same to every paragraph: it is asked once."""

    def answer(styles: "Styles", /, *args: Asked.args, **named: Asked.kwargs) -> Answer:
        question = (ask, args, *named.values())
        try:
            return styles.answers[question]  # type: ignore[no-any-return]  # of this question
        except KeyError:
            given = styles.answers[question] = ask(styles, *args, **named)
            return given

    return answer


class Styles:
    """The styles of one document, asked by their id."""

    def __init__(self, root: Element | None) -> None:
        found = root.findall(name("w:style")) if root is not None else []
        self._by_id = {style.get(name("w:styleId")) or "": style for style in found}
        self._default = {
            style.get(name("w:type")) or "": style.get(name("w:styleId")) or ""
            for style in found
            if (style.get(name("w:default")) or "0") not in {"0", "false"}
        }
        self.answers: dict[tuple[object, ...], Any] = {}
        self._defaults = find(root, "w:docDefaults", "w:rPrDefault", "w:rPr")

    def chain(self, style_id: str | None, kind: str = "paragraph") -> Iterator[Element]:
        """The style and those it is based on, nearest first."""
        current = style_id or self._default.get(kind)
        for _ in range(MOST_ANCESTORS):
            style = self._by_id.get(current or "")
            if style is None:
                return
            yield style
            current = value(style, "w:basedOn")

    def name_of(self, style_id: str | None) -> str:
        """The name people know the style by."""
        return value(self._by_id.get(style_id or ""), "w:name") or style_id or ""

    @kept
    def outline_level(self, style_id: str | None) -> int | None:
        """The heading level, from 1, that the style gives; None for running text."""
        for style in self.chain(style_id):
            said = number(style, "w:pPr", "w:outlineLvl")
            if said is not None:
                return said + 1 if said < BODY_LEVEL else None
            found = HEADING.fullmatch(value(style, "w:name") or "")
            if found:
                return int(found[1])
        own = self.name_of(style_id)  # the id itself, when the style is nowhere defined
        found = HEADING.fullmatch(own) if style_id not in self._by_id else None
        if found:
            return int(found[1])
        return 1 if ALONE.fullmatch(own) else None

    @kept
    def indent(self, style_id: str | None) -> int:
        """How far paragraphs of a style stand from the margin, in twentieths of a point."""
        said = (left_of(find(style, "w:pPr")) for style in self.chain(style_id))
        return next((one for one in said if one is not None), 0)

    @kept
    def numbering(self, style_id: str | None) -> tuple[str, int | None, str] | None:
        """The list the style puts its paragraphs in: list id, level, and the style saying so."""
        for style in self.chain(style_id):
            properties = find(style, "w:pPr", "w:numPr")
            if properties is not None:
                listed = value(properties, "w:numId")
                owner = style.get(name("w:styleId")) or ""
                if listed is not None:
                    return listed, number(properties, "w:ilvl"), owner
        return None

    @kept
    def run_switch(self, style_id: str | None, kind: str, what: str) -> bool:
        """Whether a style makes its text bold, italic or hidden."""
        said = (switch(style, "w:rPr", what) for style in self.chain(style_id, kind))
        first = next((one for one in said if one is not None), None)
        return bool(switch(self._defaults, what)) if first is None else first

    def size(self, style_id: str | None) -> int:
        """The letter size of a style in half points."""
        for style in self.chain(style_id):
            said = number(style, "w:rPr", "w:sz")
            if said is not None:
                return said
        return number(self._defaults, "w:sz") or 20

    @kept
    def is_contents(self, style_id: str | None) -> bool:
        """Whether this is a line of a contents list that the word processor made."""
        return any(
            CONTENTS.fullmatch(value(style, "w:name") or "") for style in self.chain(style_id)
        )

    @kept
    def is_named(self, style_id: str | None, *words: str) -> bool:
        """Whether the style, or one it is based on, has one of these names."""
        names = {(value(style, "w:name") or "").casefold() for style in self.chain(style_id)}
        return not names.isdisjoint(words)

    def formats_part(self, style_id: str | None, part: str) -> bool:
        """Whether a table style gives its own dress to `firstRow` or `firstCol`."""
        return any(
            piece.get(name("w:type")) == part
            for style in self.chain(style_id, "table")
            for piece in style.findall(name("w:tblStylePr"))
        )
