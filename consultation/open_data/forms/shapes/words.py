"""The shapes of hard words."""

from consultation.open_data.forms.shapes.shape import Adres, Page, Shape


class Begrip(Shape):
    """A hard word: what it means, what we rather say, and where its official definition stands.

    `van`: the organisation that explains it so; empty is the word of the house.
    """

    id: str
    adres: Adres
    woord: str
    vormen: list[str]
    uitleg: str
    gewoner: str | None
    officiele_omschrijving: str | None
    bron: str | None
    van: str | None


class Begrippen(Page):
    """A page of hard words, by the alphabet."""

    resultaten: list[Begrip]
