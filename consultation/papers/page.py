"""A paper as one HTML file that needs nothing beside it; the PDF is printed from the same."""

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from pathlib import Path

from consultation.papers.paper import NOTE_LINK, Paper, Part, with_pictures

STYLE = Path(__file__).with_name("paper.css")

DEEPEST = 6
"""The deepest heading that HTML knows."""


def html_of(paper: Paper) -> str:
    """The whole paper as an HTML file, images included."""
    return "\n".join(_lines(paper)) + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    yield "<!doctype html>"
    yield f'<html lang="{escape(paper.language)}">'
    yield from _head(paper)
    yield "<body>"
    yield from _title_page(paper)
    yield from _contents(paper)
    yield "<main>"
    for part in paper.parts:
        yield from _part(paper, part)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _head(paper: Paper) -> Iterator[str]:
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(paper.title)}</title>"
    for name, said in (("author", paper.author), ("description", paper.summary)):
        if said:
            yield f'<meta name="{name}" content="{escape(said)}">'
    yield f'<link rel="canonical" href="{escape(paper.address)}">'
    yield f"<style>\n{STYLE.read_text(encoding='utf-8')}{_running(paper)}</style>"
    yield "</head>"


def _running(paper: Paper) -> str:
    """What stands at the foot of every printed page."""
    return (
        f"@page {{ @bottom-left {{ content: {css_text(paper.footer)}; }} @bottom-right {{ "
        f'content: {css_text(paper.labels.page)} " " counter(page) " / " counter(pages); }} }}\n'
    )


def css_text(text: str) -> str:
    """A text as a string of CSS, in which nothing can end the string or the style."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'


def _title_page(paper: Paper) -> Iterator[str]:
    yield '<header class="title-page">'
    yield f"<h1>{escape(paper.title)}</h1>"
    yield "<dl>"
    for name, said in paper.facts:
        yield f"<div><dt>{escape(name)}</dt><dd>{_linked(said)}</dd></div>"
    yield "</dl>"
    yield "</header>"


def _linked(said: str) -> str:
    words = escape(said)
    return f'<a href="{words}">{words}</a>' if said.startswith(("https://", "http://")) else words


def _contents(paper: Paper) -> Iterator[str]:
    chapters = [part for part in paper.parts if part.level == 1 and part.anchor]
    if len(chapters) < 2:
        return
    label = escape(paper.labels.contents)
    yield f'<nav class="contents" aria-label="{label}"><h2>{label}</h2><ol>'
    for part in chapters:
        yield f'<li><a href="#{part.anchor}">{escape(part.heading)}</a></li>'
    yield "</ol></nav>"


def _part(paper: Paper, part: Part) -> Iterator[str]:
    tag = f"h{min(part.level + 1, DEEPEST)}"
    begins_page = part.level == 1 and paper.chapters_begin_pages
    kind = ' class="chapter"' if begins_page else ""
    name = f' id="{part.anchor}"' if part.anchor else ""
    yield f"<section{kind}>"
    yield f"<{tag}{name}>{escape(part.heading)}</{tag}>"
    for number, html in enumerate(part.blocks, start=1):
        shown = with_pictures(_own_notes(html, part), lambda sha256: _data_of(paper, sha256))
        if part.has_numbers:
            label = f'<span class="alinea-number">{number}</span>'
            yield f'<div class="alinea">{label}<div class="alinea-text">{shown}</div></div>'
        else:
            yield shown
    if part.notes:
        yield '<ol class="notes">'
        for note in part.notes:
            label = f"{escape(paper.labels.note)} {escape(note.label)}"
            text = NOTE_LINK.sub(r"\2", note.html)
            yield f'<li id="{_note_id(part, note.label)}"><span>{label}.</span> {text}</li>'
        yield "</ol>"
    yield "</section>"


def _note_id(part: Part, label: str) -> str:
    return f"noot-{part.anchor}-{label}"


def _own_notes(html: str, part: Part) -> str:
    """References lead to the notes under the same heading, in a paper that has many."""
    known = {note.label for note in part.notes}
    return NOTE_LINK.sub(
        lambda found: (
            f'<a href="#{_note_id(part, found[1])}">{found[2]}</a>'
            if found[1] in known
            else found[2]
        ),
        html,
    )


def _data_of(paper: Paper, sha256: str) -> str:
    picture = paper.pictures.get(sha256)
    if picture is None:
        return "data:,"
    return f"data:{picture.media_type};base64,{b64encode(picture.data).decode('ascii')}"
