"""The words of the house rules, and what a moderator or an author sends."""

from datetime import timedelta

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from consultation.contributions.forms import OwnForm, choices_of
from consultation.contributions.states import ContributionState
from consultation.moderation.states import HOUSE_RULE, ObjectionState, Reason, Verdict, Wait
from consultation.plain_language.hints import Sensitive
from consultation.web.forms import Form, Needed

REASON_WORDS = {
    Reason.PERSONAL_DATA: _("Er staan gegevens van iemand anders in."),
    Reason.ABUSE: _("Er staan scheldwoorden of discriminatie in."),
    Reason.ADVERTISING: _("Het is reclame."),
    Reason.OFF_TOPIC: _("Het gaat niet over dit plan."),
    Reason.TRADE_SECRET: _("Er staan prijzen of geheimen van een bedrijf in."),
    Reason.DUPLICATE: _("Dezelfde persoon stuurde dit al eerder."),
    Reason.OTHER: _("Een andere reden."),
}

REASONS = choices_of(REASON_WORDS)

ADVICE_WORDS = {
    Reason.PERSONAL_DATA: _("Haal de naam, het nummer of het adres weg."),
    Reason.ABUSE: _("Haal die woorden weg. Uw mening mag blijven."),
    Reason.ADVERTISING: _("Schrijf op wat er mogelijk is. Laat de naam van het product weg."),
    Reason.OFF_TOPIC: _("Schrijf over het plan. Of kijk bij hulp waar uw vraag wel hoort."),
    Reason.TRADE_SECRET: _(
        "Haal de prijs of het geheim weg. Of zet dat in het vertrouwelijke deel."
    ),
    Reason.DUPLICATE: _("U hoeft niets te doen. Uw eerste tekst telt gewoon mee."),
    Reason.OTHER: _("Lees onze uitleg en pas uw tekst aan."),
}
"""What an author can do, for each reason."""

VERDICT_WORDS = {
    Verdict.PLACED: _("Geplaatst"),
    Verdict.NOT_PLACED: _("Niet geplaatst"),
    Verdict.REDACTED: _("Geplaatst, met een stukje zwart"),
    Verdict.HIDDEN: _("Van de website gehaald"),
}


JUDGEMENT_WORDS = {
    ObjectionState.GRANTED: _("De schrijver heeft gelijk. Plaats de reactie zoals hij was."),
    ObjectionState.REJECTED: _("Het besluit klopt en blijft staan."),
}

STATE_WORDS = {
    ContributionState.UNCONFIRMED: _("Wacht op de code van de schrijver"),
    ContributionState.RECEIVED: _("In controle"),
    ContributionState.PLACED: _("Staat op de website"),
    ContributionState.NOT_PLACED: _("Niet geplaatst"),
    ContributionState.REDACTED: _("Staat op de website, met een stukje zwart"),
    ContributionState.HIDDEN: _("Van de website gehaald"),
    ContributionState.WITHDRAWN: _("Ingetrokken door de schrijver"),
    ContributionState.ERASED: _("Gewist"),
}

SENSITIVE_WORDS = {
    Sensitive.PHONE: _("telefoonnummer"),
    Sensitive.EMAIL: _("e-mailadres"),
    Sensitive.IBAN: _("bankrekening"),
    Sensitive.CITIZEN_NUMBER: _("burgerservicenummer"),
    Sensitive.PRICE: _("prijs"),
}

