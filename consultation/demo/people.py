"""Who takes part in the demo: made-up people, at addresses where no mail can ever arrive."""

from collections.abc import Mapping
from typing import Any

from consultation.contributions.states import NameShown, Sender
from consultation.demo.timeline import spread
from consultation.slugs import slug_from

DOMAIN = "voorbeeld.example"
"""A name under .example belongs to nobody (RFC 2606)."""

ROLES = {
    "drager": "Ik draag werkkleding",
    "burger": "Burger",
    "bezoeker": "Bezoeker van een kantine",
    "inkoper": "Inkoper",
    "overheid": "Ik werk bij de overheid",
    "belangenorganisatie": "Belangenorganisatie",
    "leverancier-klein": "Klein bedrijf",
    "leverancier-groot": "Groot bedrijf",
    "wasserij": "Wasserij",
    "bedrijf": "Ik werk bij een bedrijf",
    "journalist": "Journalist",
    "ondernemingsraad": "Lid van een ondernemingsraad",
    "onderwijs": "Ik werk op een school",
}


def sender_of(given: Mapping[str, Any]) -> Sender:
    """The sender of an input; without a name only some leave an address."""
    name, organisation = given.get("naam", ""), given.get("organisatie", "")
    return Sender(
        email=_address(given["sleutel"], name, organisation),
        name=name,
        name_shown=NameShown.FULL if name else NameShown.NONE,
        organisation_name=organisation,
        capacity=ROLES[given["wie"]],
    )


def _address(key: str, name: str, organisation: str) -> str:
    known = slug_from(name or organisation).removesuffix("-voorbeeld")
    if name or organisation:
        return f"{known}@{DOMAIN}"
    return f"deelnemer-{key}@{DOMAIN}" if spread(key, 3) else ""
