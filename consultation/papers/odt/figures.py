"""Images of a paper in an ODT, with their text for who cannot see them."""

from io import BytesIO
from typing import Any

from odf.draw import Frame, Image
from odf.svg import Desc, Title
from PIL import Image as Drawing

from consultation.papers.odt.styles import Styles
from consultation.papers.paper import Picture

WIDEST_CM = 16.0
TALLEST_CM = 22.0
DOTS_A_CM = 96 / 2.54

ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif"}


def frame_of(document: Any, styles: Styles, sha256: str, picture: Picture, alt: str) -> Any:
    """An image in a frame of its own size, no wider than the page."""
    width, height = _size(picture.data)
    name = f"{sha256}{ENDINGS.get(picture.media_type, '')}"
    place = document.addPicture(f"Pictures/{name}", picture.media_type, picture.data)
    frame = Frame(
        name=f"{name}-{len(document.Pictures)}",
        width=f"{width:.2f}cm",
        height=f"{height:.2f}cm",
        anchortype="as-char",
        stylename=styles.named("Frame"),
    )
    frame.addElement(Image(href=place, type="simple", show="embed", actuate="onLoad"))
    if alt:
        frame.addElement(Title(text=alt))
        frame.addElement(Desc(text=alt))
    return frame


def _size(data: bytes) -> tuple[float, float]:
    with Drawing.open(BytesIO(data)) as drawing:
        width, height = (max(1, side) / DOTS_A_CM for side in drawing.size)
    scale = min(1.0, WIDEST_CM / width, TALLEST_CM / height)
    return width * scale, height * scale
