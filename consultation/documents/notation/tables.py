"""Tables that stand as HTML in a text, because its bars have no spans and no captions."""

import re
from html import escape
from typing import Any

import lxml.html

from consultation.documents.building import Cell, Content, Grid
from consultation.documents.inline import Piece, squeezed

TABLE = re.compile(r"\s*<table>", re.IGNORECASE)

SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})


def is_table(html: str) -> bool:
    """Whether a piece of HTML is a table; all other HTML is shown as text."""
    return TABLE.match(html) is not None


def grid_of(html: str) -> Grid:
    """The rows, header cells, spans and caption of a table; its markup inside cells is let go."""
    tree: Any = lxml.html.document_fromstring(html).find(".//table")
    grid = Grid()
    caption = tree.find("caption")
    if caption is not None:
        grid.caption = (Piece(squeezed(caption.text_content())),)
    for row in tree.iter("tr"):
        is_head = row.getparent().tag == "thead"
        grid.head += is_head
        grid.rows.append(_cells(row, "col" if is_head else "row"))
    return grid


def _cells(row: lxml.html.HtmlElement, usual: str) -> list[Cell]:
    return [_cell(cell, usual) for cell in row if cell.tag in {"th", "td"}]


def _cell(cell: lxml.html.HtmlElement, usual: str) -> Cell:
    text = squeezed(cell.text_content())
    given = cell.get("scope", usual)
    return Cell(
        [Content(escape(text), text)],
        scope=(given if given in SCOPES else usual) if cell.tag == "th" else "",
        colspan=_span(cell.get("colspan")),
        rowspan=_span(cell.get("rowspan")),
    )


def _span(given: str | None) -> int:
    return int(given) if given and given.isdecimal() and int(given) else 1
