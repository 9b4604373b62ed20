"""The shapes in which the API answers; nothing else than their fields is ever sent."""

from consultation.open_data.forms.shapes.hours import UurStand, Vragenuren, Vragenuur, VragenuurKort
from consultation.open_data.forms.shapes.notes import Antwoordnota, NotaInhoud
from consultation.open_data.forms.shapes.rounds import (
    Agenda,
    Categorie,
    Categorieen,
    Paragrafen,
    Reacties,
    Ronde,
    Rondes,
    Vondst,
    Vondsten,
)
from consultation.open_data.forms.shapes.shape import Adres, Bestand, Owned, Probleem, Shape
from consultation.open_data.forms.shapes.versions import Vergelijking, Versies

__all__ = [
    "Adres", "Agenda", "Antwoordnota", "Bestand", "Categorie", "Categorieen", "NotaInhoud", "Owned",
    "Paragrafen", "Probleem", "Reacties", "Ronde", "Rondes", "Shape", "UurStand", "Vergelijking",
    "Versies", "Vondst", "Vondsten", "Vragenuren", "Vragenuur", "VragenuurKort",
]  # fmt: skip
