"""Tables as Pandoc draws them, with lines of dashes: grid, simple and multiline ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from textwrap import dedent

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
GRID = re.compile(r"\+(?:[-=:]{2,}\+)+ *$")
DASHES = re.compile(r" {0,3}-{2,}(?: +-{2,})+ *$")
WIDE = re.compile(r" {0,3}-{8,} *$")
CAPTION = re.compile(r" {0,3}(?:[Tt]able|[Tt]abel)?: *(?=\S)")

LONGEST = 600
"""Lines of the longest table that is looked for."""


@dataclass
class DrawnTable:
    """The lines a table takes, and its rows of cells; a cell is Markdown with its width."""

    lines: list[str]
    head: list[list[tuple[str, int]]] = field(default_factory=list)
    body: list[list[tuple[str, int]]] = field(default_factory=list)
    caption: str = ""

    def markup(self) -> str:
        """The table as HTML; what is in its cells is still Markdown, set apart by blank lines."""
        parts = ["<table>"]
        parts += ["<caption>", "", self.caption, "", "</caption>"] if self.caption else []
        for name, cell, rows in (("thead", "th", self.head), ("tbody", "td", self.body)):
            parts += [f"<{name}>", *_rows(rows, cell), f"</{name}>"] if rows else []
        return "\n".join([*parts, "</table>", ""])

    def words(self) -> str:
        """The words of its lines as they stand in the source, as a table of one cell."""
        plain = re.sub(r"[|+]|[-=:]{2,}", " ", " ".join([*self.lines, self.caption]))
        return f"<table><tr><td>{escape(plain)}</td></tr></table>\n"


def _rows(rows: Sequence[Sequence[tuple[str, int]]], cell: str) -> Iterator[str]:
    for row in rows:
        yield "<tr>"
        for text, width in row:
            span = f' colspan="{width}"' if width > 1 else ""
            yield from (f"<{cell}{span}>", "", text, "", f"</{cell}>")
        yield "</tr>"


def with_tables(body: str) -> tuple[str, str]:
    """The text with each such table as HTML: once to be read, once for its words to be counted."""
    read: list[str] = []
    counted: list[str] = []
    lines = body.split("\n")
    at = 0
    fence = ""
    while at < len(lines):
        found = None if fence else _table_at(lines, at)
        if found is not None:
            read.append(found.markup())
            counted.append(found.words())
            at += len(found.lines)
            at += _take_caption(lines, at, found, read, counted)
            continue
        fence = _fence_after(lines[at], fence)
        read.append(lines[at])
        counted.append(lines[at])
        at += 1
    return "\n".join(read), "\n".join(counted)


def _fence_after(line: str, fence: str) -> str:
    """The fence of code that is open after this line."""
    found = FENCE.match(line)
    if fence:
        return "" if line.strip().startswith(fence) else fence
    return found[1] if found else ""


def _take_caption(
    lines: Sequence[str], at: int, table: DrawnTable, read: list[str], counted: list[str]
) -> int:
    """The words under a table that name it; gives how many lines they take."""
    first = next((n for n in range(at, len(lines)) if lines[n].strip()), len(lines))
    if first == len(lines) or first - at > 2 or not CAPTION.match(lines[first]):
        return 0
    last = next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))
    said = [CAPTION.sub("", lines[first], count=1), *lines[first + 1 : last]]
    table.caption = " ".join(line.strip() for line in said)
    read[-1], counted[-1] = table.markup(), table.words()
    return last - at


def _table_at(lines: Sequence[str], at: int) -> DrawnTable | None:
    """The table that begins on this line, if one does."""
    if at and lines[at - 1].strip():
        return None
    if GRID.match(lines[at]):
        return _grid(lines, at)
    if WIDE.match(lines[at]) or DASHES.match(lines[at]):
        return _closed(lines, at)
    has_text = bool(lines[at].strip()) and at + 1 < len(lines)
    return _simple(lines, at) if has_text and DASHES.match(lines[at + 1]) else None


# --- with lines around every cell -----------------------------------------------------------


def _grid(lines: Sequence[str], at: int) -> DrawnTable | None:
    end = at
    while end < len(lines) and lines[end][:1] in {"+", "|"}:
        end += 1
    block = [line.rstrip() for line in lines[at:end]]
    borders = [number for number, line in enumerate(block) if GRID.match(line)]
    spans_rows = any(line.startswith("|") and "+--" in line for line in block)
    if len(borders) < 2 or borders[-1] != len(block) - 1 or spans_rows:
        return None
    edges = sorted({n for b in borders for n, sign in enumerate(block[b]) if sign == "+"})
    table = DrawnTable(list(lines[at:end]))
    for upper, lower in pairwise(borders):
        if lower > upper + 1:
            table.body.append(_cells_of(block[upper + 1 : lower], edges))
        if "=" in block[lower] and not table.head:
            table.head, table.body = table.body, []
    return table


def _cells_of(rows: Sequence[str], edges: Sequence[int]) -> list[tuple[str, int]]:
    """The cells of a row, cut where every line of it has an upright."""
    cells = []
    start = 0
    for number in range(1, len(edges)):
        edge = edges[number]
        if all(row[edge : edge + 1] == "|" for row in rows):
            said = "\n".join(row[edges[start] + 1 : edge].rstrip() for row in rows)
            cells.append((dedent(said).strip("\n"), number - start))
            start = number
    return cells


# --- with lines of dashes above and below ----------------------------------------------------


def _simple(lines: Sequence[str], at: int) -> DrawnTable | None:
    """One line of heads above dashes, then a line a row up to a blank one."""
    end = at + 2
    while end < len(lines) and lines[end].strip():
        end += 1
    rows = [row for row in lines[at + 2 : end] if not DASHES.match(row)]
    starts = _starts(lines[at + 1])
    if not rows or not _fit(rows, starts):
        return None
    table = DrawnTable(list(lines[at:end]), [_cut([lines[at]], starts)])
    table.body = [_cut([row], starts) for row in rows]
    return table


def _closed(lines: Sequence[str], at: int) -> DrawnTable | None:
    """Dashes above, below, and under the heads when there are any."""
    is_line = WIDE if WIDE.match(lines[at]) else DASHES
    end = next(
        (
            number
            for number in range(at + 2, min(len(lines), at + LONGEST))
            if is_line.match(lines[number])
            and (number + 1 == len(lines) or not lines[number + 1].strip())
        ),
        None,
    )
    if end is None:
        return None
    inside = lines[at + 1 : end]
    under = next((n for n, line in enumerate(inside) if DASHES.match(line)), None)
    if is_line is WIDE and under is None:
        return None
    table = DrawnTable(list(lines[at : end + 1]))
    starts = _starts(inside[under] if under is not None else lines[at])
    if under is not None:
        table.head = [_cut(inside[:under], starts)]
        inside = inside[under + 1 :]
    table.body = [_cut(rows, starts) for rows in _row_lines(inside)]
    return table if table.body and _fit(inside, starts) else None


def _row_lines(inside: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each row: those between blank ones, or else each line."""
    if all(line.strip() for line in inside):
        yield from ([line] for line in inside)
        return
    rows: list[str] = []
    for line in [*inside, ""]:
        if line.strip():
            rows.append(line)
        elif rows:
            yield rows
            rows = []


def _starts(dashes: str) -> list[int]:
    return [found.start() for found in re.finditer(r"-+", dashes)]


def _fit(rows: Sequence[str], starts: Sequence[int]) -> bool:
    """Whether no word of these lines runs on over the beginning of a column."""
    return all(row[start - 1 : start].strip() == "" for row in rows for start in starts[1:])


def _cut(rows: Sequence[str], starts: Sequence[int]) -> list[tuple[str, int]]:
    """The cells of a row that may run over several lines, cut where the columns begin."""
    ends = [*starts[1:], None]
    begins = [0, *starts[1:]]
    return [
        ("\n".join(row[begin:end].strip() for row in rows).strip(), 1)
        for begin, end in zip(begins, ends, strict=True)
    ]
