"""Sentences about categories, the links of their chains, and addresses in general."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "link_unsafe": _(
        "Schrijf het hele adres, zoals https://www.voorbeeld.nl/pagina. "
        "Een pagina van deze website mag ook, zoals /rondes."
    ),
    "source_needed": _("Schrijf op waar deze informatie vandaan komt."),
    "line_too_long": _("Deze regel is te lang. Maak hem korter."),
    "colophon_too_long": _("Deze tekst is te lang. Gebruik hooguit 2.000 tekens."),
    "chain_link_unknown": _("Van deze stap is nog niets bekend."),
}
