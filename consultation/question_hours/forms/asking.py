"""Asking and wanting to know too: the same forms for page and socket."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, HiddenField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from consultation.contributions.forms import EMAIL_WANTED, PatientForm, email_field, plain_address
from consultation.errors import DomainError, Invalid
from consultation.plans.queries import Line
from consultation.question_hours.states import LONGEST_QUESTION
from consultation.safe_html import clean_typed
from consultation.web.forms import Form, Needed
from consultation.web.sentences import sentence_for

FIELDS = {"text": "tekst", "key": "sleutel"}
"""The fields of the form by the names that the operation gives them."""


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

    def validate_tekst(self, _field: TextAreaField) -> None:
        """Say that a question is too long before it is sent; it is given back as it was typed."""
        if len(self.words) > LONGEST_QUESTION:
            raise ValidationError(sentence_for(DomainError("question_too_long")))

    def refuse(self, error: DomainError) -> None:
        """Show what the operation refused, at the fields of this form."""
        if isinstance(error, Invalid):
            error = Invalid(**{FIELDS.get(name, name): code for name, code in error.fields.items()})
        super().refuse(error)

    @property
    def words(self) -> str:
        """The question as it is kept."""
        return clean_typed(self.tekst.data or "")


class SendForm(AskForm):
    """The question as it was looked over, and an address for the answer for who wants that."""

    email = email_field(_("Stuur mij het antwoord op dit e-mailadres"))

    @property
    def address(self) -> str:
        """The address as it is kept; empty for none."""
        return plain_address(self.email.data)


class AnswerByMailForm(PatientForm):
    """The address to which the answer to an own question goes."""

    email = email_field(_("E-mailadres"))

    def validate_email(self, field: Field) -> None:
        """An address is what this form is for."""
        if not field.data:
            raise ValidationError(str(EMAIL_WANTED))

    @property
    def address(self) -> str:
        """The address as it is kept."""
        return plain_address(self.email.data)


class SupportForm(Form):
    """Wanting to know a question too, or no longer."""

    vraag = IntegerField(validators=[InputRequired(_("Deze vraag is er niet."))])
    aan = BooleanField(default=True)
