"""What an organiser sends of a meeting."""

import secrets
from collections.abc import Iterable
from datetime import time

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import (
    EmailField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import Length, Optional, Regexp

from consultation import clock
from consultation.contributions.forms import (
    EMAIL_SHAPE,
    EMAIL_WANTED,
    PatientForm,
    choices_of,
    plain_address,
)
from consultation.errors import Refused
from consultation.gatherings.forms.words import GATHERING_WORDS, SPAN_WORDS, UNIT_WORDS
from consultation.gatherings.models import Gathering
from consultation.gatherings.states import Details, GatheringKind, Slot, Span, Unit
from consultation.web.fields import CountField, DayField, HourField
from consultation.web.forms import TOO_LONG_FOR_FIELD, Needed
from consultation.web.languages import LANGUAGE_WORDS

CHOSEN = Needed(_("Kies een antwoord."))
SHORT = Length(max=200, message=TOO_LONG_FOR_FIELD)
NO_LANGUAGE = SelectChoice("", _("Zoals de bijeenkomst"))
LANGUAGES = [SelectChoice(code, words) for code, words in LANGUAGE_WORDS.items()]


class SlotForm(wtforms.Form):
    """A line of the timetable; a row of its own."""

    day = DayField(_("Dag"), [Optional()])
    begins = HourField(_("Van"), [Optional()])
    ends = HourField(_("Tot"), [Optional()])
    what = StringField(_("Wat is er?"), [SHORT])
    room = StringField(_("Zaal"), [Length(max=100, message=TOO_LONG_FOR_FIELD)])
    speakers = StringField(_("Sprekers"), [Length(max=1000, message=TOO_LONG_FOR_FIELD)])
    language = SelectField(_("Taal"), [Optional()], choices=[NO_LANGUAGE, *LANGUAGES])

    @property
    def is_filled(self) -> bool:
        """Whether somebody typed in this row."""
        typed = (self.day, self.begins, self.ends, self.what, self.room, self.speakers)
        return any(str(field.data or "").strip() for field in typed)

    def slot(self) -> Slot:
        """The line as it was filled in; raises Refused when a part is missing."""
        if self.begins.data is None or self.ends.data is None or not self.what.data:
            raise Refused("slot_unfinished")
        return Slot(
            begins=self.begins.data,
            ends=self.ends.data,
            what=self.what.data,
            room=self.room.data or "",
            speakers=tuple((self.speakers.data or "").split(",")),
            language=self.language.data or "",
            day=self.day.data,
        )


SPARE = 2
"""Empty rows for the timetable when the form is opened, and each time more are asked for."""

MOST_ROWS = 60


class GatheringForm(PatientForm):
    """A meeting, as its organiser tells of it."""

    send_key = HiddenField()
    seen = HiddenField()
    actie = HiddenField()
    title = StringField(
        _("Hoe heet de bijeenkomst?"),
        [Needed(_("Vul de naam van de bijeenkomst in.")), SHORT],
    )
    kind = SelectField(
        _("Wat voor bijeenkomst is het?"), [CHOSEN], choices=choices_of(GATHERING_WORDS)
    )
    text = TextAreaField(
        _("Waar gaat het over?"),
        [Needed(_("Schrijf in een paar zinnen waar de bijeenkomst over gaat."))],
    )
    span = RadioField(
        _("Hoe lang duurt het?"),
        [Needed(_("Kies hoe lang het duurt."))],
        choices=choices_of(SPAN_WORDS),
    )
    first_day = DayField(_("Dag, of eerste dag"), [Needed(_("Kies een dag."))])
    begins = HourField(_("Begint om"), [Optional()])
    ends = HourField(_("Klaar om"), [Optional()])
    last_day = DayField(_("Laatste dag"), [Optional()])
    interval = CountField(_("Het komt terug na"), [Optional()])
    unit = SelectField(_("Weken of maanden"), choices=choices_of(UNIT_WORDS))
    count = CountField(_("Hoe vaak in totaal?"), [Optional()])
    place = StringField(_("Plaats"), [SHORT])
    link = StringField(_("Link"), [Length(max=500, message=TOO_LONG_FOR_FIELD)])
    organiser = StringField(
        _("Wie organiseert het?"),
        [Needed(_("Schrijf op wie de bijeenkomst organiseert.")), SHORT],
    )
    language = SelectField(_("Taal van de bijeenkomst"), [CHOSEN], choices=LANGUAGES, default="nl")
    email = EmailField(
        _("Uw e-mailadres"),
        [Needed(EMAIL_WANTED), Regexp(EMAIL_SHAPE, message=EMAIL_WANTED), Length(0, 254)],
    )
    slots = FieldList(FormField(SlotForm), label=_("Tijdschema"))

    @classmethod
    def new(cls) -> "GatheringForm":
        """An empty form, with the key by which it is taken in once."""
        form: GatheringForm = cls(data={"send_key": secrets.token_hex(16)})
        form.add_rows()
        return form

    @classmethod
    def of(cls, gathering: Gathering) -> "GatheringForm":
        """The form filled with the newest text of a meeting."""
        told = gathering.text.details
        values = {name: getattr(told, name) for name in EDITED}
        rows = [
            {
                "day": one.day,
                "begins": one.begins,
                "ends": one.ends,
                "what": one.what,
                "room": one.room,
                "speakers": ", ".join(one.speakers),
                "language": one.language,
            }
            for one in told.slots
        ]
        seen = gathering.text.number
        form: GatheringForm = cls(
            data={**values, "email": gathering.email, "seen": seen, "slots": rows}
        )
        form.add_rows()
        return form

    def add_rows(self) -> None:
        """Give more empty rows for the timetable."""
        for _row in range(min(SPARE, MOST_ROWS - len(self.slots))):
            self.slots.append_entry()

    def details(self) -> Details:
        """What is told, as the operation takes it; raises Refused for an unfinished row."""
        return Details(
            title=self.title.data or "",
            text=self.text.data or "",
            kind=GatheringKind(self.kind.data),
            span=Span(self.span.data),
            first_day=self.first_day.data or clock.today(),
            organiser=self.organiser.data or "",
            last_day=self.last_day.data,
            begins=self.begins.data,
            ends=self.ends.data,
            interval=1 if self.interval.data is None else self.interval.data,
            unit=Unit(self.unit.data),
            count=1 if self.count.data is None else self.count.data,
            place=self.place.data or "",
            link=self.link.data or "",
            language=self.language.data or "nl",
            slots=tuple(row.form.slot() for row in self.slots if row.form.is_filled),
        )

    @property
    def address(self) -> str:
        """The address of the organiser, as it is kept."""
        return plain_address(self.email.data)

    def sent_values(self) -> list[tuple[str, str]]:
        """Everything that was typed, to carry on to the next page."""
        return list(_values(self))


EDITED = (
    "title", "kind", "text", "span", "first_day", "begins", "ends", "last_day", "interval", "unit",
    "count", "place", "link", "organiser", "language",
)  # fmt: skip

CARRIED_APART = frozenset({"csrf_token", "website", "actie"})


def _values(fields: Iterable[wtforms.Field]) -> Iterable[tuple[str, str]]:
    for field in fields:
        if field.name in CARRIED_APART:
            continue
        if isinstance(field, FieldList | FormField):
            yield from _values(field)
        elif isinstance(field, HourField):
            yield field.name, _hour(field.data)
        else:
            yield field.name, str(field.data if field.data is not None else "")


def _hour(at: time | None) -> str:
    return at.strftime("%H:%M") if at else ""


class CancelForm(PatientForm):
    """Why a meeting does not take place."""

    reason = TextAreaField(
        _("Waarom gaat het niet door?"),
        [Needed(_("Schrijf op waarom het niet doorgaat. Iedereen leest dit."))],
    )
