"""Pages of PDF files as others make them: columns, turned pages, tables over pages, scans."""

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from consultation.documents.reading import read_document
from consultation.documents.refusal import DocumentRefused
from consultation.documents.tree import Document
from tests.documents.seen import codes, html, places, texts, titles
from tests.documents.word_files import png

SAID = (
    "Wij kopen kleding voor mensen die buiten werken in weer en wind en die goed zichtbaar moeten "
    "zijn voor het verkeer langs de weg en op het water"
)
WORDS = SAID.split()

Draw = Callable[[Canvas], object]


def read(*pages: Draw) -> Document:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return read_document(out.getvalue(), "plan.pdf")


def sentence(length: int, seed: int) -> list[str]:
    return [WORDS[(seed + 7 * at) % len(WORDS)] for at in range(length)]


def heading(canvas: Canvas, text: str, y: float, *, x: float = 72, size: int = 16) -> float:
    canvas.setFont("Helvetica-Bold", size)
    canvas.drawString(x, y, text)
    return y - 1.8 * size


def lines(width: float, length: int, seed: int) -> list[str]:
    """Words set in lines that are no wider than this."""
    made: list[str] = []
    for word in sentence(length, seed):
        longer = f"{made[-1]} {word}" if made else word
        if made and len(longer) * 5 <= width:
            made[-1] = longer
        else:
            made.append(word)
    return made


def text(canvas: Canvas, said: Sequence[str], y: float, *, x: float = 72) -> float:
    canvas.setFont("Helvetica", 10)
    for line in said:
        canvas.drawString(x, y, line)
        y -= 13
    return y - 8


def plain(title: str, *, running: str = "") -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize(A4)
        if running:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(72, A4[1] - 30, running)
        y = heading(canvas, title, 760)
        text(canvas, lines(430, 60, len(title)), y)

    return draw


def words_of(document: Document) -> list[str]:
    return " ".join(texts(document)).split()


def test_columns_that_are_written_line_by_line_are_read_one_after_the_other() -> None:
    left, right = lines(190, 90, 1), lines(190, 90, 2)

    def draw(canvas: Canvas) -> None:
        y = heading(canvas, "1 Inleiding", 780)
        canvas.setFont("Helvetica", 10)
        for one, other in zip(left, right, strict=False):
            canvas.drawString(72, y, one)
            canvas.drawString(310, y, other)
            y -= 13
        y = heading(canvas, "2 Aanpak", y - 20)
        text(canvas, lines(430, 50, 5), y)

    document = read(draw)
    assert [title for _, _, title in titles(document)] == ["Inleiding", "Aanpak"]
    count = min(len(left), len(right))
    wanted = " ".join([*left[:count], *right[:count]]).split()
    assert " ".join(block.text for block in document.sections[0].blocks).split() == wanted


def test_columns_that_are_written_one_after_the_other_stay_so() -> None:
    left, right = lines(190, 90, 1), lines(190, 90, 2)

    def draw(canvas: Canvas) -> None:
        y = heading(canvas, "1 Inleiding", 780)
        text(canvas, left, y)
        text(canvas, right, y, x=310)

    assert words_of(read(draw)) == " ".join([*left, *right]).split()


def test_words_cut_at_the_ends_of_narrow_lines_are_no_missing_words() -> None:
    cut = [
        "wij kopen kleding voor men\u2010",
        "sen die buiten werken en kle\u2010",
        "ding die blijft",
    ]
    face = registered("DejaVuSans.ttf")

    def draw(canvas: Canvas) -> None:
        top = heading(canvas, "1 Inleiding", 780)
        canvas.setFont(face, 9)
        for x in (72, 310):
            for at, line in enumerate(cut * 12):
                canvas.drawString(x, top - 13 * at, line)

    document = read(draw)
    assert "fewer_words" not in codes(document)
    assert document.report.found["words"] == document.report.kept["words"]
    assert words_of(document).count("mensen") == 24


