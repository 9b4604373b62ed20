"""Captions, text boxes, columns and notes of Word files: each at its place, and once."""

from consultation.documents.tree import Document
from tests.documents.seen import assert_all_kept, codes, html, read, texts
from tests.documents.word_files import (
    SPACES,
    cell,
    field,
    footnote_mark,
    footnotes,
    heading,
    paragraph,
    picture,
    png,
    row,
    run,
    table,
    text_box,
)

PICTURED = {"parts": {"media/foto.png": png()}, "relations": {"foto": ("image", "media/foto.png")}}


def caption(label: str, words: str, *, style: str = "Bijschrift", props: str = "") -> str:
    number = field(f" SEQ {label} \\* ARABIC ", run("1"))
    return paragraph(style=style, props=props, inside=run(f"{label} ") + number + run(f" {words}"))


def prices() -> str:
    return table(row(cell(paragraph("Jas")), cell(paragraph("80"))))


def with_picture(*body: str) -> Document:
    return read(heading("Kaart"), *body, **PICTURED)


def shown() -> str:
    return paragraph(inside=picture("foto", "Kaart"))


def test_a_caption_above_a_table_is_its_caption() -> None:
    document = read(heading("Prijzen"), caption("Tabel", "Prijzen"), prices())
    assert "<caption>Tabel 1 Prijzen</caption>" in html(document)[0]
    assert len(html(document)) == 1
    assert_all_kept(document)


def test_a_caption_under_a_table_is_its_caption() -> None:
    document = read(heading("Prijzen"), prices(), caption("Tabel", "Prijzen"), paragraph("Erna."))
    assert "<caption>Tabel 1 Prijzen</caption>" in html(document)[0]
    assert texts(document)[1:] == ["Erna."]
    assert_all_kept(document)


def test_a_caption_kept_with_what_comes_is_not_that_of_the_table_before() -> None:
    above = caption("Tabel", "Prijzen", props="<w:keepNext/>")
    document = read(heading("Prijzen"), prices(), above, prices())
    assert [("<caption>" in one) for one in html(document)] == [False, True]


def test_a_caption_under_a_picture_is_its_caption() -> None:
    document = with_picture(shown(), paragraph(), caption("Figuur", "De regio's"))
    assert "<figcaption>Figuur 1 De regio&#x27;s</figcaption>" in html(document)[0]
    assert len(html(document)) == 1
    assert_all_kept(document)


def test_a_caption_of_a_figure_never_goes_to_a_table() -> None:
    document = with_picture(shown(), caption("Tabel", "Prijzen"), prices())
    first, second = html(document)
    assert "figcaption" not in first
    assert "<caption>Tabel 1 Prijzen</caption>" in second


def test_a_caption_is_known_by_its_counter_without_a_style() -> None:
    document = with_picture(shown(), caption("Afbeelding", "De regio", style=""))
    assert "<figcaption>Afbeelding 1 De regio</figcaption>" in html(document)[0]


def test_a_sentence_that_speaks_of_a_table_is_no_caption() -> None:
    document = read(heading("Prijzen"), prices(), paragraph("Tabel 1 is van vorig jaar."))
    assert texts(document) == ["Jas 80", "Tabel 1 is van vorig jaar."]


def test_a_lone_caption_is_a_paragraph() -> None:
    document = read(heading("Prijzen"), caption("Tabel", "Weg"), paragraph("Tekst."))
    assert texts(document) == ["Tabel 1 Weg", "Tekst."]


def test_a_picture_in_a_frame_with_its_caption_is_one_figure() -> None:
    """So LibreOffice writes a picture with a caption: both in one paragraph of a box."""
    inside = paragraph(
        style="Bijschrift",
        inside=picture("foto", "Kaart") + run("Figuur ") + field("SEQ Figuur", run("1")),
    )
    document = with_picture(paragraph("Ervoor.", inside=text_box(inside)))
    assert len(html(document)) == 2
    assert "<figcaption>Figuur 1</figcaption>" in html(document)[1]


def test_two_tables_with_equal_columns_stay_two() -> None:
    document = read(heading("Prijzen"), prices(), paragraph(), prices())
    assert len(html(document)) == 2
    assert_all_kept(document)


