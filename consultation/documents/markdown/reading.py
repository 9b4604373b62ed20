"""From Markdown to a document with its report, by way of the page it stands for."""

import re
from collections.abc import Callable
from dataclasses import replace

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from consultation.documents.inline import squeezed
from consultation.documents.limits import Limits
from consultation.documents.markdown.counting import found_in
from consultation.documents.tree import Document, Doubt
from consultation.documents.webpage.reading import read_markup

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

DETAIL = re.compile(r"^([\w-]+):[ \t]*(.*)$", re.MULTILINE)

TITLES = ("titel", "title")


def read_markdown(source: str, limits: Limits, progress: Callable[[int, str], None]) -> Document:
    """Read Markdown. Raises DocumentRefused: no_headings, too_deep, too_many_pages."""
    above = FRONT_MATTER.match(source)
    body = source[above.end() :] if above else source
    details = dict(DETAIL.findall(above[1])) if above else {}
    title = next((details.pop(key) for key in TITLES if details.get(key)), "")
    progress(10, "reading_text")
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin)
    page = f"<html><body>{parser.render(body)}</body></html>"
    document = read_markup(
        page, limits, progress, count=lambda: found_in(body), title=squeezed(title.strip("\"'"))
    )
    return _with_details_named(document, list(details)) if details else document


def _with_details_named(document: Document, details: list[str]) -> Document:
    dropped = Doubt("details_above_dropped", "", {"text": ", ".join(details)[:200]})
    report = document.report
    return replace(document, report=replace(report, doubts=(*report.doubts, dropped)))
