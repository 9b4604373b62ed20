"""The languages in which something can be held or written (BCP 47), in words."""

from flask_babel import lazy_gettext as _

LANGUAGE_WORDS: dict[str, str] = {
    "nl": _("Nederlands"),
    "en": _("Engels"),
    "de": _("Duits"),
    "fr": _("Frans"),
    "es": _("Spaans"),
    "fy": _("Fries"),
    "pap": _("Papiaments"),
    "ar": _("Arabisch"),
    "pl": _("Pools"),
    "tr": _("Turks"),
    "uk": _("Oekraïens"),
    "dse": _("Nederlandse Gebarentaal"),
}


def language_words(code: str) -> str:
    """A language in words; the code itself when we have no word for it."""
    return str(LANGUAGE_WORDS.get(code, code))