def test_a_header_row_that_comes_back_on_each_page_stands_there_once() -> None:
    head = row(cell(paragraph("Soort")), cell(paragraph("Prijs")), header=True)
    rows = [row(cell(paragraph(f"Jas {n}")), cell(paragraph("80"))) for n in range(40)]
    document = read(heading("Prijzen"), table(head, *rows))
    assert html(document)[0].count("Soort") == 1
    assert '<thead><tr><th scope="col">Soort</th>' in html(document)[0]


def test_cells_merged_in_the_old_way_and_rows_that_are_short() -> None:
    merged = (
        "<w:tc><w:tcPr><w:hMerge w:val='{}'/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    )
    short = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell(paragraph("B")) + "</w:tr>"
    document = read(
        heading("Prijzen"),
        table(
            row(merged.format("restart", "Samen"), merged.format("continue", "")),
            row(cell(paragraph("A")), cell(paragraph("A"))),
            short,
        ),
    )
    assert '<tr><td colspan="2">Samen</td></tr>' in html(document)[0]
    assert "<tr><td></td><td>B</td></tr>" in html(document)[0]


def test_a_box_of_an_old_program_is_read_once() -> None:
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph('In het kader.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document = read(heading("Aanpak"), paragraph("Ervoor.", inside=box))
    assert texts(document) == ["Ervoor.", "In het kader."]


def test_a_box_in_a_cell_is_read_in_that_cell_and_once() -> None:
    inside = paragraph("Cel.", inside=text_box(paragraph("Kader.")))
    document = read(heading("Aanpak"), table(row(cell(inside), cell(paragraph("x")))))
    assert "<td><p>Cel.</p><p>Kader.</p></td>" in html(document)[0]


def test_two_columns_are_read_in_the_order_of_the_text() -> None:
    columns = '<w:sectPr><w:cols w:num="2"/></w:sectPr>'
    document = read(
        heading("Aanpak"),
        paragraph("Links."),
        paragraph("Rechts.", props=columns),
        paragraph("Liggend.", props='<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>'),
        paragraph("Staand."),
    )
    assert texts(document) == ["Links.", "Rechts.", "Liggend.", "Staand."]
    assert_all_kept(document)


def endnotes(text: str) -> str:
    return f'<w:endnotes {SPACES}><w:endnote w:id="1">{paragraph(text)}</w:endnote></w:endnotes>'


def test_endnotes_and_footnotes_of_a_section_have_labels_of_their_own() -> None:
    mark = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    document = read(
        heading("Kosten"),
        paragraph("Veel", inside=footnote_mark(1) + mark),
        parts={"footnotes.xml": footnotes("Prijspeil."), "endnotes.xml": endnotes("Bron.")},
    )
    notes = document.sections[0].footnotes
    assert [(note.label, note.text) for note in notes] == [("1", "Prijspeil."), ("i", "Bron.")]


def test_notes_are_numbered_as_the_document_says() -> None:
    settings = (
        f'<w:settings {SPACES}><w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>'
        "</w:settings>"
    )
    document = read(
        heading("Kosten"),
        paragraph("Veel", inside=footnote_mark(1) + footnote_mark(2)),
        parts={"footnotes.xml": footnotes("Een.", "Twee."), "settings.xml": settings},
    )
    assert [note.label for note in document.sections[0].footnotes] == ["a", "b"]


def test_a_note_with_a_mark_of_its_own_shows_that_mark_once() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>x</w:t></w:r>'
    document = read(
        heading("Kosten"),
        paragraph("Veel", inside=own + footnote_mark(2)),
        parts={"footnotes.xml": footnotes("Eigen.", "Gewoon.")},
    )
    assert [note.label for note in document.sections[0].footnotes] == ["x", "1"]
    assert texts(document) == ["Veelx1"]


def test_a_note_in_a_cell_stands_in_its_section() -> None:
    document = read(
        heading("Kosten"),
        table(row(cell(paragraph("Jas", inside=footnote_mark(1))), cell(paragraph("80")))),
        parts={"footnotes.xml": footnotes("Zonder voering.")},
    )
    assert [note.text for note in document.sections[0].footnotes] == ["Zonder voering."]
    assert '<a href="#noot-1">1</a>' in html(document)[0]
    assert codes(document) == []
