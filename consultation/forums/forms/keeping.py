"""What officers send to keep a forum."""

from collections.abc import Iterable
from datetime import time

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import Length, Optional

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.categories.models import Category
from consultation.contributions.forms import choices_of
from consultation.forums.forms.words import WEEK_WORDS
from consultation.forums.models import Forum
from consultation.forums.operations import ForumPlan, Member
from consultation.forums.states import Rhythm
from consultation.gatherings.forms import LANGUAGES, UNIT_WORDS
from consultation.gatherings.states import Unit
from consultation.question_hours.forms.planning import LATER, NAME, SHORT
from consultation.web.fields import CountField, HourField
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed, SharedForm

SPARE = 2
"""Empty rows for members, each time the form is shown."""

WEEKDAYS = [SelectChoice(str(number), words) for number, words in enumerate(clock.WEEKDAYS)]
WEEKS = [SelectChoice(str(number), words) for number, words in WEEK_WORDS.items()]


class MemberForm(wtforms.Form):
    """Somebody who takes part; a row of its own."""

    name = StringField(_("Naam"), [NAME])
    function = StringField(_("Functie"), [SHORT])
    affiliation = StringField(_("Organisatie"), [SHORT])
    shows_name = BooleanField(_("Deze persoon vindt het goed dat de naam op de website staat."))

    def member(self) -> Member:
        """Who it is; an empty row is nobody."""
        return Member(
            self.name.data or "",
            self.function.data or "",
            self.affiliation.data or "",
            bool(self.shows_name.data),
        )


class ForumForm(SharedForm):
    """Everything an officer writes of a forum."""

    organisation = SelectField(_("Van welke organisatie is het forum?"))
    title = StringField(_("Hoe heet het forum?"), [Needed(_("Vul een naam in.")), SHORT])
    purpose = TextAreaField(_("Waar is het voor?"), [LATER])
    category = SelectField(_("Over welke inkoopcategorie?"), [Optional()])
    interval = CountField(_("Elke hoeveel weken of maanden?"), [Needed(_("Vul een getal in."))])
    unit = SelectField(_("Weken of maanden"), choices=choices_of(UNIT_WORDS))
    week = SelectField(_("De hoeveelste keer in de maand?"), choices=WEEKS)
    weekday = SelectField(_("Op welke dag?"), choices=WEEKDAYS)
    begins = HourField(_("Begint om"), [Needed(_("Vul een begintijd in."))])
    minutes = CountField(_("Hoeveel minuten duurt het?"), [Needed(_("Vul een getal in."))])
    place = StringField(_("Waar?"), [SHORT])
    language = SelectField(_("In welke taal?"), choices=LANGUAGES, default="nl")
    members = FieldList(FormField(MemberForm), label=_("Wie doen er mee?"))
    is_private = BooleanField(_("Dit forum is niet openbaar."))
    private_reason = TextAreaField(
        _("Waarom niet?"), [Length(max=1000, message=TOO_LONG_FOR_FIELD)]
    )

    @classmethod
    def new(cls) -> "ForumForm":
        """An empty form, with a rhythm of each quarter."""
        values = {"interval": 3, "unit": "months", "week": "1", "weekday": "1"}
        form: ForumForm = cls(data={**values, "begins": time(13, 30), "minutes": 120})
        form.add_rows()
        return form

    @classmethod
    def of(cls, forum: Forum) -> "ForumForm":
        """The form filled with what is written of a forum."""
        names = ("title", "purpose", "interval", "begins", "minutes", "place", "language")
        members = [
            {name: getattr(one, name) for name in ("name", "function", "affiliation", "shows_name")}
            for one in forum.members
        ]
        form: ForumForm = cls(
            data={
                **{name: getattr(forum, name) for name in names},
                "seen": forum.fingerprint,
                "organisation": forum.organisation.slug,
                "category": forum.category.slug if forum.category else "",
                "unit": forum.unit.value,
                "week": str(forum.week),
                "weekday": str(forum.weekday),
                "is_private": not forum.is_public,
                "private_reason": forum.private_reason,
                "members": members,
            }
        )
        form.add_rows()
        return form

    def offer(self, organisations: Iterable[Organisation], categories: Iterable[Category]) -> None:
        """Give what there is to choose from."""
        self.organisation.choices = [SelectChoice(one.slug, one.name) for one in organisations]
        self.category.choices = [
            SelectChoice("", _("Niet over een categorie")),
            *(SelectChoice(one.slug, one.name) for one in categories),
        ]

    def add_rows(self) -> None:
        """Give empty rows for members."""
        for _row in range(SPARE):
            self.members.append_entry()

    def plan(self, category: Category | None) -> ForumPlan:
        """What was written, as the operation takes it."""
        return ForumPlan(
            title=self.title.data or "",
            purpose=self.purpose.data or "",
            category=category,
            rhythm=Rhythm(
                interval=self.interval.data or 0,
                unit=Unit(self.unit.data),
                weekday=int(self.weekday.data),
                begins=self.begins.data or time(),
                minutes=self.minutes.data or 0,
                week=int(self.week.data),
            ),
            members=[row.form.member() for row in self.members],
            is_public=not self.is_private.data,
            private_reason=self.private_reason.data or "",
            place=self.place.data or "",
            language=self.language.data or "nl",
        )


class ReasonForm(Form):
    """Why something stops, is called off or is dropped; everybody reads it."""

    reason = TextAreaField(_("Waarom?"), [Needed(_("Schrijf op waarom. Iedereen leest dit."))])


class SureForm(Form):
    """Nothing to fill in, only to be sure."""


class NextForm(Form):
    """Planning the next meeting: the day that was read before asking."""

    dag = HiddenField()
