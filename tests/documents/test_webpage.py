"""Web pages of all makers: the text is found among the rest, and read as it was meant."""

import base64
import re

import pytest

from consultation.documents.reading import read_document
from consultation.documents.tree import BlockKind, Document
from tests.documents.web_pages import (
    FILTERED_WORD_PAGE,
    LIBREOFFICE_PAGE,
    SITE_PAGE,
    WORD_PAGE,
    saved_page,
)
from tests.documents.word_files import png

DATA = base64.b64encode(png()).decode()


def read(page: str | bytes, name: str = "plan.html") -> Document:
    return read_document(page.encode() if isinstance(page, str) else page, name)


def titles(document: Document) -> list[tuple[int, str, str]]:
    return [(one.level, one.number, one.title) for one in document.sections]


def doubts(document: Document) -> dict[str, str]:
    return {doubt.code: doubt.place for doubt in document.report.doubts}


def blocks(document: Document, section: int = 0) -> list[str]:
    return [block.html for block in document.sections[section].blocks]


def assert_all_kept(document: Document) -> None:
    assert document.report.found == document.report.kept


# --- by hand ---------------------------------------------------------------------------------


def test_a_page_written_by_hand() -> None:
    document = read("""<html><body><h1>1 Inleiding</h1>
        Losse woorden <i>zonder</i> alinea
        <p>Een alinea<p>en nog een<div>In een vak <b>vet</b></div>
        <ul><li>een<ul><li>diep</ul><li>twee</ul>
        <h2>1.1 Doel</h2><ol start=3 type=i><li>drie<li value=9>negen</ol></body></html>""")
    assert titles(document) == [(1, "1", "Inleiding"), (2, "1.1", "Doel")]
    assert blocks(document) == [
        "<p>Losse woorden <em>zonder</em> alinea</p>",
        "<p>Een alinea</p>",
        "<p>en nog een</p>",
        "<p>In een vak <strong>vet</strong></p>",
        "<ul><li>een<ul><li>diep</li></ul></li><li>twee</li></ul>",
    ]
    assert blocks(document, 1) == ['<ol start="3" type="i"><li>drie</li><li>negen</li></ol>']
    assert_all_kept(document)


def test_a_page_without_its_head_is_a_page_whatever_its_name() -> None:
    assert titles(read("<h1>Inleiding</h1><p>Tekst.", "plan.md")) == [(1, "", "Inleiding")]
    assert titles(read("<h2 id=a>Kop</h2><p>Tekst.", "plan.html")) == [(1, "", "Kop")]
    assert titles(read("<!-- van Jan -->\n<div><h2>Kop</h2>x</div>", "plan.docx"))[0][2] == "Kop"
    assert titles(read("<div>los</div>\n\n# Kop\n\nTekst.", "plan.md"))[-1][2] == "Kop"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=utf-8>", "utf-8-sig"),
        ("<meta charset=iso-8859-1>", "utf-16"),
        ("<meta charset='utf-8'>", "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "cp1252"),
        ("<meta charset=bestaat-niet>", "cp1252"),
        ("<meta charset=iso-8859-15>", "iso-8859-15"),
    ],
)
def test_signs_are_read_as_the_page_says_or_as_its_bytes_can_only_be(
    head: str, encoding: str
) -> None:
    page = f"<html><head>{head}</head><body><h1>Kop</h1><p>€ 5 voor één café</p></body></html>"
    assert blocks(read(page.encode(encoding))) == ["<p>€ 5 voor één café</p>"]


def test_a_page_that_is_badly_broken_is_read_as_far_as_it_goes() -> None:
    document = read("""<html><body><h1>Kop</h2><p><b>vet <i>schuin</b> los</i>
        <table><td>een<td>twee<tr><td>drie</table></p><a href='https://voorbeeld.nl/'>link
        <h1>Onder</h2><li>los punt</li></span></body>""")
    assert [one.title for one in document.sections] == ["Kop", "Onder"]
    assert "een" in blocks(document)[1]
    assert "los punt" in blocks(document, 1)[0]


