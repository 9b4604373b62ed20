"""Where officers prepare rounds: the list, a new one, its texts, the check, and the decisions."""

from consultation.rounds.routes import deciding, preparing, round
from consultation.rounds.routes.blueprint import bp

__all__ = ["bp", "deciding", "preparing", "round"]
