"""Lines of text: signs on one baseline, with the dress of each stretch."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from consultation.documents.inline import Piece, squeezed
from consultation.documents.pdf.glyphs import Glyph
from consultation.documents.pdf.tags import Tag

RAISED_SIZE = 0.8
"""A sign smaller than this part of its line, off the baseline, is raised or lowered."""


@dataclass
class Line:
    """A line on a page. `size` and `bold` are those of most of its signs."""

    glyphs: list[Glyph] = field(default_factory=list)
    page: int = 0
    tag: Tag | None = None
    size: float = 0
    bold: bool = False
    y: float = 0
    x0: float = 0
    x1: float = 0
    text: str = ""
    artifact: bool = False
    pieces: tuple[Piece, ...] = ()

    @property
    def style(self) -> tuple[float, bool]:
        """What tells headings from running text: size to half a point, and weight."""
        return round(self.size * 2) / 2, self.bold

    def measure(self) -> "Line":
        """Work out what the signs say together, and let the signs go."""
        seen = [glyph for glyph in self.glyphs if not glyph.text.isspace()]
        sizes = Counter(glyph.letter.size for glyph in seen)
        self.size = max(sizes, key=lambda size: (sizes[size], size))
        main = [glyph for glyph in seen if glyph.letter.size == self.size]
        self.y = Counter(round(glyph.y, 1) for glyph in main).most_common(1)[0][0]
        self.bold = sum(glyph.letter.bold for glyph in seen) > 0.6 * len(seen)
        self.x0 = min(glyph.x0 for glyph in seen)
        self.x1 = max(glyph.x1 for glyph in seen)
        self.artifact = all(glyph.letter.artifact for glyph in seen)
        self.pieces = tuple(self._pieces())
        self.text = squeezed("".join(piece.text for piece in self.pieces))
        self.glyphs = []
        return self

    def _pieces(self) -> Iterable[Piece]:
        runs: list[tuple[tuple[bool, bool, str, str], list[str]]] = []
        before: Glyph | None = None
        for glyph in self.glyphs:
            dress = (glyph.letter.bold, glyph.letter.italic, self._raised(glyph), glyph.href)
            if not runs or runs[-1][0] != dress:
                runs.append((dress, []))
            if before is not None and _is_apart(before, glyph):
                runs[-1][1].append(" ")
            runs[-1][1].append(glyph.text)
            before = glyph
        return [Piece("".join(texts), *dress) for dress, texts in runs]

    def _raised(self, glyph: Glyph) -> str:
        if glyph.letter.size >= RAISED_SIZE * self.size or glyph.text.isspace():
            return ""
        shift = glyph.y - self.y
        if shift > 0.12 * self.size:
            return "sup"
        return "sub" if shift < -0.05 * self.size else ""


def _is_apart(before: Glyph, glyph: Glyph) -> bool:
    if before.text.isspace() or glyph.text.isspace():
        return False
    if before.tag is not None and glyph.tag is not None and before.tag.label != glyph.tag.label:
        return True
    return glyph.x0 - before.x1 > 0.18 * max(glyph.letter.size, 1)


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """Signs in the order of the file as lines; a step back or to another baseline begins one."""
    lines: list[Line] = []
    for glyph in glyphs:
        if glyph.text.isspace() and not lines:
            continue
        line = lines[-1] if lines else None
        if line is None or not _goes_on(line, glyph):
            lines.append(Line(page=page, tag=glyph.tag))
            if glyph.text.isspace():
                lines.pop()
                continue
        lines[-1].glyphs.append(glyph)
    kept = [line for line in lines if any(not sign.text.isspace() for sign in line.glyphs)]
    return [line.measure() for line in kept]


def _goes_on(line: Line, glyph: Glyph) -> bool:
    if glyph.text.isspace():
        return True
    last = next((sign for sign in reversed(line.glyphs) if not sign.text.isspace()), None)
    if last is None:
        return True
    if _block(line.tag) != _block(glyph.tag) or last.letter.angle != glyph.letter.angle:
        return False
    size = max(last.letter.size, glyph.letter.size, 1)
    same_height = abs(glyph.y - last.y) < 0.5 * size
    return same_height and glyph.x0 > last.x0 - 0.5 * size if not last.letter.angle else True


def _block(tag: Tag | None) -> tuple[str, int] | None:
    return (tag.role, tag.key) if tag is not None else None


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Lines as people read them: as tagged, else as the file orders them, else down the page."""
    if any(line.tag is not None for line in lines):
        return _as_tagged(lines)
    if _is_one_column(lines) and not _goes_down(lines):
        return sorted(lines, key=lambda line: (-round(line.y), line.x0))
    return list(lines)


def _as_tagged(lines: Sequence[Line]) -> list[Line]:
    """By the place in the structure; a line without tag stays behind the one before it."""
    keyed, key = [], 0
    for place, line in enumerate(lines):
        key = line.tag.key if line.tag is not None else key
        keyed.append((key, place, line))
    return [line for _, _, line in sorted(keyed, key=lambda entry: entry[:2])]


def _is_one_column(lines: Sequence[Line]) -> bool:
    ordered = sorted(lines, key=lambda line: -line.y)
    beside = sum(abs(upper.y - lower.y) < 0.5 * lower.size for upper, lower in pairwise(ordered))
    return beside <= 0.1 * len(lines)


def _goes_down(lines: Sequence[Line]) -> bool:
    steps = list(pairwise(lines))
    down = sum(lower.y < upper.y + 1 for upper, lower in steps)
    return down >= 0.97 * len(steps)
