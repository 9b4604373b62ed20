"""The words of meetings, and what their organisers and moderators send."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

import wtforms
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    EmailField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
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
from consultation.gatherings.models import Gathering
from consultation.gatherings.operations import LONGEST_TEXT
from consultation.gatherings.states import (
    Details,
    GatheringKind,
    GatheringState,
    Slot,
    Span,
    Unit,
    happenings,
)
from consultation.moderation.states import HOUSE_RULE, Reason
from consultation.web.fields import CountField, DayField, HourField
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed
from consultation.web.languages import LANGUAGE_WORDS, language_words

GATHERING_WORDS = {
    GatheringKind.MEETING: _("Ontmoeting"),
    GatheringKind.WEBINAR: _("Webinar"),
    GatheringKind.CONFERENCE: _("Congres"),
    GatheringKind.FESTIVAL: _("Festival"),
    GatheringKind.FAIR: _("Beurs"),
    GatheringKind.FORUM: _("Forum"),
    GatheringKind.LAUNCH: _("Lancering"),
    GatheringKind.WALK_IN: _("Inloop"),
    GatheringKind.COURSE: _("Cursus"),
    GatheringKind.OTHER: _("Andere bijeenkomst"),
}

SPAN_WORDS = {
    Span.MOMENT: _("Op één dag, met een begintijd en een eindtijd"),
    Span.DAY: _("Een hele dag"),
    Span.DAYS: _("Meer dagen achter elkaar"),
    Span.SERIES: _("Een reeks: het komt een paar keer terug"),
}

UNIT_WORDS = {Unit.WEEKS: _("weken"), Unit.MONTHS: _("maanden")}

GATHERING_STATE_WORDS = {
    GatheringState.WAITING: _("Wacht op controle"),
    GatheringState.PLACED: _("Staat in de agenda"),
    GatheringState.REFUSED: _("Niet geplaatst"),
    GatheringState.CANCELLED: _("Gaat niet door"),
}

GATHERING_STATE_TONES = {
    GatheringState.WAITING: "caution",
    GatheringState.PLACED: "positive",
    GatheringState.REFUSED: "negative",
    GatheringState.CANCELLED: "neutral",
}

GATHERING_REASONS = {
    Reason.ADVERTISING: _("Het is reclame."),
    Reason.OFF_TOPIC: _("Het gaat niet over inkoop door de overheid."),
    Reason.DUPLICATE: _("Deze bijeenkomst staat al in de agenda."),
    Reason.PERSONAL_DATA: _("Er staan gegevens van iemand anders in."),
    Reason.ABUSE: _("Er staan scheldwoorden of discriminatie in."),
    Reason.OTHER: _("Een andere reden."),
}
"""The reasons of the house rules that fit a meeting, as its organiser reads them."""


def refusal_lines(reason: Reason, explanation: str) -> list[str]:
    """Why a meeting is not placed, and what its organiser can do."""
    lines = []
    if reason is not Reason.OTHER:
        words = str(GATHERING_REASONS.get(reason, ""))
        lines.append(gettext("De reden: %(reason)s", reason=words))
    if reason in HOUSE_RULE and reason is not Reason.DUPLICATE:
        lines.append(gettext("Dit mag niet volgens spelregel %(rule)s.", rule=HOUSE_RULE[reason]))
    if explanation:
        lines.append(gettext("Onze uitleg: %(words)s", words=explanation))
    return [
        *lines,
        gettext("U kunt de tekst verbeteren en opnieuw sturen. Dan kijken wij opnieuw."),
    ]


def repetition_words(details: Details) -> str:
    """How a series repeats: elke 3 maanden, 4 keer. Empty for what is no series."""
    if details.span is not Span.SERIES:
        return ""
    unit = str(UNIT_WORDS[details.unit])
    one = {Unit.WEEKS: gettext("week"), Unit.MONTHS: gettext("maand")}[details.unit]
    every = one if details.interval == 1 else f"{details.interval} {unit}"
    words = gettext("Elke %(every)s, %(count)s keer", every=every, count=details.count)
    return str(words)


def when_lines(details: Details) -> list[str]:
    """Each time that it is held: zaterdag 7 november 2026, 10.00 tot 12.00 uur."""
    lines = []
    for one in happenings(details):
        days = clock.period_words(one.first_day, one.last_day, with_year=True)
        hours = clock.hours_words(one.starts_at, one.ends_at) if one.starts_at else ""
        lines.append(", ".join(filter(None, (days, hours))))
    return lines


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


class JudgeForm(Form):
    """The number of the text that was read, so that no other text is judged by it."""

    gezien = IntegerField(_("Gelezen tekst"), [Optional()])


class RefuseGatheringForm(JudgeForm):
    """Why a meeting is not placed."""

    reason = RadioField(
        _("Reden"),
        [Needed(_("Kies een reden uit de spelregels."))],
        choices=choices_of(GATHERING_REASONS),
    )
    explanation = TextAreaField(_("Uitleg voor de organisator"))


class StaffCancelForm(Form):
    """Why a moderator says that a meeting does not take place."""

    reason = TextAreaField(
        _("Waarom gaat het niet door?"),
        [Needed(_("Schrijf op waarom het niet doorgaat. Iedereen leest dit."))],
    )


class UndoGatheringForm(Form):
    """Taking back needs nothing but the button."""


def words_for_pages() -> Mapping[str, Any]:
    """What the pages of meetings and of the agenda say of them."""
    return {
        "gathering_words": GATHERING_WORDS,
        "gathering_states": GATHERING_STATE_WORDS,
        "gathering_tones": GATHERING_STATE_TONES,
        "gathering_reasons": GATHERING_REASONS,
        "language_words": language_words,
        "repetition_words": repetition_words,
        "when_lines": when_lines,
        "hour_words": _hour_words,
        "longest_text": LONGEST_TEXT,
    }


def _hour_words(begin: time, end: time) -> str:
    return f"{begin.hour}.{begin.minute:02d} tot {end.hour}.{end.minute:02d} uur"
