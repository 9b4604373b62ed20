"""What is drawn in an OpenDocument text: pictures with their alternative text, and text boxes."""

from collections.abc import Iterator

from consultation.documents.odt.names import Element, children, is_on, name, short_name, value
from consultation.documents.odt.parts import Journey
from consultation.documents.pictures import Drawn

ORNAMENTS = {"draw:line", "draw:connector", "draw:measure", "draw:control", "draw:glue-point"}
"""Lines and buttons: they say nothing that words must say."""


def drawn_in(drawing: Element, journey: Journey) -> Iterator[Drawn | Element]:
    """The images of a frame, shape or group, and its text boxes as elements with paragraphs.

    A doubt for each that cannot be read.
    """
    short = short_name(drawing.tag)
    if short in {"draw:g", "draw:a"}:
        for inner in children(drawing):
            if short_name(inner.tag).startswith("draw:"):
                yield from drawn_in(inner, journey)
    elif short == "draw:frame":
        yield from _in_frame(drawing, journey)
    elif drawing.find(name("text:p")) is not None or drawing.find(name("text:list")) is not None:
        yield drawing
    elif short not in ORNAMENTS:
        journey.doubt("drawing_not_read", alt=_alt(drawing)[:200])


def _in_frame(frame: Element, journey: Journey) -> Iterator[Drawn | Element]:
    box = frame.find(name("draw:text-box"))
    if box is not None:
        yield box
        return
    table = frame.find(name("table:table"))
    if table is not None:
        yield frame
        return
    images = frame.findall(name("draw:image"))
    if images:
        drawn = _kept(images, frame, journey)
        if drawn is not None:
            yield drawn
    else:
        journey.doubt("drawing_not_read", alt=_alt(frame)[:200])


def _alt(drawing: Element) -> str:
    for tag in ("svg:desc", "svg:title"):
        said = drawing.findtext(name(tag))
        if said and said.strip():
            return said
    return ""


def _kept(images: list[Element], frame: Element, journey: Journey) -> Drawn | None:
    """The first way to draw the picture that we can read; a file may hold several."""
    alt = _alt(frame)
    held = [data for image in images if (data := journey.file.parts.picture(image)) is not None]
    shown = value(images[0], "xlink:href").rpartition("/")[2] or value(frame, "draw:name")
    if not held:
        journey.doubt("image_outside_file", alt=alt[:200])
        return None
    for data in held:
        kept = journey.pictures.keep(data, alt)
        if kept is not None:
            if not alt and not is_on(frame, "loext:decorative"):
                journey.doubt("image_without_alt", name=shown)
            return Drawn(kept.sha256, alt)
    journey.doubt("image_not_readable", name=shown)
    return None
