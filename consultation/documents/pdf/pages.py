"""Pages of a PDF taken apart: lines in reading order, tables, figures, and a plain count."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2

from consultation.documents.counting import words_in
from consultation.documents.pdf.columns import in_columns
from consultation.documents.pdf.glyphs import HYPHEN, Area, Glyph, glyphs_of
from consultation.documents.pdf.joining import HANGING
from consultation.documents.pdf.lines import Line, in_order, lines_of
from consultation.documents.pdf.marks import with_marks
from consultation.documents.pdf.ruled import RuledTable, ruled_tables
from consultation.documents.pdf.tags import PageTags, tags_of
from consultation.documents.pdf.turning import settle, turn_glyphs, turned

CREDIBLE = 0.7
"""The part of all signs that must be tagged before the tags are believed."""


FEWEST_SIGNS = 25
"""Signs on a page; fewer, and it is a photograph of text."""

READABLE = 0.4
"""The part of the places for signs, blanks among them, that ordinary text fills at least."""


CUT_WORD = re.compile(
    rf"(?<=[^\W\d_])[-\u2010\u00ad]\r?\n(?=[^\W\d_])(?!(?:{'|'.join(HANGING)})\b)"
)
"""The hyphen and the line end within a word."""


@dataclass
class Tabled:
    """A table on a page: the lines of each cell, by row."""

    page: int
    cells: list[list["CellLines"]]
    y: float
    edges: tuple[int, ...] = ()
    key: int = 0


@dataclass
class CellLines:
    """What stands in a cell, and what the file says of the cell."""

    lines: list[Line] = field(default_factory=list)
    header: str = ""
    colspan: int = 1
    rowspan: int = 1


@dataclass
class Pictured:
    """A figure on a page, by the part of the page that shows it."""

    page: int
    area: Area
    alt: str
    tagged: bool
    inside: list[Line] = field(default_factory=list)
    key: int = 0


Part = Line | Tabled | Pictured


@dataclass
class PageRead:
    """One page: its parts in reading order, and all its words as the file gives them."""

    number: int
    width: float
    height: float
    parts: list[Part]
    text: str
    """All text of the page as the file itself orders it, to count and compare with."""
    images: int
    signs: int
    codes: int
    """Places of the text where a sign should be, whether it can be read or not."""

    @property
    def is_picture(self) -> bool:
        """Whether it shows something, but hardly a word."""
        return self.signs < FEWEST_SIGNS and self.images > 0 and not self.is_unreadable

    @property
    def is_unreadable(self) -> bool:
        """Whether it has text, but of most signs nobody knows which they are."""
        return self.codes >= FEWEST_SIGNS and self.signs < READABLE * self.codes

    @property
    def words(self) -> int:
        """How many words the page has by the text of the file; one cut at a line end is one."""
        return words_in(CUT_WORD.sub("", self.text))

    def lines(self) -> Iterator[Line]:
        """The lines that stand in no table or figure."""
        return (part for part in self.parts if isinstance(part, Line))


def has_credible_tags(document: pypdfium2.PdfDocument) -> bool:
    """Whether most signs on a sample of pages are tagged, as more than one plain heap."""
    tagged = signs = 0
    roles: Counter[str] = Counter()
    step = max(1, len(document) // 12)
    for number in range(0, len(document), step):
        page = document[number]
        tags = tags_of(page)
        text_page = page.get_textpage()
        seen = [glyph for glyph in glyphs_of(page, text_page, tags) if glyph.text != " "]
        signs += sum(not glyph.letter.artifact for glyph in seen)
        tagged += sum(glyph.tag is not None for glyph in seen)
        roles.update(tag.role for tag in tags.by_id.values())
        text_page.close()
        page.close()
    return tagged > CREDIBLE * max(signs, 1) and roles["heading"] > 0


def read_page(page: Any, number: int, *, tagged: bool) -> PageRead:
    """Take one page apart."""
    tags = tags_of(page) if tagged else PageTags()
    text_page = page.get_textpage()
    glyphs = glyphs_of(page, text_page, tags)
    text = re.sub(r"[\ufffe\x02]\s*", "", text_page.get_text_bounded())
    codes = text_page.count_chars()
    text_page.close()
    seen = sum(_is_known(glyph.text) for glyph in glyphs)
    turn = settle(page, glyphs)
    width, height = page.get_size()
    turn_glyphs(glyphs, turn, width, height)
    if not tagged:
        glyphs = in_columns(glyphs)
    images = _image_areas(page, turn, width, height)
    tables: list[Tabled] = []
    if not any(glyph.tag is not None and glyph.tag.spot for glyph in glyphs):
        ruled = ruled_tables(page, number, [glyph for glyph in glyphs if glyph.text != " "])
        glyphs, tables = _with_ruled(glyphs, ruled, number)
    lines = lines_of(glyphs, number)
    lines = in_order(lines if tagged else with_marks(lines))
    figures = _figures(tags, images, page, number, turn)
    parts = _with_figures(_with_tagged_tables(lines, number), figures)
    parts = _placed(parts, tables)
    return PageRead(number, width, height, parts, text, len(images), seen, codes)


def _is_known(sign: str) -> bool:
    """Whether it is a sign that everybody knows, and no blank or hyphen."""
    return sign not in {" ", HYPHEN} and not "\ue000" <= sign < "\uf900"


def _with_ruled(
    glyphs: list[Glyph], ruled: list[RuledTable], number: int
) -> tuple[list[Glyph], list[Tabled]]:
    """Take the signs that lie in ruled tables out, and put them in cells."""
    tables = []
    for found in ruled:
        inside = [glyph for glyph in glyphs if found.area.holds(_middle(glyph), glyph.y + 1)]
        taken = {id(glyph) for glyph in inside}
        glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
        cells = [[_cell(spot, inside, number) for spot in row] for row in found.rows]
        tables.append(Tabled(number, cells, found.area.y1, found.edges))
    return glyphs, tables


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _cell(spot: Any, inside: list[Glyph], number: int) -> CellLines:
    area = spot.area
    own = [glyph for glyph in inside if area.holds(_middle(glyph), glyph.y + 1)]
    lines = sorted(lines_of(own, number), key=lambda line: (-round(line.y), line.x0))
    return CellLines(lines, "", spot.colspan, spot.rowspan)


def _with_tagged_tables(lines: list[Line], number: int) -> list[Part]:
    parts: list[Part] = []
    tables: dict[int, Tabled] = {}
    for line in lines:
        spot = line.tag.spot if line.tag is not None else None
        if spot is None:
            parts.append(line)
            continue
        if spot.table not in tables:
            tables[spot.table] = Tabled(number, [], line.y, key=spot.table)
            parts.append(tables[spot.table])
        rows = tables[spot.table].cells
        row, cell = max(0, spot.row), max(0, spot.cell)
        while len(rows) <= row:
            rows.append([])
        while len(rows[row]) <= cell:
            rows[row].append(CellLines())
        target = rows[row][cell]
        target.header, target.colspan, target.rowspan = spot.header, spot.colspan, spot.rowspan
        target.lines.append(line)
    for table in tables.values():
        table.cells = [row for row in table.cells if row]
    return parts


def _figures(
    tags: PageTags, images: list[Area], page: Any, number: int, turn: int
) -> list[Pictured]:
    """Figures that are tagged, and images where nothing is."""
    if not tags.figures:
        return [Pictured(number, area, "", tagged=False) for area in images]
    figures: list[Pictured] = []
    for figure in tags.figures:
        drawn = _area_of(page, figure.ids)
        area = turned(drawn, turn, *page.get_size()) if drawn is not None else None
        if area is not None and _shows(area):
            figures.append(Pictured(number, area, figure.alt, tagged=True, key=figure.key))
    return figures


def _with_figures(parts: list[Part], figures: list[Pictured]) -> list[Part]:
    """The parts with the figures among them; text that is part of a figure goes into it."""
    made = list(parts)
    for shown in figures:
        own = [
            part
            for part in made
            if isinstance(part, Line)
            and part.tag is not None
            and part.tag.role == "figure"
            and part.tag.key == shown.key
        ]
        made = [part for part in made if not any(part is line for line in own)]
        shown.inside = own
        made.insert(_position(made, shown), shown)
    return made


def _position(parts: list[Part], figure: Pictured) -> int:
    """Tagged figures stand where the structure has them; others under what is above them."""
    for place, part in enumerate(parts):
        key = _key(part)
        if figure.tagged and key is not None and key > figure.key:
            return place
        if not figure.tagged and isinstance(part, Line) and part.y < figure.area.y1 - 2:
            return place
    return len(parts)


def _key(part: Part) -> int | None:
    if isinstance(part, Line):
        return part.tag.key if part.tag is not None else None
    return part.key


def _placed(parts: list[Part], tables: list[Tabled]) -> list[Part]:
    made = list(parts)
    for table in tables:
        place = next(
            (at for at, part in enumerate(made) if isinstance(part, Line) and part.y < table.y),
            len(made),
        )
        made.insert(place, table)
    return made


def _area_of(page: Any, ids: set[int]) -> Area | None:
    bounds = [
        found.get_bounds()
        for found in page.get_objects(max_depth=1)
        if pypdfium2.raw.FPDFPageObj_GetMarkedContentID(found.raw) in ids
    ]
    if not bounds:
        return None
    lefts, lows, rights, highs = zip(*bounds, strict=True)
    return Area(min(lefts), min(lows), max(rights), max(highs))


def _shows(area: Area) -> bool:
    return area.x1 - area.x0 >= 24 and area.y1 - area.y0 >= 24


def _image_areas(page: Any, turn: int, width: float, height: float) -> list[Area]:
    """Where images stand that are no line, dot or background; overlapping ones as one."""
    areas: list[Area] = []
    for found in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=1):
        seen = turned(Area(*found.get_bounds()), turn, width, height)
        area = Area(max(0, seen.x0), max(0, seen.y0), min(width, seen.x1), min(height, seen.y1))
        if _shows(area) and len(areas) < 100:
            areas = _joined(area, areas)
    return areas


def _joined(area: Area, areas: list[Area]) -> list[Area]:
    """Images cut in strips touch each other and are one."""
    apart = []
    for other in areas:
        touches = area.x0 <= other.x1 + 2 and other.x0 <= area.x1 + 2
        if touches and area.y0 <= other.y1 + 2 and other.y0 <= area.y1 + 2:
            area = Area(
                min(area.x0, other.x0), min(area.y0, other.y0),
                max(area.x1, other.x1), max(area.y1, other.y1),
            )  # fmt: skip
        else:
            apart.append(other)
    return [*apart, area]
