"""Pages that lie on their side: turned until their text is upright."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from consultation.documents.pdf.glyphs import Area, Glyph, Letter

QUARTERS = (0, 90, 180, 270)


def settle(page: Any, glyphs: Sequence[Glyph]) -> int:
    """Turn a page so that most of its text is upright; gives how far, clockwise, in degrees."""
    angles = Counter(glyph.letter.angle for glyph in glyphs if not glyph.text.isspace())
    angle, count = angles.most_common(1)[0] if angles else (0, 0)
    turn = angle if count * 2 > angles.total() else page.get_rotation()
    if turn != page.get_rotation():
        page.set_rotation(turn)
    return turn if turn in QUARTERS else 0


def turned(area: Area, turn: int, width: float, height: float) -> Area:
    """An area of a page as it was drawn, on the page as it is seen with this size."""
    if turn == 90:
        return Area(area.y0, height - area.x1, area.y1, height - area.x0)
    if turn == 180:
        return Area(width - area.x1, height - area.y1, width - area.x0, height - area.y0)
    if turn == 270:
        return Area(width - area.y1, area.x0, width - area.y0, area.x1)
    return area


def turn_glyphs(glyphs: Sequence[Glyph], turn: int, width: float, height: float) -> None:
    """The same for signs: their base is where the line stands."""
    if not turn:
        return
    letters: dict[Letter, Letter] = {}
    for glyph in glyphs:
        upright = replace(glyph.letter, angle=(glyph.letter.angle - turn) % 360)
        glyph.letter = letters.setdefault(glyph.letter, upright)
        base = turned(Area(glyph.base, glyph.y, glyph.base, glyph.y), turn, width, height)
        box = turned(Area(glyph.x0, glyph.y0, glyph.x1, glyph.y1), turn, width, height)
        glyph.x0, glyph.x1, glyph.y = box.x0, box.x1, base.y0
