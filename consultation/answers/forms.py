"""The words of the outcomes, and what an officer sends."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField

from consultation.answers.operations import Reply
from consultation.answers.states import OUTCOMES, Outcome
from consultation.contributions.states import Kind
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


class AnswerForm(Form):
    """An outcome with its reason and the words of the answer, for one or for many."""

    outcome = RadioField(_("Uitkomst"), [Needed(_("Kies een uitkomst."))])
    reason = StringField(_("Reden in één zin"), [Needed(_("Schrijf de reden op."))])
    text = TextAreaField(_("Antwoord"), [Needed(_("Schrijf het antwoord."))])
    also = SelectMultipleField(_("Dit antwoord geldt ook voor"))

    def offer(self, kind: Kind) -> None:
        """Offer the outcomes of this kind of contribution."""
        self.outcome.choices = [(one.value, OUTCOME_WORDS[one]) for one in OUTCOMES[kind]]

    def reply(self, by_shown: str) -> Reply:
        """What was decided."""
        return Reply(
            Outcome(self.outcome.data), self.reason.data or "", self.text.data or "", by_shown
        )


class SplitForm(Form):
    """The parts of a contribution, a line each."""

    parts = TextAreaField(
        _("Punten, één per regel"), [Needed(_("Neem elk punt letterlijk over uit de reactie."))]
    )


class ChangeForm(Form):
    """Words of the plan before and after, and why."""

    section = StringField(_("Paragraaf"), [Needed(_("Vul het nummer van de paragraaf in."))])
    old = TextAreaField(_("Oude tekst"))
    new = TextAreaField(_("Nieuwe tekst"))
    reason = TextAreaField(_("Waarom?"), [Needed(_("Schrijf op waarom."))])
    receipts = StringField(_("Nummers van de reacties die hiertoe leidden"))
