"""OpenDocument texts: each thing a file can hold is kept, or named as a doubt with its place."""

import base64
import io

import odf.table
import odf.text
import pytest
from odf.opendocument import OpenDocumentText
from odf.style import Style
from odf.style import TextProperties as Letters

from consultation.documents.reading import read_document
from consultation.documents.tree import BlockKind, DocSection, Document
from tests.documents.odt_files import (
    BOLD,
    COVERED,
    HIDDEN,
    annotation,
    cell,
    changes,
    counted,
    flat_file,
    heading,
    link,
    list_style,
    listed,
    note,
    numbered,
    odt_file,
    outline,
    paragraph,
    picture,
    row,
    span,
    style,
    table,
    text_box,
)
from tests.documents.word_files import png

NUMBERS = outline(
    numbered(1), numbered(2, shown=2), numbered(3, shown=3), numbered(4, shown=4, suffix=".")
)


def read(*body: str, **given: object) -> Document:
    return read_document(odt_file(*body, **given), "plan.odt")


def titles(document: Document) -> list[tuple[int, str, str]]:
    return [(one.level, one.number, one.title) for one in document.sections]


def doubts(document: Document) -> dict[str, str]:
    """The place of each doubt, by its code."""
    return {doubt.code: doubt.place for doubt in document.report.doubts}


def words(section: DocSection) -> str:
    return " ".join(block.text for block in section.blocks)


def html(document: Document) -> str:
    return "".join(block.html for one in document.sections for block in one.blocks)


def assert_all_kept(document: Document) -> None:
    assert document.report.found == document.report.kept


# --- headings --------------------------------------------------------------------------------


def test_typed_numbers() -> None:
    document = read(
        heading("1 Inleiding"),
        paragraph("Waarom dit plan."),
        heading("1.1 Doel", 2),
        heading("1.1.1 Kleding", 3),
        heading("2. Aanpak"),
    )
    assert titles(document) == [
        (1, "1", "Inleiding"),
        (2, "1.1", "Doel"),
        (3, "1.1.1", "Kleding"),
        (1, "2", "Aanpak"),
    ]
    assert_all_kept(document)


def test_the_outline_counts_headings() -> None:
    document = read(
        heading("Inleiding"),
        heading("Doel", 2),
        heading("Afbakening", 2),
        heading("Wat niet", 3),
        heading("Diep", 4),
        heading("Voorwoord", 1, more='text:is-list-header="true"'),
        heading("Aanpak"),
        heading("Planning", 2),
        paragraph("Vier jaar."),
        heading("Bijlage", 1, more='text:restart-numbering="true" text:start-value="7"'),
        outlined=NUMBERS,
    )
    assert titles(document) == [
        (1, "1", "Inleiding"),
        (2, "1.1", "Doel"),
        (2, "1.2", "Afbakening"),
        (3, "1.2.1", "Wat niet"),
        (4, "1.2.1.1", "Diep"),
        (1, "", "Voorwoord"),
        (1, "2", "Aanpak"),
        (2, "2.1", "Planning"),
        (1, "7", "Bijlage"),
    ]
    assert_all_kept(document)


def test_newer_files_write_the_number_as_a_pattern() -> None:
    patterns = outline(
        numbered(1, more='loext:num-list-format="Hoofdstuk %1%"'),
        numbered(2, shown=2, more='loext:num-list-format="%1%.%2%."'),
    )
    document = read(heading("Inleiding"), heading("Doel", 2), outlined=patterns)
    assert titles(document) == [(1, "Hoofdstuk 1", "Inleiding"), (2, "1.1", "Doel")]


def test_headings_in_lists_are_counted_by_their_list() -> None:
    """As OpenOffice wrote them, and LibreOffice does when a heading has a list of its own."""
    kop = list_style("Kop", counted(1, suffix=""), counted(2, suffix="", shown=2))
    go_on = 'text:continue-numbering="true"'
    document = read(
        listed(heading("Inleiding"), styled="Kop"),
        paragraph("Waarom."),
        listed(listed(heading("Doel", 2), heading("Bereik", 2)), styled="Kop", more=go_on),
        listed(heading("Aanpak"), styled="Kop", more=go_on),
        paragraph("Hoe."),
        styles=kop,
    )
    assert titles(document) == [
        (1, "1", "Inleiding"),
        (2, "1.1", "Doel"),
        (2, "1.2", "Bereik"),
        (1, "2", "Aanpak"),
    ]
    assert_all_kept(document)


