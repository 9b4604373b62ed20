"""Sentences about forums, their meetings, minutes and actions."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "forum_unknown": _("Dit forum kennen wij niet."),
    "forum_outdated": _(
        "Iemand anders wijzigde dit forum net. Uw tekst staat er nog. "
        "Kijk of hij nog klopt en bewaar opnieuw."
    ),
    "forum_is_published": _("Dit forum staat al op de website."),
    "forum_has_ended": _("Dit forum is gestopt."),
    "forum_incomplete": _("Dit forum kan nog niet op de website. Er ontbreekt iets."),
    "forum_purpose": _("Zeg waar het forum voor is."),
    "forum_members": _("Zet op wie er meedoen: mensen of organisaties."),
    "forum_private_reason": _("Schrijf op waarom het forum niet openbaar is."),
    "too_many_members": _("Een forum heeft hooguit %(most)s deelnemers."),
    "name_too_long": _("Deze naam is te lang. Gebruik hooguit 120 tekens."),
    "weekday_unknown": _("Kies een dag van de week."),
    "week_unknown": _("Kies de hoeveelste keer in de maand."),
    "meeting_length": _("Een bijeenkomst duurt 1 minuut tot en met 8 uur."),
    "meeting_unknown": _("Deze bijeenkomst van het forum kennen wij niet."),
    "meeting_outdated": _(
        "Iemand anders wijzigde deze bijeenkomst net. Uw tekst staat er nog. "
        "Kijk of hij nog klopt en bewaar opnieuw."
    ),
    "meeting_was_planned": _("De bijeenkomst van %(day)s is net al gepland."),
    "meeting_on_that_day": _("Op %(day)s is er al een bijeenkomst van dit forum."),
    "meeting_incomplete": _(
        "Deze bijeenkomst kan nog niet worden aangekondigd. Er ontbreekt iets."
    ),
    "meeting_agenda": _("Zet ten minste één punt op de agenda."),
    "meeting_forum_not_published": _("Zet eerst het forum op de website."),
    "meeting_forum_not_public": _(
        "Dit forum is niet openbaar. Daarom kondigen wij de bijeenkomst niet aan."
    ),
    "item_title_needed": _("Schrijf bij elk agendapunt op wat het is."),
    "item_minutes": _("Een agendapunt duurt hooguit 480 minuten."),
    "minutes_incomplete": _("Het verslag kan nog niet openbaar worden. Er ontbreekt iets."),
    "minutes_of_item": _("Schrijf op wat er is gezegd bij het punt “%(title)s”."),
    "minutes_approval": _("Zeg wie het verslag goedkeurde, en op welke dag."),
    "minutes_too_long": _("Deze tekst is langer dan 10.000 tekens. Maak hem korter."),
    "approval_to_come": _("Deze dag is nog niet geweest."),
    "meeting_not_begun": _("Dat kan pas als de bijeenkomst is begonnen."),
    "action_unknown": _("Deze actie kennen wij niet."),
    "action_needed": _("Schrijf in hooguit 500 tekens op wat er gebeurt."),
    "action_owner_needed": _("Zeg wie het doet: een naam of een functie."),
    "action_due_needed": _("Kies een dag op of na de bijeenkomst."),
}
