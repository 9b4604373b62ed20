"""One paper in four formats: each holds all of it, and a machine can see its structure."""

import re
import socket
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from pdfua import validate

from consultation.documents.reading import read_document
from consultation.documents.tree import BlockKind
from consultation.errors import Refused
from consultation.papers import pdf
from consultation.papers.page import css_text, html_of
from consultation.papers.paper import Format, Note, Part
from consultation.papers.pdf import Limits, pdf_of
from consultation.papers.writing import written
from tests.papers.factories import BLOCKS, green, make_paper

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}

needs_pango = pytest.mark.skipif(not pdf.pdf_is_possible(), reason="Pango is not installed here")


def part_of(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


# --- HTML ----------------------------------------------------------------------------------


def test_html_needs_nothing_beside_it_and_nothing_can_break_out() -> None:
    page = BeautifulSoup(html_of(make_paper()), "html5lib")
    assert page.html is not None
    assert page.html["lang"] == "nl"
    assert page.h1 is not None
    assert page.h1.get_text() == "Plan </style> kleding"
    assert len(page.find_all("style")) == 1
    assert {image["src"][:22] for image in page.find_all("img")} == {"data:image/png;base64,"}
    assert not page.find_all(src=re.compile("^(http|/|file)"))
    assert [heading.name for heading in page.find_all(re.compile("h[1-6]"))] == [
        "h1", "h2", "h2", "h3", "h2",
    ]  # fmt: skip
    assert [one.get_text() for one in page.select(".alinea-number")][:7] == list("1234567")


def test_notes_lead_to_the_note_under_their_own_heading() -> None:
    part = Part("Een", 1, "1", BLOCKS[:1], (Note("1", "Eerste."),), "a")
    other = Part("Twee", 1, "2", BLOCKS[:1], (Note("1", "Tweede."),), "b")
    page = BeautifulSoup(html_of(make_paper(parts=(part, other))), "html5lib")
    for link, said in zip(page.select("sup a"), ("Eerste.", "Tweede."), strict=True):
        note = page.find(id=link["href"].removeprefix("#"))
        assert note is not None
        assert said in note.get_text()


@pytest.mark.parametrize("text", ['"; } * { color: red', "</style><script>", "\\", "a\nb", "…é"])
def test_a_text_cannot_end_the_style_it_stands_in(text: str) -> None:
    told = css_text(text)
    assert told.startswith('"')
    assert told.endswith('"')
    assert not set(told[1:-1]) & set('"<>\n;{}')


# --- Markdown ------------------------------------------------------------------------------


def test_markdown_is_read_back_as_what_it_was() -> None:
    paper = make_paper()
    read = read_document(written(paper, Format.MARKDOWN), "plan.md")
    assert [(one.number, one.title, one.level) for one in read.sections] == [
        (part.number, part.title, part.level) for part in paper.parts
    ]
    first = read.sections[0]
    assert first.blocks[0].text == "De jas is warm en licht1."
    assert first.footnotes[0].text == "Volgens de test."
    assert "van staal" in first.blocks[1].text
    assert "<th" in first.blocks[3].html
    assert any("1. Geen lijst * maar tekst." in block.text for block in first.blocks)


# --- ODT -----------------------------------------------------------------------------------


def test_odt_has_real_headings_lists_tables_notes_and_texts_beside_images() -> None:
    content = part_of(written(make_paper(), Format.ODT), "content.xml")
    headings = content.findall(".//text:h", NAMES)
    level = f"{{{NAMES['text']}}}outline-level"
    assert [(one.get(level), words(one)) for one in headings] == [
        ("1", "1 Inleiding"), ("2", "1.1 Jassen"), ("1", "2 Duurzaam"),
    ]  # fmt: skip
    assert len(content.findall(".//office:text/text:list", NAMES)) == 2
    assert content.find(".//text:list//text:list", NAMES) is not None
    head = content.find(".//table:table-header-rows", NAMES)
    assert head is not None
    assert words(head) == "WatAantal"
    assert content.find(".//text:note/text:note-body", NAMES) is not None
    described = content.findall(".//svg:desc", NAMES)
    assert [words(one) for one in described] == ["Een groen vlak"]


def test_odt_is_read_back_as_what_it_was() -> None:
    paper = make_paper()
    read = read_document(written(paper, Format.ODT), "plan.odt")
    assert [(one.number, one.title, one.level) for one in read.sections] == [
        (part.number, part.title, part.level) for part in paper.parts
    ]
    first = read.sections[0]
    assert [block.kind for block in first.blocks] == [
        BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.LIST, BlockKind.TABLE, BlockKind.FIGURE,
        BlockKind.QUOTE, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    assert [note.text for note in first.footnotes] == ["Volgens de test."]
    assert "<caption>Wat wij kochten</caption>" in first.blocks[3].html
    assert 'scope="col"' in first.blocks[3].html
    assert 'rowspan="2"' in first.blocks[3].html
    assert 'alt="Een groen vlak"' in first.blocks[4].html
    assert 'href="https://voorbeeld.nl/?a=1&amp;b=2"' in first.blocks[6].html
    assert 'start="3"' in first.blocks[2].html
    assert read.title == paper.title


def test_odt_counts_every_place_of_a_table_with_merged_cells() -> None:
    content = part_of(written(make_paper(), Format.ODT), "content.xml")
    rows = content.findall(".//table:table-row", NAMES)
    assert [len(row) for row in rows] == [2, 2, 2, 2]


def test_odt_tells_its_language_title_and_colophon() -> None:
    data = written(make_paper(), Format.ODT)
    told = part_of(data, "meta.xml")
    assert words(told.find(".//dc:title", NAMES)) == "Plan </style> kleding"  # type: ignore[arg-type]
    assert words(told.find(".//dc:language", NAMES)) == "nl"  # type: ignore[arg-type]
    own = {
        one.get(f"{{{NAMES['meta']}}}name"): words(one)
        for one in told.findall(".//meta:user-defined", NAMES)
    }
    assert own["Vast adres"] == "https://voorbeeld.nl/rondes/a/versies/2/plan"
    styles = part_of(data, "styles.xml")
    assert {one.get(f"{{{NAMES['fo']}}}language") for one in styles.iter()} - {None} == {"nl"}
    assert "https://voorbeeld.nl" in words(styles)


def test_odt_keeps_the_second_reference_to_a_note_as_its_label() -> None:
    part = Part("Een", 1, "1", BLOCKS[:1] * 2, (Note("1", "Eerste."),), "a")
    content = part_of(written(make_paper(parts=(part,)), Format.ODT), "content.xml")
    assert len(content.findall(".//text:note", NAMES)) == 1
    assert "licht1." in words(content.findall(".//text:p", NAMES)[-1])


# --- PDF -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed() -> bytes:
    return written(make_paper(), Format.PDF)


@needs_pango
def test_pdf_can_be_read_by_a_screen_reader(printed: bytes) -> None:
    with pikepdf.open(BytesIO(printed)) as file:
        assert str(file.Root.Lang) == "nl"
        assert str(file.docinfo.Title) == "Plan </style> kleding"
        assert file.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in file.Root
        tags = [str(thing.S) for thing in file.objects if _is_tag(thing)]
        assert {"/H1", "/H2", "/H3", "/L", "/Table", "/TH", "/Figure"} <= set(tags)
        scopes = [str(thing.A.Scope) for thing in file.objects if _is_tag(thing, "/TH")]
        assert sorted(scopes) == ["/Column", "/Column", "/Row"]
        alts = [str(thing.Alt) for thing in file.objects if _is_tag(thing, "/Figure")]
        assert alts == ["Een groen vlak"]


def _is_tag(thing: object, name: str = "") -> bool:
    is_tag = isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/P" in thing
    return is_tag and (not name or str(thing.S) == name)  # type: ignore[attr-defined]


@needs_pango
def test_pdf_passes_the_rules_that_a_program_can_check(printed: bytes) -> None:
    report = validate(BytesIO(printed))
    assert [str(finding) for finding in report.findings] == []


@needs_pango
def test_pdf_has_its_address_and_the_page_at_the_foot(printed: bytes) -> None:
    with pypdfium2.PdfDocument(printed) as file:
        pages = [page.get_textpage().get_text_range() for page in file]
    assert len(pages) == 3, "a title page, and one for each chapter"
    assert all("https://voorbeeld.nl" in text for text in pages)
    assert "Pagina 2 / 3" in pages[1]


@needs_pango
def test_the_printer_fetches_nothing_of_disk_or_network(tmp_path: Path) -> None:
    place = tmp_path / "geheim.png"
    place.write_bytes(green())
    with socket.create_server(("127.0.0.1", 0)) as server:
        sources = (place.as_uri(), f"http://127.0.0.1:{server.getsockname()[1]}/a.png")
        html = "".join(
            f'<link rel="attachment" href="{one}"><img src="{one}" alt="x"><p>Tekst</p>'
            f'<p style="background: url({one})">Tekst</p>'
            for one in sources
        )
        data = pdf_of(f'<html lang="nl"><title>x</title>{html}')
        server.settimeout(0.1)
        with pytest.raises(TimeoutError):
            server.accept()
    with pikepdf.open(BytesIO(data)) as file:
        assert not file.attachments
        assert not [one for one in file.objects if _is_image(one)]


def _is_image(thing: object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Image


@needs_pango
def test_what_takes_too_much_ends_and_says_so() -> None:
    html = html_of(make_paper())
    with pytest.raises(Refused) as late:
        pdf_of(html, limits=Limits(wall_seconds=0))
    assert late.value.code == "pdf_took_too_long"
    with pytest.raises(Refused) as large:
        pdf_of(html, limits=Limits(memory_bytes=64 * 1024**2))
    assert large.value.code == "pdf_failed"


def test_without_pango_there_is_a_clear_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "pdf_is_possible", lambda: False)
    with pytest.raises(Refused) as refused:
        written(make_paper(), Format.PDF)
    assert refused.value.code == "pdf_not_possible"
    assert written(make_paper(), Format.ODT)
