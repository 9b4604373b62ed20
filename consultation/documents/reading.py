"""Reading a file: what kind it is by its content, and the reader for that kind.

Each reader brings a library of its own, so it is loaded with the first file of its kind: not by
a web process, and by the process that reads no more than one.
"""

from collections.abc import Callable

from consultation.documents.decoding import as_text
from consultation.documents.kinds import FileKind, ending_of, kind_of
from consultation.documents.limits import MEBIBYTE, USUAL, Limits
from consultation.documents.package import Package
from consultation.documents.refusal import DocumentRefused
from consultation.documents.tree import Document

Progress = Callable[[int, str], None]

OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
"""Documents, and with an addition templates and masters; sheets and slides begin otherwise."""

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
    if kind_of(data, filename) is None:
        raise DocumentRefused("unknown_format", found=ending_of(filename))


def read_document(
    data: bytes, filename: str, progress: Progress = silent, *, limits: Limits = USUAL
) -> Document:
    """Read a DOCX, ODT, PDF, HTML or Markdown file into sections with a report.

    `progress` hears a percentage and the code of a step. The content decides what kind of file it
    is, not its name. Raises DocumentRefused with unknown_format, too_large, empty_file,
    encrypted, broken_file, macro_file, too_many_entries, unpacks_too_large, external_entities,
    too_many_pages, too_deep, scanned_pdf, unreadable_pdf or no_headings.
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
    match kind_of(data, filename):
        case FileKind.PDF:
            from consultation.documents.pdf.reading import read_pdf  # noqa: PLC0415 - see above

            return read_pdf(data, filename, limits, progress)
        case FileKind.OLD_OFFICE:
            raise DocumentRefused("encrypted" if LOCKED in data else "unknown_format", found="doc")
        case FileKind.ZIPPED:
            return _read_zipped(data, limits, progress)
        case FileKind.FLAT_TEXT:
            from consultation.documents.odt.reading import read_flat_text  # noqa: PLC0415

            return read_flat_text(data, limits, progress)
        case FileKind.WEB_PAGE:
            from consultation.documents.webpage.reading import read_web_page  # noqa: PLC0415

            return read_web_page(data, limits, progress)
        case FileKind.WEB_ARCHIVE:
            from consultation.documents.webpage.reading import read_saved_page  # noqa: PLC0415

            return read_saved_page(data, limits, progress)
        case FileKind.MARKDOWN if (text := as_text(data)) is not None:
            from consultation.documents.markdown.reading import read_markdown  # noqa: PLC0415

            return read_markdown(text, limits, progress)
    raise DocumentRefused("unknown_format", found=ending_of(filename))


def _read_zipped(data: bytes, limits: Limits, progress: Progress) -> Document:
    package = Package(data, limits)
    if package.has("word/document.xml") or package.has("[Content_Types].xml"):
        if any(part.casefold().startswith(("xl/", "ppt/")) for part in package.names()):
            raise DocumentRefused("unknown_format", found="office")
        from consultation.documents.word.reading import read_word  # noqa: PLC0415

        return read_word(data, limits, progress)
    kind = package.read("mimetype").strip() if package.has("mimetype") else b""
    if kind.startswith(OPEN_TEXT) or (not kind and package.has("content.xml")):
        from consultation.documents.odt.reading import read_packed_text  # noqa: PLC0415

        return read_packed_text(package, limits, progress)
    raise DocumentRefused("unknown_format", found="opendocument" if kind else "zip")
