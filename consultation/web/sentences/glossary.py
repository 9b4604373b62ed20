"""Sentences about hard words and their explanations."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "term_unknown": _("Dit woord staat niet in de woordenlijst."),
    "term_needed": _("Vul het woord in dat u uitlegt."),
    "term_meaning_needed": _("Schrijf in gewone woorden op wat het betekent."),
    "term_exists": _("Dit woord staat al in deze woordenlijst, misschien in een andere vorm."),
    "term_too_long": _("Deze tekst is te lang. Maak hem korter."),
    "too_many_forms": _("Noem hooguit twintig andere vormen, elk van hooguit 120 tekens."),
    "term_twice_in_sheet": _(
        "Het woord '%(word)s' staat twee keer in het blad. Alleen de eerste rij is bewaard."
    ),
}
