"""What officers send when they write or judge a note."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from consultation.response_notes.operations import NoteTexts, ThemeTexts
from consultation.web.forms import Form, Needed

STATE_WORDS = {
    "draft": _("Concept"),
    "under-review": _("Ligt ter goedkeuring"),
    "approved": _("Goedgekeurd"),
    "published": _("Openbaar"),
}


class NoteForm(Form):
    """The words of a note beside what follows from the answers."""

    in_short = TextAreaField(
        _("In het kort (hooguit 80 woorden)"), [Needed(_("Schrijf 'In het kort'."))]
    )
    too_little_heard = TextAreaField(_("Wie hoorden wij niet genoeg?"))

    def texts(self, themes: tuple[ThemeTexts, ...]) -> NoteTexts:
        """What was filled in, with the themes as they are."""
        return NoteTexts(self.in_short.data or "", self.too_little_heard.data or "", themes)


class StepForm(Form):
    """Submitting, approving, publishing: only to be sure."""


class ReturnForm(Form):
    """What must be mended before the note can go on."""

    reason = TextAreaField(_("Wat moet er beter?"), [Needed(_("Schrijf op wat er beter moet."))])
