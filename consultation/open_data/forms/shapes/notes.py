"""A response note as the API shows it; what it says is frozen."""

from typing import Any

from pydantic import AwareDatetime, BaseModel

from consultation.open_data.forms.shapes.shape import Bestand, Owned


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
    bestanden: list[Bestand]
