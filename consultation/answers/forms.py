"""The words of the outcomes, and what an officer sends."""

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, Regexp

from consultation.answers.models import PlanChange
from consultation.answers.operations import AnswerRow, ChangedWords, Reply
from consultation.answers.states import OUTCOMES, Outcome
from consultation.contributions.forms import KIND_WORDS
from consultation.contributions.states import Kind
from consultation.sheets.columns import Column, Row
from consultation.sheets.reading import read_rows
from consultation.typed import whole_number
from consultation.web.forms import Form, Needed

OUTCOME_WORDS = {
    Outcome.ANSWERED: _("Beantwoord"),
    Outcome.LATER: _("Bewaard voor later"),
    Outcome.REFERRED: _("Doorverwezen"),
    Outcome.NOT_THIS_PLAN: _("Hoort niet bij dit plan"),
    Outcome.ADOPTED: _("Overgenomen"),
    Outcome.PARTLY_ADOPTED: _("Deels overgenomen"),
    Outcome.NOT_ADOPTED: _("Niet overgenomen"),
    Outcome.ALREADY_IN_PLAN: _("Staat al in het plan"),
    Outcome.WEIGHED_CHANGED: _("Meegewogen, plan aangepast"),
    Outcome.WEIGHED_NOT_CHANGED: _("Meegewogen, plan niet aangepast"),
    Outcome.MENDED: _("Hersteld"),
    Outcome.NO_ERROR: _("Was geen fout"),
    Outcome.TOO_LATE: _("Te laat"),
    Outcome.WITHDRAWN: _("Ingetrokken"),
}

OUTCOME_TONES = {
    Outcome.ANSWERED: "positive",
    Outcome.ADOPTED: "positive",
    Outcome.WEIGHED_CHANGED: "positive",
    Outcome.MENDED: "positive",
    Outcome.PARTLY_ADOPTED: "caution",
    Outcome.LATER: "caution",
    Outcome.REFERRED: "info",
}
"""The tone of each outcome; the others are neutral."""

TYPED_OUTCOMES = {
    "overgenomen": Outcome.ADOPTED,
    "deels overgenomen": Outcome.PARTLY_ADOPTED,
    "niet overgenomen": Outcome.NOT_ADOPTED,
    "staat al in het plan": Outcome.ALREADY_IN_PLAN,
    "beantwoord": Outcome.ANSWERED,
    "later": Outcome.LATER,
    "bewaard voor later": Outcome.LATER,
    "doorverwezen": Outcome.REFERRED,
    "hoort niet bij dit plan": Outcome.NOT_THIS_PLAN,
    "meegewogen en plan aangepast": Outcome.WEIGHED_CHANGED,
    "meegewogen, plan aangepast": Outcome.WEIGHED_CHANGED,
    "meegewogen en plan niet aangepast": Outcome.WEIGHED_NOT_CHANGED,
    "meegewogen, plan niet aangepast": Outcome.WEIGHED_NOT_CHANGED,
    "hersteld": Outcome.MENDED,
    "was geen fout": Outcome.NO_ERROR,
}
"""The outcomes as people write them in a sheet."""


def outcome_typed(words: str) -> Outcome | None:
    """The outcome that somebody wrote in a sheet, in Dutch or as its code."""
    plain = " ".join(words.split()).casefold()
    known = TYPED_OUTCOMES.get(plain)
    if known is not None:
        return known
    return Outcome(plain) if plain in set(Outcome) else None


ALINEA = _("Vul het nummer van de alinea in, zoals 2.")


ANSWER_SHEET = (
    Column("nummer", ("ontvangstbewijs", "reactie nummer"), required=True),
    Column("paragraaf", width=30),
    Column("soort"),
    Column("reactie", width=60),
    Column("uitkomst", required=True, width=24),
    Column("reden", required=True, width=40),
    Column("antwoord", required=True, width=60),
    Column("editie"),
)
"""The sheet of answers. Number, outcome, reason and answer are taken back; the rest is to read."""


def sheet_note() -> str:
    """What stands above the sheet: how to fill it in, with the outcomes of each kind."""
    kinds = "; ".join(
        f"{KIND_WORDS[kind]}: {', '.join(str(OUTCOME_WORDS[one]).lower() for one in outcomes)}"
        for kind, outcomes in OUTCOMES.items()
    )
    how = gettext(
        "Vul uitkomst, reden en antwoord in. Rijen met hetzelfde antwoord delen dat antwoord."
    )
    return f"{how} {gettext('Uitkomsten.')} {kinds}."


def rows_of_answers(data: bytes, filename: str) -> list[AnswerRow]:
    """The rows of a sheet of answers; raises SheetRefused when it is none."""
    return [_answer_row(row) for row in read_rows(data, filename, columns=ANSWER_SHEET)]


