"""The shapes of versions of a plan, and of two of them side by side."""

from typing import Literal

from pydantic import AwareDatetime

from consultation.open_data.forms.shapes.shape import Adres, Owned, Page, Shape


class Versie(Shape):
    """A version of the plan that is frozen: its text never changes any more."""

    nummer: int
    adres: Adres
    vastgezet_op: AwareDatetime
    is_geraadpleegd: bool
    vergelijking: Adres | None


class Versies(Page, Owned):
    """The versions of the plan of a round, the oldest first."""

    resultaten: list[Versie]


class Stuk(Shape):
    """Words that stayed, went or came together."""

    soort: Literal["gelijk", "weg", "nieuw"]
    tekst: str


class Rij(Shape):
    """A row of a table with its cells, or an item of a list; `diepte` is that of a list."""

    soort: Literal["gelijk", "weg", "nieuw"]
    is_anders: bool
    is_verplaatst: bool
    diepte: int
    cellen: list[list[Stuk]]


class Waarom(Shape):
    """Why something changed, and the numbers of the inputs that led to it."""

    reden: str
    inbreng: list[str]


class VergelekenAlinea(Shape):
    """An alinea before and now. `stukken` are both texts in one; a table or a list has `rijen`.

    `paragraaf` is the id of the section where it stands now.
    """

    id: str
    nummer: int
    uitkomst: str
    paragraaf: str | None
    oud: str | None
    nieuw: str | None
    stukken: list[Stuk]
    rijen: list[Rij]
    waarom: list[Waarom]


class VergelekenVoetnoot(Shape):
    """A footnote that changed, came or went."""

    nummer: str
    uitkomst: str
    oud: str | None
    nieuw: str | None


class Kop(Shape):
    """Number and title of a section in one version."""

    nummer: str
    titel: str


class VergelekenParagraaf(Shape):
    """A section before and now, with what happened to it and to its alineas.

    `verwant` are the ids of the sections it was split from or into, or merged with.
    """

    id: str
    uitkomst: str
    is_verplaatst: bool
    was: Kop | None
    nu: Kop | None
    verwant: list[str]
    waarom: list[Waarom]
    alineas: list[VergelekenAlinea]
    voetnoten: list[VergelekenVoetnoot]


class PlekVanReactie(Shape):
    """What happened to the text of a placed reaction on the older version."""

    nummer: str
    paragraaf: str
    alinea: str | None
    uitkomst: str
    tekst_gewijzigd: bool
    paragraaf_nu: str | None
    alinea_nu: str | None


class Vergelijking(Owned):
    """Two versions side by side: only what differs, or everything with `alles=1`.

    `is_definitief`: both are frozen and every round has given its reasons.
    """

    plan: str
    van: int
    naar: int
    adres: Adres
    is_definitief: bool
    paragrafen: list[VergelekenParagraaf]
    reacties: list[PlekVanReactie]
