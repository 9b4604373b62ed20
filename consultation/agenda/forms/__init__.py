"""The words of the agenda, and the agenda as a calendar file."""

from consultation.agenda.forms.calendar import calendar_file
from consultation.agenda.forms.words import WHAT_WORDS, kind_words, when_words

__all__ = ["WHAT_WORDS", "calendar_file", "kind_words", "when_words"]
