"""The shapes in which the API answers, and the document (OpenAPI 3.1) that describes them."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A shape of the API; nothing else than its fields is ever sent."""

    model_config = ConfigDict(extra="forbid")


class Aantallen(Shape):
    """How much a round received."""

    ontvangen: int
    geplaatst: int
    niet_geplaatst: int
    ingetrokken: int
    te_laat: int


class Ronde(Shape):
    """A consultation round."""

    id: str
    adres: str
    titel: str
    inleiding: str
    categorie: str | None
    fase: str
    opent_op: str | None
    sluit_op: str | None
    antwoord_voor: str | None
    beantwoord_op: str | None
    ingetrokken_omdat: str | None
    plan: str | None
    versie: int | None
    aantallen: Aantallen
    eigenaar: str
    licentie: str


class Rondes(Shape):
    """A page of rounds."""

    resultaten: list[Ronde]
    volgende: str | None


class Vraag(Shape):
    """A question of the officer, with why it is asked."""

    vraag: str
    waarom: str


class AlineaTekst(Shape):
    """A numbered block of a section."""

    id: str
    nummer: int
    soort: str
    tekst: str


class Paragraaf(Shape):
    """A section of the consulted plan."""

    id: str
    adres: str
    nummer: str
    titel: str
    niveau: int
    samenvatting: str
    speelruimte: str | None
    speelruimte_reden: str
    vragen: list[Vraag]
    alineas: list[AlineaTekst]


class Paragrafen(Shape):
    """All sections of the consulted plan."""

    resultaten: list[Paragraaf]
    volgende: str | None
    eigenaar: str
    licentie: str


class Uitkomst(Shape):
    """What was done with a point."""

    uitkomst: str
    reden: str
    antwoord: str
    adres: str | None


class Reactie(Shape):
    """A placed reaction."""

    id: str
    adres: str
    soort: str
    naam: str | None
    kanaal: str
    ontvangen_op: str | None
    paragraaf: str | None
    alinea: int | None
    tekst: str
    uitkomsten: list[Uitkomst]


class Reacties(Shape):
    """A page of placed reactions, newest first."""

    resultaten: list[Reactie]
    volgende: str | None
    eigenaar: str
    licentie: str


class Antwoordnota(Shape):
    """A published response note, word for word as the public record fixes it."""

    nota: dict[str, Any]
    controlegetal: str
    gepubliceerd_op: str
    eigenaar: str
    licentie: str


class Probleem(Shape):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


PATHS: dict[str, tuple[str, type[Shape]]] = {
    "/rondes": ("Alle aangekondigde rondes", Rondes),
    "/rondes/{ronde}": ("Een ronde", Ronde),
    "/rondes/{ronde}/paragrafen": ("De paragrafen van het plan van een ronde", Paragrafen),
    "/rondes/{ronde}/reacties": ("De geplaatste reacties van een ronde", Reacties),
    "/rondes/{ronde}/antwoordnota": ("De antwoordnota van een ronde", Antwoordnota),
}


def openapi_document(base: str, title: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the reading API."""
    schemas: dict[str, Any] = {}
    paths = {path: {"get": _operation(path, *what, schemas)} for path, what in PATHS.items()}
    _schema(Probleem, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": "1.0.0",
            "description": "Lezen zonder sleutel. Rondes, paragrafen, reacties en antwoordnota's.",
            "license": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
            "contact": {"name": title, "url": base},
        },
        "servers": [{"url": f"{base}/api/v1"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _operation(
    path: str, summary: str, shape: type[Shape], schemas: dict[str, Any]
) -> dict[str, Any]:
    name = _schema(shape, schemas)
    parameters: list[dict[str, Any]] = []
    if "{ronde}" in path:
        parameters.append(_parameter("ronde", "path", {"type": "string"}, required=True))
    if shape is Reacties:
        parameters.append(_parameter("pagina", "query", {"type": "integer", "minimum": 1}))
    answers = {"200": _content("Gelukt", name, "application/json")}
    if parameters:
        answers["404"] = _content("Bestaat niet", "Probleem", "application/problem+json")
    return {
        "operationId": path.strip("/").replace("/{ronde}", "_van_ronde").replace("/", "_"),
        "summary": summary,
        "parameters": parameters,
        "responses": answers,
    }


def _parameter(
    name: str, place: str, schema: dict[str, Any], *, required: bool = False
) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "schema": schema}


def _content(words: str, name: str, media: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": words, "content": {media: {"schema": schema}}}


def _schema(shape: type[Shape], schemas: dict[str, Any]) -> str:
    made = shape.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(made.pop("$defs", {}))
    schemas[shape.__name__] = made
    return shape.__name__
