"""Files that a Word document takes in where they should stand: read when they can be read."""

import pytest

from consultation.documents.limits import Limits
from consultation.documents.reading import read_document
from consultation.documents.refusal import DocumentRefused
from consultation.documents.tree import Document
from tests.documents.web_pages import saved_page
from tests.documents.word_files import (
    cell,
    footnote_mark,
    footnotes,
    heading,
    item,
    level,
    numbering,
    paragraph,
    picture,
    png,
    row,
    table,
    word_file,
)

CHUNK = '<w:altChunk r:id="rIdA"/>'


def read(
    *body: str, held: str | bytes, kind: str = "html", limits: Limits | None = None
) -> Document:
    noted = {"footnotes.xml": footnotes("Noot van buiten.")} if "footnote" in "".join(body) else {}
    made = word_file(
        *body,
        parts={f"deel.{kind}": held, **noted},
        relations={"rIdA": ("aFChunk", f"deel.{kind}")},
    )
    return read_document(made, "plan.docx", limits=limits or Limits())


def titles(document: Document) -> list[tuple[int, str, str]]:
    return [(one.level, one.number, one.title) for one in document.sections]


def html(document: Document) -> list[str]:
    return [block.html for section in document.sections for block in section.blocks]


def notes(document: Document) -> list[tuple[str, str]]:
    return [(note.label, note.text) for one in document.sections for note in one.footnotes]


def assert_all_kept(document: Document) -> None:
    codes = {doubt.code for doubt in document.report.doubts}
    assert not [code for code in codes if code.startswith(("fewer_", "text_missing", "part_not"))]


def test_a_page_stands_where_the_document_takes_it_in() -> None:
    page = (
        "<html><body><h2>1.1 Van de pagina</h2><p>Een <b>alinea</b>.</p><ul><li>een</li>"
        "<li>twee</li></ul><table><tr><th>Soort</th></tr><tr><td>Jas</td></tr></table></body></html>"
    )
    document = read(
        heading("1 Kop"), paragraph("Ervoor."), CHUNK, heading("2 Verder"), paragraph("Erna."),
        held=page,
    )  # fmt: skip
    assert titles(document) == [(1, "1", "Kop"), (2, "1.1", "Van de pagina"), (1, "2", "Verder")]
    assert html(document)[1:3] == [
        "<p>Een <strong>alinea</strong>.</p>", "<ul><li>een</li><li>twee</li></ul>"
    ]  # fmt: skip
    assert "<th" in html(document)[3]
    found, kept = document.report.found, document.report.kept
    assert (found["words"], found["tables"], found["lists"]) == (
        kept["words"], 1, 1
    )  # fmt: skip
    assert_all_kept(document)


def test_a_whole_document_as_one_saved_page() -> None:
    """Programs on the web write a .docx this way: all of the text is a page within it."""
    page = saved_page(
        "<html><body><h1>1 Kop</h1><p>Eén alinea.</p><img src='a.png' alt='Jas'></body></html>",
        ("a.png", png()),
        encoding="utf-8",
    )
    document = read(CHUNK, held=page, kind="mht")
    assert titles(document) == [(1, "1", "Kop")]
    assert html(document)[0] == "<p>Eén alinea.</p>"
    assert [image.alt for image in document.images] == ["Jas"]
    assert_all_kept(document)


def test_another_word_file_has_its_own_styles_lists_notes_and_pictures() -> None:
    inner = word_file(
        heading("2 Van binnen"),
        paragraph("Met noot.", inside=footnote_mark(1)),
        item("eerst"),
        item("daarna"),
        table(row(cell(paragraph("Jas")), cell(paragraph("10")))),
        paragraph(inside=picture("rIdP", "Een jas")),
        parts={
            "footnotes.xml": footnotes("Noot van binnen."),
            "numbering.xml": numbering(level(0, "%1.")),
            "jas.png": png(),
        },
        relations={"rIdP": ("image", "jas.png")},
    )
    document = read(
        heading("1 Kop"), paragraph("Tekst.", inside=footnote_mark(1)), CHUNK,
        held=inner, kind="docx",
    )  # fmt: skip
    assert titles(document) == [(1, "1", "Kop"), (1, "2", "Van binnen")]
    assert "<ol><li>eerst</li><li>daarna</li></ol>" in html(document)
    assert notes(document) == [("1", "Noot van buiten."), ("2", "Noot van binnen.")]
    assert [image.alt for image in document.images] == ["Een jas"]
    assert_all_kept(document)


def test_notes_of_a_page_stay_apart_from_those_of_the_document() -> None:
    page = (
        "<html><body><p>Tekst<sup><a href='#fn1' id='r1'>1</a></sup>.</p>"
        "<p id='fn1'>Noot van de pagina. <a href='#r1'>^</a></p></body></html>"
    )
    document = read(
        heading("1 Kop"), paragraph("Tekst.", inside=footnote_mark(1)), CHUNK, held=page
    )
    assert [text for _, text in notes(document)] == ["Noot van buiten.", "Noot van de pagina."]
    assert len({label for label, _ in notes(document)}) == 2


def test_plain_text_becomes_paragraphs() -> None:
    document = read(heading("1 Kop"), CHUNK, held="Een regel.\n\nNog een <b>.\n", kind="txt")
    assert html(document) == ["<p>Een regel.</p>", "<p>Nog een &lt;b&gt;.</p>"]
    assert_all_kept(document)


@pytest.mark.parametrize(
    ("held", "kind"),
    [("{\\rtf1 Tekst}", "rtf"), (b"PK\x03\x04kapot", "docx"), (b"\x00\x01", "bin"),
     (word_file(paragraph("Diep."), CHUNK, parts={"d.html": "<p>Dieper.</p>"},
                relations={"rIdA": ("aFChunk", "d.html")}), "docx")],
)  # fmt: skip
def test_what_cannot_be_read_is_named_in_its_place(held: str | bytes, kind: str) -> None:
    document = read(heading("1 Kop"), CHUNK, paragraph("Erna."), held=held, kind=kind)
    doubts = [one.place for one in document.report.doubts if one.code == "part_not_read"]
    assert doubts == ["1 Kop"]
    assert html(document)[-1] == "<p>Erna.</p>"


def test_a_file_in_a_cell_is_named() -> None:
    grid = table(row(cell(CHUNK, paragraph("x"))))
    document = read(heading("1 Kop"), grid, held="<p>Tekst.</p>")
    assert "part_not_read" in {one.code for one in document.report.doubts}


@pytest.mark.parametrize(
    ("limits", "code"),
    [(Limits(pieces=40), "too_many_pages"), (Limits(unpacked_bytes=30_000), "unpacks_too_large")],
)
def test_files_within_a_file_share_its_bounds(limits: Limits, code: str) -> None:
    inner = word_file(*[paragraph("x" * 1000) for _ in range(20)])
    body = [heading("1 Kop"), CHUNK, CHUNK, CHUNK]
    with pytest.raises(DocumentRefused) as refused:
        read(*body, held=inner, kind="docx", limits=limits)
    assert refused.value.code == code
