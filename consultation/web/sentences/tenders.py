"""Sentences about tenders: what cannot be linked, and what is closed because of one."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "subject_in_tender": _(
        "Hierover loopt een aanbesteding: %(title)s. Sinds %(since)s stelt u vragen daarover via "
        "TenderNed: %(address)s (nummer %(number)s). Wat u schreef, is niet weg."
    ),
    "tender_unknown": _("Deze aanbesteding hoort niet bij deze ronde."),
    "tender_not_linked": _("Deze aanbesteding is al losgemaakt."),
    "round_takes_no_tender": _("Deze ronde is klaar. Er kan geen aanbesteding meer bij."),
    "tender_title_needed": _("Vul de naam van de aanbesteding in."),
    "tender_number_unreadable": _("Schrijf het nummer op TenderNed, alleen cijfers."),
    "tender_address_elsewhere": _(
        "Schrijf het hele adres op TenderNed, zoals "
        "https://www.tenderned.nl/aankondigingen/overzicht/123456."
    ),
    "tender_section_unknown": _("Kies paragrafen uit het plan van deze ronde."),
    "questions_end_before_notice": _("Vragen stellen kan niet eindigen voor de aankondiging."),
}
