"""Sentences about rounds: what is missing, what cannot be done any more."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "round_unknown": _("Er is geen ronde met de naam %(round)s."),
    "round_not_ready": _("Deze ronde kan nog niet worden aangekondigd. Dit ontbreekt nog:"),
    "round_is_public": _("Deze ronde is al aangekondigd en verandert niet meer."),
    "round_cannot_be_renewed": _("Deze ronde kan niet verder met een nieuwe versie."),
    "version_not_ready": _("Mensen kunnen nog niet op deze versie reageren. Dit ontbreekt:"),
    "round_cannot_be_extended": _("Deze ronde is niet open en kan niet worden verlengd."),
    "charter_can_change_missing": _("Schrijf op wat er nog anders kan."),
    "charter_is_fixed_missing": _("Schrijf op wat vastligt."),
    "charter_who_decides_missing": _("Schrijf op wie er beslist."),
    "charter_what_we_do_missing": _("Schrijf op wat u met elke reactie doet."),
    "charter_when_answer_missing": _("Schrijf op wanneer het antwoord komt."),
    "openness_rules_missing": _("Schrijf op wat mensen hier niet mogen delen."),
    "disclaimer_missing": _("Zet erbij dat deze ronde losstaat van een aanbesteding."),
    "contact_missing": _("Schrijf op wie mensen kunnen aanspreken."),
    "contact_how_missing": _("Schrijf op hoe mensen die persoon bereiken."),
    "intro_missing": _("Schrijf in een of twee zinnen waar de ronde over gaat."),
    "dates_missing": _("Kies de dagen: open, dicht en antwoord."),
    "closes_before_it_opens": _("De ronde moet later sluiten dan zij opent."),
    "answer_before_it_closes": _("Het antwoord kan niet komen voordat de ronde sluit."),
    "closes_in_the_past": _("De sluitdag is al voorbij. Kies een latere dag."),
    "question_missing": _("Stel ten minste een vraag waarop mensen antwoord kunnen geven."),
    "question_reason_missing": _("Schrijf bij de vraag '%(question)s' waarom u haar stelt."),
    "question_choices_missing": _(
        "Geef bij de vraag '%(question)s' ten minste twee antwoorden om uit te kiezen."
    ),
    "section_question_reason_missing": _(
        "Schrijf bij de vraag van paragraaf '%(section)s' waarom u haar stelt."
    ),
    "question_vague": _("De vraag '%(question)s' is te vaag. Vraag naar iets dat u wilt weten."),
    "version_missing": _("Kies de versie van het plan die mensen lezen."),
    "question_set_unknown": _("“%(name)s” is geen vragenlijst. Kies uit: %(known)s."),
    "round_changed": _(
        "Iemand anders heeft deze ronde intussen veranderd. Wat u typte staat nog hier. "
        "Open de ronde in een ander venster en vergelijk. Bewaar daarna opnieuw."
    ),
    "version_of_another_organisation": _("Dit plan is van een andere organisatie."),
    "opens_in_the_past": _("De eerste dag is al geweest. Na aankondigen is de ronde meteen open."),
    "reason_needed": _("Schrijf op waarom. Iedereen leest die reden."),
    "closing_not_later": _("Kies een dag na de dag waarop de ronde nu sluit."),
    "round_file_unreadable": _("Dit bestand beschrijft geen ronde. De titel ontbreekt."),
    "round_file_part_unreadable": _("Het deel '%(part)s' in dit bestand begrijpen wij niet."),
    "title_too_long": _("Deze titel is te lang. Gebruik hooguit 300 tekens."),
    "contact_too_long": _("Dit is te lang. Gebruik hooguit 200 tekens."),
    "round_is_withdrawn": _("Deze ronde is ingetrokken en verandert niet meer."),
    "route_too_many_questions": _("Stel hooguit drie vragen."),
    "route_answers_count": _("Geef bij elke vraag twee tot zes antwoorden."),
    "route_answers_alike": _("Twee antwoorden bij een vraag lijken te veel op elkaar."),
    "route_words_missing": _("Schrijf bij elke vraag en elk antwoord wat mensen lezen."),
    "route_words_too_long": _("Een vraag of antwoord is te lang. Gebruik hooguit 150 tekens."),
    "route_core_too_long": _("Kies hooguit twaalf kernparagrafen."),
    "route_section_unknown": _("Paragraaf %(section)s staat niet in het plan van deze ronde."),
    "date_unlikely": _("Deze datum ligt wel erg ver weg. Kijk het jaar na."),
    "date_unreadable": _("Schrijf een datum zoals 2026-11-20."),
}
