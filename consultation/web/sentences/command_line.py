"""Sentences about how a command was typed."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "typed_nothing": _("%(name)s ontbreekt."),
    "typed_near_option": _("De optie %(name)s is er niet. Bedoelt u %(known)s?"),
    "typed_unknown_option": _("De optie %(name)s is er niet."),
    "typed_unknown_command": _("De opdracht %(name)s is er niet."),
    "typed_option_wrongly": _("Zo gaat de optie %(name)s niet. Met --help ziet u hoe wel."),
    "typed_too_much": _("Er staat iets te veel. Met --help ziet u hoe de opdracht gaat."),
    "typed_no_file": _("Dit bestand is er niet, of het is niet te lezen."),
    "typed_no_place_for_file": _("Hier kunnen wij geen bestand schrijven."),
    "typed_no_date": _("Schrijf een datum zo: 2026-03-31."),
    "typed_no_choice": _("Kies uit: %(choices)s."),
    "typed_no_number": _("Geef een getal."),
    "typed_wrongly": _("Dit past hier niet."),
}
