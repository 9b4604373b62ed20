"""The words of plans: what an import counts and doubts, its steps, summaries, room."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from consultation.comparison.verdicts import Verdict
from consultation.plans.states import Room, SummaryState
from consultation.web.sentences import sentence

REPORT_KINDS = {
    "sections": _("paragrafen"),
    "paragraphs": _("alinea’s"),
    "lists": _("lijsten"),
    "items": _("punten in lijsten"),
    "tables": _("tabellen"),
    "images": _("afbeeldingen"),
    "footnotes": _("voetnoten"),
    "links": _("links"),
    "words": _("woorden"),
}
"""What the import report counts, in its order."""

STEP_WORDS = {
    "opening": _("Het bestand openen"),
    "unpacking": _("Het bestand uitpakken"),
    "reading_text": _("De tekst lezen"),
    "reading_pages": _("De bladzijden lezen"),
    "reading_notes": _("De voetnoten lezen"),
    "dropping_running_lines": _("Kop- en voetregels weglaten"),
    "finding_headings": _("De koppen zoeken"),
    "building_sections": _("De paragrafen maken"),
    "counting": _("Alles natellen"),
    "done": _("Klaar"),
}
"""What is being done while a file is read in."""

SUMMARY_WORDS = {
    SummaryState.GOOD: _("goed"),
    SummaryState.TOO_HARD: _("te moeilijk"),
    SummaryState.TOO_LONG: _("te lang"),
    SummaryState.MISSING: _("ontbreekt"),
}

CHANGE_WORDS = {
    Verdict.SAME: _("gelijk"),
    Verdict.LAYOUT: _("alleen opmaak"),
    Verdict.RENUMBERED: _("ander nummer"),
    Verdict.CHANGED: _("tekst gewijzigd"),
    Verdict.MOVED: _("verplaatst"),
    Verdict.SPLIT: _("gesplitst"),
    Verdict.MERGED: _("samengevoegd"),
    Verdict.REMOVED: _("vervallen"),
    Verdict.NEW: _("nieuw"),
}
"""What happened to a section or an alinea between two versions."""

CHANGE_CODES = {
    Verdict.SAME: "gelijk",
    Verdict.LAYOUT: "alleen opmaak",
    Verdict.RENUMBERED: "ander nummer",
    Verdict.CHANGED: "tekst gewijzigd",
    Verdict.MOVED: "verplaatst",
    Verdict.SPLIT: "gesplitst",
    Verdict.MERGED: "samengevoegd",
    Verdict.REMOVED: "vervallen",
    Verdict.NEW: "nieuw",
}
"""The same as machines read it, in whatever language the page is."""

ROOM_WORDS = {Room.OPEN: _("open"), Room.PARTLY: _("deels"), Room.FIXED: _("vast")}


def doubt_words(doubt: Mapping[str, Any]) -> str:
    """What a person must look at, as a sentence."""
    return sentence(f"doubt_{doubt['code']}", doubt.get("params"))
