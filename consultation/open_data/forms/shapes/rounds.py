"""A round as the API shows it: its promise, its sections, its reactions; and what has a date."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from consultation.answers.states import Outcome
from consultation.contributions.states import Kind
from consultation.open_data.forms.shapes.shape import Adres, Bestand, Owned, Page, Shape
from consultation.plans.states import Room
from consultation.rounds.states import Phase, QuestionKind
from consultation.search.queries import FoundKind

StapNaam = Literal[
    "onderzoek", "categorieplan", "aanbestedingskalender", "aanbesteding", "contract", "uitgaven"
]
"""The six steps of the chain of a category, in order."""


class Aantallen(Shape):
    """How much a round received, and how much of it is not placed."""

    ontvangen: int
    geplaatst: int
    niet_geplaatst: int
    ingetrokken: int
    te_laat: int


class Belofte(Shape):
    """What a round promises: what is open, what is fixed, who decides, when the answer comes."""

    wat_kan_nog_anders: list[str]
    wat_ligt_vast: list[str]
    wie_beslist: str
    wat_doen_wij_met_uw_reactie: list[str]
    wanneer_antwoord: str
    wat_mag_u_hier_niet_delen: list[str]
    los_van_aanbesteding: str


class RondeVraag(Shape):
    """A question about the whole plan or a section, with why it is asked."""

    vraag: str
    waarom: str
    soort: QuestionKind
    keuzes: list[str]
    paragraaf: str | None


class Verlenging(Shape):
    """A later closing, with its reason."""

    sloot_eerst_op: AwareDatetime
    sluit_op: AwareDatetime
    reden: str
    besloten_op: AwareDatetime


class Aanbesteding(Shape):
    """A tender that follows from a round; without sections it is about all of it.

    Once it runs, its subject takes no input here: people ask on TenderNed.
    """

    titel: str
    nummer: str
    adres: Adres
    aankondiging_op: date
    vragen_tot_en_met: date | None
    paragrafen: list[str]
    loopt: bool


class Ronde(Owned):
    """A consultation round. `sluit_op` is the last second at which it takes input."""

    id: str
    adres: Adres
    titel: str
    inleiding: str
    achtergrond: str
    categorie: str | None
    fase: Phase
    opent_op: AwareDatetime | None
    sluit_op: AwareDatetime | None
    antwoord_voor: date | None
    beantwoord_op: AwareDatetime | None
    ingetrokken_omdat: str | None
    plan: str | None
    versie: int | None
    bestanden: list[Bestand]
    belofte: Belofte
    vragen: list[RondeVraag]
    verlengingen: list[Verlenging]
    aanbestedingen: list[Aanbesteding]
    aantallen: Aantallen


class Vondst(Shape):
    """Something that holds the words that were looked for; `fragment` is the sentence around."""

    soort: FoundKind
    id: str
    adres: Adres
    ronde: str
    titel: str
    fragment: str


class Vondsten(Page):
    """A page of what was found, what fits best first; `bedoelde_u` when a word is nowhere."""

    resultaten: list[Vondst]
    aantal: int
    bedoelde_u: str | None


class Rondes(Page):
    """A page of rounds, those in which people can take part first."""

    resultaten: list[Ronde]


class Vraag(Shape):
    """A question of the officer about a section, with why it is asked."""

    vraag: str
    waarom: str


class AlineaTekst(Shape):
    """A numbered block of a section: a paragraph, list, table or figure."""

    id: str
    nummer: int
    soort: str
    tekst: str


class Paragraaf(Shape):
    """A section of the consulted plan."""

    id: str
    adres: Adres
    nummer: str
    titel: str
    niveau: int
    samenvatting: str
    speelruimte: Room | None
    speelruimte_reden: str
    vragen: list[Vraag]
    alineas: list[AlineaTekst]


class Paragrafen(Page, Owned):
    """A page of the sections of the consulted plan, in their order."""

    resultaten: list[Paragraaf]


class Uitkomst(Shape):
    """What was done with a point of a reaction."""

    uitkomst: Outcome
    reden: str
    antwoord: str
    adres: Adres | None


class Reactie(Shape):
    """A placed reaction. What may not be read stands as [confidential] or [redacted].

    `in_vragenuur`: a question asked in or before a live question hour, answered at once.
    """

    id: str
    adres: Adres
    soort: Kind
    in_vragenuur: bool
    naam: str | None
    ontvangen_op: AwareDatetime | None
    paragraaf: str | None
    alinea: int | None
    tekst: str
    uitkomsten: list[Uitkomst]


class Reacties(Page, Owned):
    """A page of placed reactions, newest first."""

    resultaten: list[Reactie]


class KetenStap(Shape):
    """A step of the chain of a category; what is not known yet is null."""

    stap: StapNaam
    bekend: bool
    adres: Adres | None
    titel: str | None
    datum: date | None
    bron: str | None
    kenmerk: str | None


class Categorie(Owned):
    """A purchasing category of the Rijk, with the ids of its rounds and its chain in six steps."""

    id: str
    adres: Adres
    naam: str
    omschrijving: str
    rondes: list[str]
    categoriemanager: str | None
    contact: str | None
    contact_contract: str | None
    contact_klacht: str | None
    colofon: str
    keten: list[KetenStap]


class Categorieen(Page):
    """All purchasing categories, by name."""

    resultaten: list[Categorie]


class AgendaPunt(Shape):
    """Something with a date: whole days, or one with the moments of its begin and its end."""

    id: str
    adres: Adres
    soort: str
    titel: str
    wat: str | None
    tekst: str
    eerste_dag: date
    laatste_dag: date
    begint_op: AwareDatetime | None
    eindigt_op: AwareDatetime | None
    plaats: str
    organisator: str
    taal: str
    gaat_niet_door: bool
    reden: str | None


class Agenda(Page):
    """A page of everything that has a date, the oldest first."""

    resultaten: list[AgendaPunt]
