"""The pages of forums: those that everybody reads, and those of who keeps them."""

from consultation.forums.routes import keeping, planning, reading, reporting
from consultation.forums.routes.blueprint import bp

__all__ = ["bp", "keeping", "planning", "reading", "reporting"]
