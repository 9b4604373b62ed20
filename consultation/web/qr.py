"""QR codes, drawn here as SVG that the content security policy allows."""

from functools import lru_cache

import segno
from markupsafe import Markup, escape


@lru_cache(maxsize=512)
def qr_of(address: str, label: str, *, on_white: bool = True) -> Markup:
    """The code of an address; `label` says to who cannot see it what it opens.

    On white it can be read on a dark page too; without, the page gives it its ground.
    """
    ground = {} if on_white else {"light": None}
    drawing = segno.make(address, error="m").svg_inline(
        border=2, dark="#000", svgclass=None, lineclass="qrline", omitsize=True, **ground
    )
    named = f'<svg role="img" aria-label="{escape(label)}" '
    return Markup(drawing.replace("<svg ", named, 1))  # noqa: S704 - our own drawing
