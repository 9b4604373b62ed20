"""What is looked through, and what is found: in one plan, and in everything that is public."""

from consultation.search.queries.everything import (
    Found,
    FoundKind,
    PageOfFinds,
    search_everything,
)
from consultation.search.queries.plan import (
    FoundReaction,
    FoundSection,
    PlanFinds,
    search_plan,
)
from consultation.search.queries.texts import Place, Source

__all__ = [
    "Found", "FoundKind", "FoundReaction", "FoundSection", "PageOfFinds", "Place", "PlanFinds",
    "Source", "search_everything", "search_plan",
]  # fmt: skip
