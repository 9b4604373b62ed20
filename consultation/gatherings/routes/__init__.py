"""The doors of meetings of others: sending one in, one's own, and judging them."""

from consultation.gatherings.routes import judging, own, sending
from consultation.gatherings.routes.blueprint import bp

__all__ = ["bp", "judging", "own", "sending"]