WAIT_TONES = {Wait.FRESH: "neutral", Wait.OVERDUE: "caution", Wait.LATE: "negative"}

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def age_words(age: timedelta) -> str:
    """How long ago, in one unit: 9 minuten, 5 uur, 2 dagen."""
    if age >= DAY:
        return str(ngettext("%(num)d dag", "%(num)d dagen", age // DAY))
    if age >= HOUR:
        return str(gettext("%(num)d uur", num=age // HOUR))
    return str(ngettext("%(num)d minuut", "%(num)d minuten", max(0, age // MINUTE)))


def news_words(verdict: Verdict, *, is_kept_back: bool = False) -> list[str]:
    """What happened, in the first lines of a letter and on the status page (M8)."""
    if is_kept_back and verdict is Verdict.PLACED:
        return [
            gettext("Wij hebben uw reactie gelezen. Alles is in orde."),
            gettext("U vroeg ons om hem niet te plaatsen. De inkopers lezen hem wel."),
        ]
    return {
        Verdict.PLACED: [gettext("Uw reactie staat op de website.")],
        Verdict.NOT_PLACED: [
            gettext("Wij hebben uw reactie gelezen. Wij zetten hem niet op de website.")
        ],
        Verdict.REDACTED: [
            gettext("Uw reactie staat op de website. Een stukje hebben wij zwart gemaakt."),
            gettext("De rest van uw woorden veranderen wij niet."),
        ],
        Verdict.HIDDEN: [gettext("Wij hebben uw reactie van de website gehaald.")],
    }[verdict]


def reason_lines(reason: Reason, explanation: str = "") -> list[str]:
    """Why, with the number of the house rule and the moderator's own words."""
    lines = []
    if reason is not Reason.OTHER:
        lines.append(gettext("De reden: %(reason)s", reason=str(REASON_WORDS[reason])))
    if reason in HOUSE_RULE:
        rule = HOUSE_RULE[reason]
        lines.append(gettext("Dit mag niet volgens spelregel %(rule)s.", rule=rule))
    if explanation:
        lines.append(gettext("Onze uitleg: %(words)s", words=explanation))
    return lines


def advice_lines(verdict: Verdict, reason: Reason, *, is_open: bool) -> list[str]:
    """What the author can do now, and that the text counts all the same."""
    lines = []
    if is_open and verdict is not Verdict.REDACTED:
        advice = str(ADVICE_WORDS[reason])
        again = gettext("Uw tekst staat klaar. U kunt hem aanpassen en opnieuw sturen.")
        lines.append(gettext("Wat kunt u doen? %(advice)s", advice=advice))
        lines += [again] if reason is not Reason.DUPLICATE else []
    lines.append(
        gettext(
            "Bent u het niet met ons eens? Vraag een andere medewerker om te kijken. "
            "U krijgt binnen 3 werkdagen antwoord."
        )
    )
    if verdict is not Verdict.REDACTED:
        lines.append(gettext("De inkopers lezen uw reactie wel. Hij telt gewoon mee."))
    return lines


def previews(*, is_open: bool) -> dict[str, list[str]]:
    """For each reason the message as its author will read it."""
    return {
        reason.value: [
            *news_words(Verdict.NOT_PLACED),
            *reason_lines(reason),
            *advice_lines(Verdict.NOT_PLACED, reason, is_open=is_open),
        ]
        for reason in Reason
    }


class SeenForm(Form):
    """The number of the text that was read, so that no other text is judged by it."""

    gezien = IntegerField(_("Gelezen tekst"), [Optional()])
    status = 422
    """The status of the page that shows what is wrong with it."""


class PlaceForm(SeenForm):
    """Placing needs nothing but the button."""


class RefuseForm(SeenForm):
    """Why a text is not placed, or taken away."""

    reason = RadioField(
        _("Reden"), [Needed(_("Kies een reden uit de spelregels."))], choices=REASONS
    )
    explanation = TextAreaField(_("Uitleg voor de schrijver"))


class RedactForm(SeenForm):
    """Which words are blacked out, and why: the hints that were left ticked, and typed words."""

    words = StringField(_("Welke woorden maakt u zwart?"))
    reason = RadioField(
        _("Reden"), [Needed(_("Kies een reden uit de spelregels."))], choices=REASONS
    )
    explanation = TextAreaField(_("Uitleg voor de schrijver"))


class UndoForm(Form):
    """Which decision is taken back."""

    besluit = HiddenField()


class ObjectForm(OwnForm):
    """Why somebody else should look."""

    text = TextAreaField(_("Waarom bent u het er niet mee eens?"))


class JudgeForm(Form):
    """The second look: place after all or not, with an explanation."""

    verdict = RadioField(
        _("Wat vindt u?"),
        [Needed(_("Kies wat u vindt."))],
        choices=choices_of(JUDGEMENT_WORDS),
    )
    explanation = TextAreaField(
        _("Uitleg voor de schrijver"), [Needed(_("Leg uit waarom. De schrijver leest dit."))]
    )
