"""What an officer sends to plan an hour: its moment, its table and its timetable."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

import wtforms
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import Length, Optional, ValidationError

from consultation import clock
from consultation.contributions.forms import choices_of
from consultation.errors import DomainError, Refused
from consultation.question_hours.forms.words import ROLE_WORDS, ROUND_KINDS
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.operations import Guest, HourPlan
from consultation.question_hours.states import HourKind, TableRole, first_overlap, missing_roles
from consultation.web.fields import DayField, HourField
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed, SharedForm
from consultation.web.languages import LANGUAGE_WORDS
from consultation.web.sentences import sentence, sentence_for

SHORT = Length(max=200, message=TOO_LONG_FOR_FIELD)
NAME = Length(max=120, message=TOO_LONG_FOR_FIELD)
ADDRESS = Length(max=500, message=TOO_LONG_FOR_FIELD)
LANGUAGES = [SelectChoice(code, words) for code, words in LANGUAGE_WORDS.items()]

FIRST_TABLE = (TableRole.HOST, TableRole.BUYER, TableRole.POLICY, TableRole.LEGAL)
"""The rows of a new hour: who is needed at the table (R29)."""

MEND = {
    "hour_purpose": "purpose",
    "hour_buyer": "tafel",
    "hour_policy": "tafel",
    "hour_legal": "tafel",
    "hour_host": "tafel",
    "hour_later_owner": "later_owner",
    "hour_later_by": "later_by",
    "hour_outside_round": "day",
}
"""The place in the form in which each thing that an hour lacks can be mended."""


class NeededToAnnounce:
    """Says that a field is needed in the end; the gate asks for it, not this form."""

    field_flags = {"needed": True}

    def __call__(self, _form: Form, _field: Field) -> None:
        """Take it empty for now."""


LATER = NeededToAnnounce()


class GuestForm(wtforms.Form):
    """Somebody at the table; a row of its own."""

    role = SelectField(_("Rol"), [LATER], choices=choices_of(ROLE_WORDS))
    name = StringField(_("Naam"), [NAME])
    function = StringField(_("Functie"), [SHORT])
    affiliation = StringField(_("Organisatie"), [SHORT])
    shows_name = BooleanField(_("Deze persoon vindt het goed dat de naam op de website staat."))

    @property
    def is_filled(self) -> bool:
        """Whether somebody is named in this row, by name, function or organisation."""
        typed = (self.name.data, self.function.data, self.affiliation.data)
        return any((one or "").strip() for one in typed)

    def guest(self) -> Guest:
        """Who sits there."""
        return Guest(
            role=TableRole(self.role.data) if self.role.data in set(TableRole) else TableRole.GUEST,
            name=(self.name.data or "").strip(),
            function=(self.function.data or "").strip(),
            affiliation=(self.affiliation.data or "").strip(),
            shows_name=bool(self.shows_name.data),
        )


class SlotForm(wtforms.Form):
    """A part of the timetable; a row of its own."""

    begins = HourField(_("Van"), [Optional()])
    ends = HourField(_("Tot"), [Optional()])
    what = StringField(_("Wat gebeurt er?"), [SHORT])
    who = StringField(_("Wie spreekt er?"), [SHORT])
    place = StringField(_("Zaal of plek"), [SHORT])
    language = SelectField(_("Taal"), [LATER], choices=LANGUAGES, default="nl")

    @property
    def is_filled(self) -> bool:
        """Whether somebody typed in this row."""
        typed = (self.begins, self.ends, self.what, self.who, self.place)
        return any(field.data or field.process_errors for field in typed)

    def validate_what(self, field: Field) -> None:
        """A part has two times and says what happens."""
        if not self.is_filled:
            return
        if not (field.data or "").strip():
            raise ValidationError(gettext("Schrijf op wat er gebeurt, of maak deze rij leeg."))
        if self.begins.data is None or self.ends.data is None:
            raise ValidationError(gettext("Vul twee tijden in: van en tot."))
        if self.begins.data >= self.ends.data:
            raise ValidationError(sentence("timetable_times"))

    def slot(self) -> dict[str, Any]:
        """The part as it is kept."""
        return {
            "from": _words(self.begins.data),
            "to": _words(self.ends.data),
            "what": (self.what.data or "").strip(),
            "who": (self.who.data or "").strip(),
            "place": (self.place.data or "").strip(),
            "language": self.language.data or "nl",
        }


def _words(at: time | None) -> str:
    return at.strftime("%H:%M") if at else ""


class HourForm(SharedForm):
    """Everything an officer writes of an hour before it begins."""

    title = StringField(_("Titel"), [Needed(_("Vul een titel in.")), SHORT])
    kind = SelectField(_("Wat voor bijeenkomst is het?"), [LATER], choices=choices_of(ROUND_KINDS))
    purpose = TextAreaField(_("Waar is het voor?"), [LATER])
    day = DayField(_("Dag"), [Needed(_("Kies een dag."))])
    begins = HourField(_("Begint om"), [Needed(_("Vul een begintijd in."))])
    ends_at = HourField(_("Klaar om"), [Needed(_("Vul een eindtijd in."))])
    language = SelectField(_("In welke taal?"), [LATER], choices=LANGUAGES, default="nl")
    place = StringField(_("Waar?"), [SHORT])
    video_address = StringField(_("Adres van de video"), [ADDRESS])
    captions_address = StringField(_("Adres van de ondertiteling"), [ADDRESS])
    table = FieldList(FormField(GuestForm), label=_("Wie zitten er aan tafel?"))
    missing_role_reason = TextAreaField(_("Waarom ontbreekt er iemand?"))
    timetable = FieldList(FormField(SlotForm), label=_("Programma"))
    later_owner = StringField(_("Wie beantwoordt wat overblijft?"), [NAME, LATER])
    later_by = DayField(_("Voor welke dag?"), [Optional(), LATER])

    @classmethod
    def new(cls) -> "HourForm":
        """A form for a new hour, with a row for each role that is needed."""
        rows = [{"role": role.value} for role in FIRST_TABLE]
        values = {"begins": time(19), "ends_at": time(20), "table": rows}
        form: HourForm = cls(data={**values, "kind": HourKind.QUESTION_HOUR.value})
        form.add_rows()
        return form

    @classmethod
    def of(cls, hour: QuestionHour) -> "HourForm":
        """The form filled with what was planned."""
        begins, ends = clock.amsterdam(hour.begins_at), clock.amsterdam(hour.ends_at)
        table = [{"role": one.role.value, **_guest_values(one)} for one in hour.table]
        values = {name: getattr(hour, name) for name in COPIED}
        form: HourForm = cls(
            data={
                **values,
                "kind": hour.kind.value,
                "seen": hour.fingerprint,
                "day": begins.date(),
                "begins": begins.time(),
                "ends_at": ends.time(),
                "table": table or [{"role": role.value} for role in FIRST_TABLE],
                "timetable": [_slot_values(slot) for slot in hour.timetable],
            }
        )
        form.add_rows()
        return form

    def add_rows(self) -> None:
        """Give an empty row for the table and for the timetable."""
        self.table.append_entry({"role": TableRole.GUEST.value})
        self.timetable.append_entry({"language": self.language.data or "nl"})

    @property
    def guests(self) -> list[Guest]:
        """Who sits at the table; an empty row is nobody."""
        return [row.form.guest() for row in self.table if row.form.is_filled]

    @property
    def missing_roles(self) -> Sequence[TableRole]:
        """The needed roles that nobody has, as the form stands (R29)."""
        return missing_roles(guest.role for guest in self.guests)

    def validate_timetable(self, _field: Field) -> None:
        """Two parts are not in one place at one time; the row that does not fit says so."""
        rows = [row.form for row in self.timetable if row.form.is_filled]
        if any(row.errors for row in rows):
            return
        at = first_overlap([row.slot() for row in rows])
        if at is not None:
            rows[at].begins.errors = [sentence("timetable_overlap")]
            raise ValidationError(sentence("timetable_overlap"))

    def plan(self) -> HourPlan:
        """What was planned; raises Refused for a time that does not exist or is there twice."""
        return replace(
            self.meeting_plan(HourKind(self.kind.data)),
            missing_role_reason=self.missing_role_reason.data or "",
            later_owner=self.later_owner.data or "",
            later_by=self.later_by.data,
        )

    def meeting_plan(self, kind: HourKind) -> HourPlan:
        """What was planned, as far as it holds for a meeting of any kind."""
        return HourPlan(
            title=self.title.data or "",
            begins_at=self._moment(self.begins.data),
            ends_at=self._moment(self.ends_at.data),
            purpose=self.purpose.data or "",
            kind=kind,
            language=self.language.data or "nl",
            place=self.place.data or "",
            video_address=self.video_address.data or "",
            captions_address=self.captions_address.data or "",
            table=self.guests,
            timetable=[row.form.slot() for row in self.timetable if row.form.is_filled],
        )

    def _moment(self, at: time | None) -> datetime:
        if self.day.data is None or at is None:
            raise Refused("hour_times")
        return clock.local_moment(self.day.data, at)

    def refuse(self, error: DomainError) -> None:
        """Show what was refused; a moment that cannot be stands at the time that was typed."""
        if error.code in {"moment_does_not_exist", "moment_is_twice"}:
            self.begins.errors = [*self.begins.errors, sentence_for(error)]
        else:
            super().refuse(error)


COPIED = (
    "title", "purpose", "language", "place", "video_address", "captions_address",
    "missing_role_reason", "later_owner", "later_by",
)  # fmt: skip


def _guest_values(guest: Any) -> dict[str, Any]:
    return {
        name: getattr(guest, name) for name in ("name", "function", "affiliation", "shows_name")
    }


def _slot_values(slot: dict[str, Any]) -> dict[str, Any]:
    return {
        "begins": time.fromisoformat(slot["from"]),
        "ends": time.fromisoformat(slot["to"]),
        **{name: slot.get(name, "") for name in ("what", "who", "place")},
        "language": slot.get("language") or "nl",
    }


class SureForm(Form):
    """Nothing to fill in, only to be sure."""


class CancelHourForm(Form):
    """Calling an hour off, with its reason."""

    reason = TextAreaField(
        _("Waarom gaat het niet door?"), [Needed(_("Schrijf op waarom. Iedereen leest dit."))]
    )
