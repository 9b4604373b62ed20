"""Signing in and out, choosing a password, and the pages of who manages accounts."""

from consultation.accounts.routes import managing, organisations, own, signing_in
from consultation.accounts.routes.blueprint import bp

__all__ = ["bp", "managing", "organisations", "own", "signing_in"]
