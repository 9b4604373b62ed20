"""Files that mean harm or are broken, each with the refusal it must get."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.documents import odt_files
from tests.documents.web_pages import saved_page
from tests.documents.word_files import (
    TYPES,
    cell,
    heading,
    paragraph,
    png,
    row,
    table,
    word_file,
    word_parts,
    zipped,
)

MEBIBYTE = 1024 * 1024


def honest_bomb() -> bytes:
    """A part that says that it unpacks to more than we allow."""
    parts = word_parts(heading("1 Inleiding"))
    return zipped({**parts, "word/media/bom.bin": bytes(120 * MEBIBYTE)})


def lying_bomb() -> bytes:
    """The same for a part that says it holds one byte."""
    xml = b"<w:document>" + b" " * (120 * MEBIBYTE)
    data = zipped({**word_parts(heading("1 Inleiding")), "word/document.xml": xml})
    size = struct.pack("<I", len(xml))
    return data.replace(size, struct.pack("<I", 1))


def many_entries() -> bytes:
    parts = word_parts(heading("1 Inleiding"))
    return zipped({**parts, **{f"word/media/{n}.png": b"x" for n in range(2100)}})


def billion_laughs() -> bytes:
    names = [f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)]
    definitions = f"<!DOCTYPE d [<!ENTITY l0 'ha'>{''.join(names)}]>"
    return _with_document(definitions + "<d>&l9;</d>")


def outside_entity() -> bytes:
    return _with_document(
        '<!DOCTYPE d [<!ENTITY geheim SYSTEM "file:///etc/passwd">]><d>&geheim;</d>'
    )


def outside_entity_in_utf_16() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d SYSTEM "http://voorbeeld.nl/d"><d/>'
    return _with_document(text.encode("utf-16"))


def _with_document(xml: str | bytes) -> bytes:
    return zipped({**word_parts(), "word/document.xml": xml})


def climbing_name() -> bytes:
    return zipped({**word_parts(heading("1 Inleiding")), "../../naam.txt": b"x"})


def name_twice() -> bytes:
    out = io.BytesIO(word_file(heading("1 Inleiding")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.fp.seek(0, io.SEEK_END)  # type: ignore[union-attr]
        archive._didModify = True  # type: ignore[attr-defined]
        archive.filelist.append(archive.filelist[0])
    return out.getvalue()


def locked_office() -> bytes:
    """A compound file, as Word writes a document with a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")


