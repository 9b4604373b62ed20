"""What officers send on the screens of rounds."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import (
    Field,
    FieldList,
    FormField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import Length, Optional, ValidationError

from consultation import clock
from consultation.rounds.forms.files import lines_of
from consultation.rounds.forms.words import QUESTION_KINDS
from consultation.rounds.models import TEXTS, Round
from consultation.rounds.operations import (
    AskedQuestion,
    RoundDates,
    RoundTexts,
    question_sets,
    standard_dates,
)
from consultation.rounds.states import QuestionKind
from consultation.web.fields import DayField
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed, SharedForm

LISTS = ("can_change", "is_fixed", "what_we_do", "not_to_share")
"""Texts that are a list, one thing a line."""

SHORT = Length(max=200, message=TOO_LONG_FOR_FIELD)


def _choices(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, words) for value, words in pairs]


class NeededToAnnounce:
    """Says that a field is needed in the end; the gate asks for it, not this form (I3)."""

    field_flags = {"needed": True}

    def __call__(self, _form: Form, _field: Field) -> None:
        """Take it empty for now."""


LATER = NeededToAnnounce()


class TitleAndDays(Form):
    """What differs in every round; days that are left out come from the standard."""

    title = StringField(
        _("Titel: de vraag van de ronde in één zin"),
        [Needed(_("Vul een titel in.")), Length(max=300, message=TOO_LONG_FOR_FIELD)],
    )
    opens_on = DayField(_("Eerste dag om te reageren"), [Optional()])
    closes_on = DayField(_("Laatste dag om te reageren"), [Optional()])
    answer_by = DayField(_("Uiterste dag van ons antwoord"), [Optional()])

    def dates(self) -> RoundDates:
        """The days as they were filled in, completed by the standard."""
        standard = standard_dates(self.opens_on.data, self.closes_on.data)
        return replace(standard, answer_by=self.answer_by.data or standard.answer_by)


class NewRoundForm(TitleAndDays):
    """Beginning a round: the rest of it comes from the standard."""

    about = SelectField(_("Waar gaat de ronde over?"))
    sets = SelectMultipleField(_("Wilt u met een vragenlijst beginnen?"))

    def offer(self, subjects: Sequence[tuple[str, str]]) -> None:
        """Give the plans and categories that this person may start a round on."""
        self.about.choices = _choices(subjects)
        self.sets.choices = _choices((one.name, one.title) for one in question_sets())


class QuestionForm(wtforms.Form):
    """One question of the officer; a row of its own in the form of a round."""

    text = TextAreaField(_("Vraag"))
    why = TextAreaField(_("Waarom stelt u deze vraag?"))
    kind = SelectField(
        _("Hoe kunnen mensen antwoorden?"), [LATER], choices=_choices(QUESTION_KINDS.items())
    )
    choices = TextAreaField(_("Antwoorden om uit te kiezen"), [Optional()])
    section = SelectField(_("Bij welke paragraaf?"), [LATER])

    @property
    def is_filled(self) -> bool:
        """Whether somebody typed in this row."""
        typed = (self.text.data, self.why.data, self.choices.data)
        return any((one or "").strip() for one in typed)

    def validate_text(self, field: Field) -> None:
        """A row with a reason or with answers needs its question too: nothing typed is lost."""
        if self.is_filled and not (field.data or "").strip():
            raise ValidationError(str(_("Schrijf de vraag erbij, of maak deze rij leeg.")))

    def question(self) -> AskedQuestion:
        """The question as it was filled in."""
        return AskedQuestion(
            text=(self.text.data or "").strip(),
            why=(self.why.data or "").strip(),
            kind=QuestionKind(self.kind.data or QuestionKind.OPEN),
            choices=lines_of(self.choices.data),
            section_permanent_id=self.section.data or None,
        )


SPARE = 1
"""Empty rows for questions, each time the form is shown."""


class RoundForm(TitleAndDays, SharedForm):
    """All texts and days of a round; lists have one thing a line."""

    intro = TextAreaField(_("Waar gaat het over?"), [LATER])
    background = TextAreaField(_("Achtergrond"))
    can_change = TextAreaField(_("Wat kan er nog anders?"), [LATER])
    is_fixed = TextAreaField(_("Wat ligt vast?"), [LATER])
    who_decides = TextAreaField(_("Wie beslist?"), [LATER])
    what_we_do = TextAreaField(_("Wat doen wij met elke reactie?"), [LATER])
    when_answer = TextAreaField(_("Wanneer komt het antwoord?"), [LATER])
    not_to_share = TextAreaField(_("Wat mogen mensen hier niet delen?"), [LATER])
    disclaimer = TextAreaField(_("Los van een aanbesteding"), [LATER])
    contact_name = StringField(_("Wie kunnen mensen aanspreken?"), [SHORT, LATER])
    contact_how = StringField(_("Hoe bereiken mensen die persoon?"), [SHORT, LATER])
    questions = FieldList(FormField(QuestionForm), label=_("Vragen"))

    @classmethod
    def of(cls, round: Round) -> "RoundForm":
        """The form filled with what the round says now."""
        values = {name: getattr(round, name) for name in TEXTS}
        values |= {name: "\n".join(values[name]) for name in LISTS}
        if round.opens_at and round.closes_at:
            values["opens_on"] = clock.amsterdam(round.opens_at).date()
            values["closes_on"] = clock.amsterdam(round.closes_at - clock.SECOND).date()
        rows = [
            {
                "text": one.text,
                "why": one.why,
                "kind": one.kind.value,
                "choices": "\n".join(one.choices),
                "section": one.section_permanent_id or "",
            }
            for one in round.questions
        ]
        spare = [{"kind": QuestionKind.OPEN.value}] * SPARE
        form: RoundForm = cls(
            data={
                **values,
                "answer_by": round.answer_by,
                "seen": round.fingerprint,
                "questions": rows + spare,
            }
        )
        return form

    def offer(self, sections: Sequence[tuple[str, str]]) -> None:
        """Give the sections of the consulted version, by permanent id and name."""
        for index, row in enumerate(self.questions):
            row.form.section.choices = _choices([("", str(_("Het hele plan"))), *sections])
            needed = index == 0 or row.form.is_filled
            row.form.text.flags.needed = row.form.why.flags.needed = needed

    def texts(self) -> RoundTexts:
        """The texts as they were filled in; an empty row is no question."""
        values: dict[str, Any] = {name: self[name].data or "" for name in TEXTS}
        values |= {name: lines_of(values[name]) for name in LISTS}
        asked = tuple(row.form.question() for row in self.questions if row.form.is_filled)
        return RoundTexts(**values, questions=asked)


class ExtendForm(Form):
    """A later closing, with its reason."""

    closes_on = DayField(_("Nieuwe laatste dag om te reageren"), [Needed(_("Kies een dag."))])
    answer_by = DayField(_("Nieuwe uiterste dag van ons antwoord"), [Optional()])
    reason = TextAreaField(_("Waarom?"), [Needed(_("Schrijf op waarom. Iedereen leest dit."))])


class WithdrawForm(Form):
    """Withdrawing, with its reason."""

    reason = TextAreaField(_("Waarom?"), [Needed(_("Schrijf op waarom. Iedereen leest dit."))])


class VersionForm(Form):
    """The version of a plan that people read in a round."""

    version = SelectField(_("Welke versie lezen mensen?"), [Needed(_("Kies een versie."))])

    def offer(self, versions: Sequence[tuple[str, str]]) -> None:
        """Give the versions to choose from."""
        self.version.choices = _choices(versions)


class PublishForm(Form):
    """Announcing: nothing to fill in, only to be sure."""
