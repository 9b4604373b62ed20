"""The public pages' doors, a module for each part of the reading room."""

from consultation.reading_room.routes import (
    categories,
    fixed,
    notes,
    plan,
    reactions,
    receipt,
    rounds,
    versions,
    words,
)
from consultation.reading_room.routes.blueprint import bp

__all__ = [
    "bp", "categories", "fixed", "notes", "plan", "reactions", "receipt", "rounds", "versions",
    "words",
]  # fmt: skip
