"""Figures of a PDF: the part of the page that shows them, drawn anew as an image."""

from collections import Counter
from collections.abc import Sequence

import pypdfium2

from consultation.documents.pdf.pages import PageRead, Pictured
from consultation.documents.pictures import LONGEST_SIDE, Pictures
from consultation.documents.tree import Doubt, Image

SHARPNESS = 2.0
"""Pixels for each point, unless the figure would become too large."""

MOST = 400
"""Figures in one document; each costs time to draw."""

WHOLE_PAGE = 0.8
"""An image over more than this part of a page that has text is its background."""


class Figures:
    """Draws figures of one document and keeps them."""

    def __init__(self, document: pypdfium2.PdfDocument, pictures: Pictures) -> None:
        self._document = document
        self._pictures = pictures
        self._drawn = 0

    def keep(self, found: Pictured) -> Image | None:
        """The figure as an image; None when there is no room for more."""
        if self._drawn >= MOST:
            return None
        self._drawn += 1
        page = self._document[found.page - 1]
        area = found.area
        width, height = page.get_size()
        longest = max(area.x1 - area.x0, area.y1 - area.y0, 1)
        crop = (
            max(0, area.x0), max(0, area.y0),
            max(0, width - area.x1), max(0, height - area.y1),
        )  # fmt: skip
        bitmap = page.render(scale=min(SHARPNESS, LONGEST_SIDE / longest), crop=crop)
        drawn = bitmap.to_pil()
        kept = self._pictures.keep_drawn(drawn, found.alt)
        bitmap.close()
        page.close()
        return kept


def drop_decoration(pages: Sequence[PageRead]) -> list[Doubt]:
    """Take away logos that come back on page after page, and backgrounds."""
    places: Counter[tuple[int, ...]] = Counter(
        _place(part) for page in pages for part in page.parts if isinstance(part, Pictured)
    )
    doubts = []
    for page in pages:
        for part in [found for found in page.parts if isinstance(found, Pictured)]:
            comes_back = places[_place(part)] >= 3 and not part.alt
            behind = _is_background(part, page)
            if comes_back or behind:
                page.parts = [other for other in page.parts if other is not part]
            if behind:
                doubts.append(Doubt("background_image_dropped", f"p. {page.number}"))
    return doubts


def _place(figure: Pictured) -> tuple[int, ...]:
    area = figure.area
    return tuple(round(side / 4) for side in (area.x0, area.y0, area.x1, area.y1))


def _is_background(figure: Pictured, page: PageRead) -> bool:
    area = figure.area
    size = (area.x1 - area.x0) * (area.y1 - area.y0)
    return not figure.tagged and size > WHOLE_PAGE * page.width * page.height and page.signs > 40
