"""Word files: each thing a document can hold is kept, or named as a doubt with its place."""

import io

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultation.documents.reading import read_document
from consultation.documents.tree import BlockKind
from tests.documents.seen import assert_all_kept, codes, read, titles, words
from tests.documents.word_files import (
    cell,
    field,
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
    run,
    table,
    text_box,
)


def test_typed_numbers_on_five_levels() -> None:
    document = read(
        heading("1 Inleiding", 1),
        paragraph("Waarom dit plan."),
        heading("1.1 Doel", 2),
        heading("1.1.1 Kleding", 3),
        heading("1.1.1.1 Jassen", 4),
        heading("1.1.1.1.1 Winterjassen", 5),
        paragraph("Warm."),
        heading("2. Aanpak", 1),
    )
    assert titles(document) == [
        (1, "1", "Inleiding"),
        (2, "1.1", "Doel"),
        (3, "1.1.1", "Kleding"),
        (4, "1.1.1.1", "Jassen"),
        (5, "1.1.1.1.1", "Winterjassen"),
        (1, "2", "Aanpak"),
    ]
    assert_all_kept(document)


def test_generated_numbers_come_from_the_list_tied_to_the_headings() -> None:
    parts = {
        "numbering.xml": numbering(
            level(0, "%1", style="Kop1"),
            level(1, "%1.%2", style="Kop2"),
            level(2, "%1.%2.%3", style="Kop3"),
        ),
        "styles.xml": _styles_with_numbers(),
    }
    document = read(
        heading("Inleiding", 1),
        heading("Doel", 2),
        heading("Afbakening", 2),
        heading("Wat niet", 3),
        heading("Aanpak", 1),
        heading("Planning", 2),
        paragraph("Vier jaar."),
        parts=parts,
    )
    assert titles(document) == [
        (1, "1", "Inleiding"),
        (2, "1.1", "Doel"),
        (2, "1.2", "Afbakening"),
        (3, "1.2.1", "Wat niet"),
        (1, "2", "Aanpak"),
        (2, "2.1", "Planning"),
    ]
    assert_all_kept(document)


def _styles_with_numbers() -> str:
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="Kop{n}"><w:name w:val="heading {n}"/><w:pPr>'
        f'<w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="1"/></w:numPr>'
        f'<w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in (1, 2, 3)
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:styles xmlns:w="{space}">{made}</w:styles>'


def test_nested_lists_stay_nested() -> None:
    parts = {"numbering.xml": numbering(level(0, "%1."), level(1, "%2)", shape="lowerLetter"))}
    document = read(
        heading("Eisen"),
        item("Veilig"),
        item("Brandveilig", depth=1),
        item("Waterdicht", depth=1),
        item("Duurzaam"),
        parts=parts,
    )
    (block,) = document.sections[0].blocks
    assert block.kind is BlockKind.LIST
    assert block.html == (
        '<ol><li>Veilig<ol type="a"><li>Brandveilig</li><li>Waterdicht</li></ol></li>'
        "<li>Duurzaam</li></ol>"
    )
    assert_all_kept(document)


def test_a_table_keeps_header_rows_and_spans() -> None:
    document = read(
        heading("Cijfers"),
        table(
            row(cell(paragraph("Soort")), cell(paragraph("Aantal"), span=2), header=True),
            row(
                cell(paragraph("Jas"), merge="restart"),
                cell(paragraph("2025")),
                cell(paragraph("8")),
            ),
            row(cell(merge="on"), cell(paragraph("2026")), cell(paragraph("9"))),
        ),
    )
    (block,) = document.sections[0].blocks
    assert block.html == (
        '<table><thead><tr><th scope="col">Soort</th><th scope="col" colspan="2">Aantal</th></tr>'
        '</thead><tbody><tr><td rowspan="2">Jas</td><td>2025</td><td>8</td></tr>'
        "<tr><td>2026</td><td>9</td></tr></tbody></table>"
    )
    assert_all_kept(document)


