"""From the bytes of a web page to a document with its report."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import lxml.html
from lxml.html import HtmlElement

from consultation.documents import journey as journeys
from consultation.documents.assembly import Heading, Placed, assemble
from consultation.documents.building import footnote
from consultation.documents.counting import kept_in, losses, words_in
from consultation.documents.guessing import with_guessed_headings
from consultation.documents.inline import squeezed
from consultation.documents.limits import Limits
from consultation.documents.refusal import DocumentRefused
from consultation.documents.titles import title_apart
from consultation.documents.tree import Block, BlockKind, Document, Doubt, Footnote, ImportReport
from consultation.documents.webpage.archive import ALONE, Saved, opened_archive
from consultation.documents.webpage.body import Body
from consultation.documents.webpage.counting import counted_in
from consultation.documents.webpage.journey import Journey
from consultation.documents.webpage.notes import find_notes
from consultation.documents.webpage.parsing import parsed_page, text_of_page
from consultation.documents.webpage.scope import main_part

Progress = Callable[[int, str], None]

Count = Callable[[], Mapping[str, int]]
"""Counts what the file holds, apart from the reading."""


def read_web_page(data: bytes, limits: Limits, progress: Progress) -> Document:
    """Read a web page: its main part, without menus and forms.

    Raises DocumentRefused for what is broken or too deep, or has no headings at all.
    """
    progress(5, "opening")
    text = text_of_page(data)
    return read_markup(text, limits, progress)


def read_saved_page(data: bytes, limits: Limits, progress: Progress) -> Document:
    """Read a page that was saved as one file, with its pictures.

    Raises DocumentRefused as `read_web_page` does, and for what holds no page or too many files.
    """
    progress(5, "opening")
    page, encoding, saved = opened_archive(data, limits)
    return read_markup(text_of_page(page, encoding), limits, progress, saved=saved)


def read_markup(
    text: str,
    limits: Limits,
    progress: Progress,
    *,
    count: Count | None = None,
    title: str = "",
    saved: Saved = ALONE,
) -> Document:
    """Read markup as text; what it holds is counted in it, or as `count` says."""
    root = parsed_page(text)
    _keep_bounds(root, limits, Counter())
    progress(20, "reading_text")
    main = main_part(root)
    journey = Journey(main, find_notes(root), _base(root), saved)
    reader = Body(journey)
    parts = with_guessed_headings(list(reader.read(main)), journey.doubts)
    progress(60, "reading_notes")
    notes = _notes(journey)
    progress(75, "building_sections")
    apart, parts = title_apart(parts)
    assembled = assemble(parts, notes, keep_front=bool(apart))
    progress(90, "counting")
    # Of other writing its numbers of lists are typed, and its notes are no paragraphs.
    counted = _counted(text, journey) if count is None else Counter(count())
    found = _found(counted, journey, assembled.title_page, apart, _outside(root, journey))
    found["words"] -= assembled.chapter_words
    kept = kept_in(assembled.sections, journey.pictures.kept)
    doubts = (
        *assembled.doubts,
        *journey.doubts,
        *(Doubt(code, place, {"count": n}) for (code, place), n in journey.left_out.items()),
        *losses(found, kept),
    )
    shown = title or reader.title or apart or _title(root) or _first(parts)
    report = ImportReport(found, kept, doubts)
    return Document(shown, assembled.sections, journey.pictures.kept, report)


@dataclass(frozen=True)
class PageRead:
    """A page that stands within another document."""

    parts: list[Heading | Placed]
    notes: dict[str, Footnote]
    found: dict[str, int]


def read_part(
    text: str, limits: Limits, saved: Saved, outer: journeys.Journey, kin: str
) -> PageRead:
    """Read all of a page as a part of another document; `kin` begins the keys of its notes.

    Raises DocumentRefused for what is too deep or too large.
    """
    root = parsed_page(text)
    _keep_bounds(root, limits, outer.tally)
    body = root.find("body")
    journey = Journey(
        root if body is None else body,
        find_notes(root, kin),
        _base(root),
        saved,
        pictures=outer.pictures,
        place=outer.place,
        left_out=outer.left_out,
        doubts=outer.doubts,
    )
    parts = list(Body(journey).read(journey.main))
    outer.place = journey.place
    notes = _notes(journey)
    return PageRead(parts, notes, _found(_counted(text, journey), journey, (), "", Counter()))


def _keep_bounds(root: HtmlElement, limits: Limits, tally: Counter[str]) -> None:
    tally["pieces"] += sum(1 for _ in root.iter())
    if tally["pieces"] > limits.pieces:
        raise DocumentRefused("too_many_pages", count=tally["pieces"], most=limits.pieces)


def _counted(text: str, journey: Journey) -> Counter[str]:
    counted = counted_in(text, journey.base)
    counted["words"] += journey.tally["generated_words"]
    counted.subtract(journey.dropped_notes)
    return counted


def _base(root: HtmlElement) -> str:
    """Where links without a site go, when the page says so."""
    for path, attribute in ((".//base", "href"), (".//link[@rel='canonical']", "href")):
        found = root.find(path)
        said = "" if found is None else found.get(attribute) or ""
        if urlsplit(said).scheme in {"http", "https"}:
            return str(said)
    return ""


def _notes(journey: Journey) -> dict[str, Footnote]:
    notes = {}
    for body in journey.notes.bodies.values():
        journey.place = ""
        parts = Body(journey, in_cell=True).read(body.element)
        blocks = [part.block for part in parts if isinstance(part, Placed)]
        notes[body.key] = footnote(body.label, blocks)
    return notes


def _title(root: HtmlElement) -> str:
    """What the window shows, without the name of the site after it."""
    said = squeezed(root.findtext(".//title") or "")
    return re.split(r"\s+[|\u2013\u2014]\s+", said)[0]


def _first(parts: Sequence[Heading | Placed]) -> str:
    return next(part.text for part in parts if isinstance(part, Heading))


def _outside(root: HtmlElement, journey: Journey) -> Counter[str]:
    """What stands outside the main part: menus, the head and the foot of a site."""
    body = root.find("body")
    if body is None or journey.main is body:
        return Counter()

    def things(element: HtmlElement) -> Counter[str]:
        markup = lxml.html.tostring(element, encoding="unicode", with_tail=False)
        return counted_in(markup, journey.base)

    outside = things(body) - things(journey.main)
    journey.place = ""
    journey.leave_out("page_around_dropped", outside["words"])
    del outside["footnotes"]
    return outside


def _found(
    counted: Counter[str],
    journey: Journey,
    title_page: Sequence[Block],
    title: str,
    outside: Counter[str],
) -> dict[str, int]:
    """What the page holds, less what was left out on purpose."""
    found = Counter(counted)
    found.subtract(journey.dropped)
    found.subtract(outside)
    captions, frames = journey.tally["captions"], journey.tally["frames"]
    on_cover = sum(block.kind is BlockKind.PARAGRAPH for block in title_page)
    found.subtract(
        {
            "sections": bool(title),
            "paragraphs": captions + on_cover,
            "tables": frames,
            "words": words_in(title) + sum(words_in(block.text) for block in title_page),
        }
    )
    kinds = ("sections", "paragraphs", "lists", "tables", "images", "footnotes", "links", "words")
    return {kind: max(0, found[kind]) for kind in kinds}
