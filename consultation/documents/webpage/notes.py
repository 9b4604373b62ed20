"""Notes of a page: a small link in the text, and what stands at the other end of it."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml.html import HtmlElement

from consultation.documents.webpage.parsing import HEADINGS, names_on, tag_of, words_of

LABEL = re.compile(r"[\[(]?\s*(\d{1,3}|[ivxlc]{1,6}|[a-z]|\*{1,3}|[\u2020\u2021])\s*[\])]?", re.I)
"""What the text shows for a note: [1], iv, *."""

REFERRING = re.compile(
    r"footnote|fn-?ref|noteref|noot|mso(?:footnote|endnote)reference|sd(?:foot|end)noteanc|cite_ref"
)
"""How writers of pages call a link to a note."""

BACK = re.compile(r"back-?(?:ref|link)|footnote-back|data-footnote-backref|doc-backlink")

HOLDERS = {"li", "p", "div", "aside", "td", "dd", "section"}

NOTE_DIVISION = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d+")
"""How word processors call the division that holds one note."""

HEADED = {"noten", "voetnoten", "eindnoten", "voetnoot", "footnotes", "notes", "endnotes"}


@dataclass(frozen=True)
class NoteBody:
    """What stands at the end of the link, and the links in it that lead back."""

    element: HtmlElement
    key: str
    label: str


@dataclass
class Notes:
    """The notes of one page. `bodies` by element, `references` by the link in the text."""

    bodies: dict[HtmlElement, NoteBody] = field(default_factory=dict)
    references: dict[HtmlElement, NoteBody] = field(default_factory=dict)
    back: set[HtmlElement] = field(default_factory=set)
    frames: set[HtmlElement] = field(default_factory=set)
    """What holds nothing but notes: a list, a division, the heading above them."""

    def is_frame(self, element: HtmlElement) -> bool:
        """Whether it holds nothing but notes, or is the heading above them."""
        return element in self.frames


def find_notes(root: HtmlElement, kin: str = "n") -> Notes:
    """Every note that the text refers to, wherever it stands on the page; `kin` begins its key."""
    notes = Notes()
    targets = _targets(root)
    for link in root.iter("a"):
        target = targets.get(unquote((link.get("href") or "#").removeprefix("#")))
        if target is None or not (link.get("href") or "").startswith("#"):
            continue
        body = _body_of(target)
        if body is None or not _refers(link, body) or _is_inside(link, {body, *notes.bodies}):
            continue
        known = notes.bodies.get(body)
        if known is None:
            number = len(notes.bodies) + 1
            known = NoteBody(body, f"{kin}{number}", _label(link) or str(number))
            notes.bodies[body] = known
        notes.references[link] = known
    for link, known in notes.references.items():
        notes.back.update(_links_back(known.element, link))
    notes.frames = set(_frames(notes.bodies))
    return notes


def _targets(root: HtmlElement) -> dict[str, HtmlElement]:
    """What each address within the page points to."""
    targets: dict[str, HtmlElement] = {}
    for found in root.iter():
        for name in (found.get("id"), found.get("name") if found.tag == "a" else None):
            if name:
                targets.setdefault(name, found)
    return targets


def _body_of(target: HtmlElement) -> HtmlElement | None:
    """The block that holds the note: a division of its own, an item, or a paragraph."""
    block = next((one for one in (target, *target.iterancestors()) if tag_of(one) in HOLDERS), None)
    if block is None:
        return None
    for above in (block, *block.iterancestors("div", "li")):
        if NOTE_DIVISION.fullmatch(above.get("id") or ""):
            return above
    item = next(block.iterancestors("li"), None)
    return item if tag_of(block) == "p" and item is not None else block


def _refers(link: HtmlElement, body: HtmlElement) -> bool:
    """Whether a link is the mark of a note: short, and raised, named so, or answered."""
    if not LABEL.fullmatch(words_of(link).strip()):
        return False
    around = [link, *list(link)[:1], link.getparent()]
    named = any(REFERRING.search(name) for one in around for name in names_on(one))
    raised = tag_of(link.getparent()) == "sup" or link.find(".//sup") is not None
    return named or raised or next(_links_back(body, link), None) is not None


def _is_inside(link: HtmlElement, bodies: Collection[HtmlElement]) -> bool:
    """A link in a note leads back to the text."""
    return any(one in bodies for one in link.iterancestors())


def _label(link: HtmlElement) -> str:
    found = LABEL.fullmatch(words_of(link).strip())
    return found[1] if found else ""


def _links_back(body: HtmlElement, link: HtmlElement) -> Iterator[HtmlElement]:
    """The links in a note that lead to the mark in the text."""
    here = {link.get("id"), link.get("name"), link.getparent().get("id")} - {None}
    for inner in list(link):
        here.update({inner.get("id"), inner.get("name")} - {None})
    for found in body.iter("a"):
        leads = unquote((found.get("href") or "").removeprefix("#"))
        if leads in here or any(BACK.search(name) for name in names_on(found)):
            yield found


def _frames(bodies: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """What around notes holds nothing else, and the heading right above it."""
    held = set(bodies)
    for body in list(held):
        around = body
        parent = body.getparent()
        while parent is not None and tag_of(parent) not in {"body", "main", "article", "html"}:
            if not all(child in held or _says_nothing(child) for child in parent):
                break
            held.add(parent)
            around, parent = parent, parent.getparent()
        yield from (child for child in held if child not in bodies)
        yield from _heading_above(around)


def _says_nothing(element: HtmlElement) -> bool:
    text = " ".join(words_of(element).split()).casefold()
    return not text or (tag_of(element) in HEADINGS and text in HEADED)


def _heading_above(element: HtmlElement) -> Iterator[HtmlElement]:
    before = element.getprevious()
    while before is not None and not words_of(before).strip():
        before = before.getprevious()
    if before is not None and tag_of(before) in HEADINGS and _says_nothing(before):
        yield before
