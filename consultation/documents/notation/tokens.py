"""From the tokens of what people wrote to blocks, headings and footnotes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from consultation.documents.assembly import Heading, Placed
from consultation.documents.building import (
    Cell,
    Content,
    Grid,
    Item,
    Listing,
    footnote,
    listing,
    paragraph,
    table,
)
from consultation.documents.inline import Piece, html_of, text_of
from consultation.documents.notation.tables import grid_of, is_table
from consultation.documents.tree import Block, BlockKind, Footnote

RAISED = re.compile(r"</?su[bp]>", re.IGNORECASE)
"""All that is read of HTML within a line: what stands higher or lower."""


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


def parts_of(tokens: Sequence[Token]) -> tuple[list[Heading | Placed], dict[str, Footnote]]:
    """What tokens hold: headings and blocks in reading order, and footnotes by their label."""
    notes: dict[str, Footnote] = {}
    return list(_parts(Tokens(tokens), notes)), notes


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
    notes[label] = footnote(label, blocks)


def _pieces(inline: Token) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    worn = {"strong": 0, "em": 0}
    href = raised = ""
    for token in inline.children or ():
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind in worn:
            worn[kind] += token.nesting
        elif kind == "link":
            href = str(token.attrGet("href") or "") if token.nesting == 1 else ""
        elif RAISED.fullmatch(token.content) and token.type == "html_inline":
            raised = "" if token.content[1] == "/" else token.content.strip("<>").lower()
        elif kind == "footnote_ref":
            label = str(token.meta["label"])
            pieces.append(Piece(label, note=label))
        else:
            shown = _shown(token)
            bold, italic = bool(worn["strong"]), bool(worn["em"])
            pieces.append(Piece(shown, bold, italic, raised, href))
    return tuple(pieces)


def _shown(token: Token) -> str:
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
