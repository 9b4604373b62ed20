"""Asking and wanting to know too: the same forms for page and socket."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional

from consultation.contributions.forms import PatientForm
from consultation.plans.queries import Line
from consultation.safe_html import clean_typed
from consultation.web.forms import Form, Needed


class AskForm(PatientForm):
    """A question, the section it is about, and the key that makes a second send the same one."""

    tekst = TextAreaField(
        _("Uw vraag"),
        description=_("Noem geen namen en geen prijzen."),
        validators=[Needed(_("Vul uw vraag in."))],
    )
    paragraaf = SelectField(_("Gaat over"), validate_choice=False, validators=[Optional()])
    sleutel = HiddenField()

    def offer(self, lines: list[Line]) -> None:
        """The sections to choose from, the whole plan first."""
        self.paragraaf.choices = [
            ("", _("Het hele plan")),
            *((line.permanent_id, line.name) for line in lines),
        ]

    @property
    def words(self) -> str:
        """The question as it is kept."""
        return clean_typed(self.tekst.data or "")


class SupportForm(Form):
    """Wanting to know a question too, or no longer."""

    vraag = IntegerField(validators=[InputRequired(_("Deze vraag is er niet."))])
    aan = BooleanField(default=True)
