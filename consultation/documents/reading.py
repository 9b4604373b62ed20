"""Reading a file: what kind it is by its content, and the reader for that kind."""

from collections.abc import Callable

from consultation.documents.limits import MEBIBYTE, USUAL, Limits
from consultation.documents.markdown import read_markdown
from consultation.documents.package import Package
from consultation.documents.pdf.reading import read_pdf
from consultation.documents.refusal import DocumentRefused
from consultation.documents.tree import Document
from consultation.documents.word.reading import read_word

Progress = Callable[[int, str], None]

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""A compound file: an old .doc, or a document locked with a password."""

TEXT = (".md", ".markdown", ".txt")
"""Endings of a text that we read as Markdown."""

LOCKED = "EncryptedPackage".encode("utf-16-le")


def silent(_percent: int, _step: str) -> None:
    """Tell nobody how far it is."""


def refuse_at_sight(data: bytes, filename: str, *, limits: Limits = USUAL) -> None:
    """Refuse what its size, its first bytes and its name say already, without opening it.

    Raises DocumentRefused with empty_file, too_large or unknown_format.
    """
    if not data.strip():
        raise DocumentRefused("empty_file")
    if len(data) > limits.file_bytes:
        raise DocumentRefused("too_large", most_megabytes=limits.file_bytes // MEBIBYTE)
    is_known = b"%PDF-" in data[:1024] or data.startswith((b"PK", OLD_OFFICE))
    if not is_known and not filename.casefold().endswith(TEXT):
        raise DocumentRefused("unknown_format", found=_ending(filename))


def read_document(
    data: bytes, filename: str, progress: Progress = silent, *, limits: Limits = USUAL
) -> Document:
    """Read a DOCX, PDF or Markdown file into sections with a report.

    `progress` hears a percentage and the code of a step. The content decides what kind of file it
    is, not its name. Raises DocumentRefused with unknown_format, too_large, empty_file,
    encrypted, broken_file, macro_file, too_many_entries, unpacks_too_large, external_entities,
    too_many_pages, scanned_pdf or no_headings.
    """
    refuse_at_sight(data, filename, limits=limits)
    progress(0, "opening")
    try:
        document = _read(data, filename, limits, progress)
    except RecursionError as deep:
        raise DocumentRefused("broken_file") from deep
    progress(100, "done")
    return document


def _read(data: bytes, filename: str, limits: Limits, progress: Progress) -> Document:
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, filename, limits, progress)
    if data.startswith(OLD_OFFICE):
        raise DocumentRefused("encrypted" if LOCKED in data else "unknown_format", found="doc")
    if data.startswith(b"PK"):
        return _read_zipped(data, limits, progress)
    if _is_text(data) and filename.casefold().endswith(TEXT):
        return read_markdown(data, filename, progress)
    raise DocumentRefused("unknown_format", found=_ending(filename))


def _read_zipped(data: bytes, limits: Limits, progress: Progress) -> Document:
    package = Package(data, limits)
    if package.has("word/document.xml") or package.has("[Content_Types].xml"):
        if any(part.casefold().startswith(("xl/", "ppt/")) for part in package.names()):
            raise DocumentRefused("unknown_format", found="office")
        return read_word(data, limits, progress)
    found = "odt" if package.has("content.xml") else "zip"
    raise DocumentRefused("unknown_format", found=found)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in data


def _ending(filename: str) -> str:
    return filename.rpartition(".")[2].casefold()[:10]
