"""Footnotes: small lines at the foot of a page that begin with a label, and who refers to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from consultation.documents.assembly import Heading, Placed
from consultation.documents.inline import Piece, html_of, text_of
from consultation.documents.pdf.joining import Vocabulary, joined
from consultation.documents.pdf.lines import Line
from consultation.documents.pdf.pages import PageRead, Tabled
from consultation.documents.references import notes_in
from consultation.documents.tree import Block, BlockKind, Doubt, Footnote

LABEL = re.compile(
    r"\(?(\d{1,3}|[*\u2020\u2021]{1,3}|[ivx]{1,4})\)?[.)]?(?:\s+|(?=[A-Z\u2018\u201c]))"
)

SMALL = 0.92
"""A note is set smaller than this part of the running text."""

LOWEST = 0.45
"""Notes stand below this part of the page."""


@dataclass
class Notes:
    """The notes of all pages by key, and how many no text refers to."""

    by_key: dict[str, Footnote] = field(default_factory=dict)
    labels: dict[int, dict[str, str]] = field(default_factory=dict)
    """For each page the keys by label."""
    apart: set[str] = field(default_factory=set)
    """The keys of notes of which the label is a word by itself, before its text."""

    @property
    def label_words(self) -> int:
        """How many words of the pages are labels, and no part of the text of a note."""
        return len(self.apart & set(self.by_key))

    def key(self, page: int, label: str) -> str:
        """The key of the note with this label on a page, or nothing."""
        return self.labels.get(page, {}).get(label.strip(), "")


def take_notes(pages: Sequence[PageRead], body_size: float, words: Vocabulary) -> Notes:
    """Take the footnotes off the pages; a piece without label goes on the note before it."""
    notes = Notes()
    last = ""
    for page in pages:
        groups = _tagged(page) or _at_foot(page, body_size)
        taken = {id(line) for group in groups for line in group}
        page.parts = [part for part in page.parts if id(part) not in taken]
        for group in groups:
            last = _keep(group, page, notes, words, last)
    return notes


def _tagged(page: PageRead) -> list[list[Line]]:
    """The notes that are marked as such; Word marks all of a page as one."""
    groups: dict[int, list[Line]] = {}
    for line in page.lines():
        if line.tag is not None and line.tag.role == "note":
            groups.setdefault(line.tag.key, []).append(line)
    return [note for group in groups.values() for note in _cut(group)]


def _at_foot(page: PageRead, body_size: float) -> list[list[Line]]:
    """The small lines below all others, cut where a label begins."""
    tables = [part.y for part in page.parts if isinstance(part, Tabled)]
    lines = sorted(page.lines(), key=lambda line: line.y)
    small: list[Line] = []
    for line in lines:
        if line.size > SMALL * body_size or line.y > LOWEST * page.height:
            break
        small.append(line)
    small.reverse()
    while small and not _begins(small[0]):
        small.pop(0)
    if not small or any(top > small[0].y > top - 1 for top in tables):
        return []
    return _cut(small)


def _begins(line: Line) -> bool:
    first = line.pieces[0]
    return LABEL.match(line.text) is not None and (
        first.raised == "sup" or line.text[:1].isdigit() or line.text[:1] in "*\u2020\u2021"
    )


def _cut(small: Sequence[Line]) -> list[list[Line]]:
    """Labels must count on and be set alike, so that a line with an amount begins no note."""
    groups: list[list[Line]] = []
    label = ""
    for line in small:
        found = LABEL.match(line.text)
        new = found[1] if found and _begins(line) else ""
        alike = not label or line.pieces[0].raised == groups[-1][0].pieces[0].raised
        if not groups or (new and alike and _next(label, new)):
            groups.append([line])
            label = new
        else:
            groups[-1].append(line)
    return groups


def _next(label: str, new: str) -> bool:
    if label.isdecimal() and new.isdecimal():
        return int(new) == int(label) + 1
    return label != new


def _keep(group: Sequence[Line], page: PageRead, notes: Notes, words: Vocabulary, last: str) -> str:
    pieces = joined(group, words)
    text = text_of(pieces)
    found = LABEL.match(text)
    if found is None:
        if last:
            before = notes.by_key[last]
            notes.by_key[last] = Footnote(
                before.label, f"{before.html} {html_of(pieces)}", f"{before.text} {text}"
            )
            return last
        return _new(str(len(notes.by_key) + 1), pieces, page, notes)
    key = _new(found[1], _beheaded(pieces, found[0]), page, notes)
    if found[0][-1].isspace():
        notes.apart.add(key)
    return key


def _new(label: str, pieces: Sequence[Piece], page: PageRead, notes: Notes) -> str:
    key = f"p{page.number}n{len(notes.by_key)}"
    notes.by_key[key] = Footnote(label, html_of(pieces), text_of(pieces))
    notes.labels.setdefault(page.number, {})[label] = key
    return key


def _beheaded(pieces: Sequence[Piece], label: str) -> list[Piece]:
    """The pieces without the label they begin with, and without the blanks around it."""
    left = len("".join(label.split()))
    kept: list[Piece] = []
    for piece in pieces:
        text = piece.text if kept else piece.text.lstrip()
        while left and text:
            text = text[1:].lstrip()
            left -= 1
        if text:
            kept.append(Piece(text, piece.bold, piece.italic, piece.raised, piece.href))
    return kept


def with_stray_notes(
    parts: Sequence[Heading | Placed], notes: Notes, doubts: list[Doubt]
) -> list[Heading | Placed]:
    """Notes that no text refers to, as paragraphs after what stands on their page."""
    used = {key for part in parts for key in _referred(part)}
    made = list(parts)
    for page, labels in notes.labels.items():
        for label, key in labels.items():
            if key in used:
                continue
            note = notes.by_key.pop(key)
            doubts.append(Doubt("footnote_without_reference", f"p. {page}", {"label": label}))
            block = Block(
                BlockKind.PARAGRAPH, f"<p>{label} {note.html}</p>", f"{label} {note.text}"
            )
            made.insert(_after_page(made, page), Placed(block, page))
    return made


def _referred(part: Heading | Placed) -> Sequence[str]:
    if isinstance(part, Heading):
        return part.notes
    return notes_in(part.block.html)


def _after_page(parts: Sequence[Heading | Placed], page: int) -> int:
    """After the last part of the page or before it, but under a heading."""
    places = [at for at, part in enumerate(parts) if (part.page or 0) <= page]
    return places[-1] + 1 if places else 0
