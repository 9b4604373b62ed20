"""What the shapes of the API share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Adres = Annotated[str, Field(json_schema_extra={"format": "uri"})]


class Shape(BaseModel):
    """A shape of the API."""

    model_config = ConfigDict(extra="forbid")


class Owned(Shape):
    """What says of whom it is and how it may be used (R8)."""

    eigenaar: str
    licentie: Adres


class Bestand(Shape):
    """The same text as a file; `bytes` is its size, where it is kept already."""

    formaat: str
    mediatype: str
    adres: Adres
    bytes: int | None


class Page(Shape):
    """A page of a list; `volgende` is the address of the next one."""

    volgende: Adres | None


class Probleem(Shape):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
