"""What is compared: a text as sections with alineas, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Alinea:
    """A block of a section: its words, the rows of a table or list, the marks of its pictures.

    `id` is what it is known by through all versions; empty while that is still to be found.
    """

    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    picture: str = ""
    id: str = ""
    number: int = 0

    @property
    def said(self) -> tuple[str, str]:
        """What two alineas must have in common to be the same: words and pictures."""
        return " ".join(self.text.split()), self.picture


@dataclass(frozen=True)
class Section:
    """A heading with the alineas under it."""

    title: str
    number: str = ""
    level: int = 1
    alineas: tuple[Alinea, ...] = ()
    id: str = ""

    @property
    def plain_number(self) -> str:
        """The number without the dot some write behind it."""
        return self.number.strip().rstrip(".").casefold()

    @property
    def plain_title(self) -> str:
        """The title without the difference that capitals and white space make."""
        return " ".join(self.title.split()).casefold()

    @property
    def name(self) -> str:
        """Number and title together."""
        return f"{self.number} {self.title}".strip()

    @property
    def said(self) -> tuple[str, list[tuple[str, str]]]:
        """What two sections must have in common to say the same."""
        return self.plain_title, [alinea.said for alinea in self.alineas]


def parents(sections: Sequence[Section]) -> list[int | None]:
    """For each section the place of the one that it stands under."""
    found: list[int | None] = []
    above: list[int] = []
    for place, section in enumerate(sections):
        while above and sections[above[-1]].level >= section.level:
            above.pop()
        found.append(above[-1] if above else None)
        above.append(place)
    return found