def test_a_heading_by_the_level_of_its_style_and_without_one_by_its_looks() -> None:
    styled = style("Kopje", says='style:default-outline-level="1"')
    document = read(paragraph("Inleiding", "Kopje"), paragraph("Tekst."), styles=styled)
    assert titles(document) == [(1, "", "Inleiding")]
    document = read(paragraph(span("1 Inleiding", "B")), paragraph("Tekst."))
    assert titles(document) == [(1, "1", "Inleiding")]
    assert "heading_guessed" in doubts(document)


# --- lists -----------------------------------------------------------------------------------


def test_nested_lists_stay_nested() -> None:
    document = read(
        heading("Eisen"),
        listed(
            paragraph("Veilig") + listed(paragraph("Brandveilig"), paragraph("Waterdicht")),
            paragraph("Duurzaam") + paragraph("Ook later."),
            styled="L1",
        ),
    )
    (block,) = document.sections[0].blocks
    assert block.kind is BlockKind.LIST
    assert block.html == (
        '<ol><li>Veilig<ol type="a"><li>Brandveilig</li><li>Waterdicht</li></ol></li>'
        "<li><p>Duurzaam</p><p>Ook later.</p></li></ol>"
    )
    assert_all_kept(document)


def test_a_list_that_word_wrote_item_by_item_is_one_list() -> None:
    go_on = 'text:continue-numbering="true"'
    document = read(
        heading("Eisen"),
        listed(paragraph("Veilig"), styled="L1"),
        listed(listed(paragraph("Brandveilig")), styled="L1", more=go_on),
        listed(paragraph("Duurzaam"), styled="L1", more=go_on),
        paragraph("En verder:"),
        listed(paragraph("Betaalbaar"), styled="L1", more=go_on),
        listed(paragraph("Een andere lijst"), styled="L2"),
    )
    blocks = document.sections[0].blocks
    assert [block.html for block in blocks] == [
        '<ol><li>Veilig<ol type="a"><li>Brandveilig</li></ol></li><li>Duurzaam</li></ol>',
        "<p>En verder:</p>",
        '<ol start="3"><li>Betaalbaar</li></ol>',
        "<ul><li>Een andere lijst</li></ul>",
    ]
    assert_all_kept(document)


def test_paragraphs_with_numbers_of_two_parts_keep_them_as_words() -> None:
    legal = list_style("Artikel", counted(1), counted(2, shown=2))
    document = read(
        heading("Regels"),
        listed(paragraph("Algemeen") + listed(paragraph("Wie levert")), styled="Artikel"),
        styles=legal,
    )
    assert [block.text for block in document.sections[0].blocks] == [
        "1. Algemeen",
        "1.1. Wie levert",
    ]
    assert document.report.found["words"] == document.report.kept["words"]


# --- tables ----------------------------------------------------------------------------------


def test_a_table_keeps_header_rows_spans_and_covered_cells() -> None:
    document = read(
        heading("Cijfers"),
        paragraph("Tabel 1: Uitgaven", "Table"),
        table(
            row(cell(paragraph("Jas"), rows=2), cell(paragraph("2025")), cell(paragraph("10"))),
            row(COVERED, cell(paragraph("2026")), cell(paragraph("11"))),
            head=row(cell(paragraph("Soort")), cell(paragraph("Aantal"), cols=2), COVERED),
        ),
    )
    (block,) = document.sections[0].blocks
    assert block.kind is BlockKind.TABLE
    assert block.html == (
        "<table><caption>Tabel 1: Uitgaven</caption>"
        '<thead><tr><th scope="col">Soort</th><th scope="col" colspan="2">Aantal</th></tr></thead>'
        '<tbody><tr><td rowspan="2">Jas</td><td>2025</td><td>10</td></tr>'
        "<tr><td>2026</td><td>11</td></tr></tbody></table>"
    )
    assert_all_kept(document)


