"""What the API answers with, and the document that describes it."""

from consultation.open_data.forms.document import VERSION, openapi_document
from consultation.open_data.forms.finds import found_thing
from consultation.open_data.forms.forums import Forums, short_forum, whole_forum
from consultation.open_data.forms.hours import short_hour, whole_hour
from consultation.open_data.forms.shapes import (
    Agenda,
    Antwoordnota,
    Bestand,
    Categorie,
    Categorieen,
    Paragrafen,
    Reacties,
    Ronde,
    Rondes,
    Shape,
    Vondsten,
    Vragenuren,
)
from consultation.open_data.forms.shapes.words import Begrippen
from consultation.open_data.forms.versions import comparison_shape, versions_shape
from consultation.open_data.forms.words import word_shape

__all__ = [
    "VERSION", "Agenda", "Antwoordnota", "Begrippen", "Bestand", "Categorie", "Categorieen",
    "Forums", "Paragrafen", "Reacties", "Ronde", "Rondes", "Shape", "Vondsten", "Vragenuren",
    "comparison_shape", "found_thing", "openapi_document", "short_forum", "short_hour",
    "versions_shape", "whole_forum", "whole_hour", "word_shape",
]  # fmt: skip
