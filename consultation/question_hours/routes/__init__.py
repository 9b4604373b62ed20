"""The pages of question hours."""

from consultation.question_hours.routes import (
    asking,
    board,
    events,
    hosting,
    ordering,
    planning,
    report,
    reporting,
    screen,
    showing,
)
from consultation.question_hours.routes.blueprint import bp

__all__ = [
    "asking", "board", "bp", "events", "hosting", "ordering", "planning", "report", "reporting",
    "screen", "showing",
]  # fmt: skip
