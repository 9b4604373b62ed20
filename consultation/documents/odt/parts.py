"""The parts of an OpenDocument text, packed or flat, and what is noted on the way."""

import base64
import binascii
import posixpath
import re
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import unquote

from lxml import etree

from consultation.documents import journey
from consultation.documents.counting import words_in
from consultation.documents.odt.names import Element, name
from consultation.documents.odt.numbering import Numbering
from consultation.documents.odt.styles import Styles
from consultation.documents.package import Package, parsed_xml
from consultation.documents.refusal import DocumentRefused

GAPS = {name("text:s"), name("text:tab"), name("text:line-break")}

BINARY = re.compile(rb"<office:binary-data\b[^>]*>([^<]*)</office:binary-data\s*>")


class Parts(Protocol):
    """What a document is made of, whatever holds it."""

    def xml(self, part: str) -> Element | None:
        """A part as XML, when it is there."""

    def picture(self, image: Element) -> bytes | None:
        """The bytes of a draw:image, when they are in the file itself."""


class Packed:
    """The parts of a .odt. Raises DocumentRefused with `encrypted` for one with a password."""

    def __init__(self, package: Package) -> None:
        self.package = package
        manifest = "META-INF/manifest.xml"
        if package.has(manifest) and b"encryption-data" in package.read(manifest):
            raise DocumentRefused("encrypted")

    def xml(self, part: str) -> Element | None:
        """A part as XML, when it is there."""
        return self.package.xml(part) if self.package.has(part) else None

    def picture(self, image: Element) -> bytes | None:
        """The bytes of a draw:image, when they are in the file itself."""
        href = unquote(image.get(name("xlink:href")) or "")
        place = posixpath.normpath(href)
        return self.package.read(place) if href and self.package.has(place) else None


class Flat:
    """A .fodt: every part stands in one piece of XML, pictures among them."""

    def __init__(self, data: bytes) -> None:
        self._pictures: list[bytes] = []
        # A picture may be longer than the XML parser takes, so it is set apart before parsing.
        self._root = parsed_xml(BINARY.sub(self._set_apart, data), "document")

    def _set_apart(self, found: re.Match[bytes]) -> bytes:
        self._pictures.append(found[1])
        number = str(len(self._pictures) - 1).encode()
        return b"<office:binary-data>" + number + b"</office:binary-data>"

    def xml(self, part: str) -> Element | None:
        """The one piece, as the parts that a text needs."""
        return self._root if part in {"content.xml", "styles.xml", "meta.xml"} else None

    def picture(self, image: Element) -> bytes | None:
        """The bytes of a draw:image, when they are in the file itself."""
        number = image.findtext(name("office:binary-data")) or ""
        try:
            return base64.b64decode(self._pictures[int(number)])
        except (ValueError, IndexError, binascii.Error):
            return None


class TextFile:
    """An OpenDocument text that was opened. Raises DocumentRefused when it has no text."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        content = parts.xml("content.xml")
        body = None if content is None else content.find(f".//{name('office:text')}")
        if content is None or body is None:
            raise DocumentRefused("broken_file", part="content.xml")
        self.body = body
        held = parts.xml("styles.xml")
        roots = [content] if held is None or held is content else [held, content]
        self.roots = roots
        self.styles = Styles(roots)
        self.numbering = Numbering(roots)

    @property
    def title(self) -> str:
        """The title that the file says it has."""
        meta = self.parts.xml("meta.xml")
        return "" if meta is None else meta.findtext(f".//{name('dc:title')}") or ""

    def formula(self, frame: Element) -> str | None:
        """The formula that a draw:frame shows, as words; None for any other object."""
        held = frame.find(name("draw:object"))
        if held is None:
            return None
        root = held.find(name("math:math"))
        if root is None:
            place = posixpath.normpath(held.get(name("xlink:href")) or "none")
            root = self.parts.xml(f"{place}/content.xml")
        if root is None or root.tag != name("math:math"):
            return None
        signs = root.iter(name("math:mi"), name("math:mn"), name("math:mo"), name("math:mtext"))
        return " ".join("".join(map(str, sign.itertext())) for sign in signs)

    def running_lines(self) -> list[Element]:
        """The running headers and footers."""
        tags = ("style:header", "style:footer", "style:header-left", "style:footer-left",
                "style:header-first", "style:footer-first")  # fmt: skip
        return [found for root in self.roots for found in root.iter(*map(name, tags))]


@dataclass
class Journey(journey.Journey):
    """What is carried along while a text is read in order."""

    file: TextFile
    notes: dict[str, Element] = field(default_factory=dict)
    """The notes in the order of the text, by key ("f1", "e1")."""

    def hide(self, element: Element) -> None:
        """Leave out what nobody sees in the file either."""
        words = words_in(words_under(element))
        self.tally["hidden_words"] += words
        for found in element.iter(name("text:p"), name("text:h")):
            is_heading = found.tag == name("text:h")
            self.tally["hidden_sections" if is_heading else "hidden_paragraphs"] += bool(
                words_under(found).strip()
            )
        self.leave_out("hidden_text_left_out", words)


def words_under(element: Element) -> str:
    """All words below an element, those of each paragraph apart: for counting, not for showing."""
    said: list[str] = []
    for event, found in etree.iterwalk(element, events=("start", "end")):
        if event == "end" and found is element:
            break
        said.append(" " if found.tag in {name("text:p"), name("text:h")} | GAPS else "")
        said.append(str((found.text if event == "start" else found.tail) or ""))
    return "".join(said)