def test_a_head_of_bold_cells_or_of_cells_in_the_style_for_heads() -> None:
    rows = row(cell(paragraph("Jas")), cell(paragraph("10")))
    for head in (
        row(cell(paragraph("Soort", "Table_20_Heading")), cell(paragraph("N", "Table_20_Heading"))),
        row(cell(paragraph(span("Soort", "B"))), cell(paragraph(span("N", "B")))),
    ):
        document = read(heading("Cijfers"), table(head, rows))
        assert document.sections[0].blocks[0].html.startswith("<table><thead><tr><th scope=")
    document = read(heading("Cijfers"), table(rows, rows))
    assert doubts(document)["table_without_header"] == "Cijfers"


def test_head_columns_repeated_cells_and_a_table_in_a_table() -> None:
    columns = "<table:table-header-columns><table:table-column/></table:table-header-columns>"
    inner = table(row(cell(paragraph("binnen"))))
    document = read(
        heading("Cijfers"),
        table(row(cell(paragraph("Jas")), cell(paragraph("-"), repeated=2), cell(inner)),
              columns=columns),
    )  # fmt: skip
    shown = html(document)
    assert '<th scope="row">Jas</th><td>-</td><td>-</td><td><table>' in shown
    assert document.report.kept["tables"] == document.report.found["tables"] == 2


def test_a_table_of_one_cell_around_headings_is_a_frame() -> None:
    document = read(table(row(cell(heading("1 Inleiding"), paragraph("Tekst.")))))
    assert titles(document) == [(1, "1", "Inleiding")]


# --- notes, links, dress ---------------------------------------------------------------------


def test_footnotes_and_endnotes_stand_where_the_text_refers_to_them() -> None:
    document = read(
        heading("Inleiding"),
        paragraph(f"Kleding{note('Ook schoenen.')} en meer{note('Zie de wet.', 'i', 'endnote')}."),
        heading("Aanpak"),
        paragraph(f"Later{note('In 2027.', '2')}."),
    )
    first, second = document.sections
    assert [(one.label, one.text) for one in first.footnotes] == [
        ("1", "Ook schoenen."),
        ("i", "Zie de wet."),
    ]
    assert [(one.label, one.text) for one in second.footnotes] == [("2", "In 2027.")]
    assert 'Kleding<sup><a href="#noot-1">1</a></sup> en meer' in first.blocks[0].html
    assert_all_kept(document)


def test_only_links_to_the_web_and_to_mail_stay_links() -> None:
    document = read(
        heading("Inleiding"),
        paragraph(
            link("web", "https://voorbeeld.nl/a?b=1&amp;c=2")
            + link("mail", "mailto:a@voorbeeld.nl")
            + link("script", "javascript:alert(1)")
            + link("map", "file:///etc/passwd")
            + link("hoofdstuk 2", "#Aanpak")
        ),
    )
    assert html(document) == (
        '<p><a href="https://voorbeeld.nl/a?b=1&amp;c=2">web</a>'
        '<a href="mailto:a@voorbeeld.nl">mail</a>scriptmaphoofdstuk 2</p>'
    )
    (doubt,) = [one for one in document.report.doubts if one.code == "links_left_out"]
    assert (doubt.place, doubt.params["count"]) == ("Inleiding", 2)
    assert document.report.found["links"] == document.report.kept["links"] == 2


def test_spaces_tabs_line_breaks_and_soft_pages() -> None:
    document = read(
        heading("Een<text:tab/>kop"),
        paragraph("twee<text:s text:c='3'/>woorden\n   en<text:line-break/>regel"
                  "<text:soft-page-break/>einde<text:s text:c='999999999'/>"),
    )  # fmt: skip
    assert titles(document) == [(1, "", "Een kop")]
    assert html(document) == "<p>twee woorden en<br>regeleinde</p>"


