"""What is compared: a text as sections with alineas, as plain data."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

from consultation.comparison.typography import plain, says, words_of


@dataclass(frozen=True)
class Row:
    """The cells of a row of a table, or an item of a list with how many lists it stands in."""

    cells: tuple[str, ...]
    depth: int = 0
    is_head: bool = False


@dataclass(frozen=True)
class Alinea:
    """A block of a section: its words, the rows it is made of, its pictures, where it leads to.

    `id` is what it is known by through all versions; empty while that is still to be found.
    """

    text: str
    rows: tuple[Row, ...] = ()
    picture: str = ""
    id: str = ""
    number: int = 0
    links: tuple[str, ...] = ()

    @cached_property
    def words(self) -> list[str]:
        """Its words, without capitals and signs."""
        return words_of(self.text)

    @cached_property
    def said(self) -> Hashable:
        """What two alineas must have in common to be the same to the letter."""
        return " ".join(self.text.split()), self.picture, self.links, self.rows

    @cached_property
    def says(self) -> Hashable:
        """What they must have in common to say the same, whatever they look like."""
        words = (cell for row in self.rows for cell in row.cells) if self.rows else (self.text,)
        return says(" ".join(words)), self.picture, self.links


@dataclass(frozen=True)
class Note:
    """A footnote of a section, by the number it has in the text."""

    label: str
    text: str


@dataclass(frozen=True)
class Section:
    """A heading with the alineas and the footnotes under it."""

    title: str
    number: str = ""
    level: int = 1
    alineas: tuple[Alinea, ...] = ()
    id: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def plain_number(self) -> str:
        """The number without the dot some write behind it."""
        return self.number.strip().rstrip(".").casefold()

    @property
    def plain_title(self) -> str:
        """The title without the difference that capitals, looks and white space make."""
        return " ".join(plain(self.title).split()).casefold()

    @property
    def name(self) -> str:
        """Number and title together."""
        return f"{self.number} {self.title}".strip()

    @property
    def says(self) -> Hashable:
        """What two sections must have in common to say the same."""
        notes = tuple(says(one.text) for one in self.notes)
        return says(self.title), tuple(one.says for one in self.alineas), notes


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