def test_markup_that_means_harm_is_gone() -> None:
    document = read("""<html><body><h1>Kop</h1><p onclick="x()">Tekst
        <a href="javascript:alert(1)">een</a><a href=" java&#10;script:alert(1)">twee</a>
        <a href="data:text/html,x">drie</a><img src=x onerror=alert(1) alt="p&quot;><script>"></p>
        <style>p{}</style><object data="x.swf">nee</object><form><input value=geheim>Zoek</form>
        <svg><script>alert(1)</script></svg></body></html>""")
    shown = "".join(blocks(document))
    assert shown == "<p>Tekst eentwee drie</p>"
    assert {"links_left_out", "image_outside_file", "media_not_read"} <= set(doubts(document))


# --- of word processors ----------------------------------------------------------------------


def test_a_page_that_word_saved() -> None:
    document = read(WORD_PAGE)
    assert document.title == "Categorieplan Kleding"
    assert titles(document) == [(1, "1", "Inleiding"), (2, "1.1", "Doel")]
    assert blocks(document) == [
        '<p>Dit plan gaat over <strong>kleding</strong>– en meer<sup><a href="#noot-1">1</a></sup>.'
        "</p>"
    ]
    assert [(one.label, one.text) for one in document.sections[0].footnotes] == [
        ("1", "Ook schoenen.")
    ]
    assert blocks(document, 1) == [
        "<ul><li>veilig<ul><li>brandveilig</li></ul></li><li>duurzaam</li></ul>",
        "<p>En dan:</p>",
        "<ol><li>eerst</li><li>daarna</li></ol>",
        "<table><caption>Tabel 1: Uitgaven</caption><thead>"
        '<tr><th scope="col"><strong>Soort</strong></th><th scope="col"><strong>Aantal</strong>'
        '</th></tr></thead><tbody><tr><td rowspan="2">Jas</td><td>10</td></tr>'
        "<tr><td>11</td></tr></tbody></table>",
        "<p>Wij altijd kopen.</p>",
    ]
    assert {"contents_list_dropped", "tracked_changes_accepted", "comments_left_out",
            "image_outside_file"} <= set(doubts(document))  # fmt: skip
    assert doubts(document)["tracked_changes_accepted"] == "1.1 Doel"
    assert not {"fewer_words", "fewer_paragraphs", "fewer_lists", "fewer_footnotes"} & set(
        doubts(document)
    )


def test_a_page_that_word_saved_filtered_has_lists_too() -> None:
    document = read(FILTERED_WORD_PAGE)
    assert titles(document) == [(1, "1", "Inleiding")]
    assert blocks(document) == [
        "<ul><li>veilig<ul><li>brandveilig</li></ul></li><li>duurzaam</li></ul>",
        "<p>En dan:</p>",
        '<ol type="a"><li>eerst</li></ol>',
    ]


def test_a_page_that_libreoffice_exported() -> None:
    document = read(LIBREOFFICE_PAGE)
    assert document.title == "Plan volgens het bestand"
    assert titles(document) == [(1, "1", "Inleiding")]
    assert blocks(document) == [
        '<p>Dit plan<sup><a href="#noot-1">1</a></sup> gaat over <em>kleding</em>.</p>',
        '<ol type="a"><li>eerst</li><li>daarna<ul><li>diep</li></ul></li></ol>',
        '<table><thead><tr><th scope="col">Soort</th><th scope="col">Aantal</th></tr></thead>'
        "<tbody><tr><td>Jas</td><td>10</td></tr></tbody></table>",
    ]
    assert [one.text for one in document.sections[0].footnotes] == ["Ook schoenen."]
    assert set(doubts(document)) == {"contents_list_dropped", "page_around_dropped"}
    assert_all_kept(document)


# --- of a site -------------------------------------------------------------------------------


