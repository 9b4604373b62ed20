"""The pages of question hours."""

from consultation.question_hours.routes import (
    asking,
    events,
    hosting,
    planning,
    report,
    reporting,
    screen,
    showing,
)
from consultation.question_hours.routes.blueprint import bp

__all__ = [
    "asking", "bp", "events", "hosting", "planning", "report", "reporting", "screen", "showing",
]  # fmt: skip