def locked_zip() -> bytes:
    """The mark of a password on each part."""
    data = bytearray(word_file(heading("1 Inleiding")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def old_word() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def macro_file() -> bytes:
    return zipped({**word_parts(heading("1 Inleiding")), "word/vbaProject.bin": b"macro"})


def macro_by_type() -> bytes:
    types = TYPES.replace(
        "application/xml", "application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    return zipped({**word_parts(heading("1 Inleiding")), "[Content_Types].xml": types})


def cut_word() -> bytes:
    data = word_file(heading("1 Inleiding"), paragraph("Tekst. " * 500))
    return data[: len(data) // 2]


def deep_tables() -> bytes:
    inner = paragraph("diep")
    for _ in range(500):
        inner = table(row(cell(inner)))
    return word_file(heading("1 Inleiding"), inner)


def many_tracked_changes() -> bytes:
    change = '<w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins>'
    return word_file(heading("1 Inleiding"), paragraph(inside=change * 310_000))


def plain_zip() -> bytes:
    return zipped({"leesmij.txt": "Dit is geen document."})


def spreadsheet() -> bytes:
    return zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<workbook/>"})


def without_headings() -> bytes:
    return word_file(paragraph("Alleen tekst, geen kop."))


# --- OpenDocument ---------------------------------------------------------------------------


def locked_odt() -> bytes:
    """With a password each part is unreadable, and the manifest says how it was locked."""
    lock = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>' \
           "</manifest:file-entry>"  # fmt: skip
    return zipped(
        {
            **odt_files.odt_parts(),
            "content.xml": b"\x8f\x01" * 400,
            "META-INF/manifest.xml": odt_files.MANIFEST % (odt_files.TEXT, lock),
        }
    )


def wholly_locked_odt() -> bytes:
    """As newer programs lock it: the whole package is one unreadable part."""
    lock = '<manifest:file-entry manifest:full-path="encrypted-package">' \
           "<manifest:encryption-data/></manifest:file-entry>"  # fmt: skip
    manifest = odt_files.MANIFEST % (odt_files.TEXT, lock)
    return zipped(
        {
            "mimetype": odt_files.TEXT,
            "META-INF/manifest.xml": manifest,
            "encrypted-package": b"\x8f\x01" * 400,
        }
    )


def odt_bomb() -> bytes:
    parts = odt_files.odt_parts(odt_files.heading("1 Inleiding"))
    return zipped({**parts, "Pictures/bom.bin": bytes(120 * MEBIBYTE)})


def odt_with_an_entity_from_outside() -> bytes:
    entity = '<!DOCTYPE d [<!ENTITY geheim SYSTEM "file:///etc/passwd">]>'
    return zipped({**odt_files.odt_parts(), "content.xml": entity + odt_files.content("&geheim;")})


def laughing_flat_odt() -> bytes:
    names = [f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)]
    definitions = f"<!DOCTYPE d [<!ENTITY l0 'ha'>{''.join(names)}]>".encode()
    flat = odt_files.flat_file(odt_files.heading("&l9;"))
    return flat.replace(b"?>\n", b"?>\n" + definitions, 1)


def cut_odt() -> bytes:
    text = odt_files.paragraph("Tekst. " * 500)
    data = odt_files.odt_file(odt_files.heading("1 Inleiding"), text)
    return data[: len(data) // 2]


def odt_without_its_text() -> bytes:
    parts = odt_files.odt_parts()
    del parts["content.xml"]
    return zipped(parts)


def odt_of_deep_spans() -> bytes:
    inner = "diep"
    for _ in range(5000):
        inner = f"<text:span>{inner}</text:span>"
    return odt_files.odt_file(odt_files.heading("1 Inleiding"), odt_files.paragraph(inner))


def odt_of_endless_cells() -> bytes:
    cells = odt_files.cell(odt_files.paragraph("x"), repeated=2_000_000_000)
    line = odt_files.row(cells).replace(
        "<table:table-row", '<table:table-row table:number-rows-repeated="2000000000"', 1
    )
    inside = odt_files.table(*[line] * 2000)
    return odt_files.odt_file(odt_files.heading("1 Inleiding"), inside)


def open_sheet() -> bytes:
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": odt_files.content(),
        }
    )


def odt_without_headings() -> bytes:
    return odt_files.odt_file(odt_files.paragraph("Alleen tekst, geen kop."))


# --- web pages and Markdown ----------------------------------------------------------------


def deep_page() -> bytes:
    """Divisions in each other, as many as fit in what we take."""
    return b"<html><body><h1>1 Inleiding</h1>" + b"<div>" * 9_000_000


def page_beyond_size() -> bytes:
    return b"<html><body>" + b"<div>" * 20 * MEBIBYTE


def page_of_many_elements() -> bytes:
    return b"<html><body><h1>1 Inleiding</h1>" + b"<p>x" * 400_000


def laughing_page() -> bytes:
    return b"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha"><!ENTITY l1 "&l0;&l0;">]>
        <html><body><h1>&l1;</h1></body></html>"""


def page_without_headings() -> bytes:
    return b"<html><body><p>Alleen tekst, geen kop.</p></body></html>"


def page_in_many_files() -> bytes:
    return saved_page("<h1>1 Kop</h1>", *[(f"{number}.png", b"x") for number in range(3000)])


def saved_without_page() -> bytes:
    return saved_page("text/html").replace(b"Content-Type: text/html", b"Content-Type: text/css")


def letters_in_letters() -> bytes:
    inner = "".join(
        f'Content-Type: multipart/related; boundary="b{depth}"\n\n--b{depth}\n'
        for depth in range(5000)
    )
    page = "Content-Type: text/html\n\n<h1>1 Kop</h1>"
    return f"MIME-Version: 1.0\nSubject: text/html\n{inner}{page}".encode()


def binary_markdown() -> bytes:
    return bytes(range(256)) * 40


def rich_text() -> bytes:
    return rb"{\rtf1\ansi\deff0 {\fonttbl {\f0 Arial;}} \f0 Tekst\par }"


def deep_markdown() -> bytes:
    return b"# 1 Inleiding\n\n" + b">" * 50_000 + b" diep\n"


def list_of_names() -> bytes:
    return b"naam;aantal\nJas;10\n"


def markdown_without_headings() -> bytes:
    return b"Alleen tekst, geen kop.\n"


# --- PDF -----------------------------------------------------------------------------------


def pdf(*pages: Callable[[Canvas], object], lock: str = "") -> bytes:
    """A PDF with a page for each thing to draw."""
    out = io.BytesIO()
    encryption = StandardEncryption(lock, strength=128) if lock else None
    canvas = Canvas(out, pagesize=A4, encrypt=encryption)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def written_page(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(72, 760, "1 Inleiding")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 730, "Dit plan gaat over werkkleding voor mensen die buiten werken.")


def locked_pdf() -> bytes:
    return pdf(written_page, lock="geheim")


def cut_pdf() -> bytes:
    return pdf(written_page)[:200]


def scanned_pdf() -> bytes:
    shown = ImageReader(io.BytesIO(png(400, 600, "grey")))
    return pdf(*[lambda canvas: canvas.drawImage(shown, 0, 0, 595, 842)] * 3)


def looping_pdf(count: int = 1_000_000) -> bytes:
    """A tree of pages that holds itself."""
    return raw_pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[2 0 R 3 0 R 2 0 R]>>",
        "<</Type/Pages/Parent 2 0 R/Count 9/Kids[2 0 R]>>",
    )


def small_loop() -> bytes:
    return looping_pdf(9)


def endless_pages() -> bytes:
    """One page, referred to 100,000 times."""
    return raw_pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count 100000/Kids[{'3 0 R ' * 100_000}]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )


def inflating_pdf() -> bytes:
    """A hundred megabytes of blanks in one stream."""
    packed = zlib.compress(b" " * (100 * MEBIBYTE), 9).decode("latin-1")
    stream = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n{packed}\nendstream"
    return raw_pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1440000 1440000]/Contents 4 0 R>>",
        stream,
    )


def raw_pdf(*objects: str) -> bytes:
    """Objects as they are given, numbered from 1, with a true table of references."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table_at = len(out)
    lines = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{lines}".encode()
    return out + f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{table_at}\n%%EOF".encode()


REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "0 bytes": (bytes, "plan.docx", "empty_file"),
    "blanks alone": (lambda: b" \n ", "plan.docx", "empty_file"),
    "a bomb that says so": (honest_bomb, "plan.docx", "unpacks_too_large"),
    "a bomb that lies": (lying_bomb, "plan.docx", "broken_file"),
    "2,100 entries": (many_entries, "plan.docx", "too_many_entries"),
    "billion laughs": (billion_laughs, "plan.docx", "external_entities"),
    "an entity from outside": (outside_entity, "plan.docx", "external_entities"),
    "the same in UTF-16": (outside_entity_in_utf_16, "plan.docx", "external_entities"),
    "a name that climbs out": (climbing_name, "plan.docx", "broken_file"),
    "a name twice": (name_twice, "plan.docx", "broken_file"),
    "a password of Word": (locked_office, "plan.docx", "encrypted"),
    "a password of zip": (locked_zip, "plan.docx", "encrypted"),
    "an old .doc": (old_word, "plan.doc", "unknown_format"),
    "macros": (macro_file, "plan.docx", "macro_file"),
    "macros by type": (macro_by_type, "plan.docx", "macro_file"),
    "cut off": (cut_word, "plan.docx", "broken_file"),
    "500 tables in each other": (deep_tables, "plan.docx", "broken_file"),
    "310,000 tracked changes": (many_tracked_changes, "plan.docx", "too_many_pages"),
    "a zip": (plain_zip, "plan.docx", "unknown_format"),
    "a sheet": (spreadsheet, "plan.docx", "unknown_format"),
    "a picture named docx": (png, "plan.docx", "unknown_format"),
    "no headings": (without_headings, "plan.docx", "no_headings"),
    "a password of LibreOffice": (locked_odt, "plan.odt", "encrypted"),
    "a package that is one locked part": (wholly_locked_odt, "plan.odt", "encrypted"),
    "a bomb in an ODT": (odt_bomb, "plan.odt", "unpacks_too_large"),
    "an entity from outside in an ODT": (
        odt_with_an_entity_from_outside,
        "plan.odt",
        "external_entities",
    ),
    "billion laughs in a flat ODT": (laughing_flat_odt, "plan.fodt", "external_entities"),
    "an ODT cut off": (cut_odt, "plan.odt", "broken_file"),
    "an ODT without its text": (odt_without_its_text, "plan.odt", "broken_file"),
    "5,000 spans in each other": (odt_of_deep_spans, "plan.odt", "broken_file"),
    "cells without end": (odt_of_endless_cells, "plan.odt", "too_many_pages"),
    "a sheet of OpenDocument": (open_sheet, "plan.odt", "unknown_format"),
    "an ODT without headings": (odt_without_headings, "plan.odt", "no_headings"),
    "nine million divisions in each other": (deep_page, "plan.html", "too_deep"),
    "a hundred megabytes of divisions": (page_beyond_size, "plan.html", "too_large"),
    "400,000 paragraphs": (page_of_many_elements, "plan.html", "too_many_pages"),
    "a page with entities": (laughing_page, "plan.xhtml", "external_entities"),
    "a page without headings": (page_without_headings, "plan.html", "no_headings"),
    "a saved page in 3,000 files": (page_in_many_files, "plan.mht", "too_many_entries"),
    "a saved page without a page": (saved_without_page, "plan.mht", "broken_file"),
    "5,000 letters in each other": (letters_in_letters, "plan.mht", "broken_file"),
    "binary named md": (binary_markdown, "plan.md", "unknown_format"),
    "rich text": (rich_text, "plan.txt", "unknown_format"),
    "a list of names named csv": (list_of_names, "plan.csv", "unknown_format"),
    "Markdown without headings": (markdown_without_headings, "plan.md", "no_headings"),
    "a PDF with a password": (locked_pdf, "plan.pdf", "encrypted"),
    "a PDF cut off": (cut_pdf, "plan.pdf", "broken_file"),
    "a scan": (scanned_pdf, "plan.pdf", "scanned_pdf"),
    "a million pages that hold themselves": (looping_pdf, "plan.pdf", "too_many_pages"),
    "a few pages that hold themselves": (small_loop, "plan.pdf", "broken_file"),
    "a hundred megabytes in one stream": (inflating_pdf, "plan.pdf", "scanned_pdf"),
    "endless pages": (endless_pages, "plan.pdf", "too_many_pages"),
}