def test_bold_italic_raised_quotes_and_fields() -> None:
    looks = (
        style("I", family="text", look='fo:font-style="italic"')
        + style("Op", family="text", look='style:text-position="super 58%"')
        + style("Neer", family="text", look='style:text-position="-33% 58%"')
        + style("Vet", look=BOLD)
        + style("Dun", family="text", look='fo:font-weight="normal"')
    )
    document = read(
        heading("Inleiding"),
        paragraph(f"m{span('2', 'Op')} H{span('2', 'Neer')}O {span('schuin', 'I')}"),
        paragraph(f"vet {span('dun', 'Dun')}", "Vet"),
        paragraph("Wij zeiden dit.", "Quotations"),
        paragraph("Blz. <text:page-number>3</text:page-number>, zie "
                  "<text:bookmark-ref text:ref-name='x'>2.1</text:bookmark-ref>"
                  "<text:bookmark-start text:name='x'/>"),
        styles=looks,
    )  # fmt: skip
    first, second, third, fourth = document.sections[0].blocks
    assert first.html == "<p>m<sup>2</sup> H<sub>2</sub>O <em>schuin</em></p>"
    assert second.html == "<p><strong>vet </strong>dun</p>"
    assert third.kind is BlockKind.QUOTE
    assert fourth.text == "Blz. 3, zie 2.1"
    assert_all_kept(document)


def test_a_caption_before_a_frame_or_an_empty_table_is_not_lost() -> None:
    document = read(
        heading("Cijfers"),
        paragraph("Tabel 1: Leeg", "Table"),
        table(row(cell(paragraph()))),
        paragraph("Geen tabel."),
        paragraph("Tabel 2: Kader", "Table"),
        table(row(cell(heading("In het kader"), paragraph("Tekst.")))),
    )
    assert [one.text for one in document.sections[0].blocks] == [
        "Tabel 1: Leeg", "Geen tabel.", "Tabel 2: Kader",
    ]  # fmt: skip
    assert document.report.found["words"] == document.report.kept["words"]


# --- pictures and boxes ----------------------------------------------------------------------


def test_a_picture_is_kept_with_its_alternative_text_and_the_caption_below_it() -> None:
    document = read(
        heading("Inleiding"),
        paragraph("Zie de foto." + picture("Pictures/foto.png", "Een jas")),
        paragraph("Figuur 1: De jas", "Illustration"),
        parts={"Pictures/foto.png": png()},
    )
    text, shown = document.sections[0].blocks
    assert text.html == "<p>Zie de foto.</p>"
    assert shown.html == (
        f'<figure><img src="image:{document.images[0].sha256}" alt="Een jas">'
        "<figcaption>Figuur 1: De jas</figcaption></figure>"
    )
    assert_all_kept(document)


def test_libreoffice_frames_a_picture_with_its_caption_in_a_box() -> None:
    inside = picture("Pictures/foto.png", "Een jas", tag="title") + "Figuur 1: De jas"
    document = read(
        heading("Inleiding"),
        paragraph(text_box(paragraph(inside, "Illustration"))),
        parts={"Pictures/foto.png": png()},
    )
    (shown,) = document.sections[0].blocks
    assert shown.kind is BlockKind.FIGURE
    assert 'alt="Een jas"' in shown.html
    assert "<figcaption>Figuur 1: De jas</figcaption>" in shown.html
    assert "text_box_moved" not in doubts(document)
    assert_all_kept(document)


def test_a_picture_from_elsewhere_or_without_words_is_a_doubt() -> None:
    document = read(
        heading("Inleiding"),
        paragraph(picture("https://voorbeeld.nl/foto.png", "Een jas")),
        paragraph(picture("Pictures/foto.png")),
        paragraph(picture("Pictures/kapot.png", "Stuk")),
        paragraph(picture("Pictures/rand.png", more='loext:decorative="true"')),
        parts={
            "Pictures/foto.png": png(),
            "Pictures/kapot.png": b"geen plaatje",
            "Pictures/rand.png": png(colour="red"),
        },
    )
    codes = [doubt.code for doubt in document.report.doubts]
    assert codes.count("image_without_alt") == 1
    assert {"image_outside_file", "image_not_readable", "fewer_images"} <= set(codes)
    assert (document.report.found["images"], document.report.kept["images"]) == (4, 2)


