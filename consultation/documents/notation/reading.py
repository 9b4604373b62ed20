"""Reading back what people wrote: paragraphs, lists, tables, footnotes, links, and new headings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import html as parser
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from consultation.documents.assembly import Heading
from consultation.documents.notation.tokens import parts_of
from consultation.documents.tree import Block

STAYS = re.compile(r"\{\{blijft ([a-z0-9]+)(?::[^}]*)?\}\}")
"""A block that cannot be written out: as long as its mark stands there, it stays."""

KEPT_NOTE = "{{blijft}}"

DEFINED = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
REFERRED = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?!:)")

SILENT = ("code", "fence", "lheading", "hr", "reference", "backticks", "image", "footnote_inline")
"""What Markdown knows and people do not mean: an indent, a row of dashes, a lone bracket."""


@dataclass(frozen=True)
class Stays:
    """The mark of a block that stays as it is, by its id."""

    id: str


Part = Block | Heading | Stays


@dataclass(frozen=True)
class NotedText:
    """What a text says: its parts in order, footnotes as HTML by label, and labels that dangle."""

    parts: tuple[Part, ...]
    notes: Mapping[str, str]
    unused: frozenset[str]
    """Footnotes that are written but to which nothing refers."""
    missing: frozenset[str]
    """Footnotes to which the text refers but that are not written."""


def read_notation(text: str) -> NotedText:
    """What somebody wrote, in parts. Every text can be read: what is no mark is words."""
    source = text.replace("\r\n", "\n")
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin)
    markdown.disable(list(SILENT))
    defined, used = set(DEFINED.findall(source)), set(REFERRED.findall(source))
    unused = "".join(f"[^{label}]" for label in sorted(defined - used))
    placed, notes = parts_of(markdown.parse(f"{source}\n\n{unused}"))
    parts = [one if isinstance(one, Heading) else _part(one.block) for one in placed]
    return NotedText(
        tuple(parts[:-1] if unused else parts),
        {label: note.html for label, note in notes.items()},
        frozenset(defined - used),
        frozenset(used - defined),
    )


def _part(block: Block) -> Block | Stays:
    found = STAYS.fullmatch(block.text)
    return Stays(found[1]) if found else block


INLINE = r"(?:strong|em|sup|sub|a)"


def same(one: object, other: Block) -> bool:
    """Whether two blocks say the same in the same way; a blank may stand in or outside a mark."""
    return isinstance(one, Block) and (one.kind, loose(one.html)) == (other.kind, loose(other.html))


def loose(html: str) -> str:
    """A block of HTML without the differences that nobody can see."""
    body = parser.fragment_fromstring(html, create_parent="div")
    for link in body.iter("a"):
        link.attrib.pop("rel", None)
    text = str(parser.tostring(body, encoding="unicode"))
    text = re.sub(rf"(\s+)((?:</{INLINE}>)+)", r"\2\1", text)
    text = re.sub(rf"((?:<{INLINE}(?:\s[^>]*)?>)+)(\s+)", r"\2\1", text)
    text = re.sub(rf"</({INLINE})>(\s*)<\1>", r"\2", text)
    text = re.sub(r"\s+", " ", text)
    return re.sub(
        r"\s*(</?(?:div|p|li|ul|ol|table|thead|tbody|tr|th|td|caption|br)\b[^>]*>)\s*", r"\1", text
    )
