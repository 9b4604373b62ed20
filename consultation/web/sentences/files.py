"""Sentences about files: plans that are read in and sheets that are taken back."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "pdf_not_possible": _(
        "Op deze computer kan geen pdf worden gemaakt: de bibliotheek Pango ontbreekt. "
        "Kies odt, html of csv. Daarin staat hetzelfde."
    ),
    "pdf_took_too_long": _(
        "Het maken van de pdf duurde te lang. Kies odt of html. Daarin staat hetzelfde."
    ),
    "pdf_failed": _("De pdf kon niet worden gemaakt. Kies odt of html. Daarin staat hetzelfde."),
    "plan_format_unknown": _("Kies een bestand dat eindigt op .pdf, .odt, .html of .md."),
    "unknown_format": _(
        "Dit soort bestand kunnen wij niet lezen. Kies voor een plan een docx, odt, pdf, html of "
        "md, en voor een blad een ods, xlsx of csv."
    ),
    "too_large": _(
        "Dit bestand is te groot. Maak het kleiner, bijvoorbeeld met kleinere plaatjes."
    ),
    "too_many_rows": _("Dit blad heeft te veel regels. Knip het in delen."),
    "too_many_entries": _("Dit bestand bestaat uit te veel delen om veilig te openen."),
    "unpacks_too_large": _("Dit bestand wordt na het uitpakken te groot om veilig te openen."),
    "too_many_pages": _("Dit bestand heeft te veel bladzijden. Knip het in delen."),
    "encrypted": _("Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord."),
    "broken_file": _(
        "Dit bestand is beschadigd. Open het in uw tekstverwerker en sla het opnieuw op."
    ),
    "empty_file": _("Dit bestand is leeg. Kies een ander bestand."),
    "scanned_pdf": _(
        "Deze pdf is een scan: een foto van tekst. Gebruik het oorspronkelijke document, of laat "
        "de tekst eerst herkennen."
    ),
    "unreadable_pdf": _(
        "De letters in deze pdf zijn niet als tekst te lezen. Gebruik het oorspronkelijke document."
    ),
    "no_headings": _(
        "In dit bestand vinden wij geen koppen. Geef de koppen een kopstijl of een nummer."
    ),
    "took_too_long": _("Het lezen van dit bestand duurt te lang. Knip het in delen."),
    "too_deep": _("In dit bestand staan te veel onderdelen in elkaar. Maak de opbouw eenvoudiger."),
    "too_much_memory": _("Dit bestand vraagt te veel geheugen. Knip het in delen."),
    "macro_file": _("In dit bestand staan macro's. Sla het op als gewoon document (docx)."),
    "external_entities": _("Dit bestand verwijst naar andere bestanden. Dat openen wij niet."),
    "missing_columns": _("In dit blad ontbreken kolommen: %(columns)s."),
    "category_unknown": _("Er is geen inkoopcategorie met de naam %(category)s."),
    "no_organisation_yet": _(
        "Er is nog geen organisatie. Maak er eerst een, met: flask organisation create."
    ),
    "organisation_needed": _("Er zijn meer organisaties. Kies er een: %(names)s."),
    "doubt_background_image_dropped": _("Een plaatje op de achtergrond is weggelaten."),
    "doubt_comments_left_out": _(
        "Opmerkingen in de kantlijn zijn weggelaten. Het zijn er %(count)s."
    ),
    "doubt_contents_list_dropped": _(
        "De inhoudsopgave is weggelaten, want wij maken er zelf een (%(count)s woorden)."
    ),
    "doubt_details_above_dropped": _(
        "Gegevens die boven de tekst stonden zijn niet meegenomen: %(text)s."
    ),
    "doubt_drawing_not_read": _("Een tekening is niet meegekomen. Zet haar er als plaatje in."),
    "doubt_fewer_footnotes": _("Van %(found)s voetnoten zijn er %(kept)s als voetnoot bewaard."),
    "doubt_fewer_images": _("Van %(found)s plaatjes zijn er %(kept)s bewaard."),
    "doubt_fewer_items": _("Van %(found)s punten in lijsten zijn er %(kept)s als punt bewaard."),
    "doubt_fewer_links": _("Van %(found)s links zijn er %(kept)s bewaard."),
    "doubt_fewer_lists": _("Van %(found)s lijsten zijn er %(kept)s als lijst bewaard."),
    "doubt_fewer_paragraphs": _("Van %(found)s alinea's tekst zijn er %(kept)s bewaard."),
    "doubt_fewer_sections": _("Van %(found)s koppen zijn er %(kept)s een paragraaf geworden."),
    "doubt_fewer_tables": _("Van %(found)s tabellen zijn er %(kept)s bewaard."),
    "doubt_fewer_words": _("Van %(found)s woorden zijn er %(kept)s bewaard."),
    "doubt_footnote_in_heading": _("Een kop heeft een voetnoot. De verwijzing is weggelaten."),
    "doubt_footnote_without_reference": _("Een voetnoot heeft geen verwijzing in de tekst."),
    "doubt_footnotes_without_reference": _(
        "Voetnoten zonder verwijzing in de tekst zijn niet bewaard. Het zijn er %(count)s."
    ),
    "doubt_formula_as_text": _("Een formule is als gewone tekst bewaard: %(text)s."),
    "doubt_front_section": _(
        "Dit lijkt een colofon of een overzicht van versies. Hoort het bij de tekst van het plan?"
    ),
    "doubt_front_matter_kept": _(
        "De tekst voor de eerste kop is bewaard, onder de kop '%(title)s'."
    ),
    "doubt_heading_guessed": _("Dit lijkt een kop, maar heeft geen kopstijl. Is het er een?"),
    "doubt_heading_in_table": _(
        "In een tabel staat een kop: '%(text)s'. Hij is gewone tekst in die tabel geworden."
    ),
    "doubt_hidden_text_left_out": _("Verborgen tekst is weggelaten (%(count)s woorden)."),
    "doubt_image_not_readable": _("De afbeelding '%(name)s' konden wij niet lezen."),
    "doubt_image_outside_file": _(
        "Een afbeelding staat niet in het bestand zelf, maar ergens anders."
    ),
    "doubt_image_without_alt": _("Bij een afbeelding staat niet wat erop te zien is."),
    "doubt_links_left_out": _(
        "Links die niet naar het web of naar een mailadres gaan, zijn gewone tekst geworden. "
        "Het zijn er %(count)s."
    ),
    "doubt_macros_left_out": _("De macro's in het bestand zijn weggelaten."),
    "doubt_media_not_read": _(
        "Een film, geluid of venster van een andere site is niet meegekomen."
    ),
    "doubt_number_twice": _("Het nummer %(number)s komt twee keer voor."),
    "doubt_outline_heading_missing": _(
        "De bladwijzers van de pdf noemen '%(text)s', maar die kop vonden wij niet in de tekst."
    ),
    "doubt_page_around_dropped": _(
        "Menu's, knoppen en wat verder om de tekst heen stond zijn weggelaten (%(count)s woorden)."
    ),
    "doubt_page_unreadable": _(
        "De letters op deze bladzijde zijn niet als tekst te lezen. De tekst ontbreekt."
    ),
    "doubt_page_without_text": _(
        "Deze bladzijde is een foto zonder tekst. Wat erop staat, is niet als tekst meegekomen."
    ),
    "doubt_part_not_read": _(
        "Hier hoort tekst uit een ander bestand. Die lezen wij niet. Plak haar in het document."
    ),
    "doubt_placeholders_left_out": _(
        "Invulvelden die niemand invulde, zijn weggelaten (%(count)s woorden)."
    ),
    "doubt_reference_broken": _("Een verwijzing werkt niet meer: '%(text)s'."),
    "doubt_running_lines_dropped": _(
        "Kop- en voetregels en paginanummers zijn weggelaten (%(count)s woorden)."
    ),
    "doubt_sign_unknown": _(
        "Een teken uit het lettertype %(name)s kennen wij niet. Er staat nu een vierkantje."
    ),
    "doubt_struck_text_kept": _("Doorgestreepte tekst is bewaard als gewone tekst: '%(text)s'."),
    "doubt_subheading_kept_as_text": _("Een tussenkop is als gewone tekst bewaard: '%(text)s'."),
    "doubt_table_over_pages": _(
        "Een tabel loopt hier door van de bladzijde ervoor. Wij maakten er een van. Klopt dat?"
    ),
    "doubt_table_without_header": _("Een tabel heeft geen rij met koppen."),
    "doubt_text_box_moved": _("Een tekstvak staat nu tussen de gewone tekst: '%(text)s'."),
    "doubt_text_missing": _("Deze tekst ontbreekt: '%(text)s'."),
    "doubt_title_page_dropped": _("Het titelblad is weggelaten: '%(text)s'."),
    "doubt_tracked_changes_accepted": _(
        "Hier waren nog %(count)s wijzigingen om te keuren. Wij lazen ze als goedgekeurd."
    ),
}
