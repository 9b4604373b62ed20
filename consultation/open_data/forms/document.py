"""The document that describes the reading API: OpenAPI 3.1, by the NL API Design Rules."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from consultation.open_data.forms.forums import ForumHeel, Forums
from consultation.open_data.forms.shapes import (
    Agenda,
    Antwoordnota,
    Categorie,
    Categorieen,
    NotaInhoud,
    Paragrafen,
    Probleem,
    Reacties,
    Ronde,
    Rondes,
    Shape,
    Vergelijking,
    Versies,
    Vondsten,
    Vragenuren,
    Vragenuur,
)
from consultation.open_data.forms.shapes.words import Begrippen
from consultation.plain_language.finding import LONGEST_SEARCH
from consultation.rounds.states import Phase

VERSION = "1.0.0"


@dataclass(frozen=True)
class Door:
    """One address of the API: what it gives, which parts of it are filled in, and the choices."""

    operation: str
    summary: str
    shape: type[Shape]
    parts: tuple[str, ...] = ()
    has_pages: bool = False
    filters: tuple[tuple[str, dict[str, Any]], ...] = ()


PHASE = ("fase", {"type": "string", "enum": [phase.value for phase in Phase]})
CATEGORY = ("categorie", {"type": "string"})
WORDS = ("q", {"type": "string", "maxLength": LONGEST_SEARCH})

PATHS: dict[str, Door] = {
    "/rondes": Door(
        "rondes", "Alle aangekondigde rondes", Rondes, has_pages=True, filters=(PHASE, CATEGORY)
    ),
    "/rondes/{ronde}": Door("ronde", "Een ronde", Ronde, ("ronde",)),
    "/rondes/{ronde}/paragrafen": Door(
        "paragrafen", "De paragrafen van het plan van een ronde", Paragrafen, ("ronde",), True
    ),
    "/rondes/{ronde}/versies": Door(
        "versies", "De vastgezette versies van het plan van een ronde", Versies, ("ronde",)
    ),
    "/rondes/{ronde}/versies/{van}...{naar}": Door(
        "vergelijking",
        "Twee versies van het plan: wat er veranderde, waarom, en waar elke reactie nu staat",
        Vergelijking,
        ("ronde", "van", "naar"),
        filters=(("alles", {"type": "string", "description": "1 geeft ook wat gelijk bleef"}),),
    ),
    "/rondes/{ronde}/reacties": Door(
        "reacties", "De geplaatste reacties van een ronde", Reacties, ("ronde",), True
    ),
    "/rondes/{ronde}/antwoordnota": Door(
        "antwoordnota", "De antwoordnota van een ronde", Antwoordnota, ("ronde",)
    ),
    "/agenda": Door("agenda", "Alles wat een datum heeft", Agenda, has_pages=True),
    "/rondes/{ronde}/vragenuren": Door(
        "vragenuren", "De vragenuren van een ronde", Vragenuren, ("ronde",)
    ),
    "/rondes/{ronde}/vragenuren/{vragenuur}": Door(
        "vragenuur", "Een vragenuur met vragen en verslag", Vragenuur, ("ronde", "vragenuur")
    ),
    "/forums": Door("forums", "Alle stakeholderforums", Forums),
    "/forums/{forum}": Door(
        "forum", "Een forum met bijeenkomsten en acties", ForumHeel, ("forum",)
    ),
    "/zoeken": Door(
        "zoeken", "Zoeken in alles wat openbaar is", Vondsten, has_pages=True, filters=(WORDS,)
    ),
    "/begrippen": Door("begrippen", "Moeilijke woorden met hun uitleg", Begrippen, has_pages=True),
    "/rondes/{ronde}/begrippen": Door(
        "begrippen-van-ronde",
        "De moeilijke woorden in het plan van een ronde",
        Begrippen,
        ("ronde",),
        True,
    ),
    "/categorieen": Door("categorieen", "Alle inkoopcategorieën", Categorieen),
    "/categorieen/{categorie}": Door("categorie", "Een inkoopcategorie", Categorie, ("categorie",)),
}

DESCRIPTION = (
    "Lezen zonder sleutel: rondes, paragrafen, versies van het plan naast elkaar, geplaatste "
    "reacties, vragenuren, forums, "
    "antwoordnota's, categorieën, moeilijke woorden en de agenda; en zoeken in alles. "
    "Lijsten hebben `resultaten` en `volgende`. Tijden zijn in UTC. De teksten van het Rijk zijn "
    "vrij te gebruiken; wat mensen schreven blijft van hen, met toestemming om het te gebruiken."
)

TEXT = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 1}
PART_TYPES = {"van": NUMBER, "naar": NUMBER}
"""The parts of addresses that are no text."""

VERSION_HEADER = {
    "API-Version": {"description": "Versie van deze API", "schema": {"type": "string"}},
}
ANSWER_HEADERS = {
    **VERSION_HEADER,
    "ETag": {
        "description": "Vingerafdruk; stuur hem terug in If-None-Match",
        "schema": {"type": "string"},
    },
}


def openapi_document(base: str, title: str, mail: str = "") -> dict[str, Any]:
    """The OpenAPI 3.1 document of the reading API."""
    schemas: dict[str, Any] = {}
    paths = {path: {"get": _operation(door, schemas)} for path, door in PATHS.items()}
    _schema(Probleem, schemas)
    # What a note says is sent as it was frozen; its own shape only describes it.
    note = _schema(NotaInhoud, schemas)
    schemas["Antwoordnota"]["properties"]["nota"] = {"$ref": f"#/components/schemas/{note}"}
    contact = {"name": title, "url": base, **({"email": mail} if mail else {})}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": VERSION,
            "description": DESCRIPTION,
            "license": {"name": "CC0 1.0", "identifier": "CC0-1.0"},
            "contact": contact,
        },
        "servers": [{"url": f"{base}/api/v1"}],
        "tags": [{"name": "lezen", "description": "Openbare gegevens lezen"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _operation(door: Door, schemas: dict[str, Any]) -> dict[str, Any]:
    parameters = [_parameter(part, "path", PART_TYPES.get(part, TEXT)) for part in door.parts]
    parameters += [_parameter(name, "query", schema) for name, schema in door.filters]
    if door.has_pages:
        parameters.append(_parameter("pagina", "query", NUMBER))
    name = _schema(door.shape, schemas)
    answers = {
        "200": _content("Gelukt", name, "application/json", ANSWER_HEADERS),
        "304": {"description": "Niet veranderd sinds uw ETag", "headers": ANSWER_HEADERS},
    }
    if door.parts:
        answers["404"] = _problem("Bestaat niet")
    if door.has_pages:
        answers["422"] = _problem("Geen goede bladzijde of keuze")
    answers["default"] = _problem("Er ging iets mis")
    return {
        "operationId": door.operation,
        "summary": door.summary,
        "tags": ["lezen"],
        "parameters": parameters,
        "responses": answers,
    }


def _parameter(name: str, place: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def _problem(words: str) -> dict[str, Any]:
    return _content(words, "Probleem", "application/problem+json", VERSION_HEADER)


def _content(words: str, name: str, media: str, headers: dict[str, Any]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": words, "headers": headers, "content": {media: {"schema": schema}}}


def _schema(shape: type[BaseModel], schemas: dict[str, Any]) -> str:
    made = shape.model_json_schema(
        ref_template="#/components/schemas/{model}", mode="serialization"
    )
    schemas.update(made.pop("$defs", {}))
    schemas[shape.__name__] = made
    return shape.__name__
