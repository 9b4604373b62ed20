"""The words of the house rules, and what a moderator or an author sends."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField

from consultation.moderation.states import Reason
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

REASONS = [(reason.value, words) for reason, words in REASON_WORDS.items()]


class PlaceForm(Form):
    """Placing needs nothing but the button."""


class RefuseForm(Form):
    """Why a text is not placed, or taken away."""

    reason = RadioField(
        _("Reden"), [Needed(_("Kies een reden uit de spelregels."))], choices=REASONS
    )
    explanation = TextAreaField(_("Uitleg voor de schrijver"))


class RedactForm(Form):
    """Which words are blacked out, and why."""

    words = StringField(
        _("Welke woorden maakt u zwart?"), [Needed(_("Neem de woorden letterlijk over."))]
    )
    reason = RadioField(
        _("Reden"), [Needed(_("Kies een reden uit de spelregels."))], choices=REASONS
    )


class ObjectForm(Form):
    """Why somebody else should look."""

    text = TextAreaField(_("Waarom bent u het er niet mee eens?"))


class JudgeForm(Form):
    """The second look: place after all or not, with an explanation."""

    verdict = RadioField(
        _("Wat vindt u?"),
        [Needed(_("Kies wat u vindt."))],
        choices=[
            ("granted", _("De schrijver heeft gelijk. Plaats de reactie.")),
            ("rejected", _("Het besluit klopt. De reactie wordt niet geplaatst.")),
        ],
    )
    explanation = TextAreaField(
        _("Uitleg voor de schrijver"), [Needed(_("Leg uit waarom. De schrijver leest dit."))]
    )