def registered(file: str) -> str:
    """A font of this machine that has all signs, to put in a PDF."""
    font = next(Path("/usr/share/fonts").rglob(file), None)
    if font is None:
        pytest.skip("no font of this machine can be put in a PDF")
    pdfmetrics.registerFont(TTFont(font.stem, font))
    return font.stem


def test_a_list_goes_on_in_the_next_column_at_the_same_depth() -> None:
    def item(canvas: Canvas, said: str, x: float, y: float) -> None:
        canvas.drawString(x, y, f"\u2022 {said}")

    def draw(canvas: Canvas) -> None:
        y = heading(canvas, "1 Eisen", 780)
        text(canvas, lines(190, 300, 1), y)
        canvas.setFont("Helvetica", 10)
        item(canvas, "de jas is warm;", 72, 90)
        item(canvas, "de jas is droog;", 72, 77)
        item(canvas, "de jas is licht.", 310, y)
        text(canvas, lines(190, 300, 2), y - 26, x=310)

    found = "".join(html(read(draw)))
    assert found.count("<ul>") == 1
    assert "<li>de jas is licht.</li>" in found


def test_bullets_that_are_drawn_apart_stand_before_their_items() -> None:
    said = ["de jas is warm;", "de jas is droog;", "de jas is licht."]

    def draw(canvas: Canvas) -> None:
        y = heading(canvas, "1 Eisen", 780)
        y = text(canvas, lines(430, 60, 3), y)
        for at, one in enumerate(said):
            canvas.drawString(90, y - 13 * at, one)
        for at in range(3):
            canvas.drawString(76, y - 13 * at, "\u2022")
        text(canvas, lines(430, 60, 4), y - 60)

    document = read(draw)
    items = "".join(f"<li>{one}</li>" for one in said)
    assert f"<ul>{items}</ul>" in html(document)
    assert document.report.found["items"] == 3


TITLES = ("1 Inleiding", "1.1 Doel", "2 Aanpak", "3 Kosten")


def listed(*names: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        y = heading(canvas, "Inhoudsopgave", 780)
        text(canvas, names, y)

    return draw


def test_a_contents_list_without_page_numbers_is_dropped() -> None:
    document = read(listed(*TITLES), *(plain(title) for title in TITLES))
    assert [f"{number} {title}" for _, number, title in titles(document)] == [*TITLES]
    assert "contents_list_dropped" in codes(document)
    assert "number_twice" not in codes(document)


def test_a_contents_list_ends_where_the_text_begins() -> None:
    def draw(canvas: Canvas) -> None:
        y = heading(canvas, "Inhoud", 780)
        y = text(canvas, TITLES, y)
        y = heading(canvas, TITLES[0], y)
        text(canvas, lines(430, 60, 1), y)

    document = read(draw, *(plain(title) for title in TITLES[1:]))
    assert [f"{number} {title}" for _, number, title in titles(document)] == [*TITLES]
    assert words_of(document)[:3] == lines(430, 60, 1)[0].split()[:3]


def test_a_chapter_about_contents_is_no_contents_list() -> None:
    said = [f"Wij letten op de {word} van elke jas." for word in ("vorm", "inhoud", "prijs")]

    def draw(canvas: Canvas) -> None:
        y = heading(canvas, "Inhoud", 780)
        text(canvas, [*said, *lines(430, 300, 2)], y)

    document = read(draw, *(plain(title) for title in TITLES))
    assert said[1] in " ".join(texts(document))
    assert "contents_list_dropped" not in codes(document)


def test_cells_beside_each_other_are_no_columns() -> None:
    def draw(canvas: Canvas) -> None:
        y = heading(canvas, "1 Prijzen", 780)
        y = text(canvas, lines(430, 60, 3), y)
        canvas.setFont("Helvetica", 10)
        for number in range(10):
            canvas.drawString(72, y, f"Jas {number}")
            canvas.drawString(310, y, f"{number} euro")
            y -= 13

    assert "Jas 0 0 euro" in " ".join(texts(read(draw)))


def grid(canvas: Canvas, rows: list[list[str]], top: float) -> None:
    made = Table(rows, colWidths=[160, 160])
    bold = ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")
    made.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black), bold]))
    _, height = made.wrapOn(canvas, 400, 400)
    made.drawOn(canvas, 72, top - height)


