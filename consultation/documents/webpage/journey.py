"""What is carried along while a page is read in order."""

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urljoin

import lxml.html
from lxml.html import HtmlElement

from consultation.documents import journey
from consultation.documents.counting import words_in
from consultation.documents.inline import SAFE_LINK
from consultation.documents.webpage.archive import ALONE, Saved
from consultation.documents.webpage.counting import counted_in
from consultation.documents.webpage.notes import Notes
from consultation.documents.webpage.parsing import BLOCKS, HEADINGS, tag_of, words_of
from consultation.documents.webpage.scope import is_around, is_contents, is_hidden

COMMENTS = ("mso-element:comment-list", "mso-element:comment")


@dataclass
class Journey(journey.Journey):
    """What is carried along while a page is read in order."""

    main: HtmlElement
    notes: Notes
    base: str = ""
    saved: Saved = ALONE
    dropped: Counter[str] = field(default_factory=Counter)
    """What stood in the parts that were left out on purpose, per kind."""
    dropped_notes: Counter[str] = field(default_factory=Counter)
    """What notes have around their words where they stand: paragraphs, a list, a heading."""

    def __post_init__(self) -> None:
        self._around_blocks = _around_blocks(self.main)

    def holds_blocks(self, element: HtmlElement) -> bool:
        """Whether an element that should stand within a line holds whole blocks."""
        return element in self._around_blocks

    def drops(self, element: HtmlElement) -> bool:
        """Leave an element out when it is no text for readers; says whether it did."""
        code = self._why_dropped(element)
        if code is None:
            return False
        things = self._things(element, is_note=not code)
        if code:
            self.dropped += things
        else:
            self.dropped_notes += things
        if code in {"hidden_text_left_out", "page_around_dropped", "contents_list_dropped"}:
            self.leave_out(code, things["words"])
        elif code:
            self.leave_out(code)
        return True

    def _things(self, element: HtmlElement, *, is_note: bool) -> Counter[str]:
        """What stands in a part that is left out; the words of a note are kept elsewhere."""
        markup = lxml.html.tostring(element, encoding="unicode", with_tail=False)
        things = counted_in(markup, self.base)
        if tag_of(element) not in BLOCKS:
            del things["paragraphs"]
        if is_note:
            back = [link for link in element.iter("a") if link in self.notes.back]
            heads = [found for found in element.iter(*HEADINGS) if self.notes.is_frame(found)]
            things = Counter({kind: things[kind] for kind in ("sections", "paragraphs", "lists")})
            things["words"] = sum(words_in(words_of(found)) for found in (*back, *heads))
        return things

    def _why_dropped(self, element: HtmlElement) -> str | None:
        if element in self.notes.bodies or self.notes.is_frame(element):
            return ""
        if is_hidden(element):
            return "hidden_text_left_out"
        if is_contents(element):
            return "contents_list_dropped"
        if is_around(element, self.main):
            return "page_around_dropped"
        style = (element.get("style") or "").replace(" ", "")
        if style.startswith(COMMENTS) or element.get("class") == "MsoCommentReference":
            return "comments_left_out"
        return "tracked_changes_accepted" if tag_of(element) == "del" else None

    def address(self, link: HtmlElement) -> str:
        """Where a link goes, when that is on the web or a mail address; else it is no link."""
        href = re.sub(r"\s+", "", link.get("href") or "")
        if not href or href.startswith("#"):
            return ""
        whole = urljoin(self.base, href) if self.base and ":" not in href.split("/")[0] else href
        if SAFE_LINK.fullmatch(whole):
            return whole
        self.leave_out("links_left_out")
        return ""


def _around_blocks(main: HtmlElement) -> set[HtmlElement]:
    """The elements within lines that hold blocks, found in one walk."""
    around: set[HtmlElement] = set()
    for found in main.iter():
        if tag_of(found) not in BLOCKS:
            continue
        for above in found.iterancestors():
            if above in around or above is main:
                break
            if tag_of(above) not in BLOCKS:
                around.add(above)
    return around
