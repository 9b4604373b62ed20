"""Opening a zipped document: bytes are counted while they are unpacked, XML may hold no DTD."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from consultation.documents.limits import Limits
from consultation.documents.refusal import DocumentRefused

CHUNK = 64 * 1024


@dataclass
class Unpacked:
    """How many bytes were unpacked so far."""

    count: int = 0


class Package:
    """The parts of a zipped document, by name. Raises DocumentRefused when it asks too much."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._unpacked = Unpacked()
        self._seen: dict[str, bytes] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as broken:
            raise DocumentRefused("broken_file") from broken
        self._check_entries()
        self._known = {_alike(name): name for name in reversed(self._zip.namelist())}

    def _check_entries(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > self._limits.entries:
            raise DocumentRefused("too_many_entries", count=len(entries), most=self._limits.entries)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise DocumentRefused("encrypted")
        names = [entry.filename for entry in entries]
        if len(set(names)) != len(names) or any(_escapes(name) for name in names):
            raise DocumentRefused("broken_file")
        # What an entry declares may be a lie, but an honest bomb need not be unpacked to see it.
        if sum(entry.file_size for entry in entries) > self._limits.unpacked_bytes:
            raise self._too_large()

    def _too_large(self) -> DocumentRefused:
        return DocumentRefused(
            "unpacks_too_large", most_megabytes=self._limits.unpacked_bytes // 1024**2
        )

    def names(self) -> list[str]:
        """The names of all parts."""
        return self._zip.namelist()

    def has(self, name: str) -> bool:
        """Whether there is such a part, however its name is written."""
        return name in self._zip.NameToInfo or _alike(name) in self._known

    def _own_name(self, name: str) -> str:
        return name if name in self._zip.NameToInfo else self._known.get(_alike(name), name)

    def read(self, name: str) -> bytes:
        """The bytes of a part, unpacked once."""
        if name not in self._seen:
            self._seen[name] = b"".join(self._chunks(name))
        return self._seen[name]

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(self._own_name(name)) as part:
                while chunk := part.read(CHUNK):
                    self._unpacked.count += len(chunk)
                    if self._unpacked.count > self._limits.unpacked_bytes:
                        raise self._too_large()
                    yield chunk
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as broken:
            raise DocumentRefused("broken_file", part=name) from broken
        except (NotImplementedError, RuntimeError) as strange:
            raise DocumentRefused("encrypted") from strange

    def opened(self, name: str) -> "Package":
        """A package that lies in this one; what it unpacks counts as if it lay here itself."""
        inner = Package(self.read(name), self._limits)
        inner._unpacked = self._unpacked
        return inner

    def xml(self, name: str) -> etree._Element:
        """A part as XML."""
        return parsed_xml(self.read(name), name)


def _alike(name: str) -> str:
    """Names of parts differ in neither case nor kind of slash (OPC, ECMA-376 part 2)."""
    return name.replace("\\", "/").casefold()


def _escapes(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or "\x00" in name


def parsed_xml(data: bytes, name: str) -> etree._Element:
    """XML without a DTD, entities or anything from outside.

    Raises DocumentRefused with `external_entities` when there is a DTD, `broken_file` otherwise.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        collect_ids=False,  # nothing looks them up, and a name given twice would break the file
    )
    _forbid_dtd(data)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        if getattr(broken, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from broken
        raise DocumentRefused("broken_file", part=name) from broken
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # stubs lag
        raise DocumentRefused("external_entities")
    return root


def _forbid_dtd(data: bytes) -> None:
    """Refuse before parsing; in UTF-16 every sign has a zero beside it."""
    if b"<!DOCTYPE" in data.replace(b"\x00", b"") or b"<!ENTITY" in data.replace(b"\x00", b""):
        raise DocumentRefused("external_entities")