def turned(canvas: Canvas) -> None:
    canvas.translate(A4[0], 0)
    canvas.rotate(90)
    y = heading(canvas, "2 Liggend", 520)
    y = text(canvas, lines(600, 60, 4), y)
    grid(canvas, [["Soort", "Aantal"], ["Jassen", "1200"], ["Broeken", "2400"]], y)


def turned_and_said_so(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    turned(canvas)


def upside_down(canvas: Canvas) -> None:
    canvas.setPageRotation(180)
    canvas.translate(*A4)
    canvas.rotate(180)
    y = heading(canvas, "2 Liggend", 520)
    y = text(canvas, lines(400, 60, 4), y)
    grid(canvas, [["Soort", "Aantal"], ["Jassen", "1200"], ["Broeken", "2400"]], y)


@pytest.mark.parametrize("draw", [turned, turned_and_said_so, upside_down])
def test_a_page_on_its_side_is_read_as_people_turn_it(draw: Draw) -> None:
    document = read(plain("1 Inleiding"), draw)
    assert [title for _, _, title in titles(document)] == ["Inleiding", "Liggend"]
    blocks = document.sections[1].blocks
    assert blocks[0].text.split() == " ".join(lines(600, 60, 4)).split()
    assert "<td>Jassen</td><td>1200</td>" in blocks[1].html


def test_running_lines_of_a_landscape_page_are_known_by_the_nearest_edge() -> None:
    def wide(canvas: Canvas) -> None:
        canvas.setPageSize(landscape(A4))
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, A4[0] - 30, "Categorieplan Kleding")
        y = heading(canvas, "3 Liggend", 500)
        text(canvas, lines(600, 60, 4), y)

    named = [plain(f"{n} Kop {n}", running="Categorieplan Kleding") for n in (1, 2, 4, 5)]
    document = read(*named[:2], wide, *named[2:])
    assert "Categorieplan" not in " ".join(texts(document))


def test_a_table_over_two_pages_is_one_with_its_head_once() -> None:
    head = ["Soort", "Aantal"]

    def first(canvas: Canvas) -> None:
        y = heading(canvas, "1 Prijzen", 780)
        grid(canvas, [head, ["Jas", "1"], ["Broek", "2"]], y)

    def second(canvas: Canvas) -> None:
        grid(canvas, [head, ["Helm", "3"], ["Bril", "4"]], 780)
        text(canvas, lines(430, 60, 3), 640)

    document = read(first, second)
    made = html(document)[0]
    assert made.count("<table>") == made.count("Soort") == 1
    assert "<td>Broek</td><td>2</td></tr><tr><td>Helm</td>" in made
    assert places(document, "table_over_pages") == ["p. 2"]
    assert document.report.found == document.report.kept


def test_a_table_with_other_columns_on_the_next_page_is_another_table() -> None:
    def first(canvas: Canvas) -> None:
        y = heading(canvas, "1 Prijzen", 780)
        grid(canvas, [["Soort", "Aantal"], ["Jas", "1"]], y)

    def second(canvas: Canvas) -> None:
        grid(canvas, [["Wie", "Wat", "Waar"], ["Rijk", "Jas", "Hier"]], 780)

    document = read(first, second)
    assert sum("<table>" in one for one in html(document)) == 2
    assert "table_over_pages" not in codes(document)


def scan(canvas: Canvas) -> None:
    shown = ImageReader(io.BytesIO(png(400, 600, "grey")))
    canvas.drawImage(shown, 0, 0, *A4)


