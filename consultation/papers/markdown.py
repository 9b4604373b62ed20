"""A paper as Markdown; a table stands in it as HTML, which keeps merged cells and headers."""

import re
from collections.abc import Iterator

from lxml import html as parser
from lxml.html import HtmlElement

from consultation.papers.paper import Paper, Part

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
AT_THE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
WRAPS = {"strong": "**", "b": "**", "em": "*", "i": "*"}


def markdown_of(paper: Paper) -> str:
    """The whole paper as Markdown, with its colophon in front."""
    return "\n".join(_lines(paper)).rstrip() + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    yield "---"
    yield f"titel: {_one_line(paper.title)}"
    yield f"taal: {paper.language}"
    for name, said in paper.facts:
        yield f"{_one_line(name).lower()}: {_one_line(said)}"
    yield "---"
    yield ""
    for at, part in enumerate(paper.parts):
        yield f"{'#' * min(part.level, 6)} {_escaped(part.heading)}"
        yield ""
        for html in part.blocks:
            yield _block(parser.fragment_fromstring(html, create_parent="div"), paper, at)
            yield ""
        yield from _notes(part, paper, at)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _notes(part: Part, paper: Paper, at: int) -> Iterator[str]:
    for note in part.notes:
        words = _inline(parser.fragment_fromstring(note.html, create_parent="div"), paper, at)
        yield f"[^{at}-{note.label}]: {_one_line(words)}"
        yield ""


def _block(box: HtmlElement, paper: Paper, at: int) -> str:
    pieces = [_escaped(box.text or "").strip()]
    for element in box:
        pieces += [_element(element, paper, at), _escaped(element.tail or "").strip()]
    return "\n\n".join(filter(None, pieces))


def _element(element: HtmlElement, paper: Paper, at: int) -> str:
    if element.tag in {"ul", "ol"}:
        return _list(element, paper, at)
    if element.tag == "table":
        return str(parser.tostring(element, encoding="unicode", with_tail=False))
    if element.tag == "blockquote":
        return "\n".join(f"> {line}" for line in _block(element, paper, at).split("\n"))
    if element.tag == "figure":
        return _block(element, paper, at)
    if element.tag in {"img", "a", "strong", "em", "sup", "sub"}:
        return _piece(element, paper, at)
    words = _inline(element, paper, at).strip()
    return AT_THE_START.sub(r"\1\\\2", words)


def _list(element: HtmlElement, paper: Paper, at: int) -> str:
    lines = []
    start = int(element.get("start") or 1)
    for place, item in enumerate(element.iterchildren("li"), start=start):
        mark = f"{place}. " if element.tag == "ol" else "- "
        lines.append(mark + _item(item, paper, at, " " * len(mark)))
    return "\n".join(lines)


def _item(item: HtmlElement, paper: Paper, at: int, indent: str) -> str:
    """The words of an item, and under it the lists it holds."""
    inner = [_list(one, paper, at) for one in item.iterchildren("ul", "ol")]
    words = [_escaped(item.text or "")]
    for element in item:
        if element.tag not in {"ul", "ol"}:
            is_paragraph = element.tag == "p"
            shown = _inline(element, paper, at) if is_paragraph else _piece(element, paper, at)
            words.append(f"{shown}\n\n" if is_paragraph else shown)
        words.append(_escaped(element.tail or ""))
    text = "\n".join(["".join(words).strip(), *inner])
    return text.replace("\n", f"\n{indent}")


def _inline(element: HtmlElement, paper: Paper, at: int) -> str:
    parts = [_escaped(element.text or "")]
    for child in element:
        parts += [_piece(child, paper, at), _escaped(child.tail or "")]
    return "".join(parts)


def _piece(child: HtmlElement, paper: Paper, at: int) -> str:
    words = _inline(child, paper, at)
    if child.tag == "br":
        return "\\\n"
    if child.tag == "img":
        picture = paper.pictures.get((child.get("src") or "").removeprefix("image:"))
        return f"![{_escaped(child.get('alt') or '')}]({picture.address if picture else ''})"
    if child.tag == "a":
        return _link(child.get("href") or "", words, at)
    if child.tag == "sup" and words.startswith("[^"):
        return words
    mark = WRAPS.get(str(child.tag), "")
    return f"{mark}{words}{mark}" if mark and words.strip() else words


def _link(href: str, words: str, at: int) -> str:
    if href.startswith("#noot-"):
        return f"[^{at}-{href.removeprefix('#noot-')}]"
    return f"[{words}]({href})" if href else words


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))