def test_a_text_box_and_a_shape_with_words_come_after_their_paragraph() -> None:
    shape = f"<draw:custom-shape>{paragraph('In de vorm.')}</draw:custom-shape>"
    document = read(
        heading("Inleiding"),
        paragraph("Ervoor." + text_box(paragraph("In het vak."))),
        paragraph(f"<draw:g>{shape}<draw:path/></draw:g>"),
    )
    assert words(document.sections[0]) == "Ervoor. In het vak. In de vorm."
    assert {"text_box_moved": "Inleiding", "drawing_not_read": "Inleiding"}.items() <= (
        doubts(document).items()
    )
    assert_all_kept(document)


def test_a_formula_is_kept_as_words() -> None:
    math = '<math:math xmlns:math="http://www.w3.org/1998/Math/MathML"><math:mi>a</math:mi>' \
           "<math:mo>=</math:mo><math:mn>2</math:mn></math:math>"  # fmt: skip
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/>' \
            '<draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame>'  # fmt: skip
    document = read(
        heading("Inleiding"),
        paragraph(f"Er geldt {frame}."),
        parts={"Object 1/content.xml": math, "ObjectReplacements/Object 1": b"x"},
    )
    assert words(document.sections[0]) == "Er geldt a = 2."
    assert doubts(document) == {"formula_as_text": "Inleiding"}


# --- what is left out ------------------------------------------------------------------------


def test_tracked_changes_are_accepted_and_named_with_their_place() -> None:
    document = read(
        changes(a="insertion", b="deletion"),
        heading("Inleiding"),
        paragraph('Wij <text:change-start text:change-id="a"/>altijd <text:change-end '
                  'text:change-id="a"/>kopen <text:change text:change-id="b"/>jassen.'),
        heading("Aanpak"),
        paragraph("Zo."),
    )  # fmt: skip
    assert words(document.sections[0]) == "Wij altijd kopen jassen."
    (doubt,) = document.report.doubts
    assert (doubt.code, doubt.place) == ("tracked_changes_accepted", "Inleiding")
    assert doubt.params == {"count": 2}
    assert_all_kept(document)


def test_annotations_and_hidden_text_are_left_out_and_named() -> None:
    document = read(
        heading("Inleiding"),
        paragraph(f"Wij{annotation('Klopt dit?')} kopen {span('stiekem veel ', 'Weg')}jassen."),
        paragraph("Deze hele alinea niet.", "WegP"),
        f'<text:section text:name="x" text:display="none">{heading("Geheim")}'
        f"{paragraph('Niet voor lezers.')}</text:section>",
        paragraph('<text:hidden-text text:is-hidden="true">nee </text:hidden-text>Wel dit.'),
    )
    assert titles(document) == [(1, "", "Inleiding")]
    assert words(document.sections[0]) == "Wij kopen jassen. Wel dit."
    assert {"comments_left_out", "hidden_text_left_out"} == set(doubts(document))
    assert set(doubts(document).values()) == {"Inleiding"}
    assert_all_kept(document)


def test_contents_lists_and_running_lines_are_dropped_with_how_much() -> None:
    lines = f"<style:master-page><style:header>{paragraph('Categorieplan 2026')}</style:header>" \
            f"<style:footer>{paragraph('Pagina 3')}</style:footer></style:master-page>"  # fmt: skip
    toc = (
        f"<text:table-of-content><text:index-body><text:index-title>{paragraph('Inhoud')}"
        f"</text:index-title>{paragraph('1 Inleiding 3', 'Contents_20_1')}</text:index-body>"
        "</text:table-of-content>"
    )
    document = read(
        toc,
        paragraph("2 Los 7", "Contents_20_1"),
        heading("1 Inleiding"),
        paragraph("Tekst."),
        running=lines,
    )
    assert titles(document) == [(1, "1", "Inleiding")]
    counts = {one.code: one.params["count"] for one in document.report.doubts}
    assert counts == {"contents_list_dropped": 7, "running_lines_dropped": 4}
    assert_all_kept(document)


def test_sections_columns_and_numbered_paragraphs_are_read_in_order() -> None:
    document = read(
        heading("Inleiding"),
        f'<text:section text:style-name="Sect1">{paragraph("Links.")}{paragraph("Rechts.")}'
        f"{heading('Aanpak')}</text:section>",
        f"<text:numbered-paragraph>{paragraph('Los genummerd.')}</text:numbered-paragraph>",
    )
    assert [words(one) for one in document.sections] == ["Links. Rechts.", "Los genummerd."]


