"""The shapes in which the API answers; nothing else than their fields is ever sent."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from consultation.answers.states import Outcome
from consultation.contributions.states import Kind
from consultation.plans.states import Room
from consultation.rounds.states import Phase, QuestionKind

Adres = Annotated[str, Field(json_schema_extra={"format": "uri"})]

UurSoort = Literal["vragenuur", "dialoogsessie", "forum"]
UurStand = Literal["gepland", "wachtkamer", "live", "afgelopen", "verslag", "afgelast"]
VraagStand = Literal[
    "wacht", "geplaatst", "volgende", "op_scherm", "beantwoord", "later", "samengevoegd",
    "afgewezen",
]  # fmt: skip


class Shape(BaseModel):
    """A shape of the API."""

    model_config = ConfigDict(extra="forbid")


class Owned(Shape):
    """What says of whom it is and how it may be used (R8)."""

    eigenaar: str
    licentie: Adres


class Page(Shape):
    """A page of a list; `volgende` is the address of the next one."""

    volgende: Adres | None


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
    belofte: Belofte
    vragen: list[RondeVraag]
    verlengingen: list[Verlenging]
    aantallen: Aantallen


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


class Categorie(Owned):
    """A purchasing category of the Rijk, with the ids of its rounds."""

    id: str
    adres: Adres
    naam: str
    omschrijving: str
    rondes: list[str]


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


class NotaPunt(BaseModel):
    """What was done with one point of an input."""

    uitkomst: str
    reden: str
    antwoord: str
    antwoord_nummer: str
    door: str


class NotaInbreng(BaseModel):
    """One input in a note: its number, where it stands, and the outcome of each point."""

    nummer: str
    soort: str
    stand: str
    punten: list[NotaPunt]


class NotaVerandering(BaseModel):
    """Words of the plan that changed, with why and because of which inputs."""

    paragraaf: str
    naam: str
    oud: str
    nieuw: str
    reden: str
    inbreng: list[str]


class NotaInhoud(BaseModel):
    """What a note says. It is frozen: later notes may hold more, none holds less."""

    ronde: str
    titel: str
    in_het_kort: str
    inbreng: list[NotaInbreng]
    veranderingen: list[NotaVerandering]
    aantallen: dict[str, Any]


class Antwoordnota(Owned):
    """A published response note, word for word as the public record fixes it."""

    nota: dict[str, Any]
    controlegetal: str
    gepubliceerd_op: AwareDatetime


class Probleem(Shape):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
