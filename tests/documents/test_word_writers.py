"""Word files as different programs write them: other names, other places, other styles."""

import io
import zipfile

import pytest

from consultation.documents.reading import read_document
from consultation.documents.tree import Document
from tests.documents.seen import codes, read, texts, titles
from tests.documents.word_files import (
    SPACES,
    cell,
    heading,
    paragraph,
    picture,
    png,
    row,
    table,
    text_box,
    word_parts,
    zipped,
)

BODY = (heading("1 Inleiding"), paragraph("Tekst."), heading("1.1 Doel", 2), paragraph("Meer."))
SEEN = [(1, "1", "Inleiding"), (2, "1.1", "Doel")]


def opened(parts: dict[str, str | bytes]) -> Document:
    return read_document(zipped(parts), "plan.docx")


def test_strict_ooxml_has_other_addresses_for_the_same() -> None:
    strict = {
        name: part.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/",
            "http://purl.oclc.org/ooxml/wordprocessingml/",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/",
            "http://purl.oclc.org/ooxml/officeDocument/",
        )
        for name, part in word_parts(*BODY).items()
        if isinstance(part, str)
    }
    assert "purl.oclc.org" in strict["word/document.xml"]
    assert titles(opened({**strict})) == SEEN


def test_names_of_parts_may_be_written_in_capitals_or_with_other_slashes() -> None:
    parts = word_parts(*BODY)
    assert titles(opened({name.upper(): part for name, part in parts.items()})) == SEEN
    assert titles(opened({name.replace("/", "\\"): part for name, part in parts.items()})) == SEEN


def test_relations_may_have_targets_from_the_root_and_coded_names() -> None:
    parts = word_parts(*BODY)
    relations = str(parts["word/_rels/document.xml.rels"])
    parts["word/_rels/document.xml.rels"] = relations.replace(
        '"styles.xml"', '"/word/mijn%20stijl.xml"'
    )
    parts["word/mijn stijl.xml"] = parts.pop("word/styles.xml")
    assert titles(opened(parts)) == SEEN


def test_the_main_part_may_have_any_name() -> None:
    moved = {
        name.replace("word/", "inhoud/").replace("document.xml", "tekst2.xml"): part
        for name, part in word_parts(*BODY).items()
    }
    moved["_rels/.rels"] = str(moved["_rels/.rels"]).replace(
        "word/document.xml", "/inhoud/tekst2.xml"
    )
    assert titles(opened(moved)) == SEEN


@pytest.mark.parametrize("style", ["Heading{}", "Kop{}", "berschrift{}", "Titre{}"])
def test_without_a_list_of_styles_their_ids_say_what_is_a_heading(style: str) -> None:
    parts = word_parts(
        paragraph("Inleiding", style=style.format(1)),
        paragraph("Tekst."),
        paragraph("Doel", style=style.format(2)),
    )
    del parts["word/styles.xml"]
    document = opened(parts)
    assert titles(document) == [(1, "", "Inleiding"), (2, "", "Doel")]
    assert document.report.found == document.report.kept


def styles(*given: tuple[str, str, str]) -> str:
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{inside}</w:style>'
        for key, name, inside in given
    )
    return f"<w:styles {SPACES}>{made}</w:styles>"


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Kop 1", ""),
        ("heading 1", ""),
        ("Heading 1", ""),
        ("\u00dcberschrift 1", ""),
        ("Kop 1 zonder nummer", ""),
        ("Heading", ""),
        ("Hoofdstuktitel", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("Hoofdstuk Rijk", '<w:basedOn w:val="basis"/>'),
    ],
)
def test_styles_of_headings_in_other_languages_and_programs(name: str, inside: str) -> None:
    document = read(
        paragraph("Inleiding", style="h"),
        paragraph("Tekst."),
        parts={"styles.xml": styles(("basis", "heading 1", ""), ("h", name, inside))},
    )
    assert titles(document) == [(1, "", "Inleiding")]


def test_a_title_that_is_based_on_the_heading_of_headings_is_no_heading() -> None:
    """In LibreOffice all headings, titles and captions of lists are based on "Heading"."""
    made = styles(
        ("Kop", "Heading", ""),
        ("T", "Title", '<w:basedOn w:val="Kop"/>'),
        ("K1", "Heading 1", '<w:basedOn w:val="Kop"/>'),
    )
    document = read(
        paragraph("Categorieplan", style="T"),
        paragraph("Inleiding", style="K1"),
        paragraph("Tekst."),
        parts={"styles.xml": made},
    )
    assert document.title == "Categorieplan"
    assert titles(document) == [(1, "", "Inleiding")]


def test_an_outline_level_of_its_own_makes_a_paragraph_a_heading_and_level_ten_none() -> None:
    document = read(
        paragraph("Inleiding", props='<w:outlineLvl w:val="0"/>'),
        paragraph("Geen kop.", style="Kop1", props='<w:outlineLvl w:val="9"/>'),
    )
    assert titles(document) == [(1, "", "Inleiding")]
    assert texts(document) == ["Geen kop."]


def test_a_picture_in_a_text_box_and_one_that_comes_twice() -> None:
    document = read(
        heading("Kop"),
        paragraph(inside=text_box(paragraph(inside=picture("foto", "Kaart")))),
        paragraph(inside=picture("weer", "Kaart")),
        parts={"media/foto.png": png(), "media/weer.png": png()},
        relations={"foto": ("image", "media/foto.png"), "weer": ("image", "media/weer.png")},
    )
    assert sum("<img" in block.html for block in document.sections[0].blocks) == 2
    assert len(document.images) == 1
    assert document.report.found == document.report.kept


def test_headings_in_a_table_of_more_cells_are_named() -> None:
    document = read(
        heading("1 Kop"), table(row(cell(heading("2 Binnen")), cell(paragraph("Tekst."))))
    )
    assert [(one.code, one.place) for one in document.report.doubts] == [
        ("heading_in_table", "1 Kop")
    ]


def test_a_frame_around_a_chapter_is_no_table() -> None:
    document = read(heading("1 Kop"), table(row(cell(heading("2 Binnen"), paragraph("Tekst.")))))
    assert titles(document) == [(1, "1", "Kop"), (1, "2", "Binnen")]
    assert codes(document) == []


def test_parts_in_utf_16_are_read() -> None:
    parts = word_parts(*BODY)
    text = f'<?xml version="1.0" encoding="UTF-16"?>{parts["word/document.xml"]}'
    assert titles(opened({**parts, "word/document.xml": text.encode("utf-16")})) == SEEN


def test_parts_that_are_not_packed_are_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in word_parts(*BODY).items():
            archive.writestr(name, part)
    assert titles(read_document(out.getvalue(), "plan.docx")) == SEEN
