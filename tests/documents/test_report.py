"""The report names nothing as missing that was never there, or that is kept in another way."""

from collections.abc import Callable

import pytest

from consultation.documents.reading import read_document
from consultation.documents.tree import Document
from tests.documents import odt_files as odt
from tests.documents import word_files as word


def word_plan() -> tuple[bytes, str]:
    return word.word_file(
        word.heading("Hoofdstuk 1: Doelen"),
        word.table(word.row(word.cell(), word.cell())),
        word.paragraph("Tekst."),
        word.table(word.row(word.cell(word.paragraph("Jas")), word.cell())),
    ), "plan.docx"


def odt_plan() -> tuple[bytes, str]:
    return odt.odt_file(
        odt.heading("Hoofdstuk 1: Doelen"),
        odt.table(odt.row(odt.cell(), odt.cell())),
        odt.paragraph("Tekst."),
        odt.table(odt.row(odt.cell(odt.paragraph("Jas")), odt.cell())),
    ), "plan.odt"


def page_plan() -> tuple[bytes, str]:
    return (
        b"<h1>Hoofdstuk 1: Doelen</h1><table><tr><td></td><td></td></tr></table><p>Tekst.</p>"
        b"<table><tr><td>Jas</td><td></td></tr></table>"
    ), "plan.html"


@pytest.fixture(params=[word_plan, odt_plan, page_plan])
def document(request: pytest.FixtureRequest) -> Document:
    make: Callable[[], tuple[bytes, str]] = request.param
    return read_document(*make())


def test_the_word_chapter_before_a_number_is_not_missing(document: Document) -> None:
    assert [(one.number, one.title) for one in document.sections] == [("1", "Doelen")]
    assert document.report.found["words"] == document.report.kept["words"] == 4
    assert "text_missing" not in {one.code for one in document.report.doubts}


def test_an_empty_table_is_not_missing(document: Document) -> None:
    assert document.report.found["tables"] == document.report.kept["tables"] == 1
