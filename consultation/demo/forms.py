"""What people send to the demo."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, EmailField, HiddenField, IntegerField, StringField, TimeField
from wtforms.validators import AnyOf, NumberRange, Optional

from consultation.demo.accounts import CITIZEN, LOOKS
from consultation.web.forms import Form, Needed


class LookAsForm(Form):
    """As whom to look, and where to go next."""

    who = StringField(validators=[AnyOf([CITIZEN, *LOOKS], _("Kies wie u wilt zijn."))])
    verder = HiddenField()


class JumpForm(Form):
    """How many days the clock jumps ahead; 0 puts it back."""

    days = IntegerField(validators=[NumberRange(0, 400, _("Kies 0 tot 400 dagen."))])


class ClockForm(Form):
    """The day and time it becomes."""

    day = DateField(_("Dag"), [Needed(_("Kies een dag."))])
    time = TimeField(_("Tijd"), [Optional()])


class MailboxForm(Form):
    """Whose letters to show."""

    class Meta(Form.Meta):
        """It only reads, so it carries no token."""

        csrf = False

    to = EmailField(_("Van wie?"))
