"""Pictures of a page: those that stand in the file itself; others are named and never fetched."""

import base64
import binascii
from urllib.parse import unquote_to_bytes

from lxml.html import HtmlElement

from consultation.documents.pictures import Drawn
from consultation.documents.webpage.journey import Journey

SMALLEST = 2
"""Pixels; a smaller picture counts visitors."""


def drawn_of(image: HtmlElement, journey: Journey) -> Drawn | None:
    """The picture of an img, kept; a doubt when it stands elsewhere or cannot be read."""
    alt = " ".join((image.get("alt") or image.get("title") or "").split())
    if _is_counter(image):
        journey.dropped["images"] += 1
        return None
    source = (image.get("src") or "").strip()
    data = _bytes_of(source) if _is_within(source) else journey.saved.find(source)
    if data is None:
        journey.doubt("image_outside_file", alt=alt[:200])
        return None
    kept = journey.pictures.keep(data, alt)
    if kept is None:
        journey.doubt("image_not_readable", name=alt[:80] or "data")
        return None
    if not alt and image.get("alt") is None:
        journey.doubt("image_without_alt")
    return Drawn(kept.sha256, alt)


def _is_within(source: str) -> bool:
    return source[:5].casefold() == "data:"


def _is_counter(image: HtmlElement) -> bool:
    sizes = [image.get("width") or "", image.get("height") or ""]
    return all(size.isdecimal() and int(size) < SMALLEST for size in sizes)


def _bytes_of(source: str) -> bytes:
    head, _, data = source.partition(",")
    raw = unquote_to_bytes(data)
    if not head.casefold().endswith(";base64"):
        return raw
    try:
        return base64.b64decode(raw, validate=False)
    except (binascii.Error, ValueError):
        return b""
