"""What is settled before the text is read in order: unfilled controls and fields that never end."""

from consultation.documents.limits import Limits
from consultation.documents.refusal import DocumentRefused
from consultation.documents.word.parts import Journey
from consultation.documents.word.schema import Element, find, name, switch


def prepared_body(journey: Journey, limits: Limits) -> Element:
    """The body of a file, ready to be read in order. Raises broken_file or too_many_pages."""
    body = find(journey.file.document, "w:body")
    if body is None:
        raise DocumentRefused("broken_file", part=journey.file.main)
    journey.tally["pieces"] += sum(1 for _ in body.iter(name("w:p"), name("w:r")))
    if journey.tally["pieces"] > limits.pieces:
        raise DocumentRefused("too_many_pages", count=journey.tally["pieces"], most=limits.pieces)
    journey.tally["asked_words"] += empty_controls(body)
    close_fields(body)
    return body


def empty_controls(story: Element) -> int:
    """Take out what content controls ask for ("Klik om tekst in te voeren"); gives its words."""
    words = 0
    for asks in list(story.iter(name("w:showingPlcHdr"))):
        control = next(asks.iterancestors(name("w:sdt")), None)
        inside = find(control, "w:sdtContent")
        if inside is None or not switch(control, "w:sdtPr", "w:showingPlcHdr"):
            continue
        words += sum(len((found.text or "").split()) for found in inside.iter(name("w:t")))
        for run in list(inside.iter(name("w:r"))):
            holder = run.getparent()
            if holder is not None:
                holder.remove(run)
    return words


def close_fields(story: Element) -> None:
    """Take out marks of fields that never end, which would hide all text after them."""
    begun: list[list[Element]] = []
    stray: list[Element] = []
    for mark in story.iter(name("w:fldChar")):
        kind = mark.get(name("w:fldCharType"))
        if kind == "begin":
            begun.append([mark])
        elif not begun:
            stray.append(mark)
        elif kind == "end":
            begun.pop()
        else:
            begun[-1].append(mark)
    for mark in (*stray, *(one for marks in begun for one in marks)):
        holder = mark.getparent()
        if holder is not None:
            holder.remove(mark)
