"""What an officer sends to change the official text of a draft, and the order of its sections."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag

from consultation.plans.forms.screens import LATER
from consultation.plans.models import Section
from consultation.plans.operations import TypedText
from consultation.typed import whole_number
from consultation.web.forms import Form

LEVELS = [SelectChoice(str(level), str(level)) for level in range(1, 7)]


class TextForm(Form):
    """The heading and the official text of a section."""

    seen = HiddenField()
    number = StringField(_("Nummer"))
    title = StringField(_("Kop"), [LATER])
    level = SelectField(_("Niveau (1 is een hoofdstuk)"), [LATER], choices=LEVELS)
    text = TextAreaField(_("Officiële tekst"))

    @classmethod
    def of(cls, section: Section, text: str, seen: str) -> "TextForm":
        """The form filled with what stands there now."""
        form: TextForm = cls(
            formdata=None,
            data={
                "seen": seen,
                "number": section.number,
                "title": section.title,
                "level": str(section.level),
                "text": text,
            },
        )
        return form

    @classmethod
    def again(cls, typed: Mapping[str, Any], seen: str) -> "TextForm":
        """The form filled with what somebody typed before and did not save."""
        form: TextForm = cls(formdata=None, data={**typed, "seen": seen})
        return form

    def typed(self) -> dict[str, str]:
        """What stands in the fields, as a working copy keeps it."""
        return {
            name: str(self[name].data or "").replace("\r\n", "\n")
            for name in ("number", "title", "level", "text")
        }

    def words(self) -> TypedText:
        """What was filled in."""
        level = self.level.data or "1"
        return TypedText(
            title=self.title.data or "",
            number=self.number.data or "",
            level=whole_number(level) or 1,
            text=self.text.data or "",
        )


class PlaceForm(Form):
    """Where a section goes, or the heading of a new one after it; sure of what is not undone."""

    seen = HiddenField()
    after = SelectField(_("Na welke paragraaf?"), [LATER], validate_choice=False)
    number = StringField(_("Nummer"))
    title = StringField(_("Kop"), [LATER])
    level = SelectField(
        _("Niveau (1 is een hoofdstuk)"), [LATER], choices=LEVELS, validate_choice=False
    )

    def offer(self, sections: Iterable[tuple[str, str]]) -> None:
        """Give the sections of the draft, by their permanent ids."""
        first = SelectChoice("", gettext("Helemaal vooraan"))
        self.after.choices = [first, *(SelectChoice(*one) for one in sections)]
