"""The doors of contributions: sending, confirming, and what a receipt opens."""

from consultation.contributions.routes import confirming, receipts, sending
from consultation.contributions.routes.blueprint import bp

__all__ = ["bp", "confirming", "receipts", "sending"]
