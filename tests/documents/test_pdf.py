"""PDF files without structure: place and letter say what is a heading, a list, a table, a note."""

import io
from collections.abc import Callable
from functools import cache

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from consultation.documents.reading import read_document
from consultation.documents.refusal import DocumentRefused
from consultation.documents.tree import BlockKind, DocSection, Document

PAGES = 6


class Sheet:
    """Writes down a page from the top, as a word processor would set it."""

    def __init__(self, canvas: Canvas, number: int) -> None:
        self.canvas = canvas
        self.y = 740.0
        self._small("Categorieplan Kleding 2026", 72, 805)
        self._small(f"Pagina {number} van {PAGES}", 300, 40)

    def _small(self, text: str, x: float, y: float) -> None:
        self.canvas.setFont("Helvetica", 8)
        self.canvas.drawString(x, y, text)

    def heading(self, text: str, size: int = 16) -> None:
        self.y -= 14
        self._line(text, "Helvetica-Bold", size)
        self.y -= 4

    def text(self, *lines: str, indent: float = 0) -> None:
        for line in lines:
            self._line(line, "Helvetica", 10, indent)
        self.y -= 10

    def _line(self, text: str, font: str, size: int, indent: float = 0) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(72 + indent, self.y, text)
        self.y -= size * 1.3

    def table(self, *rows: list[str]) -> None:
        made = Table(rows, colWidths=[160, 160])
        bold = ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")
        made.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black), bold]))
        _, height = made.wrapOn(self.canvas, 400, 400)
        made.drawOn(self.canvas, 72, self.y - height)
        self.y -= height + 24

    def raised(self, text: str, x: float, y: float) -> None:
        self.canvas.setFont("Helvetica", 6)
        self.canvas.drawString(x, y + 4, text)

    def note(self, text: str) -> None:
        self._small(text, 72, 70)


def _contents(sheet: Sheet) -> None:
    sheet.heading("Inhoud", 14)
    for title, page in (("1 Inleiding", 2), ("1.1 Doel", 2), ("2 Aanpak", 3), ("3 Kosten", 4)):
        sheet.text(f"{title} {'.' * 60} {page}")


def _introduction(sheet: Sheet) -> None:
    sheet.heading("1 Inleiding")
    sheet.text("Dit plan gaat over werkkleding voor mensen die buiten wer-", "ken in weer en wind.")
    sheet.heading("1.1 Doel", 12)
    sheet.text("Wij willen goede kleding kopen")
    end = 72 + sheet.canvas.stringWidth("Wij willen goede kleding kopen", "Helvetica", 10)
    sheet.raised("1", end, sheet.y + 23)
    sheet.note("1 Goede kleding houdt water en vuur tegen.")


def _approach(sheet: Sheet) -> None:
    sheet.heading("2 Aanpak")
    sheet.text("Wij letten op drie dingen:")
    sheet.text("\u2022 dat de kleding veilig is;", "\u2022 dat zij lang meegaat;", indent=10)
    sheet.text("Een zin die over de bladzijde heen loopt en daar nog lang niet is")


def _costs(sheet: Sheet) -> None:
    sheet.text("afgelopen, maar pas hier.")
    sheet.heading("3 Kosten")
    sheet.table(["Soort", "Aantal"], ["Jassen", "1200"], ["Broeken", "2400"])
    sheet.text("Lees meer op onze site.")
    sheet.canvas.linkURL("https://www.voorbeeld.nl/", (72, sheet.y + 15, 300, sheet.y + 35))


def _more(title: str) -> Callable[[Sheet], None]:
    def write(sheet: Sheet) -> None:
        sheet.heading(title)
        sheet.text("Hier staat een gewone alinea met genoeg woorden om tekst te zijn.")

    return write


@cache
def plan() -> Document:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    pages = (_contents, _introduction, _approach, _costs, _more("4 Planning"), _more("5 Vragen"))
    for number, write in enumerate(pages, start=1):
        write(Sheet(canvas, number))
        canvas.showPage()
    canvas.save()
    return read_document(out.getvalue(), "plan.pdf")


