"""From Markdown to a document with its report, by way of the page it stands for."""

import re
from collections.abc import Callable
from dataclasses import replace

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from consultation.documents.inline import squeezed
from consultation.documents.limits import Limits
from consultation.documents.markdown.counting import found_in
from consultation.documents.markdown.tables import with_tables
from consultation.documents.tree import Document, Doubt
from consultation.documents.webpage.reading import read_markup

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

DETAIL = re.compile(r"^([\w-]+):[ \t]*(.*)$", re.MULTILINE)

LOOKS = r"\{[ \t]{0,4}(?:[#.]|[a-z-]{1,30}=)[^{}\n]*\}"
OF_HEADING = re.compile(rf"^(#{{1,6}}[ \t].*?)[ \t]{{0,8}}(?:{LOOKS}|\{{-\}})[ \t]*$", re.MULTILINE)
OF_WORDS = re.compile(rf"(?<!\\)\[((?:\\.|[^\[\]\\\n])+)\]{LOOKS}")
DIVISION = re.compile(r"^:{3,}[^\n]*$", re.MULTILINE)
"""What Pandoc writes around words to say how they look; it is no text."""

TITLES = ("titel", "title")


def read_markdown(source: str, limits: Limits, progress: Callable[[int, str], None]) -> Document:
    """Read Markdown. Raises DocumentRefused: no_headings, too_deep, too_many_pages."""
    above = FRONT_MATTER.match(source)
    body = source[above.end() :] if above else source
    body = _without_looks(body)
    details = dict(DETAIL.findall(above[1])) if above else {}
    title = next((details.pop(key) for key in TITLES if details.get(key)), "")
    progress(10, "reading_text")
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin)
    text, counted = with_tables(body)
    page = f"<html><body>{parser.render(text)}</body></html>"
    document = read_markup(
        page, limits, progress, count=lambda: found_in(counted), title=squeezed(title.strip("\"'"))
    )
    return _with_details_named(document, list(details)) if details else document


def _without_looks(body: str) -> str:
    plain = OF_WORDS.sub(r"\1", OF_WORDS.sub(r"\1", body))
    return DIVISION.sub("", OF_HEADING.sub(r"\1", plain))


def _with_details_named(document: Document, details: list[str]) -> Document:
    dropped = Doubt("details_above_dropped", "", {"text": ", ".join(details)[:200]})
    report = document.report
    return replace(document, report=replace(report, doubts=(*report.doubts, dropped)))
