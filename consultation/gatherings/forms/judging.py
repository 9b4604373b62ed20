"""What a moderator decides about a meeting."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.validators import Optional

from consultation.contributions.forms import choices_of
from consultation.gatherings.forms.words import GATHERING_REASONS
from consultation.web.forms import Form, Needed


class JudgeForm(Form):
    """The number of the text that was read, so that no other text is judged by it."""

    gezien = IntegerField(_("Gelezen tekst"), [Optional()])


class RefuseGatheringForm(JudgeForm):
    """Why a meeting is not placed."""

    reason = RadioField(
        _("Reden"),
        [Needed(_("Kies een reden uit de spelregels."))],
        choices=choices_of(GATHERING_REASONS),
    )
    explanation = TextAreaField(_("Uitleg voor de organisator"))


class StaffCancelForm(Form):
    """Why a moderator says that a meeting does not take place."""

    reason = TextAreaField(
        _("Waarom gaat het niet door?"),
        [Needed(_("Schrijf op waarom het niet doorgaat. Iedereen leest dit."))],
    )


class UndoGatheringForm(Form):
    """Taking back needs nothing but the button."""
