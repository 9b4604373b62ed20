"""The public pages' doors, a module for each part of the reading room."""

from consultation.reading_room.routes import (
    categories,
    fixed,
    guide,
    news,
    notes,
    paper_form,
    plan,
    reactions,
    receipt,
    rounds,
    search,
    short_codes,
    versions,
    where_to_ask,
    words,
)
from consultation.reading_room.routes.blueprint import bp

__all__ = [
    "bp", "categories", "fixed", "guide", "news", "notes", "paper_form", "plan", "reactions",
    "receipt", "rounds", "search", "short_codes", "versions", "where_to_ask", "words",
]  # fmt: skip
