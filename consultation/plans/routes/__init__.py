"""Where officers read plans in, check them, make them readable and freeze them."""

from consultation.plans.routes import chapters, origins, plan, reading_in, section, sheet, terms
from consultation.plans.routes.blueprint import bp

__all__ = ["bp", "chapters", "origins", "plan", "reading_in", "section", "sheet", "terms"]
