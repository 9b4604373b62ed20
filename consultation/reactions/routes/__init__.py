"""The doors of reactions: writing one, and taking a sheet of them in."""

from consultation.reactions.routes import sheet, writing
from consultation.reactions.routes.blueprint import bp

__all__ = ["bp", "sheet", "writing"]
