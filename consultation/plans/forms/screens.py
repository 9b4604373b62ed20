"""What an officer sends on the plan screens."""

from collections.abc import Iterable
from textwrap import shorten

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    Field,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag

from consultation.errors import DomainError, Incomplete, Invalid
from consultation.plans.models import Alinea
from consultation.web.forms import Form, Needed
from consultation.web.uploads import FILE_NEEDED, FileForm


class NeededForRound:
    """Says that a field is needed in the end; a round asks for it, this form does not."""

    field_flags = {"needed": True}

    def __call__(self, _form: Form, _field: Field) -> None:
        """Take it empty for now."""


LATER = NeededForRound()


class PlanFileForm(FileForm):
    """A file with the text of a plan."""

    file = FileField(_("Bestand (docx, odt, pdf, html of md)"), [Needed(FILE_NEEDED)])


class UploadForm(PlanFileForm):
    """A new plan to read in, in a category that is there or in a new one."""

    title = StringField(_("Titel van het plan"), [Needed(_("Vul een titel in."))])
    known_category = SelectField(_("Inkoopcategorie"), [LATER], validate_choice=False)
    category = StringField(_("Naam van de nieuwe inkoopcategorie"))
    organisation = SelectField(_("Van welke organisatie?"), validate_choice=False)

    def refuse(self, error: DomainError) -> None:
        """What is wrong with the name of a new category is shown at that name."""
        if isinstance(error, Invalid) and "name" in error.fields:
            error = Invalid(category=error.fields["name"])
        super().refuse(error)

    def offer(
        self, categories: Iterable[tuple[str, str]], organisations: Iterable[tuple[str, str]]
    ) -> None:
        """Give the categories and organisations for which this person may read a plan in."""
        self.organisation.choices = [SelectChoice(*one) for one in organisations]
        self.known_category.choices = [SelectChoice(*one) for one in categories]
        if self.organisation.choices:
            new = SelectChoice("", gettext("Een nieuwe categorie"))
            self.known_category.choices = [*self.known_category.choices, new]


class StepForm(Form):
    """Checking a chapter, publishing: only to be sure."""

    seen = HiddenField()


class FreezeForm(StepForm):
    """Freezing a version, with why it goes without a language coach."""

    unsigned_reason = TextAreaField(_("Waarom gaat het zonder akkoord van een taalcoach?"), [LATER])

    def refuse(self, error: DomainError) -> None:
        """What the gate asks; a missing reason is told at its field."""
        super().refuse(error)
        if isinstance(error, Incomplete):
            codes = [one.code for one in error.lacks]
            if "coach_or_reason_needed" in codes:
                self.unsigned_reason.errors = [gettext("Schrijf op waarom. Iedereen leest dit.")]


class OriginForm(Form):
    """Which section of the version before a section was."""

    origin = SelectField(_("Welke paragraaf was dit?"), [LATER], validate_choice=False)

    def offer(self, sections: Iterable[tuple[str, str]]) -> None:
        """Give the sections of the version before, by their permanent ids."""
        new = SelectChoice("", gettext("Geen: deze paragraaf is nieuw"))
        self.origin.choices = [new, *(SelectChoice(*one) for one in sections)]


FIRST_WORDS = 70
"""Signs of an alinea by which people know it in a list."""


class AlineaOriginForm(Form):
    """Which alinea of the version before an alinea was."""

    origin = SelectField(_("Welke alinea was dit?"), [LATER], validate_choice=False)

    def offer(self, alineas: Iterable[Alinea]) -> None:
        """Give the alineas of the version before, by their permanent ids, with how they begin."""
        new = SelectChoice("", gettext("Geen: deze alinea is nieuw"))
        self.origin.choices = [new, *(SelectChoice(*_known_by(one)) for one in alineas)]


def _known_by(alinea: Alinea) -> tuple[str, str]:
    words = shorten(alinea.text, FIRST_WORDS, placeholder=" …")
    place = gettext(
        "%(section)s, alinea %(number)s", section=alinea.section.name, number=alinea.number
    )
    return alinea.permanent_id, f"{place}: {words}"


class PictureForm(Form):
    """What is to be seen on a picture."""

    text = StringField(_("Wat is er op de afbeelding te zien?"))

    def at(self, place: str) -> "PictureForm":
        """The form for one picture of several on a page."""
        self.text.id = self.text.label.field_id = f"tekst-{place}"
        return self


class PlanSummaryForm(Form):
    """The summary of the plan as a whole."""

    seen = HiddenField()
    summary = TextAreaField(_("Het plan in het kort"), [Needed(_("Schrijf een samenvatting."))])
