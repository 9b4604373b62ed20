"""Sentences about question hours: asking, hosting, planning, reporting."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "kind_of_forum": _("Een bijeenkomst van een forum hoort niet bij een ronde."),
    "question_needed": _("Vul uw vraag in."),
    "question_too_long": _("Uw vraag is langer dan 1.000 tekens. Niets is weg. Maak hem korter."),
    "key_needed": _("Deze vraag kwam niet goed over. Stuur hem nog een keer."),
    "hour_unknown": _("Dit vragenuur kennen wij niet."),
    "hour_over": _(
        "Dit vragenuur is voorbij. Uw tekst staat er nog. "
        "U kunt hem sturen als reactie op het plan."
    ),
    "session_over": _("Dit is al voorbij of afgelast."),
    "hour_takes_no_questions": _("Bij deze bijeenkomst kunt u nu geen vraag stellen."),
    "question_unknown": _("Deze vraag is er niet, of is niet openbaar."),
    "device_unknown": _("Ververs de pagina en probeer het nog eens."),
    "question_not_placed": _("Laat deze vraag eerst toe. Daarna kan dit."),
    "question_moved": _(
        "Vraag %(number)s is intussen veranderd. Er is niets gedaan. Kijk opnieuw en kies dan."
    ),
    "question_not_in_queue": _("Deze vraag staat niet in de wachtrij."),
    "merge_impossible": _(
        "Deze vragen kunt u niet samenvoegen. Kies een andere vraag uit dit uur die is geplaatst."
    ),
    "owner_needed": _("Zeg wie het antwoord geeft: een naam of een functie."),
    "due_needed": _("Zeg voor welke dag het antwoord komt. Kies vandaag of een latere dag."),
    "other_hosts": _(
        "%(name)s heeft nu de regie. Is die 15 seconden weg? Dan kunt u de regie overnemen."
    ),
    "minutes_impossible": _("Kies een aantal minuten van 1 tot en met 120."),
    "hour_closed": _("Dit uur is gesloten. Het kan niet meer langer duren."),
    "hour_not_live": _("Dat kan alleen als het uur bezig is."),
    "hour_not_paused": _("Het uur staat niet stil."),
    "hour_began": _("Dit is al begonnen. De gegevens kunnen niet meer veranderen."),
    "hour_is_public": _("Dit is al aangekondigd of afgelast."),
    "hour_not_over": _("Het is nog niet voorbij. Een verslag komt daarna."),
    "hour_file_unreadable": _("Dit bestand met een vragenuur kunnen wij niet lezen."),
    "hour_file_part_unreadable": _("Dit deel van het bestand kunnen wij niet lezen: %(part)s."),
    "hour_times": _("Het eindigt na het begin, en duurt hooguit 8 uur."),
    "timetable_times": _("Een deel van het programma moet na zijn begin eindigen."),
    "timetable_overlap": _(
        "Dit deel van het programma is op een plek waar een ander deel nog bezig is. "
        "Kies een andere tijd of plek."
    ),
    "address_unsafe": _("Schrijf het hele adres op, zoals https://video.voorbeeld.nl/vragenuur."),
    "hour_outdated": _(
        "Iemand anders heeft dit uur intussen veranderd. Er is niets overschreven. "
        "Open het formulier nog eens, of bewaar uw tekst over die van de ander heen."
    ),
    "hour_on_that_day": _("Op %(day)s heeft deze ronde al een vragenuur of dialoogsessie."),
    "hour_incomplete": _("U kunt dit nog niet aankondigen. Er ontbreekt iets."),
    "hour_purpose": _("Zeg waar het voor is."),
    "hour_buyer": _(
        "Aan tafel ontbreekt een inkoper. Zet iemand erbij, of schrijf op waarom niet."
    ),
    "hour_policy": _(
        "Aan tafel ontbreekt een beleidsmedewerker. Zet iemand erbij, of schrijf op waarom niet."
    ),
    "hour_legal": _("Aan tafel ontbreekt een jurist. Zet iemand erbij, of schrijf op waarom niet."),
    "hour_host": _("Zeg wie de gespreksleider is."),
    "hour_later_owner": _("Zeg wie de vragen beantwoordt die overblijven."),
    "hour_later_by": _("Zeg voor welke dag de vragen die overblijven zijn beantwoord."),
    "hour_round_not_public": _("Kondig eerst de ronde aan."),
    "hour_outside_round": _("Kies een dag en een tijd waarop de ronde open is."),
    "report_is_public": _("Dit verslag is al openbaar."),
    "report_incomplete": _("Het verslag kan nog niet openbaar worden. Er ontbreekt iets."),
    "report_recap": _("Schrijf in een paar punten op wat er is gezegd."),
    "report_in_control": _("Er wachten nog %(count)s vragen op controle."),
    "report_line_too_long": _("Een regel is langer dan 500 tekens. Maak hem korter."),
    "report_link_needed": _("Zet in elke regel een heel adres, zoals https://www.voorbeeld.nl."),
}
