"""A paper as the bytes of a file, in each of its formats."""

from collections.abc import Callable

from consultation.papers.markdown import markdown_of
from consultation.papers.page import html_of
from consultation.papers.paper import Format, Paper
from consultation.papers.pdf import pdf_of

LAYOUT = 1
"""Raise this when papers begin to look different, so that the files that are kept are renewed."""


def _odt_of(paper: Paper) -> bytes:
    from consultation.papers.odt.writing import odt_of  # noqa: PLC0415 - the job writes most files

    return odt_of(paper)


WRITERS: dict[Format, Callable[[Paper], bytes]] = {
    Format.PDF: lambda paper: pdf_of(html_of(paper)),
    Format.ODT: _odt_of,
    Format.HTML: lambda paper: html_of(paper).encode(),
    Format.MARKDOWN: lambda paper: markdown_of(paper).encode(),
}


def written(paper: Paper, wanted: Format) -> bytes:
    """The paper as a file; raises Refused as `pdf_of` does when a PDF cannot be made."""
    return WRITERS[wanted](paper)
