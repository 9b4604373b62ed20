"""A document as JSON and back, to pass between processes; never as pickle, which can run code."""

import base64
import json
from dataclasses import asdict
from typing import Any

from consultation.documents.tree import (
    Block,
    BlockKind,
    DocSection,
    Document,
    Doubt,
    Footnote,
    Image,
    ImportReport,
)


def to_json(document: Document) -> str:
    """The document as one line of JSON; images in base64."""
    return json.dumps(asdict(document), default=_plain, ensure_ascii=True)


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"cannot pass {type(value)}")


def from_json(text: str | bytes) -> Document:
    """The document that `to_json` wrote. Raises ValueError, KeyError or TypeError for others."""
    made: dict[str, Any] = json.loads(text)
    return Document(
        title=str(made["title"]),
        sections=tuple(_section(section) for section in made["sections"]),
        images=tuple(_image(image) for image in made["images"]),
        report=_report(made["report"]),
    )


def _section(made: dict[str, Any]) -> DocSection:
    blocks = (
        Block(BlockKind(block["kind"]), str(block["html"]), str(block["text"]))
        for block in made["blocks"]
    )
    notes = (
        Footnote(str(note["label"]), str(note["html"]), str(note["text"]))
        for note in made["footnotes"]
    )
    return DocSection(
        number=str(made["number"]),
        title=str(made["title"]),
        level=int(made["level"]),
        blocks=tuple(blocks),
        footnotes=tuple(notes),
        page=None if made["page"] is None else int(made["page"]),
    )


def _image(made: dict[str, Any]) -> Image:
    data = base64.b64decode(made["data"])
    return Image(str(made["sha256"]), str(made["media_type"]), data, str(made["alt"]))


def _report(made: dict[str, Any]) -> ImportReport:
    return ImportReport(
        found={str(kind): int(count) for kind, count in made["found"].items()},
        kept={str(kind): int(count) for kind, count in made["kept"].items()},
        doubts=tuple(
            Doubt(str(doubt["code"]), str(doubt["place"]), dict(doubt["params"]))
            for doubt in made["doubts"]
        ),
    )