def blank(_canvas: Canvas) -> None:
    pass


def test_pages_without_text_are_named_and_blank_ones_are_not() -> None:
    document = read(plain("1 Een"), scan, plain("2 Twee"), blank, scan, plain("3 Drie"))
    assert places(document, "page_without_text") == ["p. 2", "p. 5"]


def test_a_pdf_of_scans_alone_is_refused() -> None:
    with pytest.raises(DocumentRefused) as refused:
        read(scan, scan, scan)
    assert refused.value.code == "scanned_pdf"


def unknown_letters(*pages: str) -> bytes:
    """A PDF with letters of its own numbering, and no list of which number is which letter."""
    font = next(Path("/usr/share/fonts").rglob("DejaVuSerif.ttf"), None)
    if font is None:
        pytest.skip("no font of this machine can be put in a PDF")
    pdfmetrics.registerFont(TTFont("Eigen", font, asciiReadable=False))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=0)
    for said in pages:
        if said:
            canvas.setFont("Eigen", 10)
            for at in range(12):
                canvas.drawString(72, 700 - 14 * at, said)
        else:
            plain("1 Inleiding")(canvas)
        canvas.showPage()
    canvas.save()
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), out.getvalue())


def test_a_page_of_letters_that_nobody_can_read_is_named() -> None:
    document = read_document(unknown_letters("", "wij kopen kleding"), "plan.pdf")
    assert places(document, "page_unreadable") == ["p. 2"]


def test_a_pdf_of_letters_that_nobody_can_read_is_refused() -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_document(unknown_letters("wij kopen kleding"), "plan.pdf")
    assert refused.value.code == "unreadable_pdf"


def test_ligatures_are_written_out() -> None:
    face = registered("DejaVuSans.ttf")

    def draw(canvas: Canvas) -> None:
        y = heading(canvas, "1 Inleiding", 780)
        canvas.setFont(face, 10)
        canvas.drawString(
            72, y, "E\ufb03ci\u00ebnte \ufb01etsen zijn \u0133zersterk en blijven jaren heel."
        )

    document = read(draw)
    assert texts(document) == ["Efficiënte fietsen zijn ijzersterk en blijven jaren heel."]
    assert "text_missing" not in codes(document)


def test_a_pdf_that_may_be_read_but_not_changed_is_read() -> None:
    out = io.BytesIO()
    lock = StandardEncryption("", ownerPassword="geheim", canModify=0, canCopy=0)
    canvas = Canvas(out, pagesize=A4, encrypt=lock)
    plain("1 Inleiding")(canvas)
    canvas.showPage()
    canvas.save()
    assert titles(read_document(out.getvalue(), "plan.pdf")) == [(1, "1", "Inleiding")]


def test_headings_that_only_the_outline_knows_are_headings() -> None:
    def draw(title: str, depth: int) -> Draw:
        def page(canvas: Canvas) -> None:
            canvas.bookmarkPage(title)
            canvas.addOutlineEntry(title, title, depth)
            text(canvas, [title], 760)
            text(canvas, lines(430, 60, len(title)), 735)

        return page

    document = read(draw("Inleiding", 0), draw("Doel van dit plan", 1), draw("Aanpak", 0))
    assert titles(document) == [
        (1, "", "Inleiding"),
        (2, "", "Doel van dit plan"),
        (1, "", "Aanpak"),
    ]


def test_a_heading_that_the_outline_names_and_the_text_has_not_is_named() -> None:
    def draw(canvas: Canvas) -> None:
        plain("1 Inleiding")(canvas)
        for title in ("1 Inleiding", "2 Verdwenen"):
            canvas.bookmarkPage(title)
            canvas.addOutlineEntry(title, title, 0)

    document = read(draw)
    missing = [one for one in document.report.doubts if one.code == "outline_heading_missing"]
    assert [one.params for one in missing] == [{"text": "2 Verdwenen"}]
