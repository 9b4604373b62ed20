"""Tagged PDF files: the structure says what is a heading and a cell, also over two pages."""

from consultation.documents.reading import read_document
from consultation.documents.tree import Document
from tests.documents.hostile_files import raw_pdf
from tests.documents.seen import codes, html, texts, titles

FIRST, SECOND = 5, 6
"""The numbers of the two pages among the objects."""


def page(content: int, place: int) -> str:
    return (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/StructParents {place}/Contents "
        f"{content} 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    )


def written(*lines: tuple[str, int, int, str]) -> str:
    """Marked text: its kind, and where it stands; ids count from 0."""
    said = "\n".join(
        f"/{kind} <</MCID {number}>> BDC BT /F 11 Tf {x} {y} Td ({text}) Tj ET EMC"
        for number, (kind, x, y, text) in enumerate(lines)
    )
    return f"<</Length {len(said)}>>stream\n{said}\nendstream"


def element(kind: str, above: int, page: int, inside: str) -> str:
    return f"<</Type/StructElem/S/{kind}/P {above} 0 R/Pg {page} 0 R/K[{inside}]>>"


def on_second(number: int) -> str:
    return f"<</Type/MCR/Pg {SECOND} 0 R/MCID {number}>>"


def plan() -> Document:
    """A heading and a table whose head cells stand on both pages, as browsers write it."""
    first = written(
        ("H1", 72, 780, "1 Prijzen"),
        ("TH", 72, 700, "Soort"),
        ("TH", 300, 700, "Aantal"),
        ("TD", 72, 680, "Jas"),
        ("TD", 300, 680, "12"),
    )
    second = written(
        ("TH", 72, 780, "Soort"),
        ("TH", 300, 780, "Aantal"),
        ("TD", 72, 760, "Broek"),
        ("TD", 300, 760, "24"),
        ("P", 72, 600, "Hierna volgt weer gewone tekst over de prijzen."),
    )
    return read_document(
        raw_pdf(
            "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 3 0 R>>",
            "<</Type/Pages/Count 2/Kids[5 0 R 6 0 R]>>",
            "<</Type/StructTreeRoot/K[9 0 R]/ParentTree 10 0 R>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            page(7, 0),
            page(8, 1),
            first,
            second,
            element("Document", 3, FIRST, "11 0 R 12 0 R 22 0 R"),
            "<</Nums[0[11 0 R 14 0 R 15 0 R 17 0 R 18 0 R]1[14 0 R 15 0 R 20 0 R 21 0 R 22 0 R]]>>",
            element("H1", 9, FIRST, "0"),
            element("Table", 9, FIRST, "13 0 R 16 0 R 19 0 R"),
            element("TR", 12, FIRST, "14 0 R 15 0 R"),
            element("TH", 13, FIRST, f"1 {on_second(0)}"),
            element("TH", 13, FIRST, f"2 {on_second(1)}"),
            element("TR", 12, FIRST, "17 0 R 18 0 R"),
            element("TD", 16, FIRST, "3"),
            element("TD", 16, FIRST, "4"),
            element("TR", 12, SECOND, "20 0 R 21 0 R"),
            element("TD", 19, SECOND, "2"),
            element("TD", 19, SECOND, "3"),
            element("P", 9, SECOND, "4"),
        ),
        "plan.pdf",
    )


def test_a_cell_on_two_pages_takes_no_text_of_the_other_page() -> None:
    document = plan()
    assert titles(document) == [(1, "1", "Prijzen")]
    table, after = html(document)
    assert '<thead><tr><th scope="col">Soort</th><th scope="col">Aantal</th></tr></thead>' in table
    assert "<td>Jas</td><td>12</td>" in table
    assert "<td>Broek</td><td>24</td>" in table
    assert after == "<p>Hierna volgt weer gewone tekst over de prijzen.</p>"


def test_all_words_of_a_tagged_table_over_two_pages_are_kept() -> None:
    document = plan()
    assert "text_missing" not in codes(document)
    assert document.report.found == document.report.kept
    assert len(texts(document)) == 2


def test_notes_that_are_marked_as_one_are_taken_apart() -> None:
    """Word marks all notes of a page as one; their labels are raised and count on."""
    notes = [(90, "1", "Van wol."), (78, "2", "Lange broeken, meer dan"), (66, "", "3 soorten.")]
    lines = [
        "/H1 <</MCID 0>> BDC BT /F 14 Tf 72 780 Td (1 Prijzen) Tj ET EMC",
        "/P <</MCID 1>> BDC BT /F 11 Tf 72 700 Td (Wij kopen jassen) Tj /F 6 Tf 5 Ts (1) Tj "
        "/F 11 Tf 0 Ts ( en broeken) Tj /F 6 Tf 5 Ts (2) Tj /F 11 Tf 0 Ts ( van stof) Tj ET EMC",
        "/Note <</MCID 2>> BDC "
        + " ".join(
            f"BT 72 {y} Td /F 5 Tf 3 Ts ({label}) Tj /F 9 Tf 0 Ts ( {text}) Tj ET"
            for y, label, text in notes
        )
        + " EMC",
    ]
    said = "\n".join(lines)
    document = read_document(
        raw_pdf(
            "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 3 0 R>>",
            "<</Type/Pages/Count 1/Kids[5 0 R]>>",
            "<</Type/StructTreeRoot/K[7 0 R]/ParentTree 8 0 R>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            page(6, 0),
            f"<</Length {len(said)}>>stream\n{said}\nendstream",
            element("Document", 3, FIRST, "9 0 R 10 0 R 11 0 R"),
            "<</Nums[0[9 0 R 10 0 R 11 0 R]]>>",
            element("H1", 7, FIRST, "0"),
            element("P", 7, FIRST, "1"),
            element("Note", 7, FIRST, "2"),
        ),
        "plan.pdf",
    )
    (section,) = document.sections
    assert [(note.label, note.text) for note in section.footnotes] == [
        ("1", "Van wol."), ("2", "Lange broeken, meer dan 3 soorten."),
    ]  # fmt: skip
    assert document.report.found == document.report.kept
