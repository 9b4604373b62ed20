"""Building blocks: paragraphs, lists, tables and figures as safe HTML with their plain words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from consultation.documents.inline import Piece, html_of, squeezed, text_of
from consultation.documents.numbers import formatted
from consultation.documents.tree import Block, BlockKind, Footnote

LIST_TYPES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""How word processors and HTML name the ways to number a list."""


@dataclass
class Item:
    """An entry of a list: its paragraphs, and the lists inside it."""

    paragraphs: list[tuple[Piece, ...]] = field(default_factory=list)
    lists: list["Listing"] = field(default_factory=list)


@dataclass
class Listing:
    """A list with bullets, or with numbers from `start` in the manner of `type`."""

    ordered: bool = False
    start: int = 1
    type: str = ""
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Content:
    """A piece of a cell or another container: its markup and its words."""

    html: str
    text: str


@dataclass
class Cell:
    """A cell of a table; `scope` is `col` or `row` for a header."""

    contents: list[Content] = field(default_factory=list)
    scope: str = ""
    colspan: int = 1
    rowspan: int = 1

    @property
    def text(self) -> str:
        """The words of the cell."""
        return squeezed(" ".join(content.text for content in self.contents))


@dataclass
class Grid:
    """A table: rows of cells, of which the first `head` rows are headers."""

    rows: list[list[Cell]] = field(default_factory=list)
    head: int = 0
    caption: tuple[Piece, ...] = ()


def paragraph(pieces: Sequence[Piece], kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """A paragraph of running text."""
    return Block(kind, f"<p>{html_of(pieces)}</p>", text_of(pieces))


def listing(made: Listing) -> Block:
    """A list with all that hangs under it."""
    return Block(BlockKind.LIST, _list_html(made), squeezed(_list_text(made)))


def _list_html(made: Listing) -> str:
    tag = "ol" if made.ordered else "ul"
    start = f' start="{made.start}"' if made.ordered and made.start != 1 else ""
    kind = f' type="{made.type}"' if made.ordered and made.type in LIST_TYPES.values() else ""
    items = "".join(f"<li>{_item_html(item)}</li>" for item in made.items)
    return f"<{tag}{start}{kind}>{items}</{tag}>"


def _item_html(item: Item) -> str:
    parts = [html_of(pieces) for pieces in item.paragraphs]
    own = parts[0] if len(parts) == 1 else "".join(f"<p>{part}</p>" for part in parts)
    return own + "".join(_list_html(inner) for inner in item.lists)


def _list_text(made: Listing) -> str:
    """The words of a list; numbers are given, as people see and quote them."""
    return " ".join(
        f"{_shown_number(made, place)} {_item_text(item)}".strip()
        for place, item in enumerate(made.items)
    )


def _shown_number(made: Listing, place: int) -> str:
    if not made.ordered:
        return ""
    shape = next((name for name, kind in LIST_TYPES.items() if kind == made.type), "decimal")
    return f"{formatted(made.start + place, shape)}."


def _item_text(item: Item) -> str:
    own = [text_of(pieces) for pieces in item.paragraphs]
    return " ".join(own + [_list_text(inner) for inner in item.lists])


def table(grid: Grid) -> Block:
    """A table with header cells and spans."""
    caption = f"<caption>{html_of(grid.caption)}</caption>" if grid.caption else ""
    head = "".join(_row_html(row) for row in grid.rows[: grid.head])
    body = "".join(_row_html(row) for row in grid.rows[grid.head :])
    html = f"<table>{caption}{_wrapped('thead', head)}{_wrapped('tbody', body)}</table>"
    words = [text_of(grid.caption)] + [cell.text for row in grid.rows for cell in row]
    return Block(BlockKind.TABLE, html, squeezed(" ".join(words)))


def _wrapped(tag: str, html: str) -> str:
    return f"<{tag}>{html}</{tag}>" if html else ""


def _row_html(row: list[Cell]) -> str:
    return f"<tr>{''.join(_cell_html(cell) for cell in row)}</tr>"


def _cell_html(cell: Cell) -> str:
    tag = "th" if cell.scope else "td"
    scope = f' scope="{cell.scope}"' if cell.scope else ""
    cols = f' colspan="{min(cell.colspan, 100)}"' if cell.colspan > 1 else ""
    rows = f' rowspan="{min(cell.rowspan, 100)}"' if cell.rowspan > 1 else ""
    return f"<{tag}{scope}{cols}{rows}>{cell_html(cell.contents)}</{tag}>"


def cell_html(contents: Sequence[Content]) -> str:
    """The inside of a cell: a lone paragraph needs no paragraph marks."""
    if len(contents) == 1 and contents[0].html.startswith("<p>"):
        return contents[0].html.removeprefix("<p>").removesuffix("</p>")
    return "".join(content.html for content in contents)


def has_bold_head(grid: Grid) -> bool:
    """Whether the first row looks like the head of a table: each cell has words, all bold."""
    if len(grid.rows) < 2 or len(grid.rows[0]) < 2:
        return False
    return all(cell.text and _is_bold(cell) for cell in grid.rows[0])


def _is_bold(cell: Cell) -> bool:
    html = cell_html(cell.contents).removeprefix("<p>").removesuffix("</p>")
    return html.startswith("<strong>") and html.endswith("</strong>")


def mark_head(grid: Grid, rows: int) -> None:
    """Make the cells of the first rows the heads of their columns."""
    grid.head = rows
    for row in grid.rows[:rows]:
        for cell in row:
            cell.scope = "col"


def footnote(label: str, blocks: Sequence[Block]) -> Footnote:
    """A note of these blocks; a lone paragraph needs no paragraph marks."""
    html = "".join(block.html for block in blocks)
    if len(blocks) == 1 and html.startswith("<p>"):
        html = html.removeprefix("<p>").removesuffix("</p>")
    return Footnote(label, html, squeezed(" ".join(block.text for block in blocks)))


def contents_of(blocks: Iterable[Block]) -> list[Content]:
    """Blocks as what a cell holds."""
    return [Content(block.html, block.text) for block in blocks]


def figure(sha256: str, alt: str, caption: Sequence[Piece] = ()) -> Block:
    """An image with its caption; its words are those of the caption."""
    under = f"<figcaption>{html_of(caption)}</figcaption>" if caption else ""
    image = image_html(sha256, alt)
    return Block(BlockKind.FIGURE, f"<figure>{image}{under}</figure>", text_of(caption))


def image_html(sha256: str, alt: str) -> str:
    """An image by its fingerprint."""
    return f'<img src="image:{sha256}" alt="{escape(squeezed(alt))}">'
