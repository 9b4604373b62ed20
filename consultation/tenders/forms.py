"""What officers send to link a tender to a round."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import Length, Optional

from consultation.tenders.models import Tender
from consultation.tenders.operations import LONGEST_NUMBER, LONGEST_TITLE
from consultation.tenders.states import Decided, Notice
from consultation.web.fields import DayField
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed

DECIDED_WORDS = {
    Decided.LINKED: _("Gekoppeld"),
    Decided.CHANGED: _("Gewijzigd"),
    Decided.UNLINKED: _("Losgemaakt"),
}


class TenderForm(Form):
    """A tender, its days, its subject, and why it is linked or changed."""

    title = StringField(
        _("Naam van de aanbesteding"),
        [
            Needed(_("Vul de naam van de aanbesteding in.")),
            Length(max=LONGEST_TITLE, message=TOO_LONG_FOR_FIELD),
        ],
    )
    number = StringField(
        _("Nummer op TenderNed"),
        [
            Needed(_("Vul het nummer van de aankondiging in.")),
            Length(max=LONGEST_NUMBER, message=TOO_LONG_FOR_FIELD),
        ],
    )
    address = StringField(_("Adres op TenderNed"), [Needed(_("Vul het adres in."))])
    notice_on = DayField(_("Dag van de aankondiging"), [Needed(_("Kies een dag."))])
    questions_until = DayField(_("Vragen stellen kan tot en met"), [Optional()])
    sections = SelectMultipleField(_("Over welke paragrafen gaat de aanbesteding?"))
    reason = TextAreaField(_("Waarom?"), [Needed(_("Schrijf op waarom. Iedereen leest dit."))])

    def offer(self, sections: Sequence[tuple[str, str]]) -> None:
        """Give the sections of the consulted version, by permanent id and name."""
        self.sections.choices = [SelectChoice(value, words) for value, words in sections]

    def notice(self) -> Notice:
        """The tender as it was filled in."""
        return Notice(
            title=self.title.data or "",
            number=self.number.data or "",
            address=self.address.data or "",
            notice_on=self.notice_on.data or date.min,
            questions_until=self.questions_until.data,
            sections=tuple(self.sections.data or ()),
        )

    @classmethod
    def of(cls, tender: Tender) -> "TenderForm":
        """The form filled with what the tender says now; the reason is asked anew."""
        values: dict[str, Any] = {
            name: getattr(tender, name)
            for name in ("title", "number", "address", "notice_on", "questions_until", "sections")
        }
        form: TenderForm = cls(data=values)
        return form


class UnlinkForm(Form):
    """Undoing the link, with its reason."""

    reason = TextAreaField(_("Waarom?"), [Needed(_("Schrijf op waarom. Iedereen leest dit."))])
