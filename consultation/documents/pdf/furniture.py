"""Running headers, footers and page numbers: lines that come back at one place on many pages."""

import re
from collections import defaultdict
from collections.abc import Sequence

from consultation.documents.pdf.lines import Line
from consultation.documents.pdf.pages import PageRead

MARGIN = 0.13
"""The part of a page at the top and at the foot where running lines stand."""

OFTEN = 0.25
"""On this part of the pages a line must come back; headers of odd and even pages differ."""

PAGE_NUMBER = re.compile(
    r"(?:(?:pagina|page|blad|pag\.?|p\.)\s*)?[-\u2013|\s]*(\d{1,4}|[ivxl]{1,6})[-\u2013|\s]*"
    r"(?:(?:van|of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[PageRead]) -> list[Line]:
    """Take running lines and page numbers off the pages; gives what was taken."""
    running = _running(pages)
    taken: list[Line] = []
    for page in pages:
        own = [line for line in page.lines() if _is_furniture(line, page, running)]
        dropped = {id(line) for line in own}
        page.parts = [part for part in page.parts if id(part) not in dropped]
        taken.extend(own)
    return taken


def _running(pages: Sequence[PageRead]) -> set[tuple[str, int]]:
    """Shapes of lines in the margins, digits aside, with their height, that come back."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines():
            if _in_margin(line, page):
                for near in (-1, 0, 1):
                    shape, height = _shape(line, page)
                    seen[shape, height + near].add(page.number)
    needed = max(3, OFTEN * len(pages)) if len(pages) > 3 else len(pages)
    return {shape for shape, numbers in seen.items() if len(numbers) >= max(2, needed)}


def _shape(line: Line, page: PageRead) -> tuple[str, int]:
    """Its words and how far it stands from the nearest edge; pages may lie on their side."""
    is_high = line.y > page.height / 2
    from_edge = line.y - page.height if is_high else line.y
    return re.sub(r"\d+", "#", line.text.casefold()), round(from_edge / 3)


def _in_margin(line: Line, page: PageRead) -> bool:
    return line.y > (1 - MARGIN) * page.height or line.y < MARGIN * page.height


def _is_furniture(line: Line, page: PageRead, running: set[tuple[str, int]]) -> bool:
    if not _in_margin(line, page):
        return False
    if line.tag is not None and line.tag.role in {"heading", "note"}:
        return False
    if _shape(line, page) in running:
        return True
    if line.artifact and line.tag is None:
        return True
    return _is_page_number(line, page)


def _is_page_number(line: Line, page: PageRead) -> bool:
    """A lone number at the very edge of the page, with nothing beyond it."""
    if PAGE_NUMBER.fullmatch(line.text) is None or len(line.text) > 24:
        return False
    if line.tag is not None and line.tag.role not in {"text"}:
        return False
    heights = [other.y for other in page.lines()]
    return line.y <= min(heights) + 1 or line.y >= max(heights) - 1