def _answer_row(row: Row) -> AnswerRow:
    edition = row["editie"].strip().removesuffix(".0")
    return AnswerRow(
        number=row.number,
        reference=row["nummer"].strip(),
        outcome=outcome_typed(row["uitkomst"]),
        reason=row["reden"].strip(),
        text=row["antwoord"].strip(),
        edition=whole_number(edition),
        is_empty=not any(row[name].strip() for name in ("uitkomst", "reden", "antwoord")),
    )


class AnswerSheetForm(Form):
    """A sheet with answers, a row an input."""

    blad = FileField(
        _("Blad met antwoorden (csv, xlsx, ods of json)"), [Needed(_("Kies een bestand."))]
    )


class AnswerForm(Form):
    """An outcome with its reason and the words of the answer, for one point or for many.

    `seen` carries the edition of every outcome that stood on the page (F17).
    """

    outcome = RadioField(_("Uitkomst"), [Needed(_("Kies een uitkomst."))])
    reason = StringField(_("Reden in één zin"), [Needed(_("Schrijf de reden op."))])
    text = TextAreaField(_("Antwoord"), [Needed(_("Schrijf het antwoord."))])
    also = SelectMultipleField(
        _("Dit antwoord geldt ook voor"), coerce=int, choices=[], validate_choice=False
    )
    again = HiddenField()
    seen = HiddenField()
    change = SelectField(_("Verandering in het plan"), default="", validate_choice=False)
    place = SelectField(_("Paragraaf"), default="", validate_choice=False)
    alinea = StringField(_("Alinea"), [Optional(), Regexp(r"\d{1,4}$", message=ALINEA)])
    old = TextAreaField(_("Oude tekst"))
    new = TextAreaField(_("Nieuwe tekst"))
    is_gone = BooleanField(_("Deze tekst verdwijnt"))

    def offer(self, kind: Kind) -> None:
        """Offer the outcomes of this kind of contribution."""
        self.outcome.choices = [(one.value, OUTCOME_WORDS[one]) for one in OUTCOMES[kind]]

    def offer_changes(
        self, changes: Iterable[PlanChange], places: Sequence[tuple[str, str]]
    ) -> None:
        """Offer the changes that were recorded, and the sections of the plan for a new one."""
        names = dict(places)
        self.change.choices = [("", _("Geen, of een nieuwe hieronder"))] + [
            (str(one.id), f"{names.get(one.section_permanent_id, '')}: {_brief(one.new_text)}")
            for one in changes
        ]
        self.place.choices = list(places)

    def reply(self, by_shown: str) -> Reply:
        """What was decided."""
        return Reply(
            Outcome(self.outcome.data), self.reason.data or "", self.text.data or "", by_shown
        )

    def remember(self, editions: Mapping[int, int]) -> None:
        """Write down which outcomes stand on the page."""
        self.seen.data = " ".join(f"{point}:{edition}" for point, edition in editions.items())

    def editions(self) -> dict[int, int]:
        """The outcomes that stood on the page."""
        pairs = (pair.partition(":") for pair in (self.seen.data or "").split())
        numbers = ((whole_number(point), whole_number(edition)) for point, _by, edition in pairs)
        return {point: edition or 0 for point, edition in numbers if point is not None}

    @property
    def has_new_change(self) -> bool:
        """Whether other words of the plan were filled in."""
        return bool(self.new.data or self.is_gone.data)

    def changed_words(self) -> ChangedWords:
        """The words of the plan before and after, for the reason of the answer."""
        new = "" if self.is_gone.data else self.new.data or ""
        return ChangedWords(
            self.place.data or "",
            self.old.data or "",
            new,
            self.reason.data or "",
            _number(self.alinea.data),
        )


def _number(typed: str | None) -> int | None:
    return int(typed) if typed else None


def _brief(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80].rsplit(' ', 1)[0]} …"


class SplitForm(Form):
    """The parts of a contribution, a line each."""

    parts = TextAreaField(
        _("Punten, één per regel"), [Needed(_("Neem elk punt letterlijk over uit de reactie."))]
    )

    def lines(self) -> list[str]:
        """The parts, without empty lines."""
        return [line.strip() for line in (self.parts.data or "").split("\n") if line.strip()]


class ChangeForm(Form):
    """Words of the plan before and after, and why."""

    place = SelectField(_("Paragraaf"), [Needed(_("Kies een paragraaf."))])
    alinea = StringField(_("Alinea"), [Optional(), Regexp(r"\d{1,4}$", message=ALINEA)])
    old = TextAreaField(_("Oude tekst"))
    new = TextAreaField(_("Nieuwe tekst"))
    reason = TextAreaField(_("Waarom?"), [Needed(_("Schrijf op waarom."))])
    receipts = StringField(_("Nummers van de reacties die hiertoe leidden"))

    def changed_words(self) -> ChangedWords:
        """The words of the plan before and after, and why."""
        return ChangedWords(
            self.place.data,
            self.old.data or "",
            self.new.data or "",
            self.reason.data or "",
            _number(self.alinea.data),
        )


class RemoveChangeForm(Form):
    """Taking back a change: only to be sure."""
