"""Sentences about accounts, organisations, categories and signing in."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "signed_out": _(
        "U bent niet meer ingelogd. Log in een ander venster opnieuw in. Kom dan hier terug en "
        "probeer het opnieuw."
    ),
    "unknown_account": _("Er is geen actief account met het adres %(email)s."),
    "unknown_organisation": _("Er is geen organisatie met de naam %(slug)s."),
    "category_exists": _("Er is al een categorie met deze naam."),
    "category_name_needed": _("Vul een naam in."),
    "category_name_too_long": _("Deze naam is te lang. Gebruik hooguit 200 tekens."),
    "unknown_category": _("Er is geen inkoopcategorie met de naam %(slug)s."),
    "category_needed": _("Vul de naam van de inkoopcategorie in."),
    "organisation_exists": _("Er is al een organisatie met deze naam."),
    "account_exists": _("Er is al een account met dit e-mailadres."),
    "email_impossible": _("Vul een e-mailadres in zoals naam@voorbeeld.nl."),
    "role_needs_organisation": _("Kies bij deze rol een organisatie."),
    "role_exists": _("Deze collega heeft deze rol al."),
    "role_missing": _("Deze collega heeft deze rol niet."),
    "link_expired": _(
        "Deze link werkt niet meer. Hij is al gebruikt, of te oud. Vraag een nieuwe link."
    ),
    "sign_in_failed": _("Het e-mailadres of het wachtwoord klopt niet."),
    "not_yourself": _("Dit kunt u niet bij uzelf doen. Vraag een andere beheerder."),
    "password_wrong": _("Dit is niet uw wachtwoord van nu."),
    "too_many_attempts": _(
        "Er is te vaak geprobeerd. Wacht %(minutes)s minuten en probeer het dan opnieuw."
    ),
}
