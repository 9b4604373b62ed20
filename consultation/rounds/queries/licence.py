"""Who owns what a round gathered, and how it may be used."""

from consultation.rounds.models import Round

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
"""Texts of the Rijk are free to use; what people wrote stays theirs, with leave to use it."""


def owner_and_licence(round: Round) -> dict[str, str]:
    """Who owns the data and how they may be used, on every export (R8)."""
    return {"eigenaar": round.organisation.name, "licentie": LICENCE}
