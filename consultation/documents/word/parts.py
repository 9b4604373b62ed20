"""The parts of a Word file that the reading needs, and what is noted on the way."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from consultation.documents import journey
from consultation.documents.assembly import Heading, Placed
from consultation.documents.numbers import formatted
from consultation.documents.package import Package, parsed_xml
from consultation.documents.word.fields import Fields
from consultation.documents.word.numbering import Numbering
from consultation.documents.word.schema import Element, loosened, name, value
from consultation.documents.word.styles import Styles

OFFICE = "/officeDocument"


@dataclass(frozen=True)
class Relation:
    """What an id in a part points to."""

    kind: str
    target: str
    external: bool


class WordFile:
    """A .docx that was opened: its parts by the relations between them."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = self._first("", OFFICE) or "word/document.xml"
        self.main = main
        self.relations = self.relations_of(main)
        self.document = self.xml(main)
        self.styles = Styles(self.related("/styles"))
        self.numbering = Numbering(self.related("/numbering"))
        self.note_shapes = self._note_shapes()

    def _first(self, part: str, kind: str) -> str | None:
        relations = self.relations_of(part).values()
        return next((found.target for found in relations if found.kind.endswith(kind)), None)

    def relations_of(self, part: str) -> dict[str, Relation]:
        """The relations of a part, by id; targets are names within the package."""
        folder, file = posixpath.split(part)
        place = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.package.has(place):
            return {}
        relations = {}
        for found in self.xml(place).iter(name("rel:Relationship")):
            target = found.get("Target") or ""
            external = found.get("TargetMode") == "External"
            if not external:
                target = unquote(target.partition("#")[0].replace("\\", "/"))
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            relation = Relation(found.get("Type") or "", target, external)
            relations[found.get("Id") or ""] = relation
        return relations

    def xml(self, part: str) -> Element:
        """A part as XML, strict OOXML read as the usual kind."""
        return parsed_xml(loosened(self.package.read(part)), part)

    def _note_shapes(self) -> dict[str, str]:
        """How footnotes and endnotes are numbered: as the section says, else the settings."""
        sections = list(self.document.iter(name("w:sectPr")))
        owners = [sections[-1] if sections else None, self.related("/settings")]
        usual = {"f": ("w:footnotePr", "decimal"), "e": ("w:endnotePr", "lowerRoman")}
        shapes = {}
        for kind, (holder, shape) in usual.items():
            said = (value(owner, holder, "w:numFmt") for owner in owners)
            shapes[kind] = next((one for one in said if one), shape)
        return shapes

    def part_named(self, kind: str) -> str | None:
        """The name of the part of this kind, when the file has it."""
        for relation in self.relations.values():
            if relation.kind.endswith(kind) and self.package.has(relation.target):
                return relation.target
        return None

    def related(self, kind: str) -> Element | None:
        """The part of this kind that the document refers to."""
        part = self.part_named(kind)
        return self.xml(part) if part else None


TakeIn = Callable[[Element, "Journey"], list[Heading | Placed] | None]
"""Reads the file that stands behind an element, when it can."""


def take_in_nothing(_element: Element, _journey: "Journey") -> None:
    """For files that were taken in themselves: those in them are named only."""


@dataclass
class Journey(journey.Journey):
    """What is carried along while one part is read in order."""

    file: WordFile
    relations: dict[str, Relation]
    fields: Fields = field(default_factory=Fields)
    labels: dict[str, str] = field(default_factory=dict)
    """What each note is called, by its key ("f2", "e1")."""
    contents_words: int = 0
    kin: str = ""
    """Tells notes of a file that was taken in from those of others."""
    take_in: TakeIn = take_in_nothing

    def key(self, kind: str, note_id: str | None) -> str:
        """How a note is known in all of the document."""
        return f"{kind}{self.kin}{note_id}"

    def label(self, key: str) -> str:
        """The label of a note: footnotes count 1, 2, 3 and endnotes i, ii, iii, unless said."""
        if key not in self.labels:
            kind = key[0]
            self.tally[f"notes {kind}"] += 1
            shape = self.file.note_shapes[kind]
            self.labels[key] = formatted(self.tally[f"notes {kind}"], shape)
        return self.labels[key]

    def within(self, part: str) -> "Journey":
        """The same journey through another part, with the relations of that part."""
        return Journey(
            self.file,
            self.file.relations_of(part),
            pictures=self.pictures,
            tally=self.tally,
            left_out=self.left_out,
            doubts=self.doubts,
            labels=self.labels,
            kin=self.kin,
        )

    def into(self, file: WordFile, kin: str) -> "Journey":
        """The same journey through a file that this one takes in."""
        inner = replace(self, file=file, kin=kin).within(file.main)
        inner.place = self.place
        return inner
