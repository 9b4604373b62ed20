"""A question hour as the API shows it: its table, its questions, its report."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from consultation.open_data.forms.shapes.shape import Adres, Owned, Shape

UurSoort = Literal["vragenuur", "dialoogsessie", "forum"]
UurStand = Literal["gepland", "wachtkamer", "live", "afgelopen", "verslag", "afgelast"]
VraagStand = Literal[
    "wacht", "geplaatst", "volgende", "op_scherm", "beantwoord", "later", "samengevoegd",
    "afgewezen",
]  # fmt: skip


class Tafelgast(Shape):
    """Somebody at the table of a question hour; the name is there with consent only."""

    rol: str
    naam: str | None
    functie: str
    organisatie: str


class Tijdvak(Shape):
    """A part of the timetable of a question hour, in hours and minutes of the Netherlands."""

    van: str
    tot: str
    wat: str
    wie: str
    plaats: str
    taal: str


class VragenuurKort(Owned):
    """A question hour without its questions. `uitgave` rises with each change of its dates."""

    id: str
    adres: Adres
    soort: UurSoort
    titel: str
    doel: str
    taal: str
    stand: UurStand
    begint_op: AwareDatetime
    eindigt_op: AwareDatetime
    uitgave: int
    gepauzeerd: bool
    afgelast_omdat: str | None
    plaats: str
    video: str | None
    ondertiteling: str | None
    tafel: list[Tafelgast]
    ontbreekt_omdat: str | None
    tijdschema: list[Tijdvak]
    aantal_vragen: int


class Vragenuren(Owned):
    """The question hours of a round that were announced, in the order of their dates."""

    resultaten: list[VragenuurKort]
    volgende: None


class OverParagraaf(Shape):
    """The section of the plan that a question is about."""

    id: str
    nummer: str
    titel: str


class UurAntwoord(Shape):
    """The answer to a question; one that was given aloud is a summary."""

    tekst: str
    door: str
    op: AwareDatetime | None
    adres: Adres
    mondeling: bool
    verbeterd_op: AwareDatetime | None


class UurVraag(Shape):
    """A question of an hour. One that is not placed has a reason and no text."""

    nummer: int
    stand: VraagStand
    tekst: str | None
    steun: int
    plaats: int
    ontvangst: str
    gevraagd_op: AwareDatetime | None
    paragraaf: OverParagraaf | None = None
    antwoord: UurAntwoord | None = None
    samengevoegd_met: int | None = None
    eigenaar: str = ""
    uiterlijk: date | None = None
    reden: str


class Citaat(Shape):
    """Something that was said, approved by who said it."""

    tekst: str
    spreker: str


class Vervolgstap(Shape):
    """What happens after an hour, by whom and when."""

    wat: str
    wie: str
    dag: str
    klaar: bool


class UurVerslag(Shape):
    """The report of an hour, beside its questions and answers."""

    gepubliceerd_op: AwareDatetime
    samenvatting: list[str]
    aanwezig: list[str]
    openingsronde: list[str]
    vraag_aan_iedereen: str
    ideeen: list[str]
    citaten: list[Citaat]
    vervolg: list[Vervolgstap]
    links: list[str]


class Vragenuur(VragenuurKort):
    """A question hour with its questions and, once there is one, its report.

    Questions that somebody still looks at are counted in `in_controle` and not shown.
    """

    vragen: list[UurVraag]
    in_controle: int
    verslag: UurVerslag | None
