"""The pages of question hours."""

from consultation.question_hours.routes import events, planning
from consultation.question_hours.routes.blueprint import bp

__all__ = ["bp", "events", "planning"]