def test_the_text_of_a_site_is_found_and_the_rest_is_counted() -> None:
    document = read(SITE_PAGE.replace("PLAATJE", DATA))
    assert document.title == "Categorieplan Kleding"
    assert titles(document) == [(1, "", "Vooraf"), (1, "", "Doel"), (2, "", "Te diep")]
    assert blocks(document) == ["<p>Dit plan gaat over kleding voor het Rijk.</p>"]
    assert blocks(document, 1)[:5] == [
        '<p>Wij kopen <a href="https://www.voorbeeld.nl/jassen">jassen</a> en meer.<br>En bv. '
        "schoenenwinkels.</p>",
        "<p><strong>Waarom?</strong></p>",
        "<p>Daarom.</p>",
        "<p>Een plan is een belofte.</p>",
        "<ul><li><p><strong>Perceel</strong></p><p>Een deel van een opdracht.</p></li>"
        "<li><p><strong>Kavel</strong></p><p>Hetzelfde.</p></li></ul>",
    ]
    assert document.sections[1].blocks[3].kind is BlockKind.QUOTE
    picture, grid, pre = blocks(document, 1)[5:]
    assert re.fullmatch(
        r'<figure><img src="image:\w+" alt="Een jas"><figcaption>De jas</figcaption></figure>',
        picture,
    )
    assert grid == (
        "<table><caption>Uitgaven</caption><thead><tr>"
        '<th scope="col">Jaar</th><th scope="col">Bedrag</th></tr></thead>'
        '<tbody><tr><th scope="row">2025</th><td>10</td></tr></tbody></table>'
    )
    assert pre == "<p>regel een<br>regel twee</p>"


def test_what_a_site_has_around_its_text_is_named() -> None:
    document = read(SITE_PAGE.replace("PLAATJE", DATA))
    found, kept = document.report.found, document.report.kept
    assert {kind: found[kind] - kept[kind] for kind in found} == {
        "sections": -1, "paragraphs": 0, "lists": 0, "tables": 0, "images": 1, "footnotes": 0,
        "links": 0, "words": -1,
    }  # fmt: skip
    assert set(doubts(document)) == {
        "page_around_dropped", "contents_list_dropped", "links_left_out", "hidden_text_left_out",
        "image_outside_file", "media_not_read", "front_matter_kept", "fewer_images",
    }  # fmt: skip
    assert doubts(document)["links_left_out"] == "Doel"


@pytest.mark.parametrize(
    "page",
    [
        "<div id=content><h1>Kop</h1>{0}</div><div id=menu><a href=x>Elders</a></div>",
        "<article><h1>Kop</h1>{0}</article><p>Lees ook iets anders</p>",
        "<div role=main><h1>Kop</h1>{0}</div><p>Lees ook iets anders</p>",
        "<form action=x><main><h1>Kop</h1>{0}</main></form>",
    ],
)
def test_the_main_part_is_found_however_it_is_called(page: str) -> None:
    document = read(f"<html><body>{page.format('<p>Tekst.</p>')}</body></html>")
    assert blocks(document) == ["<p>Tekst.</p>"]


def test_articles_that_share_the_text_are_all_read() -> None:
    page = "<article><h2>{0}</h2><p>Tekst {0}.</p></article>"
    document = read(f"<html><body>{page.format('een')}{page.format('twee')}</body></html>")
    assert [one.title for one in document.sections] == ["een", "twee"]


# --- notes, tables, headings -----------------------------------------------------------------


def test_notes_by_hand_and_by_renderers_of_markdown() -> None:
    document = read("""<html><body><h1>Een</h1>
        <p>Kleding<a href="#noot1" id="terug1"><sup>1</sup></a> en meer
        <a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a>. Zie
        <a href="#Twee">2</a>.</p>
        <h1 id="Twee">Twee</h1><p>Weer<a href="#noot1"><sup>1</sup></a>.</p>
        <h2>Noten</h2><p id="noot1"><a href="#terug1">1</a> Ook schoenen.</p>
        <section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn2"><p>Zie de wet.
        <a href="#fnref2" class="footnote-back">↩</a></p></li></ol></section></body></html>""")
    assert [one.title for one in document.sections] == ["Een", "Twee"]
    first, second = document.sections
    assert [(one.label, one.text) for one in first.footnotes] == [
        ("1", "Ook schoenen."),
        ("2", "Zie de wet."),
    ]
    assert [one.text for one in second.footnotes] == ["Ook schoenen."]
    assert "Zie 2." in first.blocks[0].html, "a link to a chapter is no note"
    assert document.report.found["footnotes"] == 2


def test_a_table_that_arranges_the_page_is_none() -> None:
    document = read("""<html><body><table role=presentation><tr><td><h1>Kop</h1><p>Links.</p></td>
        <td><p>Rechts.</p></td></tr></table></body></html>""")
    assert blocks(document) == ["<p>Links.</p>", "<p>Rechts.</p>"]
    assert_all_kept(document)