def test_macros_are_left_out_and_named() -> None:
    document = read(heading("Inleiding"), paragraph("Tekst."), parts={"Basic/Standard/a.xml": "x"})
    assert doubts(document) == {"macros_left_out": ""}


# --- title, flat files, files of others ------------------------------------------------------


def test_the_title_is_the_styled_one_or_that_of_the_file() -> None:
    body = (heading("1 Inleiding"), paragraph("Tekst."))
    assert read(paragraph("Categorieplan", "Title"), *body).title == "Categorieplan"
    assert read(*body, title="Plan volgens het bestand").title == "Plan volgens het bestand"
    assert read(*body).title == "1 Inleiding"


def test_a_flat_file_gives_the_same_with_its_pictures() -> None:
    body = (
        heading("Inleiding"),
        listed(paragraph("Een"), styled="L1"),
        paragraph(f"Met een noot{note('Zo.')}."),
    )
    data = base64.b64encode(png()).decode()
    image = f"<draw:frame><draw:image><office:binary-data>{data}</office:binary-data>" \
            "</draw:image><svg:desc>Een vlak</svg:desc></draw:frame>"  # fmt: skip
    flat = read_document(flat_file(*body, paragraph(image), outlined=NUMBERS), "plan.fodt")
    packed = read(
        *body,
        paragraph(picture("Pictures/a.png", "Een vlak")),
        outlined=NUMBERS,
        parts={"Pictures/a.png": png()},
    )
    assert (flat.sections, flat.images) == (packed.sections, packed.images)
    assert_all_kept(flat)


def test_a_file_that_odfpy_wrote() -> None:
    made = OpenDocumentText()
    bold = Style(name="Vet", family="text")
    bold.addElement(Letters(fontweight="bold"))
    made.automaticstyles.addElement(bold)
    made.text.addElement(odf.text.H(outlinelevel=1, text="1 Inleiding"))
    first = odf.text.P(text="Wij kopen ")
    first.addElement(odf.text.Span(stylename=bold, text="kleding"))
    first.addElement(odf.text.S(c=2))
    first.addText("in 2026.")
    made.text.addElement(first)
    listing = odf.text.List()
    for text in ("jassen", "broeken"):
        item = odf.text.ListItem()
        item.addElement(odf.text.P(text=text))
        listing.addElement(item)
    made.text.addElement(listing)
    grid = odf.table.Table()
    for texts in (("Jas", "10"), ("Broek", "20")):
        line = odf.table.TableRow()
        for text in texts:
            place = odf.table.TableCell()
            place.addElement(odf.text.P(text=text))
            line.addElement(place)
        grid.addElement(line)
    made.text.addElement(grid)
    out = io.BytesIO()
    made.write(out)
    document = read_document(out.getvalue(), "plan.odt")
    assert [block.html for block in document.sections[0].blocks] == [
        "<p>Wij kopen <strong>kleding</strong> in 2026.</p>",
        "<ul><li>jassen</li><li>broeken</li></ul>",
        "<table><tbody><tr><td>Jas</td><td>10</td></tr><tr><td>Broek</td><td>20</td></tr></tbody>"
        "</table>",
    ]
    assert_all_kept(document)


@pytest.mark.parametrize("hidden", [HIDDEN, 'text:display="condition"'])
def test_only_what_is_hidden_for_sure_is_left_out(hidden: str) -> None:
    styled = style("Soms", family="text", look=hidden)
    document = read(heading("Kop"), paragraph(f"Dit {span('soms', 'Soms')}."), styles=styled)
    assert ("soms" in words(document.sections[0])) == (hidden != HIDDEN)


def test_a_name_that_is_given_twice_breaks_no_file() -> None:
    """Programs that copy a list leave its name on both."""
    named = 'xml:id="list1"'
    made = odt_file(
        heading("Kop"),
        listed(paragraph("een"), more=named),
        paragraph("Ertussen."),
        listed(paragraph("twee"), more=named),
    )
    (section,) = read_document(made, "plan.odt").sections
    assert [block.text for block in section.blocks] == ["een", "Ertussen.", "twee"]
