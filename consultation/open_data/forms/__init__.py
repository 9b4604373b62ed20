"""What the API answers with, and the document that describes it."""

from consultation.open_data.forms.document import VERSION, openapi_document
from consultation.open_data.forms.shapes import (
    Agenda,
    Antwoordnota,
    Categorie,
    Categorieen,
    Paragrafen,
    Reacties,
    Ronde,
    Rondes,
    Shape,
)

__all__ = [
    "VERSION", "Agenda", "Antwoordnota", "Categorie", "Categorieen", "Paragrafen", "Reacties",
    "Ronde", "Rondes", "Shape", "openapi_document",
]  # fmt: skip
