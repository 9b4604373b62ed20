"""What a PDF says of itself beside its pages: its outline and its title."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from consultation.documents.reading import read_document
from consultation.documents.tree import Document
from tests.documents.seen import titles
from tests.documents.test_pdf import Sheet

TEXT = "Hier staat een gewone alinea met genoeg woorden om tekst te zijn."
HEADINGS = (("1 Inleiding", 16), ("1.1 Doel", 13), ("Voor wie", 11), ("Goed om te weten", 11),
            ("2 Aanpak", 16), ("3 Slot", 16))  # fmt: skip


def plan(*outline: tuple[str, int], title: str = "Plan") -> Document:
    """A cover, and headings of which some stand in the outline with their depth."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setTitle(title)
    Sheet(canvas, 1).heading("Categorieplan Kleding", 24)
    canvas.showPage()
    for number, (heading, size) in enumerate(HEADINGS, start=2):
        sheet = Sheet(canvas, number)
        sheet.heading(heading, size)
        sheet.text(TEXT, TEXT)
        depth = dict(outline).get(heading)
        if depth is not None:
            canvas.bookmarkPage(heading)
            canvas.addOutlineEntry(heading, heading, depth)
        canvas.showPage()
    canvas.save()
    return read_document(out.getvalue(), "bestand.pdf")


def test_a_heading_without_number_that_the_outline_names_stays_a_heading() -> None:
    document = plan(("1 Inleiding", 0), ("1.1 Doel", 1), ("Voor wie", 2), ("2 Aanpak", 0))
    assert titles(document) == [
        (1, "1", "Inleiding"), (2, "1.1", "Doel"), (3, "", "Voor wie"), (1, "2", "Aanpak"),
        (1, "3", "Slot"),
    ]  # fmt: skip
    doubts = {doubt.code: doubt.params.get("text") for doubt in document.report.doubts}
    assert doubts["subheading_kept_as_text"] == "Goed om te weten"
    assert "outline_heading_missing" not in doubts


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Kleding van het Rijk", "Kleding van het Rijk"),
        ("Microsoft Word - Kleding", "Kleding"),
        ("plan_def_v3.docx", "Categorieplan Kleding"),
        ("RO_PUBL_030_A4_Informatieblad", "Categorieplan Kleding"),
        ("", "Categorieplan Kleding"),
    ],
)
def test_a_title_that_is_a_file_name_is_none(said: str, title: str) -> None:
    assert plan(title=said).title == title


def test_the_head_of_a_table_on_every_page_is_no_heading() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, 6):
        sheet = Sheet(canvas, number)
        sheet.heading(f"{number} Hoofdstuk", 16)
        sheet.text(TEXT, *[TEXT[: 20 + number]] * number)
        sheet.heading("Soort kleding", 11)
        sheet.text(TEXT)
        canvas.showPage()
    canvas.save()
    document = read_document(out.getvalue(), "plan.pdf")
    assert [one.number for one in document.sections] == ["1", "2", "3", "4", "5"]
    text = " ".join(block.text for one in document.sections for block in one.blocks)
    assert text.count("Soort kleding") == 5
