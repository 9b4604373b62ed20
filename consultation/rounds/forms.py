"""The words of a round's phases and steps, and the shape in which a round's texts are sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import Length, Optional, ValidationError

from consultation import clock
from consultation.errors import Lack, Refused
from consultation.rounds.models import TEXTS, Round
from consultation.rounds.operations import (
    THIS_CENTURY,
    AskedQuestion,
    RoundDates,
    RoundTexts,
    standard_dates,
)
from consultation.rounds.queries import last_moment, next_date
from consultation.rounds.states import Phase, QuestionKind
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed

PHASE_WORDS = {
    Phase.PREPARATION: _("In voorbereiding"),
    Phase.ANNOUNCED: _("Aangekondigd"),
    Phase.OPEN: _("Open"),
    Phase.PROCESSING: _("Wij lezen alles"),
    Phase.ANSWERED: _("Beantwoord"),
    Phase.WITHDRAWN: _("Ingetrokken"),
}

PHASE_TONES = {
    Phase.PREPARATION: "neutral",
    Phase.ANNOUNCED: "info",
    Phase.OPEN: "positive",
    Phase.PROCESSING: "caution",
    Phase.ANSWERED: "positive",
    Phase.WITHDRAWN: "negative",
}

DATE_WORDS = {
    Phase.PREPARATION: _("Begint op %(day)s, als zij is aangekondigd"),
    Phase.ANNOUNCED: _("Begint op %(day)s"),
    Phase.OPEN: _("Open tot en met %(day)s"),
    Phase.PROCESSING: _("Antwoord uiterlijk %(day)s"),
    Phase.ANSWERED: _("Beantwoord op %(day)s"),
    Phase.WITHDRAWN: _("Ingetrokken op %(day)s"),
}

STEP_WORDS = {
    "announced": _("Aangekondigd"),
    "open": _("Lezen en reageren"),
    "reading": _("Wij lezen alles"),
    "answering": _("Wij antwoorden"),
    "answered": _("Antwoordnota"),
}

KINDS = {
    "open": QuestionKind.OPEN,
    "keuze": QuestionKind.CHOICE,
    "ontbreekt": QuestionKind.MISSING,
}

QUESTION_KINDS = {
    QuestionKind.OPEN.value: _("Met eigen woorden"),
    QuestionKind.CHOICE.value: _("Uit een lijst kiezen"),
    QuestionKind.MISSING.value: _("Zeggen wat er ontbreekt"),
}

LISTS = ("can_change", "is_fixed", "what_we_do", "not_to_share")
"""Texts that are a list, one thing a line."""

MEND = {
    "charter_can_change_missing": "can_change",
    "charter_is_fixed_missing": "is_fixed",
    "charter_who_decides_missing": "who_decides",
    "charter_what_we_do_missing": "what_we_do",
    "charter_when_answer_missing": "when_answer",
    "openness_rules_missing": "not_to_share",
    "disclaimer_missing": "disclaimer",
    "contact_missing": "contact_name",
    "contact_how_missing": "contact_how",
    "intro_missing": "intro",
    "dates_missing": "opens_on",
    "closes_before_it_opens": "closes_on",
    "answer_before_it_closes": "answer_by",
    "closes_in_the_past": "closes_on",
    "question_missing": "questions-0-text",
    "question_reason_missing": "questions-0-why",
    "question_choices_missing": "questions-0-choices",
    "version_missing": "version",
}
"""The field in which each thing that a round itself lacks can be mended."""

SHORT = Length(max=200, message=TOO_LONG_FOR_FIELD)


def is_of_plan(lack: Lack) -> bool:
    """Whether the plan lacks this, and not the round itself."""
    return lack.code not in MEND


def date_line(round: Round) -> str:
    """The next date of a round in words, with what happens on it."""
    now = clock.now()
    phase = round.phase(now)
    moment = last_moment(round) if phase is Phase.OPEN else next_date(round, now)
    return str(DATE_WORDS[phase]) % {"day": clock.date_words(moment)} if moment else ""


def texts_from(given: Mapping[str, Any]) -> RoundTexts:
    """The texts of a round from a file (YAML or JSON, Dutch keys); the rest is the standard.

    Raises Refused when it is not a mapping with a title.
    """
    if not isinstance(given, Mapping) or not given.get("titel"):
        raise Refused("round_file_unreadable")
    charter, contact = _part(given, "charter"), _part(given, "contact")
    found: dict[str, Any] = {
        "intro": given.get("intro"),
        "background": given.get("achtergrond"),
        "can_change": _lines(charter.get("wat_kan_nog_anders")),
        "is_fixed": _lines(charter.get("wat_ligt_vast")),
        "who_decides": charter.get("wie_beslist"),
        "what_we_do": _lines(charter.get("wat_doen_wij_met_uw_reactie")),
        "when_answer": charter.get("wanneer_antwoord"),
        "not_to_share": _lines(charter.get("wat_mag_u_hier_niet_delen")),
        "disclaimer": charter.get("los_van_aanbesteding"),
        "contact_name": contact.get("rol") or contact.get("naam"),
        "contact_how": contact.get("hoe"),
        "questions": tuple(_question(one) for one in _rows(given, "vragen")),
    }
    return RoundTexts(str(given["titel"]), **{k: _text(v) for k, v in found.items() if v})


def _part(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = given.get(name) or {}
    if not isinstance(found, Mapping):
        raise Refused("round_file_part_unreadable", part=name)
    return found


def _rows(given: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = given.get(name) or ()
    if isinstance(found, str) or not isinstance(found, Sequence):
        raise Refused("round_file_part_unreadable", part=name)
    return found


def _text(given: Any) -> Any:
    return given if isinstance(given, tuple) else str(given).strip()


def _question(given: Any) -> AskedQuestion:
    if not isinstance(given, Mapping):
        raise Refused("round_file_part_unreadable", part="vragen")
    return AskedQuestion(
        text=str(given.get("vraag", "")).strip(),
        why=str(given.get("waarom", "")).strip(),
        kind=KINDS.get(str(given.get("soort", "open")), QuestionKind.OPEN),
        choices=tuple(str(one) for one in _rows(given, "keuzes")),
        section_number=str(given.get("paragraaf") or ""),
    )


def _lines(given: object) -> tuple[str, ...]:
    if isinstance(given, str):
        given = given.splitlines()
    found = given if isinstance(given, Sequence) else ()
    return tuple(str(line).strip() for line in found if str(line).strip())


def dates_from(given: Mapping[str, Any]) -> RoundDates:
    """The days of a round from a file: `opent`, `sluit`, `antwoord_voor`, or days from today.

    Raises Refused when a date cannot be read.
    """
    relative = given.get("dagen") or {}
    if not isinstance(relative, Mapping):
        raise Refused("date_unreadable")
    days = {name: _day(given[name]) for name in DAYS if given.get(name)}
    days |= {name: _days_from_today(relative[name]) for name in DAYS if name in relative}
    standard = standard_dates(days.get("opent"), days.get("sluit"))
    return replace(standard, answer_by=days.get("antwoord_voor", standard.answer_by))


DAYS = ("opent", "sluit", "antwoord_voor")


def _days_from_today(given: object) -> date:
    try:
        return clock.today() + timedelta(days=int(str(given)))
    except (ValueError, OverflowError):
        raise Refused("date_unreadable") from None


def _day(given: object) -> date:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise Refused("date_unreadable") from None


def _choices(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, words) for value, words in pairs]


class DayField(DateField):
    """A day, as a browser sends it or as people type it."""

    def __init__(self, label: Any, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, format=["%Y-%m-%d", "%d-%m-%Y"], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day, with a sentence of our own when it is none."""
        if not any(value.strip() for value in valuelist):
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_("Schrijf een datum zoals 20-11-2026."))) from None
        if self.data is not None and self.data.year not in THIS_CENTURY:
            raise ValueError(str(_("Kijk het jaar van deze datum na.")))


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

    def offer(self, subjects: Sequence[tuple[str, str]]) -> None:
        """Give the plans and categories that this person may start a round on."""
        self.about.choices = _choices(subjects)


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
            choices=_lines(self.choices.data),
            section_permanent_id=self.section.data or None,
        )


SPARE = 1
"""Empty rows for questions, each time the form is shown."""


class RoundForm(TitleAndDays):
    """All texts and days of a round; lists have one thing a line."""

    seen = HiddenField()
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
        values |= {name: _lines(values[name]) for name in LISTS}
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
