"""Sentences about control, answers and the response note."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "decision_not_newest": _("Er is daarna al iets anders besloten. Ongedaan maken kan niet meer."),
    "text_changed_by_author": _(
        "De schrijver heeft de tekst intussen veranderd of ingetrokken. Lees hem eerst opnieuw."
    ),
    "decision_not_open_to_objection": _("Over dit besluit kunt u geen tweede blik meer vragen."),
    "explanation_needed": _("Leg uit waarom. De schrijver leest dit."),
    "passage_unknown": _("Kies welk stuk van de tekst u zwart maakt."),
    "words_not_in_passage": _("Deze woorden staan niet in de tekst. Neem ze letterlijk over."),
    "reason_unknown": _("Kies een reden uit de spelregels."),
    "points_of_one_round": _("Een antwoord geldt voor reacties uit een en dezelfde ronde."),
    "outcome_does_not_fit": _("Deze uitkomst past niet bij dit soort reactie."),
    "input_twice_in_sheet": _("Nummer %(receipt)s staat twee keer in dit blad."),
    "outcome_unknown": _("Deze uitkomst bestaat niet."),
    "answered_in_the_meantime": _(
        "Iemand anders gaf intussen een antwoord. Er is niets overschreven. Lees beide teksten."
    ),
    "change_unknown": _("Deze verandering in het plan bestaat niet."),
    "point_unknown": _("Dit punt bestaat niet meer. Misschien is de reactie in punten geknipt."),
    "answer_needed": _("Schrijf het antwoord."),
    "answer_too_long": _("Dit antwoord is te lang. Maak het korter."),
    "answer_unchanged": _("De tekst van het antwoord is niet veranderd."),
    "answer_not_public": _("Dit antwoord is nog niet openbaar. Schrijf het bij de reactie."),
    "answer_unknown": _("Dit antwoord bestaat niet, of is nog niet openbaar."),
    "round_is_answered": _("De antwoordnota is al openbaar. Een antwoord verandert niet meer."),
    "contribution_not_to_answer": _("Deze reactie is ingetrokken. Zij krijgt geen antwoord meer."),
    "contribution_unknown": _("Er is geen reactie met nummer %(receipt)s in deze ronde."),
    "part_not_in_text": _("Elk punt moet letterlijk in de reactie staan. Maak er ten minste twee."),
    "point_has_outcome": _("Een punt heeft al een uitkomst. Knippen kan nu niet meer."),
    "nothing_changed": _("De oude en de nieuwe tekst zijn gelijk."),
    "note_file_unreadable": _(
        "Dit bestand is geen nota. Geef YAML of JSON met in_het_kort, themas (elk met een titel) "
        "en wie_hoorden_wij_niet_genoeg."
    ),
    "note_format_unknown": _(
        "Kies een bestand dat eindigt op .pdf, .odt, .html, .md, .csv of .json."
    ),
    "submitter_needed": _("Zeg wie de nota voorlegt: geef een account op met --as."),
    "approval_on_the_page": _("Goedkeuren doet een tweede persoon op de website, niet hier."),
    "note_written_in_the_meantime": _(
        "Iemand anders schreef intussen aan de nota. Er is niets overschreven. Lees beide teksten."
    ),
    "outcomes_without_change": _(
        "Aantal reacties dat volgens de uitkomst het plan verandert, zonder dat hier staat wat er "
        "verandert: %(count)s."
    ),
    "too_little_heard_missing": _("Schrijf op wie wij niet genoeg hoorden."),
    "themes_missing": _("Er is nog geen thema: wat hoorden wij, en wat doen wij?"),
    "note_unknown": _("Er is nog geen antwoordnota van deze ronde."),
    "note_not_ready": _("De antwoordnota is nog niet klaar. Dit ontbreekt nog:"),
    "note_not_in_draft": _("De nota ligt ter goedkeuring of is openbaar. Zij verandert nu niet."),
    "note_changed_since_approval": _(
        "De nota is veranderd nadat zij is goedgekeurd. Laat haar opnieuw goedkeuren."
    ),
    "round_not_processing": _("De nota kan pas worden voorgelegd als de ronde gesloten is."),
    "inputs_without_outcome": _(
        "Aantal reacties zonder uitkomst: %(count)s. Bijvoorbeeld %(refs)s."
    ),
    "inputs_unconfirmed": _("Aantal reacties dat wacht op de code van de schrijver: %(count)s."),
    "objections_waiting": _("Aantal schrijvers dat wacht op een tweede blik: %(count)s."),
    "in_short_missing": _("Schrijf 'In het kort' van de antwoordnota."),
    "in_short_too_long": _(
        "'In het kort' heeft %(count)s woorden. Dat mogen er hooguit %(limit)s zijn."
    ),
}
