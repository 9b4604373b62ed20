"""Where officers read plans in, check them, make them readable and freeze them."""

from consultation.plans.routes import (
    arranging,
    chapters,
    origins,
    plan,
    reading_in,
    section,
    sheet,
    signing,
    terms,
    text,
)
from consultation.plans.routes.blueprint import bp

__all__ = [
    "arranging", "bp", "chapters", "origins", "plan", "reading_in", "section", "sheet", "signing",
    "terms", "text",
]  # fmt: skip
