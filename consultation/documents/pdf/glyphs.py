"""The signs on a page: where each stands, how large and in what letter."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium

from consultation.documents.pdf.tags import PageTags, Tag

BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)

ITALIC_FLAG, FORCE_BOLD_FLAG = 1 << 6, 1 << 18
"""Flags of a font descriptor (ISO 32000-1, table 123)."""

LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st", "\u0132": "IJ", "\u0133": "ij",
}  # fmt: skip

HYPHEN = "\u00ad"
"""How a hyphen at the end of a line is kept until lines are joined."""


@dataclass(frozen=True)
class Letter:
    """How a text object is written."""

    size: float
    bold: bool
    italic: bool
    marked: int = -1
    artifact: bool = False
    angle: int = 0
    """How far its line is turned, counter-clockwise, in quarters of a circle as degrees."""


@dataclass(slots=True)
class Glyph:
    """One sign; `y` is its baseline, upward from the foot of the page."""

    text: str
    x0: float
    x1: float
    y: float
    letter: Letter
    tag: Tag | None
    href: str = ""
    base: float = 0
    y0: float = 0
    y1: float = 0
    """Where it is drawn, for pages that are turned: x of its base, foot and top."""


@dataclass(frozen=True)
class Area:
    """A rectangle on a page."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def glyphs_of(page: Any, text_page: Any, tags: PageTags) -> list[Glyph]:
    """The signs of a page as the file orders them. A blank keeps no place: its x1 is its x0."""
    links = list(_links(page))
    letters: dict[int, Letter] = {}
    made: list[Glyph] = []
    raw = text_page.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    for number in range(text_page.count_chars()):
        text = _readable(pdfium.FPDFText_GetUnicode(raw, number))
        if not text:
            continue
        holder = pdfium.FPDFText_GetTextObject(raw, number)
        if not holder or text.isspace():
            before = made[-1] if made else None
            if before is not None and not before.text.isspace():
                made.append(_blank_after(before))
            continue
        address = ctypes.addressof(holder.contents)
        letter = letters.get(address)
        if letter is None:
            letter = letters[address] = _letter(raw, number, holder)
        pdfium.FPDFText_GetCharOrigin(raw, number, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, number, box)
        middle = (box.left + box.right) / 2
        href = next((to for area, to in links if area.holds(middle, y.value + 1)), "")
        tag = tags.by_id.get(letter.marked)
        glyph = Glyph(text, box.left, box.right, y.value, letter, tag, href)
        glyph.base, glyph.y0, glyph.y1 = x.value, box.bottom, box.top
        made.append(glyph)
    return made


def _blank_after(before: Glyph) -> Glyph:
    blank = replace(before, text=" ", x0=before.x1)
    if before.letter.angle == 90:
        blank.y0 = before.y1
    elif before.letter.angle == 180:
        blank.x0 = blank.x1 = before.x0
    elif before.letter.angle == 270:
        blank.y1 = before.y0
    return blank


def _readable(code: int) -> str:
    if code in {0x02, 0xAD}:
        return HYPHEN
    if code in {0xFFFE, 0xFFFF, 0} or 0xD800 <= code < 0xE000:
        return ""
    if code < 0x20 or code in {0xA0, 0x2007, 0x202F}:
        return " "
    sign = chr(code)
    return LIGATURES.get(sign, sign)


def _letter(raw: Any, number: int, holder: Any) -> Letter:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, number, matrix)
    size = pdfium.FPDFText_GetFontSize(raw, number) * hypot(matrix.b, matrix.d)
    room = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(raw, number, room, 256, flags)
    font = room.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
    weight = pdfium.FPDFText_GetFontWeight(raw, number)
    return Letter(
        size=round(size, 1),
        bold=bool(BOLD.search(font)) or weight >= 600 or bool(flags.value & FORCE_BOLD_FLAG),
        italic=bool(ITALIC.search(font)) or bool(flags.value & ITALIC_FLAG),
        marked=pdfium.FPDFPageObj_GetMarkedContentID(holder),
        artifact=_is_artifact(holder),
        angle=_angle(matrix),
    )


def _angle(matrix: Any) -> int:
    if abs(matrix.b) <= abs(matrix.a):
        return 0 if matrix.a >= 0 else 180
    return 90 if matrix.b > 0 else 270


def _is_artifact(holder: Any) -> bool:
    room = (ctypes.c_ushort * 40)()
    length = ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(holder)):
        mark = pdfium.FPDFPageObj_GetMark(holder, number)
        if pdfium.FPDFPageObjMark_GetName(mark, room, 80, length):
            name = bytes(room)[: max(0, length.value - 2)].decode("utf-16-le", "replace")
            if name == "Artifact":
                return True
    return False


def _links(page: Any) -> Iterator[tuple[Area, str]]:
    """Web and mail addresses that lie over a part of the page."""
    document = page.pdf.raw
    place = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, place, link):
        box = pdfium.FS_RECTF()
        action = pdfium.FPDFLink_GetAction(link)
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, box):
            continue
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if length > 1:
            room = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document, action, room, length)
            low, high = sorted((box.bottom, box.top))
            yield Area(box.left, low, box.right, high), room.value.decode("utf-8", "replace")
