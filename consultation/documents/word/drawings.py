"""Images and text boxes that hang on a paragraph."""

from collections.abc import Iterator

from consultation.documents.pictures import Drawn
from consultation.documents.word.parts import Journey
from consultation.documents.word.schema import Element, name

CONTENT_BOX = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"

UNREAD = ("/chart", "/diagram")
"""Drawings whose words live in a part of their own."""


def drawings_in(holder: Element, journey: Journey) -> Iterator[Drawn]:
    """The images of a w:drawing, w:pict or w:object; a doubt for each that cannot be read."""
    alt = _alt(holder)
    found = False
    for image in holder.iter(name("a:blip"), name("v:imagedata")):
        if _within(image, holder, {CONTENT_BOX, name("mc:Fallback")}):
            continue
        found = True
        drawn = _kept(image, alt, journey)
        if drawn is not None:
            yield drawn
    if not found and _is_graphic(holder):
        journey.doubt("drawing_not_read", alt=alt[:200])


def _alt(holder: Element) -> str:
    for described in holder.iter(name("wp:docPr")):
        return described.get("descr") or ""
    for shape in holder.iter(name("v:shape")):
        return shape.get("alt") or ""
    return ""


def _kept(image: Element, alt: str, journey: Journey) -> Drawn | None:
    relation_id = image.get(name("r:embed")) or image.get(name("r:id")) or ""
    relation = journey.relations.get(relation_id)
    package = journey.file.package
    if relation is None or relation.external or not package.has(relation.target):
        journey.doubt("image_outside_file", alt=alt[:200])
        return None
    kept = journey.pictures.keep(package.read(relation.target), alt)
    if kept is None:
        journey.doubt("image_not_readable", name=relation.target.rpartition("/")[2])
        return None
    if not alt.strip():
        journey.doubt("image_without_alt", name=relation.target.rpartition("/")[2])
    return Drawn(kept.sha256, alt)


def _is_graphic(holder: Element) -> bool:
    return any(
        (data.get("uri") or "").endswith(UNREAD) for data in holder.iter(name("a:graphicData"))
    )


def text_boxes_in(holder: Element) -> Iterator[Element]:
    """The contents of text boxes; of a box that stands there in two ways, the first."""
    for box in holder.iter(CONTENT_BOX):
        if not _within(box, holder, {CONTENT_BOX, name("mc:Fallback")}):
            yield box


def _within(element: Element, holder: Element, what: set[str]) -> bool:
    """Whether one of these stands between an element and what it hangs on."""
    for above in element.iterancestors():
        if above is holder:
            return False
        if above.tag in what:
            return True
    return False
