"""What the host decides: about a question, in the same forms for page and socket; and the hour."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from consultation.accounts.models import Account
from consultation.errors import DomainError, Invalid
from consultation.logbook import Actor
from consultation.moderation.forms import REASONS
from consultation.moderation.states import Reason
from consultation.question_hours import operations
from consultation.question_hours.models import LiveQuestion
from consultation.question_hours.queries import question_numbered
from consultation.safe_html import clean_typed
from consultation.web.fields import DayField
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed
from consultation.web.sentences import sentence_for

OWNER = Length(max=120, message=TOO_LONG_FOR_FIELD)
SHORT = Length(max=500, message=TOO_LONG_FOR_FIELD)


class QuestionForm(Form):
    """An act on one question of an hour."""

    vraag = IntegerField(_("Vraag"), validators=[InputRequired(_("Zeg om welke vraag het gaat."))])

    @property
    def number(self) -> int:
        """The number of the question in its hour; 0 for none."""
        return self.vraag.data or 0

    stand = HiddenField()
    """Where the question stood when its page was made; empty for who does not say."""

    def act(self, question: LiveQuestion, *, by: Actor) -> None:
        """Do what the form says; raises Outdated when the question has gone elsewhere since."""
        operations.check_seen(question, self.stand.data or "", by=by)
        self.perform(question, by=by)

    @abstractmethod
    def perform(self, question: LiveQuestion, *, by: Actor) -> None:
        """Do what the form says."""

    def refuse(self, error: DomainError) -> None:
        """Show what was refused at the fields as they are called here."""
        if isinstance(error, Invalid):
            known = {NAMES.get(name, name): code for name, code in error.fields.items()}
            error = Invalid(**known) if all(name in self for name in known) else error
        if isinstance(error, Invalid) and not all(name in self for name in error.fields):
            self.form_errors.append(sentence_for(error))
        else:
            super().refuse(error)


NAMES = {
    "text": "tekst",
    "owner": "eigenaar",
    "due": "uiterlijk",
    "reason": "reden",
    "explanation": "uitleg",
}
"""What operations call a field, and what it is called here."""


class PlaceForm(QuestionForm):
    """Let a question in, or put it back in the queue."""

    def perform(self, question: LiveQuestion, *, by: Actor) -> None:
        """Do what the form says."""
        operations.place_question(question, by=by)


class ReadyForm(QuestionForm):
    """Say that a question comes up next."""

    def perform(self, question: LiveQuestion, *, by: Actor) -> None:
        """Do what the form says."""
        operations.ready_question(question, by=by)


class TakeForm(QuestionForm):
    """Put a question on the screen."""

    def perform(self, question: LiveQuestion, *, by: Actor) -> None:
        """Do what the form says."""
        operations.take_question(question, by=by)


class UpForm(QuestionForm):
    """Let a question come earlier."""

    def perform(self, question: LiveQuestion, *, by: Actor) -> None:
        """Do what the form says."""
        operations.move_question(question, up=True, by=by)


class DownForm(QuestionForm):
    """Let a question come later."""

    def perform(self, question: LiveQuestion, *, by: Actor) -> None:
        """Do what the form says."""
        operations.move_question(question, up=False, by=by)


class LiveAnswerForm(QuestionForm):
    """An answer in key sentences; it goes into the report as it stands."""

    tekst = TextAreaField(
        _("Antwoord in sleutelzinnen"),
        description=_("Dit komt zo in het verslag."),
        validators=[Needed(_("Schrijf het antwoord op, of een samenvatting ervan."))],
    )
    door = StringField(_("Wie antwoordt?"), validators=[Length(max=200)])
    mondeling = BooleanField(_("Mondeling beantwoord. De tekst is een samenvatting."))

    def perform(self, question: LiveQuestion, *, by: Actor) -> None:
        """Do what the form says."""
        operations.answer_question(
            question,
            clean_typed(self.tekst.data or ""),
            by_shown=self.door.data or "",
            is_spoken=bool(self.mondeling.data),
            by=by,
        )


class DeferForm(QuestionForm):
    """Who answers later, and before which day."""

    eigenaar = StringField(
        _("Wie zoekt het uit?"),
        description=_("Een naam of een functie. Iedereen ziet dit."),
        validators=[Needed(_("Zeg wie het antwoord geeft: een naam of een functie."))],
    )
    uiterlijk = DayField(_("Voor welke dag?"), [Needed(_("Vul een datum in."))])
    waarom = StringField(_("Waarom niet nu?"), validators=[SHORT])

    def perform(self, question: LiveQuestion, *, by: Actor) -> None:
        """Do what the form says."""
        operations.defer_question(
            question,
            owner=self.eigenaar.data or "",
            due=self.uiterlijk.data or date.min,
            why=self.waarom.data or "",
            by=by,
        )


class MergeForm(QuestionForm):
    """Into which question it goes."""

    met = IntegerField(_("Voeg bij vraag"), validators=[InputRequired(_("Kies een vraag."))])
    waarom = StringField(_("Waarom?"), validators=[SHORT])

    def perform(self, question: LiveQuestion, *, by: Actor) -> None:
        """Do what the form says."""
        into = question_numbered(question.hour, self.met.data or 0, reader=by)
        operations.merge_question(question, into, why=self.waarom.data or "", by=by)


class DeclineForm(QuestionForm):
    """Why a question is not placed, from the house rules."""

    reden = RadioField(
        _("Waarom niet?"), choices=REASONS, validators=[InputRequired(_("Kies een reden."))]
    )
    uitleg = TextAreaField(
        _("Uitleg voor de vrager"),
        validators=[Optional(), Length(max=1000, message=TOO_LONG_FOR_FIELD)],
    )

    def perform(self, question: LiveQuestion, *, by: Actor) -> None:
        """Do what the form says."""
        operations.decline_question(
            question, Reason(self.reden.data), explanation=self.uitleg.data or "", by=by
        )


ACTS: dict[str, type[QuestionForm]] = {
    "place": PlaceForm,
    "ready": ReadyForm,
    "take": TakeForm,
    "up": UpForm,
    "down": DownForm,
    "answer": LiveAnswerForm,
    "defer": DeferForm,
    "merge": MergeForm,
    "decline": DeclineForm,
}
"""What the host can do with a question, under the word that page and socket both use."""

ACT_NAMES = {
    "laat-toe": "place",
    "zet-klaar": "ready",
    "neem": "take",
    "omhoog": "up",
    "omlaag": "down",
    "antwoord": "answer",
    "later": "defer",
    "voeg-samen": "merge",
    "niet": "decline",
}
"""The acts in the addresses of pages."""


class LengthenForm(Form):
    """How much longer the hour lasts."""

    minutes = IntegerField(_("Minuten"), [InputRequired(_("Kies een aantal minuten."))])


class NotesForm(Form):
    """What is said beside the video, in words."""

    notes = TextAreaField(
        _("Wat wordt er gezegd?"),
        description=_("In het kort, voor wie het niet kan horen. Iedereen leest mee."),
    )


class HandOverForm(Form):
    """Which colleague goes on."""

    naar = SelectField(_("Welke collega?"), coerce=int)

    def offer(self, colleagues: Sequence[Account]) -> None:
        """Give the colleagues who may host."""
        self.naar.choices = [(one.id, one.name) for one in colleagues]


class CloseForm(Form):
    """Who answers what is left, and before which day."""

    later_owner = StringField(
        _("Wie beantwoordt wat overblijft?"),
        [Needed(_("Zeg wie het antwoord geeft: een naam of een functie.")), OWNER],
        description=_("Een naam of een functie. Iedereen ziet dit."),
    )
    later_by = DayField(_("Voor welke dag?"), [Needed(_("Vul een datum in."))])