def test_a_table_in_a_cell_stays_in_its_cell() -> None:
    inner = table(row(cell(paragraph("Binnen")), cell(paragraph("Ook"))))
    document = read(
        heading("Vragen"), table(row(cell(paragraph("Vraag"), inner), cell(paragraph("x"))))
    )
    assert "<td><p>Vraag</p><table>" in document.sections[0].blocks[0].html
    assert document.report.found["tables"] == document.report.kept["tables"] == 2


def test_footnotes_stand_in_the_section_that_refers_to_them() -> None:
    document = read(
        heading("Kosten"),
        paragraph("Het kost veel", inside=footnote_mark(1)),
        heading("Baten"),
        paragraph("Het levert op", inside=footnote_mark(2)),
        parts={"footnotes.xml": footnotes("Prijspeil 2026.", "Per jaar.")},
    )
    costs, gains = document.sections
    assert [(note.label, note.text) for note in costs.footnotes] == [("1", "Prijspeil 2026.")]
    assert [(note.label, note.text) for note in gains.footnotes] == [("2", "Per jaar.")]
    assert '<a href="#noot-1">1</a>' in costs.blocks[0].html
    assert_all_kept(document)


def test_an_image_is_kept_with_its_alt_text() -> None:
    document = read(
        heading("Kaart"),
        paragraph(inside=picture("foto", "Een kaart van Nederland")),
        parts={"media/foto.png": png()},
        relations={"foto": ("image", "media/foto.png")},
    )
    (image,) = document.images
    assert image.alt == "Een kaart van Nederland"
    assert f'<img src="image:{image.sha256}" alt="Een kaart van Nederland">' in (
        document.sections[0].blocks[0].html
    )
    assert "image_without_alt" not in codes(document)
    assert_all_kept(document)


def test_an_image_without_alt_text_is_a_doubt_with_its_place() -> None:
    document = read(
        heading("2.1 Kaart"),
        paragraph(inside=picture("foto", "")),
        parts={"media/foto.png": png()},
        relations={"foto": ("image", "media/foto.png")},
    )
    assert [(d.code, d.place) for d in document.report.doubts] == [
        ("image_without_alt", "2.1 Kaart")
    ]


def test_an_image_that_is_no_image_is_a_doubt_and_counts_as_lost() -> None:
    document = read(
        heading("Kaart"),
        paragraph(inside=picture("foto", "Kaart")),
        parts={"media/foto.png": b"no image"},
        relations={"foto": ("image", "media/foto.png")},
    )
    assert codes(document) == ["image_not_readable", "fewer_images"]


def test_links_to_the_web_are_kept_and_others_stay_text() -> None:
    def link(key: str, text: str) -> str:
        return f'<w:hyperlink r:id="{key}">{run(text)}</w:hyperlink>'

    relations = {
        "goed": ("hyperlink", "https://www.voorbeeld.nl/a"),
        "kwaad": ("hyperlink", "javascript:alert(1)"),
    }
    document = read(
        heading("Meer lezen"),
        paragraph("Zie ", inside=link("goed", "de site") + link("kwaad", " en dit")),
        relations=relations,
    )
    assert document.sections[0].blocks[0].html == (
        '<p>Zie <a href="https://www.voorbeeld.nl/a">de site</a> en dit</p>'
    )
    assert_all_kept(document)


def test_the_contents_list_is_dropped_and_its_words_are_named() -> None:
    entries = field("TOC \\o", run("Inleiding 1"), run("Aanpak 2"))
    document = read(
        paragraph(style="Inhopg1", inside=entries),
        heading("Inleiding"),
        paragraph("Tekst."),
        heading("Aanpak"),
    )
    assert [title for _, _, title in titles(document)] == ["Inleiding", "Aanpak"]
    assert codes(document) == ["contents_list_dropped"]
    assert_all_kept(document)