def section(number: str) -> DocSection:
    return next(one for one in plan().sections if one.number == number)


def text_of(number: str) -> str:
    return " ".join(block.text for block in section(number).blocks)


def test_headings_come_from_number_and_letter() -> None:
    assert [(one.level, one.number, one.title) for one in plan().sections] == [
        (1, "1", "Inleiding"),
        (2, "1.1", "Doel"),
        (1, "2", "Aanpak"),
        (1, "3", "Kosten"),
        (1, "4", "Planning"),
        (1, "5", "Vragen"),
    ]


def test_running_lines_and_the_contents_list_are_dropped_and_named() -> None:
    everything = " ".join(text_of(one.number) for one in plan().sections)
    assert "Categorieplan" not in everything
    assert "Pagina" not in everything
    assert "...." not in everything
    codes = {doubt.code for doubt in plan().report.doubts}
    assert {"running_lines_dropped", "contents_list_dropped"} <= codes


def test_a_word_cut_at_the_end_of_a_line_is_whole_again() -> None:
    assert "buiten werken in weer" in text_of("1")


def test_a_sentence_over_the_page_is_one_alinea() -> None:
    assert section("2").blocks[-1].text.endswith("nog lang niet is afgelopen, maar pas hier.")


def test_bullets_are_a_list() -> None:
    made = next(block for block in section("2").blocks if block.kind is BlockKind.LIST)
    assert made.html == "<ul><li>dat de kleding veilig is;</li><li>dat zij lang meegaat;</li></ul>"


def test_a_small_line_at_the_foot_with_a_raised_label_is_a_footnote() -> None:
    (note,) = section("1.1").footnotes
    assert (note.label, note.text) == ("1", "Goede kleding houdt water en vuur tegen.")
    assert '<sup><a href="#noot-1">1</a></sup>' in section("1.1").blocks[0].html


def test_a_drawn_table_has_header_cells() -> None:
    made = next(block for block in section("3").blocks if block.kind is BlockKind.TABLE)
    assert '<th scope="col"><strong>Soort</strong></th>' in made.html
    assert "<td>1200</td>" in made.html


def test_a_link_over_text_is_kept() -> None:
    assert '<a href="https://www.voorbeeld.nl/">' in section("3").blocks[-1].html
    assert plan().report.found["links"] == plan().report.kept["links"] == 1


def test_all_that_was_found_was_kept() -> None:
    assert plan().report.found == plan().report.kept


def test_a_pdf_without_any_heading_is_refused() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("Helvetica", 10)
    for at in range(20):
        canvas.drawString(72, 700 - 14 * at, "Een regel tekst zoals alle andere regels tekst zijn.")
    canvas.save()
    with pytest.raises(DocumentRefused) as refused:
        read_document(out.getvalue(), "plan.pdf")
    assert refused.value.code == "no_headings"


def test_a_note_keeps_its_first_letter_however_its_label_is_set() -> None:
    """LibreOffice sets the label raised, and begins the note after it with a blank."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    sheet = Sheet(canvas, 1)
    sheet.heading("1 Inleiding")
    sheet.text("Wij willen goede kleding kopen")
    end = 72 + canvas.stringWidth("Wij willen goede kleding kopen", "Helvetica", 10)
    sheet.raised("1", end, sheet.y + 23)
    sheet.text(*["Hier staat een gewone regel met genoeg woorden om tekst te zijn."] * 9)
    label = canvas.beginText(72, 72)
    label.setFont("Helvetica", 5)
    label.setRise(2)
    label.textOut("1")
    label.setRise(0)
    label.setFont("Helvetica", 8)
    label.textOut(" ")
    label.textOut(" Schatting op grond van gewichten.")
    canvas.drawText(label)
    canvas.save()
    (first,) = read_document(out.getvalue(), "plan.pdf").sections
    assert [note.text for note in first.footnotes] == ["Schatting op grond van gewichten."]
