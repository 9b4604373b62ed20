"""Pieces of running text: what is bold, raised, a link or a reference to a note."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

SAFE_LINK = re.compile(r"(https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)

UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\ufeff\ufffe]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one dress. A newline in `text` is a line break the author made."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: str = ""
    """`sup`, `sub` or nothing."""
    href: str = ""
    note: str = ""
    """The key of the note this piece refers to; `text` is then the label that shows."""

    def dress(self) -> tuple[bool, bool, str, str, str]:
        """All but the text: equal dresses can be worn by one piece."""
        return (self.bold, self.italic, self.raised, self.href, self.note)


def squeezed(text: str) -> str:
    """Whitespace as single spaces, without signs that cannot be read."""
    return " ".join((text if text.isprintable() else UNREADABLE.sub("", text)).split())


def text_of(pieces: Iterable[Piece]) -> str:
    """The words as they show, labels of notes included."""
    return squeezed("".join(piece.text for piece in pieces))


def tidied(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same pieces with neighbours of one dress joined and outer blanks gone."""
    joined: list[Piece] = []
    for piece in pieces:
        text = _single_blanks(piece.text)
        if not text:
            continue
        if joined and not piece.note and joined[-1].dress() == piece.dress():
            joined[-1] = _saying(piece, joined[-1].text + text)
        else:
            joined.append(_saying(piece, text))
    return _without_outer_blanks(joined)


def _single_blanks(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text
    return re.sub(r"[^\S\n]+", " ", UNREADABLE.sub("", text))


def _saying(piece: Piece, text: str) -> Piece:
    """The same dress around other words; quicker than `replace`, for every word comes by here."""
    if text == piece.text:
        return piece
    return Piece(text, piece.bold, piece.italic, piece.raised, piece.href, piece.note)


def _without_outer_blanks(pieces: list[Piece]) -> tuple[Piece, ...]:
    while pieces and not pieces[0].text.strip():
        pieces.pop(0)
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    if pieces:
        pieces[0] = _saying(pieces[0], pieces[0].text.lstrip())
        pieces[-1] = _saying(pieces[-1], pieces[-1].text.rstrip())
    return tuple(pieces)


def html_of(pieces: Sequence[Piece]) -> str:
    """The pieces as markup a plan may have; a link that is no web or mail address stays text."""
    return "".join(_piece_html(piece) for piece in tidied(pieces))


def _piece_html(piece: Piece) -> str:
    html = escape(piece.text)
    if "\n" in html:
        html = re.sub(r"\s*\n\s*", "<br>", html)
    if piece.note:
        return f'<sup><a href="#noot-{escape(piece.note)}">{html}</a></sup>'
    if not piece.text.strip():
        return html
    if piece.raised in {"sup", "sub"}:
        html = f"<{piece.raised}>{html}</{piece.raised}>"
    if piece.italic:
        html = f"<em>{html}</em>"
    if piece.bold:
        html = f"<strong>{html}</strong>"
    if piece.href and SAFE_LINK.fullmatch(piece.href):
        html = f'<a href="{escape(piece.href)}">{html}</a>'
    return html


def wholly_bold(pieces: Iterable[Piece]) -> bool:
    """Whether everything that can be read is bold."""
    worn = [piece.bold for piece in pieces if piece.text.strip()]
    return bool(worn) and all(worn)


def without_bold(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same text in plain weight, for where bold says nothing more."""
    return tuple(replace(piece, bold=False) if piece.bold else piece for piece in pieces)
