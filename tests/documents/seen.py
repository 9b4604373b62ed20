"""What tests see of a document that was read."""

from consultation.documents.reading import read_document
from consultation.documents.tree import DocSection, Document
from tests.documents.word_files import word_file


def read(*body: str, **parts: object) -> Document:
    return read_document(word_file(*body, **parts), "plan.docx")  # type: ignore[arg-type]


def titles(document: Document) -> list[tuple[int, str, str]]:
    return [(one.level, one.number, one.title) for one in document.sections]


def codes(document: Document) -> list[str]:
    return [doubt.code for doubt in document.report.doubts]


def words(section: DocSection) -> str:
    return " ".join(block.text for block in section.blocks)


def assert_all_kept(document: Document) -> None:
    assert document.report.found == document.report.kept


def html(document: Document) -> list[str]:
    """The markup of every block, section after section."""
    return [block.html for section in document.sections for block in section.blocks]


def texts(document: Document) -> list[str]:
    """The words of every block, section after section."""
    return [block.text for section in document.sections for block in section.blocks]


def places(document: Document, code: str) -> list[str]:
    """Where this doubt was had."""
    return [doubt.place for doubt in document.report.doubts if doubt.code == code]
