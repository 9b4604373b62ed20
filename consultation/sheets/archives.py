"""Unpacks the zip files that spreadsheets are, counting every byte while it comes out."""

import re
from io import BytesIO
from zipfile import ZipFile

from consultation.sheets.columns import Limits, SheetRefused

CHUNK = 1 << 16

DEFINITIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ENCODING = re.compile(
    rb"<\?xml[^>]{0,200}encoding=[\"'](?!utf-?8[\"']|us-ascii[\"'])", re.IGNORECASE
)
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


def unpacked(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The xml parts of a spreadsheet by name.

    The size that a zip file declares is not believed. Raises SheetRefused with too_large, or
    with broken_file for a part that defines entities or hides behind another encoding.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _parts(archive, limits)
    except SheetRefused:
        raise
    except Exception as error:
        # zipfile, zlib, lzma and struct each have errors of their own for a damaged file.
        raise SheetRefused("broken_file") from error


def _parts(archive: ZipFile, limits: Limits) -> dict[str, bytes]:
    names = archive.namelist()
    if len(names) > limits.most_entries:
        raise SheetRefused("too_large", limit=limits.most_bytes)
    left = limits.most_unpacked_bytes
    parts: dict[str, bytes] = {}
    for name in names:
        parts[name] = _part(archive, name, left, limits)
        left -= len(parts[name])
        _refuse_definitions(name, parts[name])
    return parts


def _part(archive: ZipFile, name: str, left: int, limits: Limits) -> bytes:
    chunks: list[bytes] = []
    with archive.open(name) as stream:
        while chunk := stream.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise SheetRefused("too_large", limit=limits.most_bytes)
            chunks.append(chunk)
    return b"".join(chunks)


def _refuse_definitions(name: str, part: bytes) -> None:
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    if part.startswith(WIDE) or ENCODING.match(part.lstrip(b"\xef\xbb\xbf \r\n\t")):
        raise SheetRefused("broken_file")
    if DEFINITIONS.search(part):
        raise SheetRefused("broken_file")
