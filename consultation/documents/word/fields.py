"""Fields: instructions in the text whose result shows; a contents list is one of them."""

import re
from dataclasses import dataclass

ADDRESS = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)

CONTENTS_NAME = re.compile(
    r"(inhoud(sopgave)?|(table of )?contents|inhaltsverzeichnis)\W*", re.IGNORECASE
)
"""What people write above a contents list."""

CONTENTS = re.compile(r"\s*(TOC|TOA|INDEX)\b", re.IGNORECASE)


@dataclass
class Field:
    """A field that was begun: its instruction, and whether its result has been reached."""

    instruction: str = ""
    shows: bool = False


class Fields:
    """The fields that are open at this point of the document."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    def mark(self, kind: str | None) -> None:
        """Pass a field character: begin, separate or end."""
        if kind == "begin":
            self._open.append(Field())
        elif kind == "separate" and self._open:
            self._open[-1].shows = True
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Read a part of the instruction."""
        if self._open:
            self._open[-1].instruction += text

    @property
    def hides(self) -> bool:
        """Whether text here belongs to an instruction and does not show."""
        return any(not field.shows for field in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether this is inside a generated contents list or index."""
        return any(CONTENTS.match(field.instruction) for field in self._open)

    @property
    def href(self) -> str:
        """The address of the link this text is part of, or nothing."""
        for field in reversed(self._open):
            found = ADDRESS.search(field.instruction)
            if found:
                return found[1]
        return ""
