"""Images from files: opened with care, made smaller, written anew so that nothing else rides in."""

import hashlib
import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image as Pillow

from consultation.documents.tree import Image

FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP")

LONGEST_SIDE = 1600
"""Pixels; wider than any screen shows a plan."""

MOST_PIXELS = 40_000_000

MOST_BYTES = 25 * 1024 * 1024
"""All images of one document together, after making them smaller."""

FEW_COLOURS = 4096
"""A drawing has few colours and stays sharp as PNG; a photograph becomes JPEG."""


@dataclass(frozen=True)
class Drawn:
    """An image that was kept, with what it says where it is shown."""

    sha256: str
    alt: str


class Pictures:
    """The images of one document, each kept once."""

    def __init__(self) -> None:
        self._kept: dict[str, Image] = {}
        self._size = 0

    @property
    def kept(self) -> tuple[Image, ...]:
        """The images in the order in which they came."""
        return tuple(self._kept.values())

    def keep(self, data: bytes, alt: str) -> Image | None:
        """Write an image anew and keep it; None when it cannot be read or there is no room."""
        drawn = _opened(data)
        return self.keep_drawn(drawn, alt) if drawn is not None else None

    def keep_drawn(self, drawn: Pillow.Image, alt: str) -> Image | None:
        """The same for an image that is open already."""
        written, media_type = _written(drawn)
        sha256 = hashlib.sha256(written).hexdigest()
        if sha256 not in self._kept:
            if self._size + len(written) > MOST_BYTES:
                return None
            self._size += len(written)
            self._kept[sha256] = Image(sha256, media_type, written, alt)
        return self._kept[sha256]

    def only(self, shown: Mapping[str, object]) -> tuple[Image, ...]:
        """The images that some block points to."""
        return tuple(image for image in self.kept if image.sha256 in shown)


def _opened(data: bytes) -> Pillow.Image | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            drawn = Pillow.open(io.BytesIO(data), formats=FORMATS)
            if drawn.width * drawn.height > MOST_PIXELS:
                return None
            drawn.load()
    except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError):
        return None  # Pillow raises all of these for a broken or hostile image
    return drawn


def _written(drawn: Pillow.Image) -> tuple[bytes, str]:
    has_alpha = "A" in drawn.getbands() or "transparency" in drawn.info
    plain = drawn.convert("RGBA" if has_alpha else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Pillow.new(plain.mode, plain.size)
    clean.paste(plain)
    out = io.BytesIO()
    if has_alpha or clean.getcolors(FEW_COLOURS) is not None:
        clean.save(out, "PNG", optimize=True)
        return out.getvalue(), "image/png"
    clean.save(out, "JPEG", quality=85)
    return out.getvalue(), "image/jpeg"
