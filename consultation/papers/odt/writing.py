"""A whole paper as the bytes of an ODT file."""

from io import BytesIO
from typing import Any

from odf.opendocument import OpenDocumentText
from odf.text import H, P, Span

from consultation.papers.odt.blocks import Blocks
from consultation.papers.odt.styles import Styles, tell_about
from consultation.papers.paper import Paper


def odt_of(paper: Paper) -> bytes:
    """The paper with real headings, lists, tables, footnotes and texts beside its images."""
    document = OpenDocumentText()
    styles = Styles(document, paper)
    tell_about(document, paper)
    _title_page(document, styles, paper)
    for part in paper.parts:
        heading = H(
            outlinelevel=str(part.level), stylename=styles.heading(part.level), text=part.heading
        )
        document.text.addElement(heading)
        blocks = Blocks(document, styles, paper, part)
        for html in part.blocks:
            blocks.write(html, document.text)
    written = BytesIO()
    document.write(written)
    return written.getvalue()


def _title_page(document: Any, styles: Styles, paper: Paper) -> None:
    document.text.addElement(P(stylename=styles.named("Title"), text=paper.title))
    for name, said in paper.facts:
        line = P(stylename=styles.named("Text body"))
        line.addElement(Span(stylename=styles.named("Strong"), text=f"{name}: "))
        line.addText(said)
        document.text.addElement(line)
