"""Sentences about plans: reading in, making readable, freezing."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "plan_unknown": _("Er is geen plan met de naam %(plan)s."),
    "version_unknown": _("Versie %(number)s van dit plan bestaat niet."),
    "alinea_unknown": _("Die alinea staat niet in een versie hiervoor. Kies een andere."),
    "section_unknown": _("Paragraaf %(section)s bestaat niet in deze versie van het plan."),
    "title_needed": _("Vul een titel in."),
    "heading_needed": _("Vul een kop in."),
    "title_too_long": _("Deze titel is te lang. Gebruik hooguit 300 tekens."),
    "plan_is_empty": _("In het plan staat nog geen enkele paragraaf. Lees een bestand in."),
    "chapter_not_checked": _("Hoofdstuk '%(chapter)s' is nog niet nagekeken."),
    "chapter_not_ready": _("Dit hoofdstuk kan nog niet op nagekeken. Dit moet eerst beter:"),
    "heading_skips_level": _("De kop '%(section)s' slaat een niveau over."),
    "picture_without_text": _(
        "In paragraaf '%(section)s', alinea %(alinea)s, staat een afbeelding zonder tekst. "
        "Schrijf op wat erop te zien is."
    ),
    "picture_text_needed": _("Schrijf op wat er op de afbeelding te zien is."),
    "table_without_heads": _(
        "In paragraaf '%(section)s', alinea %(alinea)s, staat een tabel zonder koppen."
    ),
    "plan_not_ready": _("Dit plan kan nog niet worden vastgezet. Dit ontbreekt nog:"),
    "no_version_before": _("Dit is de eerste versie. Elke paragraaf is nieuw."),
    "version_is_frozen": _(
        "Deze versie is vastgezet en verandert niet meer. Maak een nieuwe versie."
    ),
    "version_not_published": _("Het plan is nog niet vastgezet."),
    "not_a_chapter": _("U kijkt een hoofdstuk na, niet een losse paragraaf."),
    "plan_summary_missing": _("De samenvatting van het hele plan ontbreekt."),
    "section_summary_missing": _("Paragraaf '%(section)s' heeft nog geen samenvatting."),
    "section_text_changed": _(
        "De tekst van paragraaf '%(section)s' is gewijzigd. Kijk na of de samenvatting, de "
        "speelruimte en de vragen nog kloppen, en bewaar ze."
    ),
    "section_room_missing": _("Bij paragraaf '%(section)s' staat nog niet hoeveel ruimte er is."),
    "section_room_reason_missing": _(
        "Bij paragraaf '%(section)s' staat nog niet waarom er zoveel ruimte is."
    ),
    "too_many_questions": _("Stel per paragraaf hooguit drie vragen."),
    "question_needs_reason": _("Schrijf bij elke vraag waarom u haar stelt."),
    "room_unknown": _("Kies bij speelruimte: open, deels of vast."),
    "section_changed": _(
        "Iemand anders heeft deze paragraaf intussen veranderd. Er is niets gedaan. "
        "Kijk hieronder of u het nog wilt."
    ),
    "section_changed_since_sheet": _(
        "Paragraaf '%(section)s' is veranderd nadat dit blad is gemaakt. Deze rij is niet bewaard. "
        "Haal een nieuw blad op en vergelijk."
    ),
    "draft_is_there": _("Er is al een versie in bewerking. Werk daaraan verder."),
    "heading_too_long": _("Deze kop is te lang. Gebruik hooguit 500 tekens."),
    "place_within_itself": _("Een paragraaf kan niet onder zichzelf staan. Kies een andere plek."),
    "nothing_before": _("Dit is de eerste paragraaf. Er staat niets voor."),
    "note_without_reference": _(
        "Naar een voetnoot verwijst niets meer. Zet het nummer, zoals [^1], terug in de tekst, of "
        "haal ook de voetnoot weg."
    ),
    "note_missing": _(
        "De tekst verwijst naar een voetnoot die er niet staat. Schrijf hem onderaan, zoals: "
        "[^1]: de tekst van de noot."
    ),
    "kept_block_unknown": _(
        "Een regel met {{blijft ...}} hoort niet bij deze paragraaf, of staat er twee keer. "
        "Haal die regel weg."
    ),
    "no_summary_to_sign": _(
        "Er is geen samenvatting om akkoord te geven, of zij hoort nog bij de oude tekst."
    ),
    "summaries_not_signed": _(
        "Bij %(count)s samenvattingen gaf nog geen taalcoach akkoord. Laat iemand anders meelezen."
    ),
    "coach_or_reason_needed": _(
        "Bij %(count)s samenvattingen gaf nog geen taalcoach akkoord. Laat iemand anders meelezen, "
        "of schrijf op waarom het zonder gaat."
    ),
    "frozen_without_coach": _(
        "Bij %(count)s samenvattingen gaf geen taalcoach akkoord. De reden: ‘%(reason)s’."
    ),
    "copy_too_long": _("Deze tekst is te lang om te bewaren. Maak hem korter."),
    "section_gone": _("Deze paragraaf staat niet meer in het plan. Uw tekst staat hieronder nog."),
    "section_twice_in_sheet": _(
        "Paragraaf %(section)s staat twee keer in het blad. Alleen de eerste rij is bewaard."
    ),
    "import_failed": _("Er ging iets mis bij ons. Er is niets veranderd. Probeer het opnieuw."),
    "import_stopped": _("Het inlezen is gestopt. Er is niets veranderd."),
    "no_draft_version": _("Er is geen versie waaraan u kunt werken. Lees eerst een bestand in."),
}
