"""What is written about an hour when it is over: points, quotes with approval, next steps."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional, ValidationError

from consultation.question_hours.forms.planning import LATER
from consultation.question_hours.forms.words import ROLE_WORDS
from consultation.question_hours.models import QuestionHour, TableGuest
from consultation.question_hours.operations import LONGEST_LINE, Report
from consultation.web.fields import DayField
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form

LINE = Length(max=LONGEST_LINE, message=TOO_LONG_FOR_FIELD)
LISTS = ("recap", "present", "opening_round", "ideas", "links")
"""What is written with one thing a line."""

NAME = Length(max=120, message=TOO_LONG_FOR_FIELD)


class QuoteForm(wtforms.Form):
    """What somebody said; public once that person has approved it (R56)."""

    text = TextAreaField(_("Wat zei iemand?"), [LINE])
    speaker = StringField(_("Wie zei dat?"), [NAME])
    is_approved = BooleanField(_("Deze persoon heeft de tekst gelezen en vindt hem goed."))

    def quote(self) -> dict[str, Any]:
        """The quote as it is kept."""
        return {
            "text": (self.text.data or "").strip(),
            "speaker": (self.speaker.data or "").strip(),
            "is_approved": bool(self.is_approved.data),
        }

    def validate_text(self, field: Field) -> None:
        """A speaker or an approval belongs to words."""
        typed = (self.speaker.data or "").strip() or self.is_approved.data
        if typed and not (field.data or "").strip():
            raise ValidationError(gettext("Schrijf op wat er is gezegd, of maak deze rij leeg."))


class StepForm(wtforms.Form):
    """What happens next, by whom and before which day."""

    what = StringField(_("Wat gaat er gebeuren?"), [LINE])
    owner = StringField(_("Wie doet dat?"), [NAME])
    day = DayField(_("Voor welke dag?"), [Optional()])
    is_done = BooleanField(_("Dit is klaar."))

    def step(self) -> dict[str, Any]:
        """The step as it is kept."""
        return {
            "what": (self.what.data or "").strip(),
            "owner": (self.owner.data or "").strip(),
            "day": self.day.data.isoformat() if self.day.data else "",
            "is_done": bool(self.is_done.data),
        }

    def validate_what(self, field: Field) -> None:
        """A name or a day belongs to something that happens."""
        typed = (self.owner.data or "").strip() or self.day.data
        if typed and not (field.data or "").strip():
            raise ValidationError(gettext("Schrijf op wat er gaat gebeuren, of maak de rij leeg."))


class ReportForm(Form):
    """The report of an hour, beside its questions and answers."""

    recap = TextAreaField(_("In het kort"), [LATER])
    present = TextAreaField(_("Wie waren er nog meer?"))
    opening_round = TextAreaField(_("Openingsronde"))
    central_question = StringField(_("Welke vraag stelde u aan iedereen?"), [LINE])
    ideas = TextAreaField(_("Wat zeiden mensen daarop?"))
    links = TextAreaField(_("Links"))
    quotes = FieldList(FormField(QuoteForm), label=_("Uitspraken"))
    next_steps = FieldList(FormField(StepForm), label=_("Wat gaat er nu gebeuren?"))
    names = SelectMultipleField(_("Van wie staat de naam op de website?"), coerce=int)

    @classmethod
    def of(cls, hour: QuestionHour) -> "ReportForm":
        """The form filled with what was written, with an empty row at the end of each list."""
        form: ReportForm = cls(
            formdata=None,
            data={
                **{name: "\n".join(getattr(hour, name)) for name in LISTS},
                "central_question": hour.central_question,
                "quotes": [*hour.quotes, {}],
                "next_steps": [*({**one, "day": _day(one)} for one in hour.next_steps), {}],
                "names": [one.position for one in hour.table if one.shows_name],
            },
        )
        form.offer(hour)
        return form

    def offer(self, hour: QuestionHour) -> None:
        """Give the people at the table who have a name."""
        self.names.choices = [(one.position, _guest_words(one)) for one in hour.table if one.name]

    def report(self) -> Report:
        """What was written; an empty row or line does not count."""
        return Report(
            **{name: (self[name].data or "").splitlines() for name in LISTS},
            central_question=self.central_question.data or "",
            quotes=[row.form.quote() for row in self.quotes],
            next_steps=[row.form.step() for row in self.next_steps],
        )

    @property
    def shown(self) -> Sequence[int]:
        """The places at the table of those whose name may be known."""
        return self.names.data or ()


def _day(step: dict[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(step.get("day") or ""))
    except ValueError:
        return None


def _guest_words(guest: TableGuest) -> str:
    return f"{guest.name}, {guest.function or ROLE_WORDS[guest.role]}"