def test_running_headers_are_dropped_and_named() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    header = f'<w:hdr xmlns:w="{space}">{paragraph("Pagina 2 van 54 Categorieplan")}</w:hdr>'
    document = read(heading("Inleiding"), paragraph("Tekst."), parts={"header1.xml": header})
    assert "Categorieplan" not in words(document.sections[0])
    assert codes(document) == ["running_lines_dropped"]


def test_tracked_changes_read_as_accepted() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>Wij kopen niets.</w:delText></w:r></w:del>'
    come = f'<w:ins w:id="2">{run("Wij kopen jassen.")}</w:ins>'
    document = read(heading("Aanpak"), paragraph(inside=gone + come))
    assert words(document.sections[0]) == "Wij kopen jassen."
    assert codes(document) == ["tracked_changes_accepted"]
    assert_all_kept(document)


def test_a_text_box_is_read_once_and_named() -> None:
    document = read(
        heading("Aanpak"),
        paragraph("Ervoor.", inside=text_box(paragraph("In het kader."))),
        paragraph("Erna."),
    )
    assert [block.text for block in document.sections[0].blocks] == [
        "Ervoor.",
        "In het kader.",
        "Erna.",
    ]
    assert codes(document) == ["text_box_moved"]
    assert document.report.found["words"] == document.report.kept["words"]


def test_bold_lines_that_count_on_are_guessed_to_be_headings() -> None:
    def bold(text: str) -> str:
        return paragraph(inside=run(text, bold=True))

    document = read(bold("1 Inleiding"), paragraph("Tekst."), bold("1.1 Doel"), paragraph("Meer."))
    assert titles(document) == [(1, "1", "Inleiding"), (2, "1.1", "Doel")]
    assert codes(document).count("heading_guessed") == 2


def test_what_python_docx_writes_with_its_own_template() -> None:
    made = docx.Document()
    made.add_heading("Categorieplan", 0)
    for chapter in (1, 2):
        made.add_heading(f"Hoofdstuk {chapter}", 1)
        made.add_paragraph("Een alinea tekst.")
        made.add_heading("Deel", 2)
        made.add_paragraph("Een punt", style="List Bullet")
        made.add_paragraph("Nog een punt", style="List Bullet")
        made.add_heading("Onderdeel", 3)
        grid = made.add_table(rows=2, cols=2)
        grid.cell(0, 0).merge(grid.cell(0, 1)).text = "Samen"
        grid.cell(1, 0).text, grid.cell(1, 1).text = "Links", "Rechts"
    out = io.BytesIO()
    made.save(out)
    document = read_document(out.getvalue(), "plan.docx")
    assert document.title == "Categorieplan"
    assert [one.level for one in document.sections] == [1, 2, 3] * 2
    kinds = [[block.kind.value for block in one.blocks] for one in document.sections]
    assert kinds == [["paragraph"], ["list"], ["table"]] * 2
    assert document.report.found == document.report.kept


SHORT_TEXTS = st.text(
    st.characters(whitelist_categories=("Lu", "Ll", "Nd", "Zs", "Po", "Sm")), max_size=40
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["p", "h", "t"]), SHORT_TEXTS), min_size=1, max_size=12))
def test_no_word_is_lost_whatever_stands_between_what(body: list[tuple[str, str]]) -> None:
    """Paragraphs, headings and tables in any order: every word comes back, in order."""
    shapes = {
        "p": paragraph,
        "h": heading,
        "t": lambda text: table(row(cell(paragraph(text)), cell(paragraph("x")))),
    }
    escaped = [(kind, _escaped(text)) for kind, text in body]
    made = "".join(shapes[kind](text) for kind, text in escaped)
    document = read(heading("Begin"), made)
    shown = " ".join(f"{one.number} {one.title} {words(one)}" for one in document.sections)
    wanted = " ".join(text + (" x" if kind == "t" else "") for kind, text in body)
    letters = [sign for sign in wanted if sign.isalpha()]
    assert [sign for sign in shown if sign.isalpha()] == [*"Begin", *letters]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
