"""Bytes as text: the signs that the file says it has, or those its bytes can only be."""

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""What a file may begin with to say how it is written."""

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Signs that no text has."""


def as_text(data: bytes) -> str | None:
    """The bytes as text: by their mark, as UTF-8, or else as old Windows wrote; None for no text.

    The last sign may be cut off, so that the beginning of a file can be looked at.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(encoding, "ignore"))
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return _text(text)


def _text(text: str) -> str | None:
    return None if CONTROLS.search(text) else text.replace("\r\n", "\n").replace("\r", "\n")