def test_spans_scopes_feet_and_a_list_in_a_cell() -> None:
    document = read("""<html><body><h1>Kop</h1><table><caption>Cijfers</caption>
        <tfoot><tr><td>Totaal<td>3</tfoot><thead><tr><th rowspan=2>A<th colspan=99999>B</thead>
        <tr><th scope=rowgroup>x<td><ul><li>een</ul></table></body></html>""")
    assert blocks(document) == [
        '<table><caption>Cijfers</caption><thead><tr><th scope="col" rowspan="2">A</th>'
        '<th scope="col" colspan="100">B</th></tr></thead><tbody>'
        '<tr><th scope="rowgroup">x</th><td><ul><li>een</li></ul></td></tr>'
        "<tr><td>Totaal</td><td>3</td></tr></tbody></table>"
    ]
    assert_all_kept(document)


def test_a_caption_before_a_table_that_has_one_is_not_lost() -> None:
    document = read("""<html><body><h1>Kop</h1><p class="caption">Tabel 1: Uitgaven</p>
        <table><caption>Per jaar</caption><tr><th scope="col">Jaar</th></tr>
        <tr><td>2025</td></tr></table></body></html>""")
    lone, grid = blocks(document)
    assert lone == "<p>Tabel 1: Uitgaven</p>"
    assert "<caption>Per jaar</caption>" in grid
    assert_all_kept(document)


def test_a_lone_heading_above_all_is_the_title() -> None:
    document = read("<html><head><title>Venster</title></head><body><h1>Het plan</h1><p>Vooraf."
                    "</p><h2>1 Een</h2><h3>1.1 Twee</h3></body></html>")  # fmt: skip
    assert document.title == "Het plan"
    assert titles(document) == [(1, "", "Vooraf"), (1, "1", "Een"), (2, "1.1", "Twee")]
    alone = read("<html><head><title>Venster – Site</title></head><body><h1>1 Een</h1><h2>Twee</h2>"
                 "</body></html>")  # fmt: skip
    assert alone.title == "Venster"
    assert titles(alone) == [(1, "1", "Een"), (2, "", "Twee")]


def test_headings_by_role_and_by_their_looks() -> None:
    document = read("<html><body><div role=heading aria-level=1>1 Een</div><p>x</p></body></html>")
    assert titles(document) == [(1, "1", "Een")]
    document = read("<html><body><p><b>1 Een</b></p><p>x</p></body></html>")
    assert titles(document) == [(1, "1", "Een")]
    assert "heading_guessed" in doubts(document)


def test_pictures_in_the_page_are_kept_and_broken_ones_named() -> None:
    document = read(f"""<html><body><h1>Kop</h1><p><img src="data:image/png;base64,{DATA}"></p>
        <img src="data:image/png;base64,niets" alt="stuk"><img src="data:image/svg+xml,<svg/>"
        alt="tekening"></body></html>""")
    assert len(document.images) == 1
    codes = [one.code for one in document.report.doubts]
    assert codes.count("image_not_readable") == 2
    assert "image_without_alt" in codes


def test_a_page_saved_as_one_file_has_its_pictures_with_it() -> None:
    page = saved_page(
        "<h1>1 Kop</h1><p>Één jas kost € 10.</p><p><img src='plan_files/image001.png' alt='Jas'>"
        "</p><p><img src='plan_files/weg.png' alt='Weg'></p>",
        ("plan_files/image001.png", png()),
    )
    document = read(page, "plan.mht")
    assert titles(document) == [(1, "1", "Kop")]
    assert blocks(document)[0] == "<p>Één jas kost € 10.</p>"
    assert [image.alt for image in document.images] == ["Jas"]
    assert "image_outside_file" in doubts(document), "the other was not saved"


def test_the_writing_of_a_saved_page_is_told_beside_it() -> None:
    document = read(saved_page("<h1>1 Kop</h1><p>zażółć</p>", encoding="cp1250"), "plan.mhtml")
    assert blocks(document) == ["<p>zażółć</p>"]


def test_pictures_of_a_saved_page_may_go_by_a_name_of_their_own() -> None:
    page = saved_page("<h1>1 Kop</h1><p><img src='cid:a1@x' alt='Jas'></p>", ("x.png", png()))
    named = page.replace(b"Content-Type: image", b"Content-ID: <a1@x>\nContent-Type: image")
    assert [image.alt for image in read(named, "plan.doc").images] == ["Jas"]
