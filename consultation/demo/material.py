"""The example content as it lies in the folder `content`: read, and nothing more."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from consultation.documents.reading import read_document
from consultation.documents.tree import Document

CONTENT = Path(__file__).parent / "content"

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The quick reader where it exists; both take plain values only."""


@cache
def words_of(name: str) -> Any:
    """The values of one YAML file."""
    with (CONTENT / name).open(encoding="utf-8") as file:
        return yaml.load(file, Loader=LOADER)  # noqa: S506 - a safe loader, the quick or the plain


def source_of(name: str) -> bytes:
    """A file as it is: the text of a plan."""
    return (CONTENT / name).read_bytes()


def categories() -> list[Mapping[str, str]]:
    """The purchasing categories with their owners."""
    with (CONTENT / "categorieen.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def document_of(name: str) -> Document:
    """The text of a plan as the reader of documents gives it."""
    return read_document(source_of(name), Path(name).name)
