"""Reading Markdown: headings, lists, tables, footnotes and links, as the demo plan is written."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from consultation.documents.assembly import Heading, Placed, assemble
from consultation.documents.building import (
    Cell,
    Content,
    Grid,
    Item,
    Listing,
    listing,
    paragraph,
    table,
)
from consultation.documents.counting import kept_in, losses, words_in
from consultation.documents.html_tables import grid_of, is_table, words_of
from consultation.documents.inline import Piece, html_of, squeezed, text_of
from consultation.documents.refusal import DocumentRefused
from consultation.documents.tree import Block, BlockKind, Document, Doubt, Footnote, ImportReport

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)

TITLE = re.compile(r"^(?:titel|title):\s*(.+)$", re.MULTILINE)

MARKS = re.compile(r"^\s*(?:[-*+>]|#{1,6})\s|^\s*\|?[\s:|-]+\|?\s*$|[|]", re.MULTILINE)
"""Signs of Markdown that are no words: bullets, hashes, bars of tables."""


@dataclass
class Tokens:
    """The tokens of a document, read one after the other."""

    tokens: Sequence[Token]
    at: int = 0

    def next(self) -> Token:
        """Take one token."""
        token = self.tokens[self.at]
        self.at += 1
        return token

    def until(self, closing: str) -> Iterator[Token]:
        """Take tokens up to a closing one, which is taken too."""
        while self.at < len(self.tokens):
            token = self.next()
            if token.type == closing:
                return
            yield token


def read_markdown(source: str, filename: str, progress: Callable[[int, str], None]) -> Document:
    """Read Markdown; of the HTML in it tables are read, the rest is shown as text.

    Raises DocumentRefused: no_headings.
    """
    meta = FRONT_MATTER.match(source)
    body = source[meta.end() :] if meta else source
    progress(10, "reading_text")
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin)
    tokens = Tokens(parser.parse(body))
    notes: dict[str, Footnote] = {}
    parts = list(_parts(tokens, notes))
    if not any(isinstance(part, Heading) for part in parts):
        raise DocumentRefused("no_headings")
    progress(75, "building_sections")
    assembled = assemble(parts, notes)
    found = _found(body, parser.parse(body), len(assembled.title_page))
    kept = kept_in(assembled.sections, ())
    doubts: tuple[Doubt, ...] = (*assembled.doubts, *losses(found, kept))
    title = TITLE.search(meta[1]) if meta else None
    shown = title[1] if title else next(part.text for part in parts if isinstance(part, Heading))
    return Document(
        squeezed(shown) or filename, assembled.sections, (), ImportReport(found, kept, doubts)
    )


def _parts(tokens: Tokens, notes: dict[str, Footnote]) -> Iterator[Heading | Placed]:
    while tokens.at < len(tokens.tokens):
        token = tokens.next()
        if token.type == "heading_open":
            pieces = _pieces(tokens.next())
            yield Heading(int(token.tag[1]), text_of(pieces))
        elif token.type == "footnote_open":
            _keep_note(token, tokens, notes)
        else:
            yield from _block(token, tokens)


def _block(token: Token, tokens: Tokens) -> Iterator[Placed]:
    if token.type == "inline" and token.content.strip():
        yield Placed(paragraph(_pieces(token)))
    elif token.type in {"fence", "code_block", "html_block"}:
        yield Placed(_verbatim(token))
    elif token.type in {"bullet_list_open", "ordered_list_open"}:
        yield Placed(listing(_listing(token, tokens)))
    elif token.type == "table_open":
        yield Placed(table(_grid(tokens)))
    elif token.type == "blockquote_open":
        for inner in tokens.until("blockquote_close"):
            if inner.type == "inline":
                yield Placed(paragraph(_pieces(inner), BlockKind.QUOTE))


def _verbatim(token: Token) -> Block:
    """A table that stands as HTML; all else is shown as it was written."""
    if token.type == "html_block" and is_table(token.content):
        return table(grid_of(token.content))
    return paragraph([Piece(token.content.strip())])


def _listing(opening: Token, tokens: Tokens) -> Listing:
    ordered = opening.type == "ordered_list_open"
    made = Listing(ordered, int(opening.attrGet("start") or 1) if ordered else 1)
    for token in tokens.until(opening.type.replace("_open", "_close")):
        if token.type == "list_item_open":
            made.items.append(Item())
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            made.items[-1].lists.append(_listing(token, tokens))
        elif token.type == "inline":
            made.items[-1].paragraphs.append(_pieces(token))
        elif token.type in {"fence", "code_block"}:
            made.items[-1].paragraphs.append((Piece(token.content.strip()),))
    return made


def _grid(tokens: Tokens) -> Grid:
    grid = Grid(head=1)
    for token in tokens.until("table_close"):
        if token.type == "tr_open":
            grid.rows.append([])
        elif token.type in {"th_open", "td_open"}:
            pieces = _pieces(tokens.next())
            content = Content(html_of(pieces), text_of(pieces))
            scope = "col" if token.type == "th_open" else ""
            grid.rows[-1].append(Cell([content], scope))
    return grid


def _keep_note(opening: Token, tokens: Tokens, notes: dict[str, Footnote]) -> None:
    label = str(opening.meta["label"])
    blocks = [
        paragraph(_pieces(token))
        for token in tokens.until("footnote_close")
        if token.type == "inline"
    ]
    html = "".join(block.html for block in blocks)
    if len(blocks) == 1:
        html = html.removeprefix("<p>").removesuffix("</p>")
    notes[label] = Footnote(label, html, squeezed(" ".join(block.text for block in blocks)))


def _pieces(inline: Token) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    worn = {"strong": 0, "em": 0}
    href = ""
    for token in inline.children or ():
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind in worn:
            worn[kind] += token.nesting
        elif kind == "link":
            href = str(token.attrGet("href") or "") if token.nesting == 1 else ""
        elif kind == "footnote_ref":
            label = str(token.meta["label"])
            pieces.append(Piece(label, note=label))
        else:
            shown = _shown(token)
            pieces.append(Piece(shown, bool(worn["strong"]), bool(worn["em"]), href=href))
    return tuple(pieces)


def _shown(token: Token) -> str:
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)


def _found(body: str, tokens: Sequence[Token], title_blocks: int) -> dict[str, int]:
    """What the source holds, counted in tokens and, for words, in the source itself."""
    types = [token.type for token in tokens]
    tops = [token.type for token in tokens if token.level == 0]
    inline = [child for token in tokens for child in token.children or ()]
    drawn = [t.content for t in tokens if t.type == "html_block" and is_table(t.content)]
    for html in drawn:
        body = body.replace(html, words_of(html))
    outer = {"bullet_list_open", "ordered_list_open"}
    return {
        "sections": types.count("heading_open"),
        "paragraphs": tops.count("paragraph_open") - title_blocks,
        "lists": sum(kind in outer for kind in tops),
        "tables": types.count("table_open") + len(drawn),
        "images": sum(child.type == "image" for child in inline),
        "footnotes": len(re.findall(r"^\[\^[^\]]+\]:", body, re.MULTILINE)),
        "links": sum(child.type == "link_open" for child in inline),
        "words": words_in(MARKS.sub(" ", re.sub(r"^\[\^[^\]]+\]:", "", body, flags=re.M))),
    }
