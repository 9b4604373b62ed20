"""Sentences about meetings of others: what must be mended before one can be sent in."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "gathering_unknown": _("Deze bijeenkomst staat niet in de agenda."),
    "gathering_link_unknown": _(
        "Deze link kennen wij niet. Kijk of u hem helemaal heeft overgenomen uit de mail."
    ),
    "gathering_title_needed": _("Vul de naam van de bijeenkomst in."),
    "gathering_text_needed": _("Schrijf in een paar zinnen waar de bijeenkomst over gaat."),
    "gathering_text_too_long": _("Deze tekst is langer dan 2.000 tekens. Maak hem korter."),
    "organiser_needed": _("Schrijf op wie de bijeenkomst organiseert."),
    "contact_needed": _(
        "Vul een e-mailadres in zoals naam@voorbeeld.nl. Dan kunnen wij u bericht sturen."
    ),
    "line_too_long": _("Dit is te lang. Gebruik hooguit 200 tekens."),
    "link_unreadable": _("Schrijf de link helemaal op, zoals https://www.voorbeeld.nl/dag."),
    "place_or_link_needed": _("Schrijf op waar het is. Is het online? Geef dan de link."),
    "day_needed": _("Kies een dag."),
    "day_is_past": _("Deze dag is al geweest. Kies een dag die nog komt."),
    "begin_needed": _("Vul in hoe laat het begint, zoals 19:00."),
    "end_needed": _("Vul in hoe laat het klaar is, zoals 20:00."),
    "ends_before_it_begins": _("De bijeenkomst moet later eindigen dan zij begint."),
    "last_day_needed": _("Kies de laatste dag."),
    "last_day_not_later": _("De laatste dag moet na de eerste dag liggen."),
    "too_many_days": _("Een bijeenkomst kan hooguit een jaar duren."),
    "times_out_of_range": _("Een reeks heeft 2 tot en met 52 keer."),
    "interval_out_of_range": _("Kies een getal van 1 tot en met 12."),
    "too_many_slots": _("Een tijdschema heeft hooguit %(most)s regels."),
    "slot_unfinished": _("Vul bij elke regel van het tijdschema in: van, tot en wat er is."),
    "slot_what_needed": _("Schrijf bij elke regel van het tijdschema wat er is."),
    "slot_too_long": _("De regel “%(slot)s” van het tijdschema is te lang."),
    "slot_ends_before_it_begins": _("“%(slot)s” moet later eindigen dan het begint."),
    "slot_day_needed": _("Kies bij “%(slot)s” op welke dag het is."),
    "slot_day_outside": _("De dag van “%(slot)s” is geen dag van de bijeenkomst."),
    "slots_overlap": _(
        "“%(one)s” en “%(other)s” zijn op dezelfde tijd in dezelfde zaal. "
        "Kies een andere tijd of een andere zaal."
    ),
    "sending_failed": _("Het versturen lukte niet. Uw tekst staat er nog. Verstuur hem opnieuw."),
    "gathering_is_cancelled": _(
        "Deze bijeenkomst gaat niet door. U kunt haar niet meer veranderen. "
        "Meld een nieuwe bijeenkomst aan."
    ),
    "gathering_changed_by_organiser": _(
        "De tekst is intussen veranderd. Lees de nieuwe tekst voordat u verder gaat."
    ),
    "gathering_not_undoable": _("Dit besluit kan niet meer ongedaan worden gemaakt."),
    "cancel_reason_needed": _("Schrijf op waarom het niet doorgaat. Iedereen leest dit."),
}
