"""What officers send of a meeting: its moment, table and agenda; its minutes; its actions."""

from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    Field,
    FieldList,
    FormField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, ValidationError

from consultation import clock
from consultation.forums.models import Meeting
from consultation.forums.operations import Item, Minutes
from consultation.question_hours.forms.planning import LATER, NAME, SHORT, HourForm
from consultation.question_hours.operations import HourPlan, Report
from consultation.question_hours.states import HourKind
from consultation.rounds.forms.files import lines_of
from consultation.safe_html import clean_line, clean_typed
from consultation.web.fields import CountField, DayField
from consultation.web.forms import Form, Needed, SharedForm

SPARE = 2
"""Empty rows for the agenda, each time the form is shown."""


class ItemForm(wtforms.Form):
    """A point of the agenda; a row of its own."""

    title = StringField(_("Waar gaat het over?"), [SHORT])
    why = StringField(_("Waarom staat het op de agenda?"))
    who = StringField(_("Wie brengt het in?"), [SHORT])
    minutes = CountField(_("Hoeveel minuten?"), [Optional()])

    @property
    def is_filled(self) -> bool:
        """Whether somebody typed in this row."""
        typed = (self.title, self.why, self.who, self.minutes)
        return any(str(field.data or "").strip() or field.process_errors for field in typed)

    def validate_title(self, field: Field) -> None:
        """A row in which something was typed says what the point is: nothing typed is lost."""
        if self.is_filled and not (field.data or "").strip():
            raise ValidationError(gettext("Schrijf op wat het punt is, of maak deze rij leeg."))

    def item(self) -> Item:
        """The point as it was filled in."""
        return Item(
            self.title.data or "",
            self.why.data or "",
            self.who.data or "",
            self.minutes.data or 0,
        )


class MeetingForm(HourForm):
    """Everything an officer writes of a meeting before it begins; its kind is known."""

    kind = None  # type: ignore[assignment]  # a meeting of a forum is one
    missing_role_reason = None  # type: ignore[assignment]  # nobody must be there to answer
    later_owner = None  # type: ignore[assignment]  # it takes no live questions
    later_by = None  # type: ignore[assignment]  # the same
    items = FieldList(FormField(ItemForm), label=_("Agenda"))

    @classmethod
    def of_meeting(cls, meeting: Meeting) -> "MeetingForm":
        """The form filled with what was planned."""
        form: Any = cls.of(meeting.hour)
        form.seen.data = meeting.fingerprint
        for item in meeting.items:
            names = ("title", "why", "who", "minutes")
            form.items.append_entry({name: getattr(item, name) or None for name in names})
        for _row in range(SPARE):
            form.items.append_entry()
        found: MeetingForm = form
        return found

    def plan(self) -> HourPlan:
        """What was planned; raises Refused for a time that does not exist or is there twice."""
        return self.meeting_plan(HourKind.FORUM)

    def agenda(self) -> list[Item]:
        """The points of the agenda; an empty row is none."""
        return [row.form.item() for row in self.items if row.form.is_filled]


LINES = ("recap", "present", "opening_round", "ideas", "links")
"""What a report says in lines, one in each line of its field."""


class MinutesForm(SharedForm):
    """The minutes of a meeting: what was said of each point, and the report around it."""

    recap = TextAreaField(_("In het kort"), [LATER])
    present = TextAreaField(_("Wie waren er nog meer?"))
    said = FieldList(TextAreaField(validators=[LATER]))
    opening_round = TextAreaField(_("Openingsronde"))
    central_question = TextAreaField(_("Welke vraag stelden wij aan iedereen?"))
    ideas = TextAreaField(_("Ideeën"))
    links = TextAreaField(_("Links"))
    names = SelectMultipleField(_("Van wie staat de naam op de website?"), coerce=int)
    approved_by = StringField(_("Wie keurde het verslag goed?"), [SHORT, LATER])
    approved_on = DayField(_("Op welke dag?"), [Optional(), LATER])

    @classmethod
    def of(cls, meeting: Meeting) -> "MinutesForm":
        """The form filled with what was written."""
        hour = meeting.hour
        form: MinutesForm = cls(
            data={
                "seen": meeting.fingerprint,
                **{name: "\n".join(getattr(hour, name)) for name in LINES},
                "names": [one.position for one in hour.table if one.shows_name],
                "said": [item.said for item in meeting.items],
                "central_question": hour.central_question,
                "approved_by": meeting.approved_by,
                "approved_on": meeting.approved_on,
            }
        )
        form.name_points(meeting)
        return form

    def name_points(self, meeting: Meeting) -> None:
        """Call the field of each point by that point, and offer the names at the table."""
        while len(self.said) < len(meeting.items):
            self.said.append_entry()
        guests = [one for one in meeting.hour.table if one.name]
        self.names.choices = [(one.position, f"{one.name}, {one.function}") for one in guests]
        for field, item in zip(self.said, meeting.items, strict=False):
            field.label.text = f"{item.position}. {item.title}"

    def minutes(self, meeting: Meeting) -> Minutes:
        """What was written; quotes and next steps stay as they are."""
        hour = meeting.hour
        lines = {name: lines_of(clean_typed(self[name].data or "")) for name in LINES}
        return Minutes(
            report=Report(
                **lines,
                central_question=clean_line(self.central_question.data or ""),
                quotes=hour.quotes,
                next_steps=hour.next_steps,
            ),
            said={number: field.data or "" for number, field in enumerate(self.said, start=1)},
            approved_by=self.approved_by.data or "",
            approved_on=self.approved_on.data,
        )


class ActionForm(Form):
    """Something that somebody does before a day."""

    what = StringField(_("Wat gebeurt er?"), [Needed(_("Schrijf op wat er gebeurt."))])
    owner = StringField(
        _("Wie doet het?"), [Needed(_("Zeg wie het doet: een naam of een functie.")), NAME]
    )
    due = DayField(_("Voor welke dag?"), [Needed(_("Kies een dag."))])

    @property
    def day(self) -> date:
        """The day before which it is done."""
        found: date | None = self.due.data
        return found or clock.today()
