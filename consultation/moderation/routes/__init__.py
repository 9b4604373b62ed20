"""The doors of control: the queue, the decisions, and the second look."""

from consultation.moderation.routes import decisions, queue, second_looks
from consultation.moderation.routes.blueprint import bp

__all__ = ["bp", "decisions", "queue", "second_looks"]
