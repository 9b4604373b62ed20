"""The base of every form: guarded against forgery, white space stripped, messages in Dutch."""

from functools import cache
from typing import Any

from babel.support import NullTranslations, Translations
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField
from wtforms.i18n import messages_path
from wtforms.validators import StopValidation

from consultation.errors import DomainError, Incomplete, Invalid, Outdated
from consultation.typed import LARGEST
from consultation.web.sentences import lack_sentences, sentence_for


def tidied(value: Any) -> Any:
    """A text without white space around it, or a number that can be kept; raises ValueError."""
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError(str(_("Dit getal is te groot.")))
    return value.strip() if isinstance(value, str) else value


@cache
def _messages() -> NullTranslations:
    return Translations.load(messages_path(), ["nl"], "wtforms")


class Form(FlaskForm):  # type: ignore[misc]  # the base class is untyped
    """A form checks shape; an operation checks meaning. Both end up in the same summary."""

    class Meta:
        """Tidy all fields; the forgery token has no time limit, because people type for hours."""

        csrf_time_limit = None

        def get_translations(self, form: Any) -> Any:  # noqa: ARG002 - the base class passes it
            """What WTForms itself says, read once and not for each form."""
            return _messages()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Add the filter that tidies to every field."""
            filters = [*unbound_field.kwargs.get("filters", ()), tidied]
            keep_as_is = {
                "PasswordField",
                "MultipleFileField",
                "FileField",
                "FieldList",
                "FormField",
            }
            if unbound_field.field_class.__name__ not in keep_as_is:
                options = {**options, "filters": filters}
            field: Field = unbound_field.bind(form=form, **options)
            return field

    def refuse(self, error: DomainError) -> None:
        """Show what an operation refused: at the fields it names, else above the form."""
        if isinstance(error, Invalid):
            for name, code in error.fields.items():
                self[name].errors = [*self[name].errors, sentence_for(DomainError(code))]
        else:
            self.form_errors.append(sentence_for(error))

    def refuse_and_list(self, error: DomainError) -> None:
        """Show what an operation refused, and everything that is missing, a sentence each."""
        self.refuse(error)
        if isinstance(error, Incomplete):
            self.form_errors += lack_sentences(error)


class SharedForm(Form):
    """A form of something that others may write too: it says which text of it was seen."""

    seen = HiddenField()

    def refuse_beside(self, error: DomainError, fingerprint: str) -> None:
        """Say why, and let a second press be about what is there now."""
        self.refuse_and_list(error)
        if isinstance(error, Outdated):
            self.seen.data = fingerprint


class Needed:
    """The field must hold something; the sentence says what to do."""

    def __init__(self, message: str) -> None:
        self.message = message
        self.field_flags = {"needed": True}

    def __call__(self, _form: Form, field: Field) -> None:
        """Stop with the sentence when the field is empty, and not because it was unreadable."""
        if not field.data:
            raise StopValidation("" if field.process_errors else str(self.message))


TOO_LONG_FOR_FIELD = _("Deze tekst is te lang. Maak hem korter.")
