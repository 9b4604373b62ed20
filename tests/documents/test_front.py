"""Colophon, version table and title page: kept under their own name, or shown when left out."""

import pytest

from consultation.documents.front import is_front_name, is_version_table
from consultation.documents.tree import Block, BlockKind
from tests.documents.seen import codes, places, read, texts, titles
from tests.documents.word_files import cell, heading, paragraph, row, run, table


def versions() -> str:
    return table(
        row(cell(paragraph("Versie")), cell(paragraph("Datum")), cell(paragraph("Auteur"))),
        row(cell(paragraph("0.9")), cell(paragraph("1 mei 2026")), cell(paragraph("J. Jansen"))),
    )


def test_colophon_and_version_table_before_the_text_get_sections_of_their_own() -> None:
    document = read(
        paragraph("Categorieplan Kleding", style="Titel"),
        paragraph(inside=run("Colofon", bold=True)),
        paragraph("Ministerie van Voorbeeld"),
        paragraph("Versiebeheer"),
        versions(),
        heading("1 Inleiding"),
        paragraph("Tekst."),
    )
    assert titles(document) == [(1, "", "Colofon"), (1, "", "Versiebeheer"), (1, "1", "Inleiding")]
    assert texts(document) == [
        "Ministerie van Voorbeeld", "Versie Datum Auteur 0.9 1 mei 2026 J. Jansen", "Tekst.",
    ]  # fmt: skip
    assert places(document, "front_section") == ["Colofon", "Versiebeheer"]
    assert not {"text_missing", "fewer_words", "fewer_paragraphs"} & {*codes(document)}


def test_a_version_table_without_a_name_is_kept_in_front() -> None:
    document = read(versions(), heading("1 Inleiding"), paragraph("Tekst."))
    assert titles(document)[0] == (1, "", "Vooraf")
    assert places(document, "front_section") == ["Vooraf"]


def test_a_version_table_under_a_heading_is_named() -> None:
    document = read(
        heading("1 Inleiding"), paragraph("Tekst."), heading("Documenthistorie"), versions()
    )
    assert places(document, "front_section") == ["Documenthistorie"]


def test_a_title_page_that_is_left_out_is_shown_whole() -> None:
    said = "Ministerie van Voorbeeld, versie 0.9 van 1 mei 2026, vastgesteld door het beraad. "
    document = read(paragraph(said * 3), heading("1 Inleiding"), paragraph("Tekst."))
    (dropped,) = [one for one in document.report.doubts if one.code == "title_page_dropped"]
    assert dropped.params["text"] == (said * 3).strip()
    assert "text_missing" not in codes(document)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Colofon", True),
        ("Documenthistorie", True),
        ("Bijlage", False),
        ("B. Versiebeheer", True),
        ("Colofon en inhoud van dit plan", False),
        ("Wij beheren versies", False),
    ],
)
def test_names_of_such_parts(name: str, is_one: bool) -> None:
    assert is_front_name(name) is is_one


def test_a_table_of_prices_is_no_version_table() -> None:
    assert not is_version_table(Block(BlockKind.TABLE, "<table>", "Soort Aantal Jas 8"))
    assert not is_version_table(Block(BlockKind.PARAGRAPH, "<p>", "Versie en datum"))
