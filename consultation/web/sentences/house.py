"""Sentences that belong to no single subject."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "code_unknown": _("Deze code kennen wij niet. Kijk hem nog eens na."),
    "not_allowed": _("U mag dit niet doen. Vraag een collega met een andere rol."),
    "not_found": _("Dit bestaat niet, of niet meer op deze plek."),
    "outdated": _("Iemand anders heeft dit intussen veranderd. Er is niets overschreven."),
    "wrong_step": _("Dit kan nu niet meer. Ververs de pagina om te zien hoe het ervoor staat."),
    "database_is_empty": _(
        "De database heeft nog geen tabellen. Voer eerst uit: flask --app wsgi db upgrade."
    ),
    "invalid": _("Niet alles is goed ingevuld."),
    "page_unreadable": _("Vraag een bladzijde als een getal, vanaf 1."),
    "phase_unknown": _("Die fase bestaat niet. Kies een van deze: %(phases)s."),
    "not_a_demo": _("Dit kan alleen op een voorbeeldsite. Er is niets veranderd."),
    "moment_does_not_exist": _(
        "Dit tijdstip bestaat niet, omdat de klok dan een uur vooruit gaat. "
        "Kies een ander tijdstip."
    ),
    "moment_is_twice": _(
        "Dit tijdstip komt twee keer voor, omdat de klok dan een uur terug gaat. "
        "Kies een ander tijdstip."
    ),
}
